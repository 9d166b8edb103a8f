// Times: our own cases (cases/times/*.txt), and every day of two centuries written and read back. Entry point: the
// cases.
#include <gtest/gtest.h>
#include <unicode/ucal.h>

#include <fstream>
#include <map>

#include "base/iso_date.h"
#include "case_lines.h"
#include "resolve/time.h"

namespace tawatur {
namespace {

using test::Reading;

TEST(Times, Cases) {
  auto cases = test::ReadCases("times");
  ASSERT_GE(cases.size(), 200u);
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

TEST(Times, AContradictionIsNotedAndNotGuessed) {
  for (const auto& [text, notes] : {std::pair{"\u0627\u0644\u062B\u0644\u0627\u062B\u0627\u0621 20/1/2022", 1u},
                                    std::pair{"\u0627\u0644\u062E\u0645\u064A\u0633 20/1/2022", 0u}}) {
    Reading r(text);
    extract::FindTimes(r.words, r.findings);
    ASSERT_EQ(r.findings.times.size(), 1u);
    EXPECT_EQ(resolve::TimeValue(r.findings.times[0], ""), "2022-01-20");
    ASSERT_EQ(r.findings.notes.size(), notes);
    if (notes != 0) EXPECT_EQ(r.findings.notes[0].name, "weekday_contradiction");
  }
}

std::string Two(int v) { return (v < 10 ? "0" : "") + std::to_string(v); }

// Names of months and days: cases/times/names.tsv.
std::map<std::string, std::vector<std::string>> Names() {
  std::map<std::string, std::vector<std::string>> out;
  std::ifstream in(std::string(TAWATUR_SOURCE_DIR) + "/cases/times/names.tsv");
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    const size_t a = line.find('\t'), b = line.find('\t', a + 1);
    out[line.substr(0, a)].push_back(line.substr(b + 1));
  }
  return out;
}

// Digits as Arabic-Indic ones.
std::string Indic(const std::string& s) {
  std::string out;
  for (char c : s) {
    if (c < '0' || c > '9') {
      out += c;
    } else {
      out += '\xD9';
      out += static_cast<char>(0xA0 + (c - '0'));
    }
  }
  return out;
}

struct HijriCalendar {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar* calendar = nullptr;
  HijriCalendar() {
    static constexpr UChar kUtc[] = {'U', 'T', 'C', 0};
    calendar = ucal_open(kUtc, -1, "ar@calendar=islamic-umalqura", UCAL_DEFAULT, &status);
  }
  ~HijriCalendar() { ucal_close(calendar); }
  CivilDay Of(int64_t day) {
    ucal_setMillis(calendar, static_cast<double>(day) * 86400000.0 + 43200000.0, &status);
    CivilDay out;
    out.year = ucal_get(calendar, UCAL_YEAR, &status);
    out.month = ucal_get(calendar, UCAL_MONTH, &status) + 1;
    out.day = ucal_get(calendar, UCAL_DATE, &status);
    return out;
  }
};

// Every day of two centuries in every written format, a month's worth a text.
TEST(Times, EveryDayIsReadBack) {
  auto names = Names();
  ASSERT_EQ(names["hijri"].size(), 12u);
  HijriCalendar hijri;
  ASSERT_TRUE(U_SUCCESS(hijri.status));
  std::vector<std::string> lines, want;
  for (int64_t day = DayNumber({1900, 1, 1}); day <= DayNumber({2100, 12, 31}); ++day) {
    const CivilDay c = DayOfNumber(day);
    const std::string d = std::to_string(c.day), m = std::to_string(c.month), y = std::to_string(c.year);
    const std::string numeric = Two(c.day) + "/" + Two(c.month) + "/" + y;
    const std::string weekday = names["weekday"][static_cast<size_t>(Weekday(day))];
    const auto month = static_cast<size_t>(c.month - 1);
    const CivilDay h = hijri.Of(day);
    const std::string in_hijri =
        std::to_string(h.day) + " " + names["hijri"][static_cast<size_t>(h.month - 1)] + " " + std::to_string(h.year);
    const size_t before = lines.size();
    for (const std::string& s :
         {numeric, d + "/" + m + "/" + y, d + "-" + m + "-" + y, y + "-" + Two(c.month) + "-" + Two(c.day),
          y + "/" + m + "/" + d, Two(c.day) + "." + Two(c.month) + "." + y, Indic(numeric)})
      lines.push_back(s);
    for (const char* tradition : {"gregorian1", "gregorian2", "gregorian3", "gregorian4"})
      lines.push_back(d + " " + names[tradition][month] + " " + y);
    lines.push_back(d + " " + names["gregorian2"][month] + "/" + names["gregorian1"][month] + " " + y);
    lines.push_back(d + " " + names["gregorian2"][month] + " (" + names["gregorian1"][month] + ") " + y);
    lines.push_back(weekday + " " + d + " " + names["gregorian1"][month] + " " + y);
    lines.push_back(names["word"][2] + " " + weekday + " " + numeric);
    lines.push_back(weekday + " " + names["word"][0] + " " + d + " " + names["gregorian2"][month] + " " + y);
    lines.push_back(in_hijri + " " + names["word"][1]);
    lines.push_back(weekday + " " + in_hijri);
    // The other order: what is no month is the day, else the weekday decides if it can.
    if (c.day > 12) lines.push_back(m + "/" + d + "/" + y);
    if (c.day > 12 || Weekday(DayNumber({c.year, c.day, c.month})) != Weekday(day))
      lines.push_back(weekday + " " + m + "/" + d + "/" + y);
    want.resize(want.size() + lines.size() - before, IsoDay(c));
    if (lines.size() < 500 && day != DayNumber({2100, 12, 31})) continue;
    std::string text;
    for (const std::string& s : lines) text += s + "\n";
    Reading r(text);
    extract::FindTimes(r.words, r.findings);
    const auto& got = r.findings.times;
    for (size_t i = 0; i < std::min(got.size(), lines.size()); ++i) {
      ASSERT_EQ(resolve::TimeValue(got[i], ""), want[i]) << lines[i];
      ASSERT_EQ(r.Quote(got[i].span), lines[i]);
    }
    ASSERT_EQ(got.size(), lines.size());
    lines.clear();
    want.clear();
  }
}

}  // namespace
}  // namespace tawatur
