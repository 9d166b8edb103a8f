// Page numbers in web addresses, see url_number.h.
#include "resolve/url_number.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "base/iso_date.h"

namespace tawatur::resolve {
namespace {

#include "article-numbers.inc"

constexpr int kSlack = 2;          // days: a draft gets its number before it is published
constexpr double kOwnPace = 0.04;  // how far an outlet strays from an even pace between two known days
constexpr double kBeyond = 0.6;    // and beyond the last of them
constexpr double kJump = 3;        // times its usual pace: numbers were left out

struct Known { std::string_view outlet; int64_t number = 0; int day = 0; };
template <size_t N>
struct Table { std::array<Known, N> rows{}; size_t size = 0; };

constexpr int64_t NumberOf(std::string_view s) {
  int64_t v = 0;
  for (char c : s) v = v * 10 + (c - '0');
  return v;
}

constexpr Table<400> Parse(std::string_view list) {
  Table<400> out;
  while (!list.empty()) {
    const size_t end = list.find('\n');
    const std::string_view line = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    const size_t a = line.find('\t'), b = line.rfind('\t');
    if (line.empty() || line[0] == '#' || a == b) continue;
    const std::string_view day = line.substr(b + 1);
    const CivilDay civil{static_cast<int>(NumberOf(day.substr(0, 4))), static_cast<int>(NumberOf(day.substr(5, 2))), static_cast<int>(NumberOf(day.substr(8, 2)))};
    out.rows[out.size++] = {line.substr(0, a), NumberOf(line.substr(a + 1, b - a - 1)), static_cast<int>(DayNumber(civil))};
  }
  return out;
}

constexpr auto kKnown = Parse(kArticleNumbers);

std::string_view WithoutScheme(std::string_view url) {
  if (const size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  for (std::string_view front : {"www.", "m.", "amp."}) {
    if (url.starts_with(front)) url.remove_prefix(front.size());
  }
  return url;
}

std::span<const Known> OutletOf(std::string_view address) {
  const auto rows = std::span(kKnown.rows).first(kKnown.size);
  for (size_t i = 0; i < rows.size();) {
    size_t j = i + 1;
    while (j < rows.size() && rows[j].outlet == rows[i].outlet) ++j;
    const std::string_view outlet = rows[i].outlet;
    if (address.starts_with(outlet) && address.size() > outlet.size() && (address[outlet.size()] == '/' || address[outlet.size()] == '?')) return rows.subspan(i, j - i);
    i = j;
  }
  return {};
}

// A number as an outlet counts: four to nine digits, no year and no day.
int64_t PageNumber(std::string_view digits) {
  if (digits.size() < 4 || digits.size() > 9) return -1;
  if ((digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"))) || (digits.size() == 8 && digits.starts_with("20"))) return -1;
  return NumberOf(digits);
}

// "541476", "541476-words", "p408082", "words-92824.html".
int64_t NumberOfSegment(std::string_view s) {
  auto digit = [&](size_t i) { return s[i] >= '0' && s[i] <= '9'; };
  auto letter = [&](size_t i) { return (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z'); };
  if (const size_t dot = s.rfind(".htm"); dot != std::string_view::npos && s.size() - dot <= 5) s = s.substr(0, dot);
  if (s.empty()) return -1;
  size_t begin = letter(0) ? 1 : 0, end = begin;
  while (end < s.size() && digit(end)) ++end;
  if (end > begin && (end == s.size() || s[end] == '-')) {
    if (const int64_t n = PageNumber(s.substr(begin, end - begin)); n >= 0) return n;
  }
  for (begin = s.size(); begin > 0 && digit(begin - 1);) --begin;
  const size_t before = begin > 0 && letter(begin - 1) ? begin - 1 : begin;
  return before > 0 && s[before - 1] == '-' ? PageNumber(s.substr(begin)) : -1;
}

int64_t NumberIn(std::string_view address) {
  const size_t query = std::min(address.find_first_of("?#"), address.size());
  for (size_t at = query; at + 2 < address.size(); ++at) {  // "?p=205495"
    if ((address[at] != '?' && address[at] != '&') || address[at + 1] != 'p' || address[at + 2] != '=') continue;
    size_t end = at + 3;
    while (end < address.size() && address[end] >= '0' && address[end] <= '9') ++end;
    return PageNumber(address.substr(at + 3, end - at - 3));
  }
  int64_t number = -1;
  for (size_t slash = address.find('/'); slash < query;) {
    const size_t next = std::min(address.find('/', slash + 1), query);
    if (const int64_t n = NumberOfSegment(address.substr(slash + 1, next - slash - 1)); n >= 0) number = n;
    slash = next;
  }
  return number;
}

double Pace(const Known& a, const Known& b) { return static_cast<double>(b.number - a.number) / std::max(1, b.day - a.day); }

double UsualPace(std::span<const Known> rows) {
  std::array<double, 400> paces{};
  size_t n = 0;
  for (size_t i = 1; i < rows.size(); ++i) paces[n++] = Pace(rows[i - 1], rows[i]);
  const auto middle = paces.begin() + static_cast<std::ptrdiff_t>(n / 2);
  std::nth_element(paces.begin(), middle, paces.begin() + static_cast<std::ptrdiff_t>(n));
  return std::max(*middle, 0.01);
}

}  // namespace

NumberedDays DaysByNumber(std::string_view url) {
  const std::string_view address = WithoutScheme(url);
  const std::span<const Known> rows = OutletOf(address);
  if (rows.size() < 2) return {};
  const int64_t number = NumberIn(address);
  if (number < 0) return {};
  const double usual = UsualPace(rows);
  const auto after = std::lower_bound(rows.begin(), rows.end(), number, [](const Known& k, int64_t n) { return k.number < n; });
  if (after == rows.begin() || after == rows.end()) {  // beyond what is known, the usual pace goes on for a while
    const Known& end = after == rows.begin() ? rows.front() : rows.back();
    const double far = static_cast<double>(number - end.number) / usual, stray = std::abs(far) * kBeyond + 10;
    if (std::abs(far) > 700) return {};
    const int at = end.day + static_cast<int>(far);
    return far < 0 ? NumberedDays{at - static_cast<int>(stray), end.day + kSlack, true} : NumberedDays{end.day - kSlack, at + static_cast<int>(stray), true};
  }
  const Known &a = *std::prev(after), &b = *after;
  const double pace = Pace(a, b);
  if (pace > usual * kJump) return {a.day - kSlack, b.day + kSlack, true};
  const double at = a.day + static_cast<double>(number - a.number) / std::max(pace, 0.01), stray = 3 + kOwnPace * (b.day - a.day);
  return {std::max(a.day - kSlack, static_cast<int>(at - stray)), std::min(b.day + kSlack, static_cast<int>(at + stray)), true};
}

}  // namespace tawatur::resolve
