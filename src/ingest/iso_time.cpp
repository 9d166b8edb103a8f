// ingest: publication dates as inputs state them. Entry point: NormalIsoTime().
#include "ingest/iso_time.h"

#include <algorithm>
#include <array>

#include "base/iso_date.h"

namespace tawatur::ingest {
namespace {

// A cursor over the stated words; every step says whether it went on.
class Cursor {
 public:
  explicit Cursor(std::string_view rest) : rest_(rest) {}
  bool AtEnd() const { return rest_.empty(); }
  bool Eat(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool Digits(size_t n, int low, int high, std::string& out) {
    if (rest_.size() < n) return false;
    int v = 0;
    for (size_t i = 0; i < n; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return false;
      v = v * 10 + (rest_[i] - '0');
    }
    if (v < low || v > high) return false;
    out.append(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return true;
  }
  bool NextIsDigit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  void SkipDigits() {
    while (NextIsDigit()) rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

bool Offset(Cursor& at, std::string& out) {
  if (at.Eat('Z') || at.Eat('z')) {
    out += 'Z';
    return at.AtEnd();
  }
  if (at.Eat('+')) {
    out += '+';
  } else if (at.Eat('-')) {
    out += '-';
  } else {
    return at.AtEnd();
  }
  if (!at.Digits(2, 0, 14, out)) return false;
  out += ':';
  at.Eat(':');
  if (at.AtEnd()) {
    out += "00";
    return true;
  }
  return at.Digits(2, 0, 59, out) && at.AtEnd();
}

bool Time(Cursor& at, std::string& out) {
  out += 'T';
  if (!at.Digits(2, 0, 24, out)) return false;
  bool extended = at.Eat(':');
  out += ':';
  if (!at.Digits(2, 0, 59, out)) return false;
  if (extended ? at.Eat(':') : at.NextIsDigit()) {
    out += ':';
    if (!at.Digits(2, 0, 60, out)) return false;
    if (at.Eat('.') || at.Eat(',')) {
      if (!at.NextIsDigit()) return false;
      at.SkipDigits();  // no report is dated to a fraction of a second
    }
  }
  at.Eat(' ');
  return Offset(at, out);
}

std::string_view Trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t' || s.front() == '\n' || s.front() == '\r'))
    s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\n' || s.back() == '\r'))
    s.remove_suffix(1);
  return s;
}

}  // namespace

std::optional<std::string> NormalIsoTime(std::string_view stated) {
  Cursor at(Trimmed(stated));
  std::string out;
  if (!at.Digits(4, 1, 9999, out)) return std::nullopt;
  if (at.AtEnd()) return out;
  bool extended = at.Eat('-');
  out += '-';
  if (!at.Digits(2, 1, 12, out)) return std::nullopt;
  if (at.AtEnd()) return extended ? std::optional(out) : std::nullopt;  // 202201 could be anything
  if (extended && !at.Eat('-')) return std::nullopt;
  out += '-';
  if (!at.Digits(2, 1, 31, out) || !ParseIsoDay(out)) return std::nullopt;
  if (at.AtEnd()) return out;
  if (!at.Eat('T') && !at.Eat('t') && !at.Eat(' ')) return std::nullopt;
  if (!Time(at, out)) return std::nullopt;
  return out;
}

std::optional<std::string> NormalMailTime(std::string_view stated) {
  std::array<std::string_view, 6> words;
  size_t n = 0;
  for (size_t at = 0; at < stated.size() && n < words.size();) {
    size_t begin = stated.find_first_not_of(" \t\r\n,", at);
    if (begin == std::string_view::npos) break;
    at = std::min(stated.find_first_of(" \t\r\n,", begin), stated.size());
    words[n++] = stated.substr(begin, at - begin);
  }
  size_t i = n > 0 && words[0].find_first_of("0123456789") == std::string_view::npos ? 1 : 0;  // the weekday
  if (i + 3 > n) return std::nullopt;
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  size_t month = kMonths.find(words[i + 1].substr(0, 3));
  if (words[i + 1].size() < 3 || month == std::string_view::npos || month % 3 != 0) return std::nullopt;
  auto two = [](size_t v) { return std::string(1, static_cast<char>('0' + v / 10)) + static_cast<char>('0' + v % 10); };
  std::string year(words[i + 2]), day(words[i]);
  if (year.size() == 2) year.insert(0, year < "50" ? "20" : "19");
  if (day.size() == 1) day.insert(0, "0");
  std::string iso = year + "-" + two(month / 3 + 1) + "-" + day;
  if (i + 3 == n) return NormalIsoTime(iso);
  iso += "T" + std::string(words[i + 3]);
  if (i + 4 < n) {
    static constexpr std::pair<std::string_view, const char*> kZones[] = {
        {"GMT", "Z"},      {"UT", "Z"},       {"UTC", "Z"},      {"EST", "-05:00"}, {"EDT", "-04:00"}, {"CST", "-06:00"},
        {"CDT", "-05:00"}, {"MST", "-07:00"}, {"MDT", "-06:00"}, {"PST", "-08:00"}, {"PDT", "-07:00"}};
    std::string_view zone = words[i + 4];
    auto known = std::find_if(std::begin(kZones), std::end(kZones), [&](const auto& z) { return z.first == zone; });
    if (known != std::end(kZones)) zone = known->second;
    if (std::optional<std::string> whole = NormalIsoTime(iso + std::string(zone))) return whole;
  }
  return NormalIsoTime(iso);
}

}  // namespace tawatur::ingest
