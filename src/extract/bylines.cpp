// What a report's own header and foot say of its publication. Entry point: FindBylines(). Datelines and layout:
// bylines_layout.cpp.
//
// A date is taken for a byline only where a line of the head carries little else, or where a stamp ("nushira fi",
// "akhir tahdith") stands right before it. Dates of happenings stand in prose and are never taken.
#include "extract/bylines.h"

#include <algorithm>

namespace tawatur::extract {
namespace {

constexpr uint32_t kProseWords = 18;   // a line this long is running text
constexpr size_t kHeadLines = 14;      // where a header may reach when no prose is found
constexpr size_t kAfterProse = 4;
constexpr uint32_t kHeadlineWords = 4, kMenuWords = 2, kMenuLines = 8;  // buttons to share a page are fewer
constexpr uint32_t kStrayWords = 3;    // words of a header line beside its date: a place, a section, a name

bool Dated(const TimeExpr& e) {
  return (e.type == TimeType::kDate || e.type == TimeType::kDateTime || e.type == TimeType::kDateTimeRange) &&
         e.from.year != 0 && e.from.month != 0 && e.from.day != 0 && !e.from.relative && e.from.nth == 0 &&
         !e.open_from && !e.open_to;
}

enum class Stamp : uint8_t { kNone, kPublished, kUpdated };

// The stamp right before token i: phrase, then at most signs and small words.
Stamp StampBefore(const Words& w, uint32_t line_first, uint32_t i) {
  uint32_t j = i;
  int small = 0;
  while (j > line_first && small < 4) {
    uint32_t k = j - 1;
    if (!IsWord(w, k)) {
      if (IsDigits(w, k)) return Stamp::kNone;
      j = k, ++small;
      continue;
    }
    for (uint32_t back = 1; back <= 4 && back <= j - line_first; ++back) {
      uint32_t at = j - back;
      if (!IsWord(w, at)) continue;
      if (Hit h = w.At(at, Tag::kBylineUpdated); h && h.last == j) return Stamp::kUpdated;
      if (Hit h = w.At(at, Tag::kBylinePublished); h && h.last == j) {
        // "akhir tahdith: tarikh ..."
        if (at > line_first && StampBefore(w, line_first, at) == Stamp::kUpdated) return Stamp::kUpdated;
        return Stamp::kPublished;
      }
    }
    const Sense* unit = w.WordSense(k, Tag::kTimeUnit);
    if (!w.Is(k, Tag::kTimeIn) && !w.Is(k, Tag::kTimeDated) && (unit == nullptr || unit->value != 4))
      return Stamp::kNone;
    j = k, ++small;
  }
  return Stamp::kNone;
}

bool HasWords(const Words& w, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; ++i)
    if (IsWord(w, i) || IsDigits(w, i)) return true;
  return false;
}

// Words of a line that are neither date, number, stamp, credit nor a listed name.
uint32_t StrayWords(const Words& w, const Line& line, const Findings& out, bool& verb) {
  uint32_t stray = 0;
  size_t m = 0, t = 0;
  for (uint32_t i = line.first; i < line.last; ++i) {
    if (!IsWord(w, i)) continue;
    bool covered = false;
    while (t < out.times.size() && out.times[t].last <= i) ++t;
    for (size_t n = t; n < out.times.size() && out.times[n].first <= i && !covered; ++n) covered = i < out.times[n].last;
    while (m < out.mentions.size() && out.mentions[m].last <= i) ++m;
    if (m < out.mentions.size() && out.mentions[m].first <= i) covered = true;
    if (!covered) {
      const bool known = w.Is(i, Tag::kBylinePublished) || w.Is(i, Tag::kBylineUpdated) ||
                         w.Is(i, Tag::kBylineCredit) || w.Is(i, Tag::kName) || w.Is(i, Tag::kTimeIn) ||
                         w.Is(i, Tag::kTimeZoneWord) || w.Is(i, Tag::kTimeUnit) || w.Is(i, Tag::kTimeMatching) ||
                         w.Is(i, Tag::kTimeCommonEra) || w.Is(i, Tag::kTimeHijriEra);
      if (w.Is(i, Tag::kBylineStory)) verb = true;
      if (!known) ++stray;
    }
  }
  return stray;
}

// A date that ends a title ("hasad al-ahdath li-yawm al-thulatha' 11-7-2023") is the day told of.
bool Bare(const Words& w, const Line& line, const TimeExpr& e, uint32_t stray, size_t k) {
  if (stray == 0) return true;
  if (k == 0) return false;
  uint32_t i = e.first;
  if (i == line.first) return true;
  const Sense* unit = IsWord(w, i) ? w.WordSense(i, Tag::kTimeUnit) : nullptr;
  if (unit != nullptr && (CliticsOf(w, i) & text::kFor) != 0) return false;
  return stray <= 1 || !IsWord(w, i - 1) || w.Is(i - 1, Tag::kName);
}

// A date above the whole menu, the headline far below it, is the day on which the page was looked at.
bool Masthead(const Lines& lines, size_t k) {
  if (std::any_of(lines.line.begin(), lines.line.begin() + static_cast<std::ptrdiff_t>(k), [](const Line& l) { return l.words >= kHeadlineWords; })) return false;
  uint32_t menu = 0;
  for (size_t i = k + 1; i < lines.line.size() && lines.line[i].words < kHeadlineWords; ++i) menu += lines.line[i].words <= kMenuWords;
  return menu >= kMenuLines;
}

// Dates that stand as a header's or footer's date do.
void FindStamps(const Words& w, const Lines& lines, Findings& out) {
  Byline bare;                       // the last bare date of the head
  std::vector<Byline> updated;
  size_t time = 0;
  for (size_t k = 0; k < lines.line.size(); ++k) {
    const Line& line = lines.line[k];
    bool head = k <= lines.prose, foot = k >= lines.foot;
    bool near = k <= lines.prose + kAfterProse && k < kHeadLines;  // a caption may look like the first running text
    while (time < out.times.size() && out.times[time].last <= line.first) ++time;
    if (!head && !foot && !near) continue;
    bool verb = false, counted = false;  // once for all times of the line
    uint32_t stray = 0;
    for (size_t n = time; n < out.times.size() && out.times[n].first < line.last; ++n) {
      const TimeExpr& e = out.times[n];
      if (!Dated(e)) continue;
      Stamp stamp = StampBefore(w, line.first, e.first);
      // The stamp may fill the line before: "tarikh al-nashr:" / "9 aghustus, 2021".
      if (stamp == Stamp::kNone && k > 0 && lines.line[k - 1].words <= 5 && !HasWords(w, line.first, e.first))
        stamp = StampBefore(w, lines.line[k - 1].first, lines.line[k - 1].last);
      if (!counted) stray = StrayWords(w, line, out, verb), counted = true;
      bool lonely = stray <= kStrayWords && !verb;
      Byline b{e.span, static_cast<Index>(n), stamp == Stamp::kUpdated};
      // A stamp may stand before other words of the head; "nashara ... fi" in prose is a verb.
      bool stamped = stamp == Stamp::kUpdated ||
                     (stamp == Stamp::kPublished && (lonely || (stray <= 12 && !verb && k < lines.prose)));
      if (stamp == Stamp::kPublished && stamped) {
        out.bylines.push_back(b);
      } else if (stamped) {
        updated.push_back(b);
      } else if (near && !head && !foot && stray == 0 && stamp == Stamp::kNone && bare.time == kNone &&
                 !line.furniture) {
        bare = b;
      } else if (lonely && Bare(w, line, e, stray, k) && stamp == Stamp::kNone && head &&
                 k < lines.prose + (line.words < kProseWords ? 1u : 0u)) {
        bool pair = bare.time != kNone && out.times[bare.time].last + 2 >= e.first && !out.times[bare.time].from.hijri;
        if (!pair && !(e.from.hijri && bare.time != kNone) && !Masthead(lines, k)) bare = b;
      }
    }
  }
  if (out.bylines.empty() && bare.time != kNone) out.bylines.push_back(bare);
  out.bylines.insert(out.bylines.end(), updated.begin(), updated.end());
}

}  // namespace

