// tawatur: the folder that `run -o` makes. Entry points: WriteStoryFolder(), StoryLines().
#include "story_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "output.h"
#include "publish/dossier_csv.h"
#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/html.h"
#include "publish/mask.h"
#include "publish/words.h"

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
  std::string facts = story.date.substr(0, story.date_prec == 4 ? 7 : story.date_prec == 5 ? 4 : std::string::npos);
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
// is said.
std::string SeriesLines(const reconcile::Story& story, publish::Masker& masker) {
  constexpr size_t kSeries = 6, kPoints = 12;
  std::vector<const reconcile::FigureSeries*> told;
  for (const reconcile::FigureSeries& series : story.figures) {
    if (!series.background && (series.event == story.event || series.event == kNone)) told.push_back(&series);
  }
  const auto rank = [](const reconcile::FigureSeries* s) {
    const bool whole = s->population.empty() || s->population == "people";
    return std::tuple(s->kind, !whole, -static_cast<int64_t>(s->points.size()));
  };
  std::stable_sort(told.begin(), told.end(), [&](auto* a, auto* b) { return rank(a) < rank(b); });
  const size_t left = told.size() > kSeries ? told.size() - kSeries : 0;
  told.resize(told.size() - left);
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
    if (points < series->points.size()) lines += fmt::format("    and {} more statements\n", series->points.size() - points);
  }
  if (left > 0) lines += fmt::format("  and {} more quantities: tawatur figures {}\n", left, story.id);
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

std::string StoryLines(const RunResult& result, publish::Masking mask) {
  publish::Masker masker(result.reports, mask);
  std::string lines;
  for (const reconcile::Story& story : result.dossiers.stories) {
    lines += fmt::format("{}\n  {}\n", Isolated(masker.Text(story.title.empty() ? story.id : story.title)), Facts(story));
    lines += SeriesLines(story, masker);
  }
  return lines;
}

}  // namespace tawatur::cli
