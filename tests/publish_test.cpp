// What is published: JSON that its schemas accept, CSV, the page, masking, reasons. Entry point: the tests below.
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "publish/dossier_csv.h"
#include "publish/dossier_html.h"
#include "publish/dossier_json.h"
#include "publish/dump.h"
#include "publish/export.h"
#include "publish/findings_json.h"
#include "publish/json_writer.h"
#include "publish/labels.h"
#include "publish/mask.h"
#include "publish/schemas.h"
#include "publish/table.h"
#include "publish/why.h"
#include "publish/words.h"
#include "publish_story.h"

namespace tawatur::publish {
namespace {

using nlohmann::json;

std::string Findings(const resolve::ResolvedReport& r, FindingsOptions options = {}) {
  std::string out;
  WriteFindings(r, options, out);
  return out;
}

std::string Dossiers(const testing::Sample& s, bool mask = false) {
  std::string out;
  WriteDossiers(s.dossiers, s.reports, {mask}, out);
  return out;
}

// All files of a form, one after the other.
std::string Exported(const testing::Sample& s, std::string_view form, bool mask, const ExportOptions& options = {}) {
  Selection selection{.reports = s.reports, .mask = mask};
  for (const auto& story : s.dossiers.stories) selection.stories.push_back(&story);
  std::string out;
  const auto files = Export(form, selection, options);
  EXPECT_TRUE(files.ok()) << form;
  for (const auto& file : *files) out += file.bytes;
  return out;
}

size_t Count(std::string_view text, std::string_view words) {
  size_t n = 0;
  for (size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + words.size())) ++n;
  return n;
}

constexpr std::string_view kVictim = "ليلى حسن منصور";

TEST(JsonWriter, EscapesAndRepairs) {
  std::string out;
  JsonWriter w(out);
  w.BeginObject();
  w.Field(std::string_view("a\"b"), "line\nend\t\\ \x01 \xD9 \xC0\x80 \xED\xA0\x80 ok");
  w.Field("n", std::optional<double>(2.5));
  w.Field("whole", std::optional<double>(3.0));
  w.Field("none", std::optional<int64_t>());
  w.Key("list");
  w.BeginArray();
  w.Int(-4);
  w.BeginArray();
  w.EndArray();
  w.Bool(true);
  w.EndArray();
  w.EndObject();
  const auto j = json::parse(out);
  EXPECT_EQ(j["a\"b"],
            "line\nend\t\\ \x01 \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD ok");
  EXPECT_EQ(j["n"], 2.5);
  EXPECT_NE(out.find("\"whole\":3,"), std::string::npos);
  EXPECT_TRUE(j["none"].is_null());
  EXPECT_EQ(j["list"].size(), 3u);
}

// What needs care is found wherever it stands, in texts of every length.
TEST(JsonWriter, LooksAtEveryByte) {
  for (const std::string_view odd :
       {"\"", "\\", "\n", "\x7F", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x80", "\xD8", "\xC0\x80"}) {
    for (size_t size = 0; size < 80; ++size) {
      std::string plain;
      while (plain.size() < size) plain += size % 3 == 0 && plain.size() % 7 == 2 ? " " : "\xD8\xA8";
      for (const size_t at : {size_t{0}, size / 2, plain.size()}) {
        const std::string text = plain.substr(0, at) + std::string(odd) + plain.substr(at);
        std::string out;
        JsonWriter(out).String(text);
        ASSERT_EQ(json::parse(out), ValidUtf8(text)) << size << " " << at;
      }
    }
  }
}

TEST(Findings, FollowTheContract) {
  const auto s = testing::MakeStory();
  const auto j = json::parse(Findings(s.reports[0]));
  EXPECT_EQ(j["schema_version"], "1");
  EXPECT_EQ(j["report"]["published"], "2024-03-11T18:40");
  EXPECT_FALSE(j["report"].contains("text"));
  const auto& f = j["figures"][0];
  EXPECT_EQ(f["kind"], "killed");
  EXPECT_EQ(f["low"], 12);
  EXPECT_TRUE(f["high"].is_null());
  EXPECT_EQ(f["modality"], "at_least");
  EXPECT_EQ(f["speaker"]["name"], "سامر العطار");
  EXPECT_EQ(f["via"][0]["id"], "ufuq");
  EXPECT_TRUE(f["affiliation"].is_null());
  for (const auto* span : {&f["number"], &f["evidence"]}) {
    EXPECT_EQ(s.reports[0].text.substr((*span)["begin"], (*span)["end"].get<size_t>() - (*span)["begin"].get<size_t>()),
              (*span)["text"]);
  }
  EXPECT_EQ(j["events"][0]["place"]["lat"], 35.1204);
  EXPECT_TRUE(j["claims"][1]["speaker"].is_null());
  const auto undated = json::parse(Findings(s.reports[2]));
  EXPECT_TRUE(undated["report"]["published"].is_null());
  EXPECT_EQ(undated["figures"][1]["speaker"]["text"], "مصدر أمني");
  EXPECT_TRUE(undated["figures"][1]["speaker"]["id"].is_null());
  EXPECT_TRUE(undated["figures"][2]["speaker"].is_null());
  EXPECT_EQ(json::parse(Findings(s.reports[0], {.with_text = true}))["report"]["text"], s.reports[0].text);
}

TEST(Dossiers, FollowTheContract) {
  const auto s = testing::MakeStory();
  const auto story = json::parse(Dossiers(s))["stories"][0];
  EXPECT_EQ(story["killed"]["best"], 21);
  EXPECT_EQ(story["killed"]["by"]["civilian"]["best"], 4);
  EXPECT_FALSE(story["killed"]["by"].contains("unknown"));
  EXPECT_EQ(story["figures"][0]["series"][0]["figure_ids"].size(), 1u);
  EXPECT_EQ(story["responsible"][0]["stance"], "accused");
  EXPECT_EQ(story["claims"][0]["reports"].size(), 2u);
  for (const auto& figure : story["figures"]) {
    for (const auto& p : figure["series"]) EXPECT_FALSE(p["evidence"].empty());
  }
}

TEST(Schemas, AcceptWhatIsWritten) {
  if (std::system("python3 -c 'import jsonschema' >/dev/null 2>&1") != 0) GTEST_SKIP() << "no python3-jsonschema";
  const auto s = testing::MakeStory();
  const auto dir =
      std::filesystem::temp_directory_path() /
      ("tawatur-schemas-" + std::to_string(std::hash<std::string>{}(Dossiers(s)) ^ static_cast<size_t>(::getpid())));
  std::filesystem::create_directories(dir);
  for (const auto& schema : Schemas()) {
    ASSERT_FALSE(schema.json.empty()) << schema.name;
    std::ofstream(dir / (std::string(schema.name) + ".schema.json")) << schema.json;
  }
  std::ofstream findings(dir / "findings.jsonl");
  for (const auto& r : s.reports) findings << Findings(r) << Findings(r, {.with_text = true, .mask = true});
  findings.close();
  std::ofstream(dir / "dossiers.jsonl") << Dossiers(s) << Dossiers(s, true);
  std::ofstream(dir / "reports-input.jsonl")
      << R"({"id":"x","text":"y","published":"2024-03-11T10:00:00+03:00"})" << "\n";
  std::ofstream(dir / "statements.jsonl") << Exported(s, "jsonl", false) << Exported(s, "jsonl", true);
  std::ofstream(dir / "check.py") << "import json,sys,jsonschema\n"
                                     "bad=0\n"
                                     "for name in ('findings','dossiers','reports-input','statements'):\n"
                                     "  schema=json.load(open(name+'.schema.json'))\n"
                                     "  jsonschema.Draft202012Validator.check_schema(schema)\n"
                                     "  v=jsonschema.Draft202012Validator(schema)\n"
                                     "  for line in open(name+'.jsonl',encoding='utf-8'):\n"
                                     "    for e in v.iter_errors(json.loads(line)):\n"
                                     "      bad+=1; print(name,list(e.absolute_path),e.message[:300])\n"
                                     "sys.exit(bad>0)\n";
  EXPECT_EQ(std::system(("cd '" + dir.string() + "' && python3 check.py").c_str()), 0);
  std::filesystem::remove_all(dir);
}

TEST(Csv, QuotesGuardsAndCites) {
  const auto s = testing::MakeStory();
  const auto files = StoryCsv(s.dossiers.stories[0], s.reports, false);
  ASSERT_EQ(files.size(), 6u);
  for (const auto& f : files) {
    EXPECT_EQ(f.content.substr(0, 3), "\xEF\xBB\xBF") << f.name;
    const size_t columns = Count(f.content.substr(0, f.content.find("\r\n")), ",") + 1;
    // Every row has as many cells as the head: counted outside quotation marks.
    size_t cells = 1;
    bool quoted = false;
    for (size_t i = 3; i < f.content.size(); ++i) {
      const char c = f.content[i];
      if (c == '"') quoted = !quoted;
      if (quoted) continue;
      if (c == ',') ++cells;
      if (c == '\n') {
        EXPECT_EQ(cells, columns) << f.name;
        cells = 1;
      }
    }
  }
  auto guarded = s;
  guarded.reports[0].meta.title = "=HYPERLINK(\"x\")";
  const auto sources = StoryCsv(guarded.dossiers.stories[0], guarded.reports, false)[4];
  EXPECT_NE(sources.content.find("\"'=HYPERLINK(\"\"x\"\")\""), std::string::npos);
}

TEST(Export, WithholdsPrivateNamesInEveryForm) {
  const auto s = testing::MakeStory();
  size_t shown = 0;
  for (const auto& form : ExportForms()) {
    for (const auto table : ExportTables()) {
      const ExportOptions options{.table = std::string(table)};
      const std::string all = Exported(s, form.name, true, options);
      ASSERT_FALSE(all.empty()) << form.name;
      EXPECT_EQ(Count(all, kVictim), 0u) << form.name << " " << table;
      EXPECT_EQ(Count(all, "%D9%84%D9%8A%D9%84%D9%89"), 0u) << form.name << " " << table;
      EXPECT_EQ(Count(all, "person~5f0c"), 0u) << form.name << " " << table;
      shown += Count(Exported(s, form.name, false, options), kVictim);
    }
  }
  EXPECT_GT(shown, 0u);  // so there was something to withhold
}

TEST(Export, SameBytesEachTime) {
  const auto s = testing::MakeStory();
  for (const auto& form : ExportForms()) EXPECT_EQ(Exported(s, form.name, false), Exported(s, form.name, false)) << form.name;
}

TEST(Csv, GuardsWhatLooksLikeAFormula) {
  for (const std::string_view bad : {"=1+1", "+1", "-1", "@SUM", "\t=1", "\r", "\n=1", " =1", "\xEF\xBB\xBF=1",
                                     "\xE2\x80\x8F=1", "\xEF\xBC\x9D" "1"})
    EXPECT_TRUE(LooksLikeFormula(bad)) << bad;
  for (const std::string_view good : {"", "a=1", "12-25", "\xD9\x82=1"}) EXPECT_FALSE(LooksLikeFormula(good)) << good;
  Table t("t", "text,low,where,yes");
  t << "-3 \"x\",\n" << int64_t{-3};
  t.Degrees(true, -12.5) << true;
  t.End();
  t << "" << std::optional<int64_t>();
  t.Degrees(false, 0) << std::optional<bool>();
  t.End();
  EXPECT_EQ(Csv(t, {.bom = true, .separator = '\t'}),
            "\xEF\xBB\xBFtext\tlow\twhere\tyes\r\n\"'-3 \"\"x\"\",\n\"\t-3\t-12.5\ttrue\r\n\t\t\t\r\n");
  EXPECT_EQ(JsonLines(t), "{\"text\":\"-3 \\\"x\\\",\\n\",\"low\":-3,\"where\":-12.5,\"yes\":true}\n"
                          "{\"text\":null,\"low\":null,\"where\":null,\"yes\":null}\n");
}

TEST(Mask, WithholdsPrivateNamesEverywhere) {
  const auto s = testing::MakeStory();
  std::string all = Dossiers(s, true) + StoryHtml(s.dossiers.stories[0], s.reports, {.mask = true}) +
                    IndexHtml(s.dossiers, s.reports, {.mask = true});
  for (const auto& r : s.reports) all += Findings(r, {.with_text = true, .mask = true});
  for (const auto& f : StoryCsv(s.dossiers.stories[0], s.reports, true)) all += f.content;
  EXPECT_EQ(Count(all, kVictim), 0u);
  EXPECT_EQ(Count(all, "%D9%84%D9%8A%D9%84%D9%89"), 0u);
  EXPECT_EQ(Count(all, "person~5f0c"), 0u);
  EXPECT_GT(Count(all, Masker::Token()), 0u);
  EXPECT_GT(Count(all, "سامر العطار"), 0u);  // a named official stays
  EXPECT_GT(json::parse(Dossiers(s, true))["masked"], 0);
  EXPECT_EQ(json::parse(Findings(s.reports[1], {.mask = true}))["report"]["masked"], 2);
  EXPECT_GT(Count(Findings(s.reports[1]), kVictim), 0u);
}

TEST(Mask, KnowsNamesInOtherSpellings) {
  const auto s = testing::MakeStory();
  Masker mask(s.reports, true);
  EXPECT_EQ(mask.Text("قضت ليلي حسن منصور أمس"), "قضت " + std::string(Masker::Token()) + " أمس");
  EXPECT_EQ(mask.Text("ولِليلى حسن منصور"), "ولِليلى حسن منصور");  // two letters before it: another word
  EXPECT_EQ(mask.Text("وليلى حسن منصور"), "و" + std::string(Masker::Token()));
  EXPECT_EQ(mask.Text("ليلى حسن منصورة"), "ليلى حسن منصورة");
  EXPECT_EQ(mask.count(), 2u);
}

TEST(Html, EscapesWhatReportsSay) {
  const auto s = testing::MakeStory();
  const std::string html = StoryHtml(s.dossiers.stories[0], s.reports, {});
  EXPECT_EQ(Count(html, "<b>المزيد"), 0u);
  EXPECT_GT(Count(html, "&lt;b&gt;المزيد&lt;/b&gt;"), 0u);
  EXPECT_EQ(Count(html, "\xFF"), 0u);
  EXPECT_EQ(Count(html, "<!--contents-->"), 0u);
  EXPECT_EQ(Count(html, " style="), 0u);  // the policy forbids them
}

TEST(Html, LinksEveryStatementToItsWordsAndBack) {
  const auto s = testing::MakeStory();
  const std::string html = StoryHtml(s.dossiers.stories[0], s.reports, {});
  size_t links = 0;
  for (size_t at = html.find("href=\"#"); at != std::string::npos; at = html.find("href=\"#", at + 1)) {
    const size_t from = at + 7, to = html.find('"', from);
    EXPECT_EQ(Count(html, "id=\"" + html.substr(from, to - from) + "\""), 1u) << html.substr(from, to - from);
    ++links;
  }
  EXPECT_GT(links, 40u);
}

TEST(Html, SameBytesEveryTime) {
  const auto s = testing::MakeStory();
  EXPECT_EQ(StoryHtml(s.dossiers.stories[0], s.reports, {}), StoryHtml(s.dossiers.stories[0], s.reports, {}));
}

TEST(Labels, AreCompleteAndNeutral) {
  const Labels labels;
  ASSERT_GT(labels.all().size(), 200u);
  for (const auto& label : labels.all()) {
    for (std::string_view loaded : {"إرهاب", "مرتزق", "شهيد", "شهداء", "احتلال", "ميليشيا", "عصابات", "terror",
                                    "mercenar", "martyr", "occupation", "militia", "regime"}) {
      EXPECT_EQ(std::string(label.ar).find(loaded), std::string::npos) << label.key;
      EXPECT_EQ(std::string(label.en).find(loaded), std::string::npos) << label.key;
    }
    EXPECT_EQ(label.ar.empty(), label.en.empty()) << label.key;
  }
}

// What a reviewer is asked about has its words in both languages, and `why` says it in a sentence.
TEST(Labels, EveryDoubtOfAFigureHasWords) {
  const Labels labels;
  for (std::string_view doubt : {"ambiguous_dual", "continued_speaker", "day_assumed", "far_verb", "kind_from_noun", "no_head_noun",
                                 "place_elsewhere", "superseded", "unclear_speaker", "unknown_noun", "victims_unresolved"}) {
    EXPECT_NE(labels.Find("doubt." + std::string(doubt)), nullptr) << doubt;
    EXPECT_NE(DoubtWords(doubt), doubt);
  }
}

TEST(Why, TellsTheChain) {
  const auto s = testing::MakeStory();
  const std::string why = Why(s.reports[0], reconcile::FigureId(s.reports[0], 0));
  for (std::string_view words :
       {"killed, at least 12", "سامر العطار", " <- ", "وكالة الأفق", "sample.figure", "2024-03-11T18:40"}) {
    EXPECT_NE(why.find(words), std::string::npos) << words << "\n" << why;
  }
  EXPECT_FALSE(Why(s.reports[0], reconcile::ClaimId(s.reports[0], 0)).empty());
  EXPECT_FALSE(Why(s.reports[0], reconcile::EventId(s.reports[0], 0)).empty());
  EXPECT_TRUE(Why(s.reports[0], "000000000000:f1").empty());
}

TEST(Dump, OneItemALine) {
  const auto s = testing::MakeStory();
  std::string out;
  DumpFindings(s.reports[0], out);
  const auto& f = s.reports[0].findings;
  EXPECT_EQ(Count(out, "\n"),
            f.mentions.size() + f.attributions.size() + f.figures.size() + f.claims.size() + f.events.size());
}

// Gives the page's own test (scripts/test-page) something to open.
TEST(Html, WritesPagesWhereAsked) {
  const char* dir = std::getenv("TAWATUR_PAGES");
  if (dir == nullptr) GTEST_SKIP() << "TAWATUR_PAGES is not set";
  const auto s = testing::MakeStory();
  const auto& story = s.dossiers.stories[0];
  std::filesystem::create_directories(dir);
  std::ofstream(std::filesystem::path(dir) / "story.html") << StoryHtml(story, s.reports, {});
  std::ofstream(std::filesystem::path(dir) / "public.html") << StoryHtml(story, s.reports, {.mask = true});
  std::ofstream(std::filesystem::path(dir) / "index.html") << IndexHtml(s.dossiers, s.reports, {});
}

}  // namespace
}  // namespace tawatur::publish
