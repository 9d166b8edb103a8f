// tawatur: the folder that `run -o` makes. Entry points: WriteStoryFolder(), StoryLines().
#include "story_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "output.h"
#include "publish/dossier_csv.h"
#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/html.h"
#include "publish/mask.h"
#include "publish/series_order.h"
#include "publish/words.h"
#include "reconcile/days.h"

namespace tawatur::cli {
namespace {

// "12", "12-25", or nothing: a blank is never 0.
std::string TollWords(const reconcile::Toll& toll) {
  if (!toll.low && !toll.high && !toll.best) return {};
  if (toll.low && toll.high && *toll.low != *toll.high) return fmt::format("{}-{}", *toll.low, *toll.high);
  return fmt::format("{}", toll.best.value_or(toll.low.value_or(toll.high.value_or(0))));
}

constexpr std::string_view kIsolate = "\xE2\x81\xA8", kEndIsolate = "\xE2\x81\xA9";

std::string Isolated(const std::string& words) { return fmt::format("{}{}{}", kIsolate, words, kEndIsolate); }

std::string Facts(const reconcile::Story& story) {
  std::string facts(reconcile::KnownPart(story.date, story.date_prec));
  auto add = [&](const std::string& part) {
    if (!part.empty()) facts += (facts.empty() ? "" : " | ") + part;
  };
  add(story.place.name_en.empty() && !story.place.name.empty() ? Isolated(story.place.name) : story.place.name_en);
  std::string killed = TollWords(story.killed.all), injured = TollWords(story.injured.all);
  add(killed.empty() ? "" : killed + " killed");
  add(injured.empty() ? "" : injured + " injured");
  add(fmt::format("{} report{}", story.reports.size(), story.reports.size() == 1 ? "" : "s"));
  const size_t copies = publish::CopyCount(story);
  add(copies == 0 ? "" : fmt::format("{} cop{}", copies, copies == 1 ? "y" : "ies"));
  return facts;
}

// "123", "6+", "40-50", or the words of a vague quantity.
std::string ValueWords(const reconcile::SeriesPoint& point) {
  if (point.low && point.high && *point.low != *point.high) return fmt::format("{}-{}", *point.low, *point.high);
  if (point.low && point.high) return fmt::format("{}", *point.low);
  if (point.low) return fmt::format("{}+", *point.low);
  if (point.high) return fmt::format("up to {}", *point.high);
  return Isolated(point.vague);
}

// The figures of the main event, whole counts of the dead first, each value with its speaker and time; what is left out
// is said, and where it stands.
std::string SeriesLines(const reconcile::Story& story, publish::Masker& masker, bool stored) {
  constexpr size_t kSeries = 6, kPoints = 12;
  std::vector<const reconcile::FigureSeries*> told;
  for (size_t i : publish::SeriesOrder(story)) {
    const reconcile::FigureSeries& series = story.figures[i];
    if (told.size() < kSeries && !series.background && (series.event == story.event || series.event == kNone)) told.push_back(&series);
  }
  std::string lines;
  for (const reconcile::FigureSeries* series : told) {
    lines += fmt::format("  {}{}{} ({})\n", publish::Word(series->kind), series->population.empty() ? "" : ", ",
                         masker.Text(series->population), series->status);
    const size_t points = std::min(series->points.size(), kPoints);
    for (const reconcile::SeriesPoint& point : std::span(series->points).first(points)) {
      const std::string& name = point.speaker.name.empty() ? point.speaker.text : point.speaker.name;
      const bool stated = point.status == extract::FigureStatus::kAsserted;
      lines += fmt::format("    {:>10}  {:<16}  {}{}\n", ValueWords(point), point.as_of.substr(0, 16),
                           name.empty() ? "source not named" : Isolated(masker.Text(name)),
                           stated ? "" : fmt::format(" ({})", publish::Word(point.status)));
    }
    if (points < series->points.size()) lines += fmt::format("    and {} more statement{}\n", series->points.size() - points, series->points.size() - points == 1 ? "" : "s");
  }
  const size_t left = story.figures.size() - told.size();
  if (left > 0) lines += fmt::format("  and {} more quantit{}: {}\n", left, left == 1 ? "y" : "ies", stored ? "tawatur figures " + story.id : "--json has them");
  return lines;
}

}  // namespace

void WriteStoryPage(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports, const std::string& folder, bool mask) {
  publish::HtmlOptions html;
  html.mask = mask;
  std::string page = folder + "/" + publish::StoryFileName(story);
  WriteWholeFile(page, publish::StoryHtml(story, reports, html));
  std::string tables = page.substr(0, page.rfind('.'));
  MakeFolder(tables);
  for (const publish::CsvFile& file : publish::StoryCsv(story, reports, mask)) WriteWholeFile(tables + "/" + file.name, file.content);
}

void WriteStoryFolder(const RunResult& result, const std::string& folder, bool mask) {
  MakeFolder(folder);
  publish::HtmlOptions html;
  html.mask = mask;
  for (const reconcile::Story& story : result.dossiers.stories) WriteStoryPage(story, result.reports, folder, mask);
  std::string json;
  publish::DossierOptions form;
  form.mask = mask;
  publish::WriteDossiers(result.dossiers, result.reports, form, json);
  WriteWholeFile(folder + "/dossiers.json", json);
  WriteWholeFile(folder + "/index.html", publish::IndexHtml(result.dossiers, result.reports, html));
}

std::string StoryLines(const RunResult& result, publish::Masking mask, bool stored) {
  publish::Masker masker(result.reports, mask);
  std::string lines;
  for (const reconcile::Story& story : result.dossiers.stories) {
    lines += fmt::format("{}\n  {}\n", Isolated(masker.Text(story.title.empty() ? story.id : story.title)), Facts(story));
    lines += SeriesLines(story, masker, stored);
  }
  return lines;
}

}  // namespace tawatur::cli
