// Days in web addresses, see url_date.h. Only what stands at the begin of a path segment counts, or closes the last one: ids hold digits too.
#include "resolve/url_date.h"

#include "base/iso_date.h"

namespace tawatur::resolve {
namespace {

bool Digit(char c) { return c >= '0' && c <= '9'; }

// Reads one to `most` digits; -1 if there is none.
int Number(std::string_view s, size_t& at, size_t most) {
  int v = -1;
  for (size_t n = 0; n < most && at < s.size() && Digit(s[at]); ++n, ++at) v = (v < 0 ? 0 : v * 10) + (s[at] - '0');
  return v;
}

std::string_view PathOf(std::string_view url) {
  const size_t scheme = url.find("://");
  const size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const size_t path = url.find('/', host);
  if (path == std::string_view::npos) return {};
  return url.substr(path, url.find_first_of("?#", path) - path);
}

bool News(int year) { return year >= 1995 && year < 2100; }

// "bulletin-of-tuesday-23-11-2021.html": the day of a daily page closes its name.
std::string LastDay(std::string_view path) {
  if (const size_t dot = path.rfind(".htm"); dot != std::string_view::npos && path.size() - dot <= 5) path = path.substr(0, dot);
  while (path.ends_with('/')) path.remove_suffix(1);
  const size_t year = path.rfind('-');
  const size_t month = year == std::string_view::npos || year == 0 ? year : path.rfind('-', year - 1);
  if (month == std::string_view::npos || month == 0 || path.size() != year + 5) return {};
  size_t day = month;
  while (day > 0 && Digit(path[day - 1])) --day;
  if (day == month || day == 0 || (path[day - 1] != '-' && path[day - 1] != '/')) return {};
  CivilDay d;
  size_t at = day;
  d.day = Number(path, at, 2);
  if (at != month) return {};
  d.month = Number(path, ++at, 2);
  if (at != year) return {};
  d.year = Number(path, ++at, 4);
  return at == path.size() && News(d.year) && IsCivilDay(d) ? IsoDay(d) : std::string();
}

}  // namespace

std::string UrlDay(std::string_view url) {
  const std::string_view path = PathOf(url);
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    size_t at = slash + 1;
    CivilDay day;
    day.year = Number(path, at, 4);
    if (!News(day.year) || at != slash + 5 || at >= path.size()) continue;
    const char parted = Digit(path[at]) ? '\0' : path[at];
    if (parted != '\0' && parted != '/' && parted != '-' && parted != '_') continue;
    if (parted != '\0') ++at;
    const size_t month = at;
    day.month = Number(path, at, 2);
    if (parted == '\0' ? at != month + 2 : at >= path.size() || path[at++] != parted) continue;
    const size_t from = at;
    day.day = Number(path, at, 2);
    if (parted == '\0' && at != from + 2) continue;
    if (at < path.size() && Digit(path[at])) continue;
    if (IsCivilDay(day)) return IsoDay(day);
  }
  return LastDay(path);
}

int UrlYear(std::string_view url) {
  const std::string_view path = PathOf(url);
  for (size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    size_t at = slash + 1;
    const int year = Number(path, at, 4);
    if (News(year) && at == slash + 5 && at < path.size() && (path[at] == '/' || path[at] == '-')) return year;
  }
  return 0;
}

}  // namespace tawatur::resolve
