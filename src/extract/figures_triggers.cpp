// Third step of figures: words that say what happened to people. Entry point: FindTriggers().
#include "extract/figures.h"

#include <algorithm>

namespace tawatur::extract::figures {
namespace {

constexpr uint32_t kIdiomReach = 12;  // tokens between the halves of an idiom

// Ends of verbs whose subject is several people: -wa, -un, -a (dual), -ta (dual), -an, -na.
bool EndsInMany(std::string_view folded) {
  if (folded.size() < 4) return false;
  const auto last = static_cast<unsigned char>(folded.back());
  const auto before = static_cast<unsigned char>(folded[folded.size() - 2]);
  if (last == text::kAlef) return true;
  const auto first = static_cast<unsigned char>(folded[0]);
  if (last == text::kNoon && folded.size() > 4 && first != text::kYeh && first != text::kTeh) return true;  // "were arrested", of women
  return last == text::kNoon && (before == text::kWaw || before == text::kAlef);
}

// The pair of a dead and a wounded kind is told together.
bool Pair(FigureKind a, FigureKind b) {
  return (a == FigureKind::kKilled && b == FigureKind::kInjured) || (a == FigureKind::kInjured &&
      b == FigureKind::kKilled);
}

// "a woman was killed and her child wounded": each verb has a subject of its own. The genders of the verbs differ, or people stand
// on both sides.
bool TwoSubjects(const Reading& r, const text::Sentence& s, const Trigger& a, uint32_t b) {
  auto feminine = [&](uint32_t i) {
    const std::string_view word = r.words.text->Word(i);
    return !word.empty() && static_cast<unsigned char>(word.back()) == text::kTeh;
  };
  const uint32_t after = r.marks[b].last;
  if (a.noun || after >= s.last) return false;
  bool people = r.marks[after].Has(kPersonNoun) || r.marks[after].Has(kOther);
  for (const Chunk& c : r.chunks) people |= c.bound_first == after && !c.self;
  // "a man at least was killed and 6 were wounded"
  for (const Chunk& c : r.chunks) {
    if (people && c.person && !c.definite && c.last <= a.first && (c.last == a.first || (r.marks[c.last].Has(kFiller) && r.marks[c.last].last == a.first))) return true;
  }
  if (feminine(a.last - 1) != feminine(b)) return people;
  return people && a.first > s.first && r.marks[a.first - 1].Has(kPersonNoun) && (r.marks[a.first - 1].clitics & text::kArticle) == 0;
}

bool Pluperfect(const Reading& r, const text::Sentence& s, uint32_t i) {
  for (uint32_t k = 1; k <= 3 && i >= s.first + k; ++k) {
    if (r.marks[i - k].Has(kHad) && r.marks[i - k].last == i) {
      return (r.marks[i - k].clitics & text::kAnd) == 0 && r.token(i).fold_size > 4 &&
          EndsInMany(r.words.text->Word(i - k));
    }
  }
  return false;
}

// "handed 45 fighters themselves over", "parted three youths from life": the idiom's second half stands behind its people.
bool Closed(const Reading& r, const text::Sentence& s, uint32_t i) {
  for (uint32_t k = i + 1; k < s.last && k <= i + kIdiomReach; ++k) {
    const Mark& m = r.marks[k];
    if (m.Has(kClose) && m.noun_kind == r.marks[i].open_kind) return true;
    if (m.Has(kThat | kBreak | kAnyVerb) || r.IsSign(k, '.') || r.IsSign(k, ';')) return false;
  }
  return false;
}

// "four of the wounded passed at once": the verb of passing alone says that people died, where it passes no time.
bool Passed(const Reading& r, const text::Sentence& s, uint32_t i) {
  const std::string_view w = r.words.text->Word(i);
  if (r.marks[i].open_kind != FigureKind::kKilled || w.size() < 3 || w.size() > 4) return false;
  const size_t at = static_cast<unsigned char>(w[0]) == text::kWaw ? 1 : 0;
  if (static_cast<unsigned char>(w[at]) != text::kQaf || static_cast<unsigned char>(w[at + 1]) != text::kDad) return false;
  const auto people = std::find_if(r.chunks.begin(), r.chunks.end(), [&](const Chunk& c) { return c.bound_first == i + 1; });
  if (people == r.chunks.end() || !people->person || people->self) return false;
  for (uint32_t k = people->last; k < s.last && k < people->last + 5; ++k) {
    if (r.words.Is(k, lexicon::Tag::kTimeUnit)) return false;  // "passed years"
    if (r.marks[k].Has(kPreposition)) break;
  }
  return true;
}

// "46 drowned and 16 others were lost": the passive that is spelled like "he lost", right before a count that is nobody's own.
bool Lost(const Reading& r, uint32_t i) {
  const std::string_view w = r.words.text->Word(i);
  if (r.marks[i].open_kind != FigureKind::kKilled || w.size() < 3 || w.size() > 4) return false;
  const size_t at = static_cast<unsigned char>(w[0]) == text::kWaw ? 1 : 0;
  if (w.size() != at + 3 || static_cast<unsigned char>(w[at]) != text::kFeh || static_cast<unsigned char>(w[at + 1]) != text::kQaf) return false;
  const auto people = std::find_if(r.chunks.begin(), r.chunks.end(), [&](const Chunk& c) { return c.bound_first == i + 1; });
  return people != r.chunks.end() && !people->self && !people->theirs && (people->other || people->category == Category::kRefugee);
}

// "the release on Thursday of three": a day between the verbal noun and its preposition.
bool Of(const Reading& r, const text::Sentence& s, uint32_t i) {
  if (!r.standing.Has(Standing::kTimeFirst, i)) return false;
  const auto& times = r.out.times;
  const auto t = std::lower_bound(times.begin(), times.end(), i, [](const TimeExpr& x, uint32_t at) { return x.first < at; });
  return t != times.end() && t->first == i && t->last < s.last && r.marks[t->last].Has(kPreposition) && r.marks[t->last].value == 2;
}

}  // namespace

void FindTriggers(Reading& r, const text::Sentence& s) {
  r.triggers.clear();
  if ((r.bits & (kAnyTrigger | kOpen)) == 0) return;
  uint32_t next = s.first;  // behind the last trigger
  for (const uint32_t* at = r.counting.data(); *at < s.last; ++at) {
    const uint32_t i = *at;
    const Mark& m = r.marks[i];
    if (i < next || !m.Has(kAnyTrigger | kOpen)) continue;
    // Who loses his life is not lost: an idiom of death goes before the other senses of its verb.
    if (m.Has(kOpen) && (!m.Has(kAnyVerb) || m.open_kind == FigureKind::kKilled) && Closed(r, s, i)) {
      Trigger t;
      t.first = i;
      t.last = i + 1;
      t.kind = m.open_kind;
      t.noun = m.Has(kAnyNoun);  // "the loss of his life"
      t.many = EndsInMany(r.words.text->Word(i));
      r.triggers.push_back(t);
      continue;
    }
    if (!m.Has(kAnyTrigger) && Passed(r, s, i)) {
      Trigger t;
      t.first = i;
      t.last = i + 1;
      t.kind = m.open_kind;
      r.triggers.push_back(t);
      continue;
    }
    if (!m.Has(kAnyTrigger) && Lost(r, i)) {
      Trigger t;
      t.first = i;
      t.last = i + 1;
      t.kind = FigureKind::kMissing;
      r.triggers.push_back(t);
      continue;
    }
    if (!m.Has(kAnyTrigger)) continue;
    if (i > s.first && r.marks[i - 1].Has(kThing) && r.marks[i - 1].last > i) continue;  // "an arrest warrant"
    if (Pluperfect(r, s, i)) continue;  // "who had taken part": tells of before, not of the count
    Trigger t;
    t.first = i;
    t.last = m.last;
    t.pronoun = (m.clitics & text::kPronoun) != 0;
    t.tail = m.Has(kTail) && !m.Has(kAnyVerb);
    // The same letters may be verb and verbal noun (qatala, qatl); an article or a preposition decides for the noun.
    const bool nominal = (m.clitics & (text::kArticle | text::kWith)) != 0;
    if (m.Has(kAnyNoun) && (!m.Has(kAnyVerb) || nominal)) {
      t.noun = true;
      t.weak = !m.Has(kNoun);
      t.kind = m.noun_kind;
      if ((m.clitics & text::kArticle) != 0 && m.last == i + 1 && !Of(r, s, i + 1)) continue;  // "the killing": says nothing of a number
    } else {
      if (nominal) continue;
      t.weak = !m.Has(kVerb);
      t.kind = m.verb_kind;
      t.many = EndsInMany(r.words.text->Word(i));
    }
    if (!r.triggers.empty()) {
      Trigger& p = r.triggers.back();
      uint32_t gap = p.last;
      if (gap < i && r.marks[gap].Has(kWaw | kOr)) ++gap;
      const bool joined = gap > p.last || (m.clitics & text::kAnd) != 0;
      if (gap == i && joined && p.noun == t.noun && !p.many && !t.many && Pair(p.kind, t.kind) && !TwoSubjects(r, s, p, i)) {
        p.kind = t.kind = FigureKind::kCasualties;
      } else if (gap == i && gap > p.last && r.marks[p.last].Has(kOr) && p.noun == t.noun) {
        t.kind = p.kind;  // "killed or captured"
      }
    }
    r.triggers.push_back(t);
    next = m.last;
  }
  for (const Trigger& t : r.triggers) r.standing.Add(Standing::kInTrigger, t.first, t.last);
}

}  // namespace tawatur::extract::figures
