// When the people counted were hurt, and whether that was before the report's own happening. Entry point: Days::Of().
#include <algorithm>
#include <cstdlib>

#include "extract/figures_slots.h"

namespace tawatur::extract::figures {
namespace {

constexpr uint32_t kNearWord = 14;   // tokens between a word of the past and its number
constexpr uint32_t kOpening = 3;     // tokens in which a sentence opens
constexpr uint32_t kNearLength = 8;  // and between a length of years and its number
constexpr int kCoarse = 25;          // a month is farther than a day by so many tokens,
constexpr int kAside = 12;           // the day of a relative clause that ended by so many
constexpr uint32_t kRelativeReach = 8;  // tokens of a relative clause before its day
constexpr int kDaysApart = 7;        // two days of one happening's story

// Stands for a time well before the report's own days.
bool Earlier(const TimeExpr& t) {
  if (t.from.relative && t.from.offset < 0) {
    if (t.from.offset_unit == Unit::kDay) return t.from.offset < -6;
    return t.from.offset_unit > Unit::kWeek || (t.from.offset_unit == Unit::kWeek && t.from.offset < -1);
  }
  return !t.from.relative && t.from.day == 0 && t.from.weekday < 0 && t.from.year > 0;
}

bool Harms(FigureKind k) { return k == FigureKind::kKilled || k == FigureKind::kInjured || k == FigureKind::kCasualties; }

}  // namespace

Days::Days(const Reading& r, const Around& around) : r_(r), out_(r.out), around_(around) { lead_ = LeadTime(); }

// The report's own day: that of the first figure that carries one, else of the first happening, else the first day
// of the lead.
Index Days::LeadTime() const {
  const Draft* first = nullptr;
  for (const Draft& d : r_.drafts) {
    if (!Lead(d.chunk.first)) break;
    if (d.dropped || Retold(sentence(d.sentence))) continue;
    if (first == nullptr) first = &d;
    // the day on which fighters left a town is not that of its dead, unless that is told there
    const Around::Range told = around_.EventsOf(d.sentence);
    const bool fits = std::any_of(out_.events.begin() + told.from, out_.events.begin() + told.to, [&](const Event& e) { return Fits(e.event_class, first->kind); });
    if (Harms(d.kind) != Harms(first->kind) && !fits) continue;
    bool said = false;
    const Index t = NearTime(d, said);
    if (t != kNone && !said && !SinceThen(out_.times[t].first) && out_.times[t].from.grain < Unit::kWeek && !Earlier(out_.times[t])) return t;
  }
  auto fits = [&](Index i) {
    const TimeExpr& t = out_.times[i];
    return IsDay(t) && !t.from.now && !around_.InByline(t) && t.from.grain < Unit::kWeek && !Earlier(t) && !(t.from.month != 0 && Since(t)) &&
        !Retold(sentence(r_.token(t.first).sentence));
  };
  for (const Event& e : out_.events) {
    if (e.sentence >= 6) break;
    if (!e.background && e.status == EventStatus::kHappened && e.when != kNone && fits(e.when)) return e.when;
  }
  Index said = kNone;  // the day of a statement is asked last
  for (Index i = 0; i < out_.times.size() && Lead(out_.times[i].first); ++i) {
    if (!fits(i)) continue;
    if (!around_.OfStatement(out_.times[i])) return i;
    if (said == kNone) said = i;
  }
  return said;
}

// The nearest day in the sentence. `said`: it only dates the statement.
Index Days::NearTime(const Draft& d, bool& said) const {
  const text::Sentence& s = sentence(d.sentence);
  const Index a = around_.Said(d.chunk.number);
  const Span content = a == kNone ? Span{} : out_.attributions[a].content;
  Index best = kNone;
  int best_distance = 0;
  const Around::Range in = around_.Times(s.first, s.last);
  for (Index i = in.from; i < in.to; ++i) {
    const TimeExpr& t = out_.times[i];
    if (!IsDay(t) || t.from.now || around_.InByline(t) || GoingOn(t) || (t.from.relative && t.from.offset > 0)) continue;
    int distance = std::abs(static_cast<int>(t.first) - static_cast<int>(d.chunk.first));
    if (t.first < d.chunk.first) distance += 3;
    if (t.first > d.chunk.last && ClauseBetween(d.chunk.last, t.first)) distance += 20;
    if (t.from.grain == Unit::kMonth && !t.from.relative) distance += kCoarse;
    if (Since(t)) distance += kAside;  // "the heaviest for a month"
    if (t.last <= d.chunk.first && OfRelative(t, d.chunk.first)) distance += kAside;
    const bool outside = a != kNone && !content.Overlaps(t.span);
    if (outside) distance += 40;
    if (best == kNone || distance < best_distance) {
      best = i;
      best_distance = distance;
      said = outside;
    }
  }
  return best;
}

// "the polls that were held on Monday, and a man was shot": the day of a relative clause that a comma closes before `to`.
bool Days::OfRelative(const TimeExpr& t, uint32_t to) const {
  bool closed = false;
  for (uint32_t i = t.last; i < to && !closed; ++i) closed = r_.IsSign(i, ',');
  for (uint32_t i = t.first; closed && i > 0 && i + kRelativeReach > t.first; --i) {
    if (r_.IsSign(i - 1, ',') || r_.token(i - 1).sentence != r_.token(t.first).sentence) return false;
    if (r_.marks[i - 1].Has(kRelative)) return true;
  }
  return false;
}

bool Days::Since(const TimeExpr& t) const {
  return r_.words.Is(t.first, lexicon::Tag::kTimeSince) || (t.first > sentence(r_.token(t.first).sentence).first && r_.words.Is(t.first - 1, lexicon::Tag::kTimeSince));
}

// "the city that saw on Tuesday an attack": of a relative clause behind a comma.
bool Days::InRelative(const TimeExpr& t) const {
  const uint32_t first = sentence(r_.token(t.first).sentence).first;
  for (uint32_t i = t.first; i > first && i + kRelativeReach > t.first; --i) {
    if (r_.IsSign(i - 1, ',')) return false;
    if (!r_.marks[i - 1].Has(kRelative)) continue;
    for (uint32_t k = i - 1; k > first && k + 4 > i; --k) {
      if (r_.words.Is(k - 1, lexicon::Tag::kEvent)) return false;  // "the attack that happened on Tuesday"
    }
    return i > first + 2;
  }
  return false;
}

// "four days after the attack that killed 12": of that attack, whose day is not told.
bool Days::AfterThat(const Draft& d) const {
  const text::Sentence& s = sentence(d.sentence);
  const uint32_t end = d.trigger != kNone ? std::min(d.trigger, d.chunk.first) : d.chunk.first;
  const Around::Range in = around_.Times(s.first, end);
  for (Index k = in.from; k < in.to; ++k) {
    const TimeExpr& t = out_.times[k];
    if (t.type != TimeType::kDuration || t.unit < Unit::kDay || t.first == s.first || t.last + 1 >= end || !r_.marks[t.last].Has(kOf) || !r_.marks[t.first - 1].Has(kPreposition)) continue;
    for (uint32_t i = t.last + 1; i < end && i < t.last + kRelativeReach; ++i) {
      if (r_.IsSign(i, ',') || r_.marks[i].Has(kBreak)) break;
      if (r_.marks[i].Has(kRelative)) return true;
    }
  }
  return false;
}

// "the fighting going on for a week": the length of something else, that has an article.
bool Days::GoingOn(const TimeExpr& t) const {
  if (!t.from.relative || t.first < 2 || r_.token(t.first - 1).sentence != r_.token(t.first).sentence) return false;
  const uint32_t since = r_.words.Is(t.first, lexicon::Tag::kTimeSince) ? t.first : t.first - 1;
  return r_.words.Is(since, lexicon::Tag::kTimeSince) && since > 0 && r_.IsWord(since - 1) && r_.words.words[since - 1].cut.article;
}

// "since it broke out in 2011": the time that ends before `last` begins a span that goes on.
bool Days::SinceThen(uint32_t last) const {
  for (uint32_t i = last; i > 0 && i + kRelativeReach > last; --i) {
    if (r_.words.Is(i - 1, lexicon::Tag::kTimeSince)) return true;
  }
  return false;
}

// "... of 2002, and there fell its victim 202": the idiom's pronoun is the happening told before.
bool Days::OfIt(uint32_t trigger) const {
  const uint32_t last = r_.marks[trigger].last;
  const std::string_view w = last > trigger + 1 ? r_.words.text->Word(last - 1) : std::string_view{};
  return w.size() > 4 && static_cast<unsigned char>(w[0]) == text::kDad && static_cast<unsigned char>(w[1]) == text::kHah;
}

// "who had killed his father 12 years ago, and three were wounded": the count's verb opens a clause of its own behind the time.
bool Days::GoesOn(const Draft& d, uint32_t from) const {
  if (from < 2 || SinceThen(from)) return false;  // "... since 2011, and 5,000 fled"
  if (d.trigger == kNone || d.trigger < from || d.trigger > d.chunk.first || !r_.marks[d.trigger].Has(kAnyVerb) || OfIt(d.trigger) || (r_.marks[d.trigger].clitics & text::kAnd) == 0) return false;
  for (uint32_t i = from; i < d.trigger; ++i) {
    if (r_.IsSign(i, ',') || r_.IsSign(i, '.')) return true;
  }
  return false;
}

// "killed 5,000 in two weeks": a count over such a span is of no single day.
bool Days::OfSpan(const Draft& d) const {
  const text::Sentence& s = sentence(d.sentence);
  const Around::Range in = around_.Times(s.first, s.last);
  for (Index i = in.from; i < in.to; ++i) {
    const TimeExpr& t = out_.times[i];
    const uint32_t distance = t.first > d.chunk.first ? t.first - d.chunk.first : d.chunk.first - t.first;
    if (t.type != TimeType::kDuration || t.unit < Unit::kWeek || distance > kNearWord || t.first == s.first) continue;
    if (!r_.marks[t.first - 1].Has(kPreposition) || r_.words.Is(t.first - 1, lexicon::Tag::kTimeSince)) continue;
    if (t.first < d.chunk.last || !ClauseBetween(d.chunk.last, t.first)) return true;
  }
  return false;
}

// A new clause: a relative or a conjunction, or a comma and a verb of its own ("..., most of whom were arrested in
// 2019").
bool Days::ClauseBetween(uint32_t from, uint32_t to) const {
  for (uint32_t i = from; i < to; ++i) {
    if (r_.marks[i].Has(kRelative | kBreak | kHad) || (r_.marks[i].Has(kPreposition) && r_.marks[i].value == 4)) return true;
    if (i > from && r_.IsSign(i - 1, ',') && r_.marks[i].Has(kAnyVerb)) return true;
  }
  return false;
}

// "The prison holds 3000": people who are there now.
bool Days::PresentStock(const Draft& d) const {
  if (d.held) return true;
  if (d.kind != FigureKind::kDetained) return false;
  if (d.trigger == kNone || d.trigger > d.chunk.first) return d.rule == "own_weak_noun";
  if (!r_.marks[d.trigger].Has(kAnyVerb)) return false;
  std::string_view w = r_.words.text->Word(d.trigger);
  if (r_.words.words[d.trigger].cut.clitics & text::kAnd) w.remove_prefix(1);
  const auto c = w.empty() ? 0 : static_cast<unsigned char>(w[0]);
  return c == text::kYeh || c == text::kTeh;
}

// The day told before in the same paragraph, for a sentence that goes on without one.
Index Days::Carried(const Draft& d) const {
  const text::Sentence& s = sentence(d.sentence);
  for (uint32_t k = d.sentence; k-- > 0 && d.sentence - k <= 2;) {
    const text::Sentence& p = sentence(k);
    if (p.furniture || (p.paragraph != s.paragraph && (k + 1 < d.sentence || !Resumes(d)))) return kNone;
    const Around::Range in = around_.Times(p.first, p.last);
    Index found = kNone;
    for (Index i = in.from; i < in.to; ++i) {
      const TimeExpr& t = out_.times[i];
      if (!IsDay(t) || around_.InByline(t) || t.from.grain >= Unit::kWeek || Earlier(t) || InRelative(t)) continue;
      if (found != kNone) return kNone;  // two days: which one is not said
      found = i;
    }
    if (found != kNone) return found;
  }
  return kNone;
}

// "The sect used the gas in 1994. ... It killed eight": the past that the sentence before tells of, by its only time.
Index Days::Then(const Draft& d) const {
  if (d.sentence == 0) return kNone;
  const text::Sentence &s = sentence(d.sentence), &p = sentence(d.sentence - 1);
  if (p.furniture || p.paragraph != s.paragraph) return kNone;
  const Around::Range in = around_.Times(p.first, p.last);
  Index found = kNone;
  for (Index i = in.from; i < in.to; ++i) {
    const TimeExpr& t = out_.times[i];
    if (!IsDay(t) || around_.InByline(t)) continue;
    if (found != kNone || !Earlier(t) || t.from.relative || t.open_from || t.open_to || SinceThen(t.first)) return kNone;
    found = i;
  }
  return found;
}

// "the attack wounded three": of the happening told right before, though a new paragraph begins.
bool Days::Resumes(const Draft& d) const {
  for (uint32_t i = sentence(d.sentence).first; i < d.chunk.first; ++i) {
    if (r_.words.Is(i, lexicon::Tag::kEvent) && r_.words.words[i].cut.article) return true;
  }
  return false;
}

// "on the morrow of the killing of 11", "two days after the killing of 7": of another happening, and the day told is not its own.
bool Days::DaysAfter(const Draft& d) const {
  uint32_t i = d.trigger;
  const text::Sentence& s = sentence(d.sentence);
  if (i == kNone || i <= s.first || i >= d.chunk.first || !r_.marks[i].Has(kAnyNoun)) return false;
  for (uint32_t k = i; (r_.marks[i].clitics & text::kAnd) != 0 && k > s.first && k + kRelativeReach > i; --k) {  // "... and the wounding of 10"
    if (r_.IsSign(k - 1, '.') || r_.marks[k - 1].Has(kAnyVerb | kThat | kBreak)) break;
    if (r_.marks[k - 1].Has(kAnyNoun)) i = k - 1;
  }
  if (i <= s.first || (r_.marks[i].clitics & (text::kAnd | text::kArticle)) != 0) return false;
  const std::string_view w = r_.words.text->Word(i - 1);
  const auto at = [&](size_t k) { return static_cast<unsigned char>(w[k]); };
  if (w.size() == 4 && at(0) == text::kGhain && at(1) == text::kDal) return true;
  if (!r_.marks[i - 1].Has(kOf) || i < s.first + 3) return false;
  const Around::Range in = around_.Times(i > s.first + 5 ? i - 5 : s.first, i - 1);
  for (Index k = in.from; k < in.to; ++k) {
    const TimeExpr& t = out_.times[k];
    if (t.last != i - 1 || t.unit < Unit::kDay || t.type != TimeType::kDuration || t.first == s.first) continue;
    return r_.marks[t.first - 1].Has(kPreposition);
  }
  return i > s.first + 2 && r_.marks[i - 2].Has(kThing | kTime) && r_.words.Is(i - 2, lexicon::Tag::kTimeUnit) && r_.marks[i - 3].Has(kPreposition);  // "days after the killing"
}

Days::Answer Days::Of(const Draft& d) const {
  const text::Sentence& s = sentence(d.sentence);
  bool said = false;
  const Index best = NearTime(d, said);
  Answer a;
  if (PresentStock(d)) {
    const bool own = best != kNone && !said &&
        !ClauseBetween(std::min(d.chunk.last, out_.times[best].first), out_.times[best].first);
    if (own && !Earlier(out_.times[best])) a.when = best;
    return a;
  }
  if (DaysAfter(d) || AfterThat(d)) {
    a.background = true;
    return a;
  }
  a.background = LongTime(s, d);
  // a running total holds the reported happening too
  if (d.cumulative || d.rule == "toll" || d.rule == "running_total") {
    if (best != kNone && !said && !Earlier(out_.times[best])) {
      a.when = best;
    } else {
      a.when = lead_;
      a.assumed = true;
    }
    return a;
  }
  a.background = !d.superseded && (a.background || BackgroundWords(s, d));
  if (best != kNone && !said) {
    const TimeExpr& t = out_.times[best];
    const bool clause = t.first > d.chunk.last ? ClauseBetween(d.chunk.last, t.first) : Earlier(t) && GoesOn(d, t.last);
    if (!clause && (Earlier(t) || FarFromLead(t))) a.background = true;
    if (t.from.month != 0 && Retold(s)) a.background = true;
    if (clause && Earlier(t)) {
      a.when = a.background ? kNone : lead_;
      a.assumed = true;
    } else {
      a.when = best;
    }
    return a;
  }
  // A calendar date of a statement dates its happening too, as far as the text says.
  if (best != kNone && out_.times[best].from.month != 0 && out_.times[best].from.weekday < 0) {
    a.when = best;
    return a;
  }
  if (a.background || OfSpan(d)) return a;
  if (const Index then = best == kNone ? Then(d) : kNone; then != kNone) {
    a.when = then;
    a.background = true;
    return a;
  }
  a.assumed = true;
  a.when = best == kNone ? Carried(d) : kNone;
  // the statement's own date is nearer than a far one that another sentence tells
  if (a.when == kNone && best != kNone && FarFromLead(out_.times[best])) a.when = best;
  if (a.when == kNone) a.when = lead_ != kNone ? lead_ : best;
  return a;
}

// "The group had kidnapped ...": the sentence goes back to an earlier happening.
bool Days::Retold(const text::Sentence& s) const {
  for (uint32_t i = s.first; i < s.last && i < s.first + 3; ++i) {
    if (r_.marks[i].Has(kWas | kHad)) return true;
  }
  return false;
}

// Years of counting ("in thirty years", "since 2011") are never one happening.
bool Days::LongTime(const text::Sentence& s, const Draft& d) const {
  const Around::Range in = around_.Times(s.first, s.last);
  for (Index i = in.from; i < in.to; ++i) {
    const TimeExpr& t = out_.times[i];
    const uint32_t distance = t.first > d.chunk.first ? t.first - d.chunk.first : d.chunk.first - t.first;
    if (distance > kNearLength) continue;
    if (t.first > s.first && (r_.words.Is(t.first - 1, lexicon::Tag::kNumAge) || r_.marks[t.first - 1].Has(kTollVerb))) continue;  // of age, not of counting
    // "a girl (13 years)", "So-and-so, 30 years,": of age too
    const bool enclosed = t.first > s.first && t.last < s.last &&
        ((r_.IsSign(t.first - 1, '(') && r_.IsSign(t.last, ')')) || (r_.IsSign(t.first - 1, ',') && r_.IsSign(t.last, ',')));
    const bool ali = t.first > s.first + 1 && r_.token(t.first - 2).fold_size == 3 && r_.words.text->Verbatim(r_.token(t.first - 2).span()).ends_with("\xD9\x8A");  // the name, spelled like "on"
    const bool during = t.first > s.first + 1 && !ali && r_.marks[t.first - 2].Has(kPreposition | kTime);  // "within (11 years)"
    if (enclosed && !during && t.type == TimeType::kDuration) continue;
    if (t.type == TimeType::kDuration && (t.unit == Unit::kYear || t.unit == Unit::kDecade)) return true;
    if (t.open_from && t.from.grain >= Unit::kYear) return true;
  }
  return false;
}

bool Days::FarFromLead(const TimeExpr& t) const {
  if (lead_ == kNone) return false;
  const TimePoint& a = out_.times[lead_].from;
  const TimePoint& b = t.from;
  if (a.relative || b.relative || a.month == 0 || b.month == 0 || b.hijri != a.hijri) return false;
  if (a.year != 0 && b.year != 0 && a.year != b.year) return true;
  if (a.month != b.month) return true;
  return a.day != 0 && b.day != 0 && std::abs(a.day - b.day) > kDaysApart;
}

// "Since the beginning of the year ...", "Weeks ago, ...": a word of the past at its begin governs the whole sentence.
bool Days::OpensInThePast(const text::Sentence& s) const {
  for (uint32_t i = s.first; i < std::min(s.last, s.first + kOpening); ++i) {
    const Mark& m = r_.marks[i];
    if (!m.Has(kBackground)) continue;
    if (m.Has(kSpan) || (m.last < s.last && r_.IsSign(m.last, ','))) return true;  // "Days ago, ..."
  }
  return false;
}

// "Our teams answered 240 attacks since ... Those attacks killed 51": what is summed up is no single happening.
bool Days::SumsUp(const text::Sentence& s, const Draft& d) const {
  bool those = false;
  for (uint32_t i = s.first; i < d.chunk.first && !those; ++i) those = r_.marks[i].Has(kThose);
  for (uint32_t k = d.sentence; those && k-- > 0 && d.sentence - k <= 2;) {
    const text::Sentence& before = sentence(k);
    for (uint32_t i = before.first; i < before.last; ++i) {
      if (r_.marks[i].Has(kSpan)) return true;
    }
  }
  return false;
}

// "a month before the law comes into force": before something to come, not in the past.
bool Days::Ahead(uint32_t i, uint32_t last) const {
  const Mark& m = r_.marks[i];
  const std::string_view w = r_.words.text->Word(i);
  return m.last > i + 1 && m.last < last && r_.marks[m.last].Has(kOf) && static_cast<unsigned char>(w[0]) == text::kQaf;
}

// "the former leader of X": of a person or a body, not of a happening.
bool Days::Former(uint32_t i) const {
  if (r_.marks[i].last != i + 1 || !r_.words.words[i].cut.article || i == 0) return false;
  return !r_.words.Is(i - 1, lexicon::Tag::kEvent) && !r_.marks[i - 1].Has(kAnyNoun | kToll | kTime | kThing);
}

// "the ambulance service said earlier that 48 ...": when it was said, not when it happened.
bool Days::OfCue(const Draft& d, uint32_t i) const {
  if (i > sentence(d.sentence).first && r_.marks[i - 1].Has(kToll)) return false;  // "an earlier toll"
  if (r_.marks[i].last < d.chunk.first && r_.marks[r_.marks[i].last].Has(kThat)) return true;
  for (uint32_t k = 1; k <= 8 && i >= sentence(d.sentence).first + k && i < d.chunk.first; ++k) {  // "told the agency earlier of"
    if (r_.marks[i - k].Has(kSpeech)) return true;
    if (r_.marks[i - k].Has(kAnyTrigger | kThat | kBreak | kRelative) || r_.IsSign(i - k, ',') || (k > 3 && r_.words.words[i].cut.article)) break;
  }
  const Index a = around_.Said(d.chunk.number);
  return a != kNone && out_.attributions[a].cue.begin <= r_.token(i).begin && r_.token(i).end <= out_.attributions[a].content.begin;
}

// "earlier on Friday": of the same day.
bool Days::SameDay(uint32_t i, uint32_t last) const {
  const Around::Range at = around_.Times(i + 1, std::min(i + 3, last));
  if (at.from == at.to || i == 0 || r_.words.words[i].cut.article || r_.marks[i].last != i + 1) return false;
  const TimeExpr& t = out_.times[at.from];
  const std::string_view w = r_.words.text->Word(i - 1);
  return w.size() == 3 && static_cast<unsigned char>(w[0]) == text::kWaw && static_cast<unsigned char>(w[1]) == text::kQaf && (t.from.weekday >= 0 || (t.from.relative && t.from.offset == 0 && t.from.offset_unit == Unit::kDay));
}

bool Days::BackgroundWords(const text::Sentence& s, const Draft& d) const {
  if (!r_.words.sentences[d.sentence].Has(lexicon::Tag::kFigureBackground)) return false;
  if (OpensInThePast(s) || SumsUp(s, d)) return true;
  const uint32_t from = d.chunk.first > s.first + kNearWord ? d.chunk.first - kNearWord : s.first;
  for (uint32_t i = from; i < std::min(s.last, d.chunk.first + kNearWord + 1); ++i) {
    if (!r_.marks[i].Has(kBackground) || Former(i) || OfCue(d, i) || SameDay(i, s.last)) continue;
    if (r_.marks[i].Has(kPastAhead) && i > d.chunk.first) continue;
    if (Ahead(i, s.last) || (i > s.first && r_.marks[i - 1].Has(kSpeech))) continue;  // "had said earlier that"
    if (i > d.chunk.last && (ClauseBetween(d.chunk.last, i) || (i > s.first && r_.marks[i - 1].Has(kToll)))) continue;  // "... after an earlier toll of 12"
    return true;
  }
  return false;
}

}  // namespace tawatur::extract::figures
