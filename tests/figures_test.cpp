// Figures of our own cases: cases/figures/*.txt, input and expected figures in one file. Entry point: the cases.
//
// Format: a case is a block of lines, blocks are parted by an empty line, '#' begins a comment line.
//   > text                                              one paragraph (several lines: several paragraphs)
//   = kind | low..high | modality | category | number text | rule [part_of=NUMBER] [status] [background] [cumulative]
//   = none                                              no figure at all
//   + number text | whose=WORDS | who=WORDS | via=WORDS | place=WORDS | when=WORDS | caveat=WORDS | doubt=NAME,NAME
//                                                       slots of the first figure with that number ('-': must be open)
// whose (affiliation), who (speaker), via and place are words of the text or the canonical name of what they name. A rule
// that the case leaves open is written '*'.
// All figures of the text are listed, in their order. '-' for bounds or category: none.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "ingest/report.h"

namespace tawatur::extract {
namespace {

constexpr std::array<const char*, 14> kKinds = {"killed",    "injured",  "casualties", "missing",   "detained", "arrested", "surrendered",
                                                "escaped",   "released", "abducted",   "displaced", "rescued",  "strength", "affected"};
constexpr std::array<const char*, 8> kModalities = {"exact", "about", "at_least", "more_than", "less_than", "up_to", "between", "vague"};
constexpr std::array<const char*, 18> kCategories = {"-",       "civilian", "combatant",  "soldier", "police",   "security_forces",
                                                     "child",   "woman",    "man",        "elderly", "journalist", "medic",
                                                     "prisoner", "refugee", "foreigner",  "worker",  "student",  "protester"};
constexpr std::array<const char*, 5> kStatuses = {"asserted", "denied", "hypothetical", "planned", "claimed_false"};

struct Case {
  std::string where, text;
  std::vector<std::string> want, slots;
};

std::vector<Case> ReadCases(const std::filesystem::path& path) {
  std::vector<Case> out;
  std::ifstream in(path);
  std::string line;
  Case now;
  int number = 0;
  auto close = [&] {
    if (!now.text.empty()) out.push_back(now);
    now = {};
  };
  while (std::getline(in, line)) {
    ++number;
    if (line.empty()) {
      close();
    } else if (line.starts_with("> ")) {
      if (now.text.empty()) now.where = path.filename().string() + ":" + std::to_string(number);
      now.text += (now.text.empty() ? "" : "\n") + line.substr(2);
    } else if (line.starts_with("= ") && line != "= none") {
      now.want.push_back(line.substr(2));
    } else if (line.starts_with("+ ")) {
      now.slots.push_back(line.substr(2));
    }
  }
  close();
  return out;
}

std::vector<Case> AllCases() {
  std::vector<std::filesystem::path> files;
  for (const auto& e : std::filesystem::directory_iterator(std::filesystem::path(TAWATUR_SOURCE_DIR) / "cases" / "figures")) {
    if (e.path().extension() == ".txt") files.push_back(e.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> out;
  for (const auto& f : files) {
    for (Case& c : ReadCases(f)) out.push_back(std::move(c));
  }
  return out;
}

struct Reader {
  text::Text text;
  Words words;
  Findings findings;

  void Read(const ingest::Report& report) {
    text::Read(report, text);
    Extract(text, lexicon::Lexicon::Builtin(), words, findings);
  }

  std::string Line(const Figure& f, bool rule_open) const {
    auto bound = [](const std::optional<int64_t>& v) { return v ? std::to_string(*v) : std::string(); };
    std::string s = kKinds[static_cast<size_t>(f.kind)];
    s += " | " + (f.low || f.high ? bound(f.low) + ".." + bound(f.high) : "-");
    s += std::string(" | ") + kModalities[static_cast<size_t>(f.modality)] + " | " + kCategories[static_cast<size_t>(f.category)];
    s += " | " + std::string(text.Verbatim(f.number)) + " | " + (rule_open ? "*" : std::string(f.rule));
    if (f.part_of != kNone) s += " part_of=" + std::string(text.Verbatim(findings.figures[f.part_of].number));
    if (f.status != FigureStatus::kAsserted) s += std::string(" ") + kStatuses[static_cast<size_t>(f.status)];
    if (f.background) s += " background";
    if (f.cumulative) s += " cumulative";
    return s;
  }

  // The words of a mention, or `wanted` where that is its canonical name.
  std::string MentionWords(Index m, const std::string& wanted) const {
    if (m == kNone) return "-";
    const Mention& x = findings.mentions[m];
    if (x.entity >= 0 && lexicon::Lexicon::Builtin().EntityAt(x.entity).name == wanted) return wanted;
    return std::string(text.Verbatim(x.span));
  }

  std::string Slot(const Figure& f, const std::string& name, const std::string& wanted) const {
    const Attribution* a = f.attribution == kNone ? nullptr : &findings.attributions[f.attribution];
    if (name == "whose") return MentionWords(f.affiliation, wanted);
    if (name == "place") return MentionWords(f.place, wanted);
    if (name == "who") return MentionWords(a == nullptr ? kNone : a->speaker, wanted);
    if (name == "via") return MentionWords(a == nullptr || a->via.empty() ? kNone : a->via.front(), wanted);
    if (name == "caveat") return f.caveat.Empty() ? "-" : std::string(text.Verbatim(f.caveat));
    if (name == "when") return f.when == kNone ? "-" : std::string(text.Verbatim(findings.times[f.when].span));
    if (name == "doubt") {
      std::string all;
      for (const std::string_view d : f.doubt) all += (all.empty() ? "" : ",") + std::string(d);
      return all.empty() ? "-" : all;
    }
    return "no slot " + name;
  }

  // The slots that an expected line asks for, in its order.
  std::string Slots(const std::string& line) const {
    const std::string number = line.substr(0, line.find(" | "));
    for (const Figure& f : findings.figures) {
      if (text.Verbatim(f.number) != number) continue;
      std::string got = number;
      for (size_t at = line.find(" | "); at != std::string::npos; at = line.find(" | ", at + 1)) {
        const size_t is = line.find('=', at), end = std::min(line.find(" | ", is), line.size());
        const std::string name = line.substr(at + 3, is - at - 3);
        got += " | " + name + "=" + Slot(f, name, line.substr(is + 1, end - is - 1));
      }
      return got;
    }
    return "no figure " + number;
  }
};

TEST(Figures, Cases) {
  Reader reader;
  for (const Case& c : AllCases()) {
    ingest::Report report;
    report.text = c.text;
    reader.Read(report);
    std::vector<std::string> got;
    for (const Figure& f : reader.findings.figures) {
      const size_t at = got.size();
      const bool open = at < c.want.size() && c.want[at].find(" | *") != std::string::npos;
      got.push_back(reader.Line(f, open));
    }
    if (!c.want.empty() || c.slots.empty()) EXPECT_EQ(got, c.want) << c.where << ": " << c.text;
    for (const std::string& slots : c.slots) EXPECT_EQ(reader.Slots(slots), slots) << c.where << ": " << c.text;
  }
}

TEST(Figures, EveryRuleHasItsCase) {
  std::set<std::string> used;
  Reader reader;
  for (const Case& c : AllCases()) {
    ingest::Report report;
    report.text = c.text;
    reader.Read(report);
    for (const Figure& f : reader.findings.figures) used.insert(std::string(f.rule));
  }
  for (const char* rule : {"noun_before", "verb_before", "verb_after", "noun_after", "own_noun", "own_weak_noun", "victims", "coordination", "kin",
                           "part", "part_before", "part_after", "parenthesis", "toll", "running_total", "tail", "present"}) {
    EXPECT_TRUE(used.contains(rule)) << rule;
  }
}

// Every tag that the lists give to words of figures stands in some case.
TEST(Figures, EveryTagHasItsCase) {
  std::set<Tag> used;
  Reader reader;
  for (const Case& c : AllCases()) {
    ingest::Report report;
    report.text = c.text;
    reader.Read(report);
    for (const Word& w : reader.words.words) {
      for (const Sense& s : w.senses) used.insert(s.tag);
      if (w.phrase == kNone) continue;
      for (const Sense& s : reader.words.phrases[w.phrase].senses) used.insert(s.tag);
    }
  }
  for (auto t = static_cast<uint16_t>(Tag::kClauseBreak); t <= static_cast<uint16_t>(Tag::kPersonWeak); ++t) {
    EXPECT_TRUE(used.contains(static_cast<Tag>(t))) << lexicon::TagName(static_cast<Tag>(t));
  }
}

// Every doubt is raised by some case, and no other name is.
TEST(Figures, EveryDoubtHasItsCase) {
  const std::set<std::string> known = {"ambiguous_dual", "far_verb", "victims_unresolved", "superseded", "kind_from_noun", "no_head_noun",
                                       "unclear_speaker", "continued_speaker", "unknown_noun", "day_assumed", "place_elsewhere"};
  std::set<std::string> used;
  Reader reader;
  for (const Case& c : AllCases()) {
    ingest::Report report;
    report.text = c.text;
    reader.Read(report);
    for (const Figure& f : reader.findings.figures) {
      for (const std::string_view d : f.doubt) used.insert(std::string(d));
    }
  }
  EXPECT_EQ(used, known);
}

TEST(Figures, EvidenceHoldsTheNumber) {
  Reader reader;
  for (const Case& c : AllCases()) {
    ingest::Report report;
    report.text = c.text;
    reader.Read(report);
    for (const Figure& f : reader.findings.figures) {
      EXPECT_TRUE(f.evidence.Contains(f.number)) << c.where;
      EXPECT_LE(f.evidence.Size(), 1500u) << c.where;
      EXPECT_FALSE(f.rule.empty()) << c.where;
    }
  }
}

TEST(Figures, LongSentencesKeepShortEvidence) {
  ingest::Report report;
  for (int i = 0; i < 400; ++i) report.text += "\xD9\x83\xD9\x84\xD8\xA7\xD9\x85 ";  // "kalam "
  const Case c = AllCases().front();
  report.text = report.text + c.text;
  Reader reader;
  reader.Read(report);
  for (const Figure& f : reader.findings.figures) {
    EXPECT_LE(f.evidence.Size(), 1500u);
    EXPECT_TRUE(f.evidence.Contains(f.number));
  }
}

}  // namespace
}  // namespace tawatur::extract
