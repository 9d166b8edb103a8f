// Times: our own cases (cases/times/*.txt), and every day of two centuries written and read back. Entry point: the cases.
#include <gtest/gtest.h>

#include "base/iso_date.h"
#include "case_lines.h"
#include "resolve/time.h"

namespace tawatur {
namespace {

using test::Reading;

TEST(Times, Cases) {
  auto cases = test::ReadCases("times");
  ASSERT_GT(cases.size(), 40u);
  for (const auto& c : cases) {
    SCOPED_TRACE(c.where + " " + c.text);
    Reading r(c.text);
    extract::FindTimes(r.words, r.findings);
    const auto& got = r.findings.times;
    if (c.want.size() == 1 && c.want[0][0] == "none") {
      EXPECT_TRUE(got.empty());
      continue;
    }
    EXPECT_EQ(got.size(), c.want.size());
    for (size_t i = 0; i < std::min(got.size(), c.want.size()); ++i) {
      EXPECT_EQ(r.Quote(got[i].span), c.want[i][0]);
      EXPECT_EQ(resolve::TimeValue(got[i], c.published), c.want[i].size() > 1 ? c.want[i][1] : "");
    }
  }
}

std::string Two(int v) { return (v < 10 ? "0" : "") + std::to_string(v); }

TEST(Times, EveryDayIsReadBack) {
  for (int64_t day = DayNumber({1900, 1, 1}); day <= DayNumber({2100, 12, 31}); ++day) {
    CivilDay c = DayOfNumber(day);
    std::string y = std::to_string(c.year);
    for (const std::string& s : {Two(c.day) + "/" + Two(c.month) + "/" + y, y + "-" + Two(c.month) + "-" + Two(c.day),
                                 Two(c.day) + "." + Two(c.month) + "." + y}) {
      Reading r(s);
      extract::FindTimes(r.words, r.findings);
      ASSERT_EQ(r.findings.times.size(), 1u) << s;
      ASSERT_EQ(resolve::TimeValue(r.findings.times[0], ""), IsoDay(c)) << s;
    }
  }
}

}  // namespace
}  // namespace tawatur
