// Who does what to whom: cases/actors/*.txt. Entry point: the cases.
//
// Format (tests/case_lines.h): "= class | doers joined by + in the order of the text, - for none | what it hit, - for none, * for any".
#include <gtest/gtest.h>

#include "case_lines.h"

namespace tawatur::extract {
namespace {

TEST(Actors, Cases) {
  const auto cases = test::ReadCases("actors");
  ASSERT_FALSE(cases.empty());
  for (const auto& c : cases) {
    const test::Reading r(c.text, test::UpTo::kAll);
    const text::Text& text = r.text;
    const Findings& found = r.findings;
    for (const auto& want : c.want) {
      ASSERT_EQ(want.size(), 3u) << c.where;
      bool hit = false;
      std::string all;
      for (const Event& e : found.events) {
        std::string doers, target = "-";
        for (const Actor& a : e.actors) {
          std::string who(text.Verbatim(found.mentions[a.mention].span));
          if (a.role == "target" || a.role == "victim" || a.role == "recipient") target = who;
          else doers += (doers.empty() ? "" : " + ") + who;
        }
        if (doers.empty()) doers = "-";
        hit = hit || (e.event_class == want[0] && doers == want[1] && (want[2] == "*" || want[2] == target));
        all += "\n  " + std::string(e.event_class) + " | " + doers + " | " + target;
      }
      EXPECT_TRUE(hit) << c.where << ": " << want[0] << " | " << want[1] << " | " << want[2] << all;
    }
  }
}

}  // namespace
}  // namespace tawatur::extract
