// Attributions of our own cases: cases/attributions/*.txt. Entry point: the cases.
//
// Format (tests/case_lines.h): "= speaker | verb | words of the content | via": who states these words; "none" = nobody.
#include <gtest/gtest.h>

#include "case_lines.h"
#include "extract/attribution_lookup.h"

namespace tawatur::extract {
namespace {

TEST(Attributions, Cases) {
  const auto cases = test::ReadCases("attributions");
  ASSERT_FALSE(cases.empty());
  for (const auto& c : cases) {
    test::Reading r(c.text, test::UpTo::kMentions);
    const text::Text& text = r.text;
    Findings& found = r.findings;
    FindAttributions(r.words, found);
    for (const auto& want : c.want) {
      ASSERT_EQ(want.size(), 4u) << c.where;
      const size_t at = c.text.find(want[2]);
      ASSERT_NE(at, std::string::npos) << c.where;
      const Span span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + want[2].size())};
      AttributionsHere here(found);
      here.Open(span);
      const Index a = AttributionAt(found, here, span);
      if (want[0] == "none") {
        EXPECT_TRUE(a == kNone || found.attributions[a].speaker == kNone) << c.where;
        continue;
      }
      ASSERT_NE(a, kNone) << c.where << ": " << want[2];
      const Attribution& x = found.attributions[a];
      ASSERT_NE(x.speaker, kNone) << c.where;
      EXPECT_EQ(text.Verbatim(found.mentions[x.speaker].span), want[0]) << c.where;
      EXPECT_EQ(x.verb, want[1]) << c.where;
      const std::string via = x.via.empty() ? "-" : std::string(text.Verbatim(found.mentions[x.via.front()].span));
      EXPECT_EQ(via, want[3]) << c.where;
    }
  }
}

}  // namespace
}  // namespace tawatur::extract
