// tawatur search: reports by their words and by what they are about. Entry point: AddSearch().
#include <CLI/CLI.hpp>

#include "console.h"
#include "publish/mask.h"
#include "reading.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

void Search(const ReadOptions& options) {
  Reading reading(options);
  store::Filter filter = reading.filter();
  if (filter.limit == SIZE_MAX) filter.limit = 100;
  Result<std::vector<store::Hit>> hits = reading.file().store().Search(filter);
  if (!hits) Die(hits.error());
  Table table(options.table, {"report", "published", "outlet", "story", "excerpt"});
  publish::Masker mask({}, reading.masking());
  for (store::Hit& hit : *hits) {
    for (std::string* words : {&hit.id, &hit.title, &hit.outlet, &hit.excerpt}) *words = mask.Text(*words);
    Json spans = Json::array();
    for (Span s : hit.spans) spans.push_back({{"begin", s.begin}, {"end", s.end}});
    Json excerpt;
    if (!hit.spans.empty()) excerpt = {{"begin", hit.excerpt_span.begin}, {"end", hit.excerpt_span.end}, {"text", hit.excerpt}};
    auto or_null = [](const std::string& s) { return s.empty() ? Json() : Json(s); };
    table.Add({{"report", hit.id}, {"sha256", hit.sha256}, {"title", or_null(hit.title)}, {"outlet", or_null(hit.outlet)},
               {"published", or_null(hit.published)}, {"story", or_null(hit.story)}, {"excerpt", excerpt}, {"hits", spans}},
              {hit.id, hit.published, hit.outlet, hit.story, hit.excerpt.empty() ? hit.title : hit.excerpt});
  }
  EndOfTable(table);
}

}  // namespace

void AddSearch(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("search", "reports by their words and by what they are about, the best first");
  auto options = std::make_shared<ReadOptions>();
  AddReadOptions(*verb, *options, Asks::kQuery);
  verb->callback([options] { Search(*options); });
}

}  // namespace tawatur::cli
