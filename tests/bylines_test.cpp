// Bylines: layouts of headers and feet (cases/bylines/*.txt). Entry point: the cases.
#include <gtest/gtest.h>

#include "case_lines.h"
#include "resolve/time.h"

namespace tawatur {
namespace {

TEST(Bylines, Layouts) {
  auto cases = test::ReadCases("bylines");
  ASSERT_GE(cases.size(), 60u);
  for (const auto& c : cases) {
    SCOPED_TRACE(c.where);
    test::Reading r(c.text);
    extract::FindTimes(r.words, r.findings);
    extract::FindBylines(r.words, r.findings);
    const auto& got = r.findings.bylines;
    if (c.want.size() == 1 && c.want[0][0] == "none") {
      EXPECT_TRUE(got.empty());
      continue;
    }
    ASSERT_EQ(got.size(), c.want.size());
    for (size_t i = 0; i < got.size(); ++i) {
      EXPECT_EQ(resolve::TimeValue(r.findings.times[got[i].time], ""), c.want[i][0]);
      EXPECT_EQ(got[i].updated ? "updated" : "published", c.want[i][1]);
    }
  }
}

}  // namespace
}  // namespace tawatur
