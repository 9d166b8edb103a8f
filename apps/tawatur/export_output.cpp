// tawatur: a form of export, story after story. Entry points: ExportOutput::Take(), Finish().
#include "export_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "console.h"
#include "output.h"
#include "reconcile/reconcile.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

// {"id":"entity-...": the id of a line of entities.
std::string_view IdOf(std::string_view line) {
  constexpr std::string_view kBegin = "{\"id\":\"";
  return line.starts_with(kBegin) ? line.substr(kBegin.size(), line.find('"', kBegin.size()) - kBegin.size()) : std::string_view();
}

}  // namespace

ExportOutput::ExportOutput(const ExportChoice& choice, publish::Masking mask, const lexicon::Lexicon* lexicon, const std::string& spill_folder)
    : choice_(choice), form_(choice.form, choice.options, mask, lexicon), aside_(spill_folder) {}

bool ExportOutput::Better(size_t a, size_t b) const {
  const Part &x = parts_[a], &y = parts_[b];
  return reconcile::StoryRank{x.reports, x.date, x.id} < reconcile::StoryRank{y.reports, y.date, y.id};
}

Result<bool> ExportOutput::Take(RunResult&& told) {
  {
    std::lock_guard lock(mutex_);
    reports_seen_ += told.reports.size();
    for (const resolve::ResolvedReport& r : told.reports) bytes_seen_ += r.text.size();
  }
  for (const reconcile::Story& story : told.dossiers.stories) {
    std::vector<std::string> names;  // by which it was chosen
    for (const std::string& id : choice_.stories) {
      if (AnswersTo(story, told.reports, id)) names.push_back(id);
    }
    if (names.empty() && !choice_.stories.empty()) continue;
    Result<publish::StoryPart> made = form_.Part(story, told.reports);
    if (!made) return made.error();
    Part part{story.reports.size(), story.date, story.id, {}};
    std::vector<size_t> lines;
    for (const std::string& bytes : made->bytes) {
      Result<Spill::Place> place = aside_.Put(bytes);
      if (!place) return place.error();
      part.bytes.push_back(*place);
      lines.push_back(static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\n')));
    }
    std::vector<Entry> entries;
    for (publish::StoryPart::Report& r : made->reports) {
      Result<Spill::Place> place = aside_.Put(r.bytes);
      if (!place) return place.error();
      entries.push_back({std::move(r.id), std::move(r.sha256), *place});
    }
    std::lock_guard lock(mutex_);
    const size_t number = parts_.size();
    parts_.push_back(std::move(part));
    std::move(entries.begin(), entries.end(), std::back_inserter(entries_));
    lines_.resize(std::max(lines_.size(), lines.size()));
    for (size_t i = 0; i < lines.size(); ++i) lines_[i] += lines[i];
    rows_ += made->rows, masked_ += made->masked;
    for (const std::string& name : names) {
      const auto [at, fresh] = chosen_.emplace(name, number);
      if (!fresh && Better(number, at->second)) at->second = number;
    }
  }
  return true;
}

std::vector<size_t> ExportOutput::InOrder() const {
  std::vector<size_t> order;
  for (const std::string& id : choice_.stories) {
    const auto at = chosen_.find(id);
    if (at == chosen_.end()) Die({ErrorKind::kUsage, id, "is no story of this case"});
    if (std::find(order.begin(), order.end(), at->second) == order.end()) order.push_back(at->second);
  }
  if (!choice_.stories.empty()) return order;
  for (size_t i = 0; i < parts_.size(); ++i) order.push_back(i);
  std::sort(order.begin(), order.end(), [this](size_t a, size_t b) { return Better(a, b); });
  return order;
}

Result<bool> ExportOutput::Write(size_t file, const publish::PartsFrame& frame, const std::vector<size_t>& order, const std::string& path) {
  Output out(path);
  std::set<std::string, std::less<>> said;
  std::string_view separator;
  auto put = [&](Spill::Place place) -> Result<bool> {
    Result<std::string> bytes = aside_.Get(place);
    if (!bytes) return bytes.error();
    if (bytes->empty()) return true;
    out.Write(separator);
    separator = frame.separator;
    if (!form_.once()) return out.Write(*bytes), true;
    for (std::string_view rest = *bytes; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n') + 1);
      rest.remove_prefix(line.size());
      const std::string_view id = IdOf(line);
      if (!id.starts_with("entity-") || said.emplace(id).second) out.Write(line);
    }
    return true;
  };
  out.Write(frame.head);
  if (choice_.form == "json") {
    for (const Entry& e : entries_) {
      if (Result<bool> done = put(e.bytes); !done) return done;
    }
    out.Write(publish::PartedForm::Middle());
    separator = {};
  }
  for (size_t i : order) {
    if (Result<bool> done = put(parts_[i].bytes[file]); !done) return done;
  }
  out.Write(frame.tail);
  out.Commit();
  return true;
}

Result<bool> ExportOutput::Finish() {
  const std::vector<size_t> order = InOrder();
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return std::tie(a.id, a.sha256) < std::tie(b.id, b.sha256); });
  Result<std::vector<publish::PartsFrame>> frames = form_.Frames(rows_, masked_);
  if (!frames) return frames.error();
  const bool one = ToStandardOutput(choice_) || !std::filesystem::is_directory(choice_.output);
  for (size_t i = 0; i < frames->size(); ++i) {
    const publish::PartsFrame& frame = (*frames)[i];
    if (one && i > 0) {
      const size_t lines = i < lines_.size() ? lines_[i] : 0;
      if (lines > 0) Complain(choice_.form, fmt::format("{} events left out; -o FOLDER lists them with the reason in {}", lines, frame.path));
      continue;
    }
    const std::string path = one ? choice_.output : (std::filesystem::path(choice_.output) / frame.path).string();
    if (Result<bool> done = Write(i, frame, order, path); !done) return done;
  }
  return true;
}

}  // namespace tawatur::cli
