// tawatur review queue: what to look at first. Entry point: AddReviewQueue().
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "casefile/queue.h"
#include "console.h"
#include "publish/mask.h"
#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kStories = 500;  // those that most reports tell
constexpr size_t kRows = 100;

void Queue(const ReadOptions& given) {
  ReadOptions options = given;
  const size_t rows = options.filter.limit == SIZE_MAX ? kRows : options.filter.limit;
  options.filter.limit = kStories;
  Reading reading(options);
  std::vector<casefile::QueueItem> queue;
  auto add = [&](const store::StoryRow& row) {
    const RunResult told = reading.Tell(row);
    publish::Masker mask(told.reports, reading.masking());
    for (casefile::QueueItem& item : casefile::QueueOf(told)) {
      item.quote = mask.Text(item.quote), item.report = mask.Text(item.report);
      queue.push_back(std::move(item));
    }
  };
  if (!options.event.empty()) {
    add(reading.Story());
  } else {
    Result<std::vector<store::StoryRow>> stories = reading.file().stories().List(reading.filter());
    if (!stories) Die(stories.error());
    for (const store::StoryRow& s : *stories) {
      Result<std::optional<store::StoryRow>> whole = reading.file().stories().Find(s.id);
      if (!whole) Die(whole.error());
      if (*whole) add(**whole);
    }
  }
  std::stable_sort(queue.begin(), queue.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (queue.size() > rows) queue.resize(rows);
  Table table(options.table, {"score", "id", "story", "why", "quote"});
  for (const casefile::QueueItem& i : queue) {
    std::string why;
    for (const std::string& w : i.why) why += (why.empty() ? "" : ", ") + w;
    table.Add({{"object", i.object}, {"id", i.id}, {"story", i.story}, {"report", i.report}, {"score", i.score}, {"doubt", i.doubt}, {"effect", i.effect},
               {"why", i.why}, {"evidence", {{"begin", i.evidence.begin}, {"end", i.evidence.end}, {"text", i.quote}}}},
              {fmt::format("{:.1f}", i.score), i.id, i.story, why, i.quote});
  }
  EndOfTable(table);
}

}  // namespace

void AddReviewQueue(CLI::App& review) {
  CLI::App* verb = review.add_subcommand("queue", "what nobody has decided about, by doubt and effect");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kStories);
  verb->callback([options] { Queue(*options); });
}

}  // namespace tawatur::cli
