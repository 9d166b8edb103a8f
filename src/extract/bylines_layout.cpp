// Datelines, agencies in sign-offs, the outlet a header names, interview and opinion layout. Entry points:
// FindDateline(), FindLayout().
#include <algorithm>

#include "extract/bylines.h"

namespace tawatur::extract {
namespace {

constexpr uint32_t kDatelineReach = 14;  // tokens before the dash
constexpr uint32_t kNameLine = 8;        // words of a line that may be nothing but a name
constexpr size_t kHeaderLines = 6;
constexpr size_t kFooterLines = 5;

std::string_view KindOf(const Words& w, const Mention& m) {
  return m.entity >= 0 ? w.lexicon->EntityAt(m.entity).kind : m.kind;
}
bool IsAgency(const Words& w, const Mention& m) { return KindOf(w, m) == "agency"; }
bool IsOutlet(const Words& w, const Mention& m) { return KindOf(w, m) == "outlet"; }

void AddAgency(Findings& out, size_t m) {
  auto index = static_cast<Index>(m);
  if (std::find(out.agencies.begin(), out.agencies.end(), index) == out.agencies.end()) out.agencies.push_back(index);
}

bool IsDash(const Words& w, uint32_t i) { return IsSign(w, i, '-') || IsSign(w, i, ':') || IsSign(w, i, '|'); }

// "dimashq - sana", "bayrut (rwitirz) -": one past the last dash that ends the run of names, or 0.
uint32_t DatelineEnd(const Words& w, const Line& line, const Findings& out, size_t& first_mention,
                     size_t& last_mention) {
  size_t m = first_mention;
  uint32_t end = 0;
  int strange = 0, places = 0, sources = 0;
  for (uint32_t i = line.first; i < line.last && i < line.first + kDatelineReach;) {
    while (m < out.mentions.size() && out.mentions[m].last <= i) ++m;
    if (m < out.mentions.size() && out.mentions[m].first == i) {
      const Mention& x = out.mentions[m];
      bool place = x.type == lexicon::EntityType::kPlace, source = IsAgency(w, x) || IsOutlet(w, x);
      if (!place && !source && ++strange > 1) break;
      places += place;
      sources += source;
      i = x.last;
      last_mention = m + 1;
      continue;
    }
    if (IsWord(w, i)) {
      if (!w.Is(i, Tag::kBylineCredit) && ++strange > 2) break;
    } else if (IsDash(w, i)) {
      if ((places > 0 || sources > 0) && strange <= 2) end = i + 1;
    } else if (!IsSign(w, i, '(') && !IsSign(w, i, ')') && !IsSign(w, i, ',') && !IsSign(w, i, '/') &&
               !IsSign(w, i, '"')) {
      break;
    }
    ++i;
  }
  return places + sources > 0 ? end : 0;
}

// Tokens [from, line.last) hold nothing but the mention, signs and credits.
bool OnlyName(const Words& w, uint32_t from, uint32_t to, const Mention& m) {
  uint32_t other = 0;
  for (uint32_t i = from; i < to; ++i)
    if (IsWord(w, i) && (i < m.first || i >= m.last) && !w.Is(i, Tag::kBylineCredit)) ++other;
  return other <= 1;
}

constexpr TagSet kLayout = TagsOf({Tag::kBylineInterview, Tag::kBylineOpinion});

bool Has(const Words& w, const Line& line, const TagSet& tags) {
  const auto& t = w.text->tokens;
  for (uint32_t s = t[line.first].sentence; s <= t[line.last - 1].sentence; ++s) {
    if (w.sentences[s].Any(tags)) return true;
  }
  return false;
}

struct Label {
  uint64_t hash = 0;
  uint32_t first = 0, last = 0, count = 0;
};

}  // namespace

void FindDateline(const Words& w, const Lines& lines, Findings& out) {
  out.dateline = {};
  out.agencies.clear();
  out.outlet_mention = kNone;
  const auto& t = w.text->tokens;
  size_t first = 0;
  for (size_t k = 0; k < lines.line.size() && k <= lines.prose; ++k) {
    const Line& line = lines.line[k];
    while (first < out.mentions.size() && out.mentions[first].last <= line.first) ++first;
    size_t last = first, from = first;
    uint32_t end = k > 0 || lines.prose == 0 ? DatelineEnd(w, line, out, from, last) : 0;
    if (end == 0) continue;
    // A speaker before a colon ("rwitirz: ...") is a headline, a dateline has its dash.
    if (IsSign(w, end - 1, ':')) {
      bool source = false;
      for (size_t m = first; m < last; ++m)
        source = source || IsAgency(w, out.mentions[m]) || IsOutlet(w, out.mentions[m]);
      if (line.words > 12 || !source) continue;
    }
    uint32_t stop = end;
    // The agency may stand behind the dash: "dimashq - sana".
    if (last < out.mentions.size() && out.mentions[last].first == end &&
        (IsAgency(w, out.mentions[last]) || IsOutlet(w, out.mentions[last])) && out.mentions[last].last < line.last + 1)
      stop = out.mentions[last].last, ++last;
    out.dateline = {t[line.first].begin, t[stop - 1].end};
    for (size_t m = first; m < last; ++m)
      if (IsAgency(w, out.mentions[m])) AddAgency(out, m);
    if (k == lines.prose) break;
  }
  // The agency beside the date: "islam abad 18 shawwal 1436 h al-muwafiq 03 aghustus 2015 m was".
  for (const Byline& b : out.bylines) {
    for (const Line& line : lines.line) {
      if (t[line.first].begin > b.span.begin || t[line.last - 1].end < b.span.end || line.words > 14) continue;
      for (size_t m = 0; m < out.mentions.size(); ++m)
        if (out.mentions[m].first >= line.first && out.mentions[m].last <= line.last && IsAgency(w, out.mentions[m]))
          AddAgency(out, m);
    }
  }
  // Sign-offs: a line of the foot that is the agency, or the agency in brackets at a line's end.
  size_t tail = lines.line.size() > kFooterLines ? lines.line.size() - kFooterLines : 0;
  size_t from = std::min(tail, lines.foot > 0 ? lines.foot - 1 : size_t{0});
  size_t at = 0;
  for (size_t k = from; k < lines.line.size() && k < lines.foot + 3; ++k) {
    const Line& line = lines.line[k];
    const bool closes = IsSign(w, line.last, ')') || IsSign(w, line.last - 1, ')') || IsSign(w, line.last - 2, ')');
    if (line.words > kNameLine && !closes) continue;
    while (at < out.mentions.size() && out.mentions[at].first < line.first) ++at;
    for (size_t m = at; m < out.mentions.size() && out.mentions[m].first < line.last; ++m) {
      const Mention& x = out.mentions[m];
      bool bracket =
          x.first > line.first && IsSign(w, x.first - 1, '(') && IsSign(w, x.last, ')') && x.last + 2 >= line.last;
      if ((line.words > kNameLine && !bracket) || x.last > line.last || !IsAgency(w, x)) continue;
      if (bracket || OnlyName(w, line.first, line.last, x)) AddAgency(out, m);
    }
  }
  // The outlet: alone in a header line, or set off by a bar or dash at an end of the title.
  at = 0;
  for (size_t k = 0; k < lines.line.size() && k < kHeaderLines && out.outlet_mention == kNone; ++k) {
    const Line& line = lines.line[k];
    while (at < out.mentions.size() && out.mentions[at].first < line.first) ++at;
    for (size_t m = at; m < out.mentions.size() && out.mentions[m].first < line.last; ++m) {
      const Mention& x = out.mentions[m];
      bool alone = line.words <= kNameLine && k <= lines.prose;
      bool behind = x.first > line.first && (IsSign(w, x.first - 1, '|') || IsSign(w, x.first - 1, '-'));
      bool before =
          x.first == line.first && x.last < line.last && (IsSign(w, x.last, '|') || (IsSign(w, x.last, ':') && k == 0));
      if ((!alone && !behind && !before) || x.last > line.last || !IsOutlet(w, x)) continue;
      if (behind || before || OnlyName(w, line.first, line.last, x)) {
        out.outlet_mention = static_cast<Index>(m);
        break;
      }
    }
  }
}

void FindLayout(const Words& w, const Lines& lines, Findings& out) {
  out.opinion = out.interview = false;
  out.interviewee = kNone;
  std::vector<Label> labels;
  uint32_t questions = 0, answers = 0;
  bool named = false;
  for (size_t k = 0; k < lines.line.size(); ++k) {
    const Line& line = lines.line[k];
    bool head = k <= lines.prose, foot = k + 1 >= lines.foot;
    if (IsSign(w, line.last - 1, '?') && line.words >= 4 && line.words <= 60 && !line.furniture) {
      ++questions;
      // A question is answered by the next line, which is no question.
      if (k + 1 < lines.line.size() && !IsSign(w, lines.line[k + 1].last - 1, '?') && lines.line[k + 1].words >= 8)
        ++answers;
    }
    const uint32_t reach = std::min(line.last, line.first + 5), colon = w.NextStart(line.first, reach, kStartsColon);
    if (colon < reach && colon > line.first && line.words >= 6) {
      uint64_t hash = 0;
      for (uint32_t i = line.first; i < colon; ++i)
        if (IsWord(w, i)) hash = text::JoinHash(hash, w.text->tokens[i].hash);
      auto same = std::find_if(labels.begin(), labels.end(), [&](const Label& l) { return l.hash == hash; });
      if (same == labels.end()) labels.push_back({hash, line.first, colon, 1});
      else ++same->count;
    }
    if ((!head && !foot) || !Has(w, line, kLayout)) continue;
    for (uint32_t i = line.first; i < line.last; ++i) {
      if (!IsWord(w, i)) continue;
      if (Hit h = w.At(i, Tag::kBylineInterview); h && head) {
        named = true;
        for (size_t m = 0; m < out.mentions.size(); ++m)
          if (out.mentions[m].first == h.last && out.mentions[m].type == lexicon::EntityType::kPerson && h.last > i + 1)
            out.interviewee = static_cast<Index>(m);
      }
      if (Hit h = w.At(i, Tag::kBylineOpinion)) {
        bool phrase = h.last > i + 1;
        bool alone = i == line.first && h.last == line.last && k + 3 >= lines.prose && head && !line.furniture &&
                     lines.line.size() < 60;
        if (phrase && (line.words <= 30)) out.opinion = true;
        if (alone) out.opinion = true;
      }
    }
  }
  std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) {
    return a.count > b.count || (a.count == b.count && a.first < b.first);
  });
  bool alternating = labels.size() >= 2 && labels[0].count >= 3 && labels[1].count >= 3;
  out.interview =
      alternating || (answers >= 3 && questions >= 3 && 2 * answers >= questions) || (named && answers >= 2);
  if (!out.interview) out.interviewee = kNone;
  if (out.interview && alternating && out.interviewee == kNone) {
    for (const Label& l : {labels[0], labels[1]})
      for (size_t m = 0; m < out.mentions.size(); ++m)
        if (out.mentions[m].first >= l.first && out.mentions[m].last <= l.last &&
            out.mentions[m].type == lexicon::EntityType::kPerson && out.interviewee == kNone)
          out.interviewee = static_cast<Index>(m);
  }
}

}  // namespace tawatur::extract
