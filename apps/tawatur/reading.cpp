// tawatur: what the verbs that read a case have in common. Entry points: AddReadOptions(), Reading.
#include "reading.h"

#include <CLI/CLI.hpp>
#include <thread>

#include "console.h"
#include "inputs.h"
#include "publish/dossier_json.h"
#include "verbs.h"

namespace tawatur::cli {

using Json = nlohmann::ordered_json;

void AddReadOptions(CLI::App& verb, ReadOptions& o, Asks asks) {
  if (asks == Asks::kStory) verb.add_option("EVENT", o.event, "id of a story, or of one of its reports")->required();
  if (asks == Asks::kStories) verb.add_option("EVENT", o.event, "id of a story, or of one of its reports (default: all that the filters leave)");
  if (asks == Asks::kQuery) verb.add_option("QUERY", o.filter.words, "words, \"phrases\" and beginnings*, all of which must be there");
  AddStoreOption(verb, o.store);
  AddTableOptions(verb, o.table);
  verb.add_flag("--public", o.mask, "mask victims' and private persons' names");
  if (asks == Asks::kStory) return;
  verb.add_option("--since", o.filter.since, "first day, ISO 8601");
  verb.add_option("--until", o.filter.until, "last day");
  verb.add_option("--place", o.filter.place, "id or name of a place, or of what contains it");
  verb.add_option("--actor", o.filter.actor, "id or name of somebody who is named");
  verb.add_option("--speaker", o.filter.speaker, "id or name of somebody who states something");
  verb.add_option("--kind", o.filter.kind, "of a figure: killed, injured ...");
  verb.add_option("--type", o.filter.event_class, "class of a happening: air_strike, protest ...");
  verb.add_flag("--conflicts", o.filter.conflicts, "only where reports do not agree");
  verb.add_option("--min-reports", o.filter.min_reports, "only stories of at least so many reports");
  verb.add_option("--limit", o.filter.limit, "at most so many");
}

Reading::Reading(const ReadOptions& options) : options_(options), filter_(options.filter) {
  const unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  Result<std::unique_ptr<casefile::CaseFile>> file = casefile::CaseFile::Open(options.store, store::Store::Mode::kRead, jobs, TAWATUR_VERSION);
  if (!file) Die(file.error());
  file_ = std::move(*file);
  Result<store::Snapshot> held = file_->store().Hold();
  if (!held) Die(held.error());
  held_.emplace(std::move(*held));
  Result<bool> fresh = file_->IsUpToDate();
  if (!fresh) Die(fresh.error());
  if (!*fresh) Complain(options.store, "reports were added or read anew since the stories were made; tawatur build brings them up to date");
  if (!options.mask) return;
  Result<publish::PrivateNames> names = file_->ReadPrivateNames();
  if (!names) Die(names.error());
  names_ = std::move(*names);
  filter_.hidden = [this](std::string_view text) { return names_.Find(text); };
  for (const std::string* who : {&filter_.actor, &filter_.speaker}) {
    if (names_.Shown(*who) != nullptr || !names_.Find(*who).empty()) filter_.limit = 0;  // as if nobody had that name
  }
}

store::StoryRow Reading::Story() {
  Result<std::optional<store::StoryRow>> story = file_->stories().Find(options_.event);
  if (!story) Die(story.error());
  if (!*story) Die({ErrorKind::kUsage, options_.event, "is no story of this case; tawatur events lists them"});
  return **story;
}

RunResult Reading::Tell(const store::StoryRow& story, std::string_view until) {
  Result<RunResult> told = file_->Tell(story, until);
  if (!told) Die(told.error());
  return std::move(*told);
}

Json Reading::Document(const RunResult& told) {
  std::string bytes;
  publish::WriteDossiers(told.dossiers, told.reports, {.mask = masking()}, bytes);
  return Json::parse(bytes, nullptr, false);
}

void Reading::ForEachDossier(const std::function<void(const Json& story, const Json& reports)>& take) {
  auto tell = [&](const store::StoryRow& row) {
    const Json document = Document(Tell(row));
    for (const Json& story : document["stories"]) take(story, document["reports"]);
  };
  if (!options_.event.empty()) return tell(Story());
  Result<std::vector<store::StoryRow>> rows = file_->stories().List(filter_);
  if (!rows) Die(rows.error());
  for (const store::StoryRow& row : *rows) {
    Result<std::optional<store::StoryRow>> whole = file_->stories().Find(row.id);
    if (!whole) Die(whole.error());
    if (*whole) tell(**whole);
  }
}

void EndOfTable(Table& table) {
  table.Commit();
  if (table.size() == 0) throw Exit(kNothing);
}

}  // namespace tawatur::cli
