// tawatur: the folder that `run -o` makes. Entry points: WriteStoryFolder(), StoryLines().
#include "story_folder.h"

#include <fmt/format.h>

#include "output.h"
#include "publish/dossier_csv.h"
#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/mask.h"

namespace tawatur::cli {
namespace {

// "12", "12-25", or nothing: a blank is never 0.
std::string TollWords(const reconcile::Toll& toll) {
  if (!toll.low && !toll.high && !toll.best) return {};
  if (toll.low && toll.high && *toll.low != *toll.high) return fmt::format("{}-{}", *toll.low, *toll.high);
  return fmt::format("{}", toll.best.value_or(toll.low.value_or(toll.high.value_or(0))));
}

std::string Facts(const reconcile::Story& story) {
  std::string facts = story.date;
  auto add = [&](const std::string& part) {
    if (!part.empty()) facts += (facts.empty() ? "" : " | ") + part;
  };
  add(story.place.name_en);
  std::string killed = TollWords(story.killed.all), injured = TollWords(story.injured.all);
  add(killed.empty() ? "" : killed + " killed");
  add(injured.empty() ? "" : injured + " injured");
  add(fmt::format("{} report{}", story.reports.size(), story.reports.size() == 1 ? "" : "s"));
  add(story.copies.empty() ? "" : fmt::format("{} cop{}", story.copies.size(), story.copies.size() == 1 ? "y" : "ies"));
  return facts;
}

}  // namespace

void WriteStoryFolder(const RunResult& result, const std::string& folder, bool mask) {
  MakeFolder(folder);
  publish::HtmlOptions html;
  html.mask = mask;
  for (const reconcile::Story& story : result.dossiers.stories) {
    std::string page = folder + "/" + publish::StoryFileName(story);
    WriteWholeFile(page, publish::StoryHtml(story, result.reports, html));
    std::string tables = page.substr(0, page.rfind('.'));
    MakeFolder(tables);
    for (const publish::CsvFile& file : publish::StoryCsv(story, result.reports, mask))
      WriteWholeFile(tables + "/" + file.name, file.content);
  }
  std::string json;
  publish::DossierOptions form;
  form.mask = mask;
  publish::WriteDossiers(result.dossiers, result.reports, form, json);
  WriteWholeFile(folder + "/dossiers.json", json);
  WriteWholeFile(folder + "/index.html", publish::IndexHtml(result.dossiers, result.reports, html));
}

std::string StoryLines(const RunResult& result, bool mask) {
  constexpr std::string_view kIsolate = "\xE2\x81\xA8", kEndIsolate = "\xE2\x81\xA9";
  publish::Masker masker(result.reports, mask);
  std::string lines;
  for (const reconcile::Story& story : result.dossiers.stories) {
    lines += fmt::format("{}{}{}\n  {}\n", kIsolate, masker.Text(story.title.empty() ? story.id : story.title),
                         kEndIsolate, Facts(story));
  }
  return lines;
}

}  // namespace tawatur::cli
