// tawatur: what `run` writes, story after story. Entry points: RunOutput::Take(), Finish().
#include "run_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/findings_json.h"
#include "story_folder.h"

namespace tawatur::cli {
namespace {

struct Counted { size_t events = 0, figures = 0, conflicts = 0; };

Counted Count(const reconcile::Story& story) {
  Counted c{story.events.size(), story.figures.size(), 0};
  for (const reconcile::FigureSeries& series : story.figures) c.conflicts += series.conflict.has_value();
  return c;
}

std::string CountWords(size_t stories, size_t events, size_t figures, size_t conflicts) {
  return fmt::format(", {} stories, {} events, {} figure series, {} conflicts", stories, events, figures, conflicts);
}

}  // namespace

std::string CountsOf(const reconcile::Dossiers& dossiers) {
  Counted all;
  for (const reconcile::Story& story : dossiers.stories) {
    const Counted c = Count(story);
    all.events += c.events, all.figures += c.figures, all.conflicts += c.conflicts;
  }
  return CountWords(dossiers.stories.size(), all.events, all.figures, all.conflicts);
}

std::string RunOutput::Counts() const { return CountWords(stories_.size(), events_, figures_, conflicts_); }

RunOutput::RunOutput(const RunForms& forms, const std::string& spill_folder)
    : forms_(forms), dossiers_(forms.json || !forms.folder.empty()), aside_(spill_folder) {
  if (!forms_.folder.empty()) MakeFolder(forms_.folder);
}

Result<bool> RunOutput::Take(RunResult&& told) {
  std::string bytes;
  std::optional<Error> trouble;
  auto put = [&](Spill::Place& place) {
    Result<Spill::Place> aside = aside_.Put(bytes);
    if (aside) place = *aside;
    else trouble = aside.error();
    bytes.clear();
  };
  std::vector<ReportPart> reports;
  publish::Masker open;
  for (const resolve::ResolvedReport& report : told.reports) {
    ReportPart& part = reports.emplace_back();
    part.id = report.meta.id, part.sha256 = report.meta.sha256;
    if (dossiers_) publish::WriteReportEntry(report, open, bytes), put(part.entry);
    if (!forms_.findings.empty()) publish::WriteFindings(report, {.with_text = forms_.with_text}, bytes), put(part.findings);
  }
  std::vector<StoryPart> stories;
  for (const reconcile::Story& story : told.dossiers.stories) {
    StoryPart& part = stories.emplace_back();
    part.reports = story.reports.size(), part.date = story.date, part.id = story.id;
    if (dossiers_) publish::WriteStory(story, told.reports, open, bytes), put(part.json);
    if (!forms_.folder.empty()) WriteStoryPage(story, told.reports, forms_.folder, false), part.row = publish::RowOf(story, open);
  }
  if (forms_.text && !stories.empty()) bytes = StoryLines(told, false, false), put(stories.front().lines);
  if (trouble) return *trouble;
  std::lock_guard lock(mutex_);
  std::move(reports.begin(), reports.end(), std::back_inserter(reports_));
  std::move(stories.begin(), stories.end(), std::back_inserter(stories_));
  for (const reconcile::Story& story : told.dossiers.stories) {
    const Counted c = Count(story);
    events_ += c.events, figures_ += c.figures, conflicts_ += c.conflicts;
  }
  return true;
}

Result<bool> RunOutput::WriteDossiers(Output& out) const {
  out.Write(publish::kDossiersHead);
  std::string_view comma;
  auto copy = [&](Spill::Place place) -> Result<bool> {
    Result<std::string> bytes = aside_.Get(place);
    if (!bytes) return bytes.error();
    out.Write(comma), out.Write(*bytes);
    comma = ",";
    return true;
  };
  for (const ReportPart& r : reports_) {
    if (Result<bool> done = copy(r.entry); !done) return done;
  }
  out.Write(publish::kDossiersStories);
  comma = {};
  for (const StoryPart& s : stories_) {
    if (Result<bool> done = copy(s.json); !done) return done;
  }
  out.Write(publish::kDossiersEnd);
  return true;
}

Result<bool> RunOutput::Finish() {
  std::sort(reports_.begin(), reports_.end(), [](const ReportPart& a, const ReportPart& b) { return std::tie(a.id, a.sha256) < std::tie(b.id, b.sha256); });
  auto rank = [](const StoryPart& s) { return reconcile::StoryRank{s.reports, s.date, s.id}; };
  std::sort(stories_.begin(), stories_.end(), [&](const StoryPart& a, const StoryPart& b) { return rank(a) < rank(b); });
  if (!forms_.findings.empty()) {
    Output out(forms_.findings);
    for (const ReportPart& r : reports_) {
      Result<std::string> bytes = aside_.Get(r.findings);
      if (!bytes) return bytes.error();
      out.Write(*bytes);
    }
    out.Commit();
  }
  if (!forms_.folder.empty()) {
    Output out(forms_.folder + "/dossiers.json");
    if (Result<bool> done = WriteDossiers(out); !done) return done;
    out.Commit();
    std::vector<const publish::StoryRow*> rows;
    for (const StoryPart& s : stories_) rows.push_back(&s.row);
    WriteWholeFile(forms_.folder + "/index.html", publish::ListHtml(rows, reports_.size(), rows.size(), {}));
  }
  Output out("");
  for (const StoryPart& s : stories_) {
    if (!forms_.text) break;
    Result<std::string> bytes = aside_.Get(s.lines);
    if (!bytes) return bytes.error();
    out.Write(*bytes);
  }
  if (forms_.json) {
    if (Result<bool> done = WriteDossiers(out); !done) return done;
  }
  out.Commit();
  return true;
}

}  // namespace tawatur::cli
