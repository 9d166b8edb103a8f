// Names of our own cases: cases/names/*.txt. Entry point: the cases.
//
// Format (tests/case_lines.h): "= type | words | title or - | fuller name it stands for or -".
#include <gtest/gtest.h>

#include <array>

#include "case_lines.h"

namespace tawatur::extract {
namespace {

constexpr std::array<const char*, 4> kTypes = {"person", "organisation", "place", "facility"};

TEST(Mentions, Cases) {
  const auto cases = test::ReadCases("names");
  ASSERT_FALSE(cases.empty());
  for (const auto& c : cases) {
    ingest::Report report;
    report.text = c.text;
    text::Text text;
    text::Read(report, text);
    Words words;
    Findings found;
    Annotate(text, lexicon::Lexicon::Builtin(), words);
    FindNumbers(words, found);
    FindTimes(words, found);
    FindMentions(words, found);
    for (const auto& want : c.want) {
      ASSERT_EQ(want.size(), 4u) << c.where;
      bool hit = false;
      std::string all;
      for (const Mention& m : found.mentions) {
        const std::string title = m.title.Empty() ? "-" : std::string(text.Verbatim(m.title));
        const std::string same = m.same_as == kNone ? "-" : std::string(text.Verbatim(found.mentions[m.same_as].span));
        const std::string type = kTypes[static_cast<size_t>(m.type)];
        hit = hit || (type == want[0] && text.Verbatim(m.span) == want[1] && title == want[2] && same == want[3]);
        all += "\n  " + type + " | " + std::string(text.Verbatim(m.span)) + " | " + title + " | " + same;
      }
      EXPECT_TRUE(hit) << c.where << ": " << want[1] << all;
    }
  }
}

}  // namespace
}  // namespace tawatur::extract
