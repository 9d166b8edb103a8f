// Claims of our own cases: cases/claims/*.txt, input and expected claims in one file. Entry point: the cases.
//
// Format: a case is a block of lines, blocks are parted by an empty line, '#' begins a comment line.
//   > text               one paragraph (several lines: several paragraphs)
//   = type | strength | speaker | target | words    a claim whose content holds the words; '-' = none, '*' = whatever
//   = none               no claim at all
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "ingest/report.h"

namespace tawatur::extract {
namespace {

constexpr std::array<const char*, 12> kTypes = {"accusation", "denial", "responsibility", "acknowledgement", "no_comment", "condemnation",
                                                "threat", "pledge", "demand", "warning", "prediction", "assessment"};
constexpr std::array<const char*, 6> kStrengths = {"asserted", "alleged", "inferred", "conditional", "not_ruled_out", "reported"};

struct Case {
  std::string where, text;
  std::vector<std::array<std::string, 5>> want;
  bool none = false;
};

std::vector<std::string> Fields(const std::string& line) {
  std::vector<std::string> out;
  for (size_t i = 0; i <= line.size();) {
    size_t j = std::min(line.find('|', i), line.size());
    size_t a = i, b = j;
    while (a < b && line[a] == ' ') ++a;
    while (b > a && line[b - 1] == ' ') --b;
    out.push_back(line.substr(a, b - a));
    i = j + 1;
  }
  return out;
}

std::vector<Case> Read(const std::filesystem::path& path) {
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
    } else if (line.starts_with("= ")) {
      const auto f = Fields(line.substr(2));
      if (f.size() == 1 && f[0] == "none") {
        now.none = true;
      } else if (f.size() == 5) {
        now.want.push_back({f[0], f[1], f[2], f[3], f[4]});
      } else {
        ADD_FAILURE() << path << ":" << number << ": not a claim: " << line;
      }
    }
  }
  close();
  return out;
}

bool Fits(const std::string& want, std::string_view got) { return want == "*" || (want == "-" ? got.empty() : got.find(want) != std::string_view::npos); }

TEST(Claims, Cases) {
  const std::filesystem::path folder = std::filesystem::path(TAWATUR_SOURCE_DIR) / "cases" / "claims";
  std::vector<std::filesystem::path> files;
  for (const auto& e : std::filesystem::directory_iterator(folder)) {
    if (e.path().extension() == ".txt") files.push_back(e.path());
  }
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  text::Text text;
  Words words;
  Findings f;
  for (const auto& path : files) {
    for (const Case& c : Read(path)) {
      SCOPED_TRACE(c.where + " " + c.text);
      ingest::Report report;
      report.id = c.where;
      report.text = c.text;
      text::Read(report, text);
      Extract(text, lexicon::Lexicon::Builtin(), words, f);
      std::string all;
      auto slot = [&](Index m, Span s) { return m != kNone ? text.Verbatim(f.mentions[m].span) : text.Verbatim(s); };
      for (const Claim& x : f.claims) {
        EXPECT_LE(x.content.Size(), 800u);
        EXPECT_TRUE(x.evidence.Contains(x.content));
        all += std::string("\n  ") + kTypes[static_cast<size_t>(x.type)] + " | " + kStrengths[static_cast<size_t>(x.strength)] + " | " +
               std::string(slot(x.speaker, {})) + " | " + std::string(slot(x.target, x.target_span)) + " | " + std::string(text.Verbatim(x.content));
      }
      if (c.none) EXPECT_TRUE(f.claims.empty()) << all;
      for (const auto& w : c.want) {
        EXPECT_TRUE(std::any_of(f.claims.begin(), f.claims.end(), [&](const Claim& x) {
          return w[0] == kTypes[static_cast<size_t>(x.type)] && (w[1] == "*" || w[1] == kStrengths[static_cast<size_t>(x.strength)]) &&
                 Fits(w[2], slot(x.speaker, {})) && Fits(w[3], slot(x.target, x.target_span)) && Fits(w[4], text.Verbatim(x.content));
        })) << "wanted " << w[0] << " | " << w[1] << " | " << w[2] << " | " << w[3] << " | " << w[4] << "\ngot" << all;
      }
    }
  }
}

}  // namespace
}  // namespace tawatur::extract
