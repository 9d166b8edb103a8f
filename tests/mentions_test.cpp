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
    const test::Reading r(c.text, test::UpTo::kMentions);
    const text::Text& text = r.text;
    const Findings& found = r.findings;
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

// Places of one name, and words that are no place: cases/places/*.txt, "= words | id or -". At least nine of ten.
TEST(Mentions, PlacesAreSettled) {
  const auto cases = test::ReadCases("places");
  size_t right = 0, all = 0;
  std::string wrong;
  for (const auto& c : cases) {
    const test::Reading r(c.text, test::UpTo::kMentions);
    const text::Text& text = r.text;
    const Findings& found = r.findings;
    for (const auto& want : c.want) {
      ASSERT_EQ(want.size(), 2u) << c.where;
      std::string got = "-";
      for (const Mention& m : found.mentions) {
        const bool place = m.type == lexicon::EntityType::kPlace || m.type == lexicon::EntityType::kFacility;
        const std::string_view span = text.Verbatim(m.span);
        if (!place || m.adjective || m.entity < 0 || span.find(want[0]) == std::string_view::npos) continue;
        if (got == "-" || span == want[0]) got = lexicon::Lexicon::Builtin().EntityAt(m.entity).id;
      }
      ++all;
      if (got == want[1]) ++right;
      else wrong += "\n  " + c.where + ": " + want[0] + " is " + got + ", not " + want[1];
    }
  }
  EXPECT_GE(all, 60u);
  EXPECT_GE(right * 10, all * 9) << right << " of " << all << wrong;
  RecordProperty("right", static_cast<int>(right));
}

}  // namespace
}  // namespace tawatur::extract