Lines FindLines(const Words& w) {
  Lines out;
  const auto& all = w.text->sentences;
  out.line.reserve(all.size());
  for (size_t s = 0; s < all.size();) {
    Line line;
    line.first = all[s].first;
    line.furniture = true;
    uint32_t numbers = 0;
    for (const uint32_t paragraph = all[s].paragraph; s < all.size() && all[s].paragraph == paragraph; ++s) {
      line.last = all[s].last;
      line.words += all[s].words;
      numbers += all[s].numbers;
      line.furniture = line.furniture && all[s].furniture;
    }
    if (line.words + numbers > 0) out.line.push_back(line);
  }
  out.prose = out.foot = out.line.size();
  for (size_t k = 0; k < out.line.size(); ++k) {
    if (out.line[k].words < kProseWords) continue;
    // The first line may be a long title, told twice; prose ends with a full stop or is longer still.
    bool title =
        k == 0 && out.line.size() > 1 && out.line[k].words < 3 * kProseWords && !IsSign(w, out.line[k].last - 1, '.');
    if (out.prose == out.line.size() && !title) out.prose = k;
    out.foot = k + 1;
  }
  if (out.prose == out.line.size()) out.prose = std::min(out.line.size(), kHeadLines);
  return out;
}

void FindBylines(const Words& w, Findings& out) {
  out.bylines.clear();
  const Lines lines = FindLines(w);
  if (std::any_of(out.times.begin(), out.times.end(), Dated)) FindStamps(w, lines, out);
  FindDateline(w, lines, out);
  FindLayout(w, lines, out);
}

}  // namespace tawatur::extract
