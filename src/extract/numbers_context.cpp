// What stands around a number: bound words before and after, units, and the company in which a number counts nothing.
// Entry points: FindBound(), FindUnit(), CountsNothing().
#include <algorithm>
#include <array>
#include <cmath>

#include "extract/numbers.h"

namespace tawatur::extract {
namespace {

constexpr uint32_t kBoundReach = 6;   // tokens a bound phrase may have
constexpr uint32_t kVerbReach = 6;    // "tajawaza adad al-qatla 100"
constexpr uint32_t kAfterReach = 5;   // "4 muqatilin rus, ala al-aqall"

Modality ModalityOf(const Words& w, const Sense& s) {
  std::string_view name = w.lexicon->Symbol(s.value);
  if (name == "about") return Modality::kAbout;
  if (name == "at_least") return Modality::kAtLeast;
  if (name == "more_than") return Modality::kMoreThan;
  if (name == "less_than") return Modality::kLessThan;
  return Modality::kUpTo;
}

// The phrase with this tag that ends right before `start`, or before `first` (it may take in the article of the
// number); the longest wins. Sets `at` to its first token.
Hit HitBefore(const Words& w, uint32_t start, uint32_t first, Tag tag, uint32_t reach, uint32_t& at) {
  if (!InSentence(w, start, tag)) return {};
  for (uint32_t k = std::min(reach, start); k >= 1; --k) {
    if (!w.words[start - k].tags.Has(tag) || !SameSentence(w, start - k, start) || !IsWord(w, start - k)) continue;
    Hit h = w.At(start - k, tag);
    if (h && (h.last == start || h.last == first)) {
      at = start - k;
      return h;
    }
  }
  return {};
}

// A verb whose subject stands between it and the number: "tajawaza adad al-qatla 100".
Hit VerbBefore(const Words& w, uint32_t start, uint32_t& at) {
  if (!InSentence(w, start, Tag::kNumBound) || !InSentence(w, start, Tag::kNumCountNoun)) return {};
  for (uint32_t k = 2; k <= kVerbReach && k <= start; ++k) {
    uint32_t i = start - k;
    if (!SameSentence(w, i, start) || !IsWord(w, i) || HasTagIn(w, i, Tag::kNumFraction, Tag::kNumFractions)) return {};
    Hit h = w.At(i, Tag::kNumBound);
    if (!h || h.last >= start || !w.Is(h.last, Tag::kNumCountNoun)) continue;
    at = i;
    if (i > 0 && SameSentence(w, i - 1, start) && IsWord(w, i - 1)) {  // "la yatajawaz adaduhum"
      if (Hit longer = w.At(i - 1, Tag::kNumBound); longer && longer.last == h.last) return at = i - 1, longer;
    }
    return h;
  }
  return {};
}

Hit HitAfter(const Words& w, uint32_t last, uint32_t& at) {
  if (!InSentence(w, last - 1, Tag::kNumAfter)) return {};
  bool comma = false;
  for (uint32_t i = last; i < last + kAfterReach; ++i) {
    if (!SameSentence(w, i, last - 1)) return {};
    if (IsSign(w, i, ',') && !comma) {
      comma = true;
      continue;
    }
    if (IsSign(w, i, '"') && i > last) continue;  // "23 fighters" at least
    if (!IsWord(w, i)) return {};
    Hit h = w.At(i, Tag::kNumAfter);
    if (h) {
      // Before another number it bounds that one: "wa-ala al-aqall 20".
      bool next_number =
          SameSentence(w, h.last, i) && (IsDigits(w, h.last) || (IsWord(w, h.last) && w.Is(h.last, Tag::kNumUnit) && (CliticsOf(w, h.last) & text::kAnd) == 0));
      if (next_number && i > last) return {};
      at = i;
      return h;
    }
    if (i > last && ((CliticsOf(w, i) & text::kAnd) != 0 || IsLoneAnd(w, i))) return {};
  }
  return {};
}

bool LooksLikePerson(const Words& w, uint32_t i) { return w.Is(i, Tag::kPerson) || w.Is(i, Tag::kPersonGroup); }

// A bare noun may follow that the number counts.
bool MayCount(const Words& w, uint32_t next, uint32_t from) {
  if (!SameSentence(w, next, from) || !IsWord(w, next)) return false;
  if ((CliticsOf(w, next) & (text::kArticle | text::kAnd | text::kWith | text::kFor)) != 0 || IsLoneAnd(w, next))
    return false;
  return !w.Is(next, Tag::kNumFrom) && !w.Is(next, Tag::kTimeIn) && !w.Is(next, Tag::kTimeAgo) &&
         !w.Is(next, Tag::kNumTo);
}

// "al-qarar al-umami 2254": an adjective stands between label and number.
bool LabelWithAdjective(const Words& w, uint32_t start) {
  if (start < 2 || !w.Is(start - 2, Tag::kNumLabel) || !SameSentence(w, start - 2, start) || !IsWord(w, start - 1) || !IsWord(w, start - 2)) return false;
  return w.WordSense(start - 2, Tag::kNumLabel) != nullptr && (CliticsOf(w, start - 2) & text::kArticle) != 0 &&
         CliticsOf(w, start - 1) == text::kArticle;
}

// "ru'yat 2030", "mundiyal 2022": four digits behind a noun that count nothing are a year.
bool LooksLikeYear(const Words& w, uint32_t start, const NumberRead& r, const NumberExpr& n) {
  if (!r.plain || r.length != 4 || r.value < 1900 || r.value > 2099 || std::fmod(r.value, 100) == 0 || start != n.first)
    return false;
  if (n.modality != Modality::kExact || n.kind != NumberKind::kCardinal || start == 0 ||
      !SameSentence(w, start - 1, start))
    return false;
  if (!IsWord(w, start - 1) || ChangesBefore(w, start)) return false;
  for (const Sense& s : w.words[start - 1].senses)
    if (s.form == lexicon::Form::kImperfect) return false;
  for (uint32_t k = 1; k <= 4 && k <= start; ++k)
    if (w.Is(start - k, Tag::kNumCountNoun) || LooksLikePerson(w, start - k)) return false;
  return true;
}

}  // namespace

namespace {

void ReadBound(const Words& w, uint32_t start, NumberExpr& n) {
  uint32_t at = 0;
  Hit before = HitBefore(w, start, n.first, Tag::kNumBound, kBoundReach, at);
  // "12 civilians at least and 3 soldiers": what stands before the conjunction bounds the number before
  if (before && BeginsWithAnd(w, start, n.first) && w.At(at, Tag::kNumAfter).last == before.last) before = {};
  if (!before) before = VerbBefore(w, start, at);
  if (before) {
    n.modality = ModalityOf(w, *before.sense);
    n.bound = w.BaseOf(at, before.last);
  } else if (start > 0 && w.words[start - 1].tags.Has(Tag::kNumOdd) && SameSentence(w, start - 1, start) &&
             (CliticsOf(w, start) & text::kAnd) != 0) {
    n.modality = Modality::kMoreThan;  // "nayyif wa-ishrun"
    n.bound = w.BaseOf(start - 1, start);
    before = {w.WordSense(start - 1, Tag::kNumOdd), start, 0};
  }
  if (!before || n.modality == Modality::kAbout) {
    uint32_t after_at = 0;
    Hit after = HitAfter(w, n.last, after_at);
    if (after) {
      n.modality = ModalityOf(w, *after.sense);
      n.bound = w.BaseOf(after_at, after.last);
    } else if (SameSentence(w, n.last, n.first) && IsWord(w, n.last) && w.WordSense(n.last, Tag::kNumOdd) != nullptr) {
      n.modality = Modality::kMoreThan;  // "mi'a wa-nayyif"
      n.bound = w.BaseOf(n.last, n.last + 1);
    }
  }
}

}  // namespace

void FindBound(const Words& w, uint32_t start, const NumberRead& read, NumberExpr& n) {
  static constexpr TagSet kBounds = TagsOf({Tag::kNumBound, Tag::kNumAfter, Tag::kNumOdd});
  if (InSentence(w, start, kBounds)) ReadBound(w, start, n);
  if (read.vague || !n.value) return;
  n.low = n.high = n.value;
  if (n.modality == Modality::kAtLeast || n.modality == Modality::kMoreThan) n.high.reset();
  if (n.modality == Modality::kLessThan || n.modality == Modality::kUpTo) n.low.reset();
}

void FindUnit(const Words& w, NumberExpr& n) {
  static constexpr std::array<std::string_view, 13> kUnits = {"",        "second", "minute", "hour",    "day",
                                                              "weekend", "week",   "month",  "quarter", "season",
                                                              "year",    "decade", "century"};
  if (n.first > 0 && IsSign(w, n.first - 1, '$') && !w.text->tokens[n.first].space_before) n.unit = "dollar";
  if (!SameSentence(w, n.last, n.first)) return;
  if (!IsWord(w, n.last)) {
    if (IsSign(w, n.last, '$')) n.unit = "dollar";
    return;
  }
  static constexpr TagSet kNames = TagsOf({Tag::kTimeUnit, Tag::kNumUnitNoun});
  if (!w.words[n.last].tags.Any(kNames)) return;
  Hit time = w.At(n.last, Tag::kTimeUnit);
  // "5 today" counts no days
  const std::string_view after = w.text->Word(n.last);
  const bool definite = after.size() > 3 && static_cast<unsigned char>(after[0]) == text::kAlef && static_cast<unsigned char>(after[1]) == text::kLam;
  if (time && definite) return;
  if (time && (time.clitics & (text::kAnd | text::kWith | text::kFor)) == 0) {
    n.unit = kUnits[static_cast<size_t>(time.sense->value) % kUnits.size()];
    return;
  }
  Hit unit = w.At(n.last, Tag::kNumUnitNoun);
  if (unit && (unit.clitics & (text::kAnd | text::kWith | text::kFor)) == 0)
    n.unit = w.lexicon->Symbol(unit.sense->value);
}

bool ChangesBefore(const Words& w, uint32_t i) {
  if (!InSentence(w, i, Tag::kNumChange)) return false;
  for (uint32_t k = 1; k <= 8 && k <= i; ++k) {
    if (!SameSentence(w, i - k, i)) return false;
    if (IsWord(w, i - k) && w.WordSense(i - k, Tag::kNumChange) != nullptr) return true;
  }
  return false;
}

bool CountsNothing(const Words& w, uint32_t start, const NumberRead& r, const NumberExpr& n) {
  if (r.nothing || n.kind == NumberKind::kOrdinal || n.kind == NumberKind::kPercent || n.kind == NumberKind::kFraction)
    return true;
  const auto& t = w.text->tokens;
  uint32_t next = n.last;
  const bool grown = (start > 0 && !t[start].space_before) || (next < t.size() && !t[next].space_before);  // written on to something
  if (r.digits && grown) {
    // Written on to a foreign word, a hyphenated name, a tag, a slash: F16, covid-19, #2030, 24/7.
    if (start > 0 && !t[start].space_before) {
      const auto& p = t[start - 1];
      if (p.kind == text::TokenKind::kWord && start == n.first &&
          !text::IsArabic(static_cast<unsigned char>(w.text->Word(start - 1)[0])))
        return true;
      if (p.kind == text::TokenKind::kPunct &&
          (p.sign == '#' || p.sign == '_' || p.sign == '@' || p.sign == '/' || p.sign == '+'))
        return true;
      if (p.kind == text::TokenKind::kPunct && p.sign == '-' && start > 1 && !p.space_before &&
          t[start - 2].kind == text::TokenKind::kWord && !BeginsWithAnd(w, start - 2, start) &&
          t[start - 2].fold_size > 2)
        return true;
    }
    if (next < t.size() && !t[next].space_before) {
      if (t[next].kind == text::TokenKind::kWord && !text::IsArabic(static_cast<unsigned char>(w.text->Word(next)[0])))
        return true;
      if (t[next].kind == text::TokenKind::kPunct &&
          (t[next].sign == '_' || (t[next].sign == '/' && IsDigits(w, next + 1))))
        return true;
    }
    // 1000.jpeg
    if (next + 1 < t.size() && IsSign(w, next, '.') && !t[next].space_before && !t[next + 1].space_before &&
        IsWord(w, next + 1) && !text::IsArabic(static_cast<unsigned char>(w.text->Word(next + 1)[0])))
      return true;
  }
  if (r.plain && r.length >= 6 && (r.length >= 11 || w.text->Word(n.first)[0] == '0')) return true;  // a phone number
  uint32_t at = 0;
  const auto person = [&] { return SameSentence(w, next, n.first) && IsWord(w, next) && LooksLikePerson(w, next); };
  const bool labels = InSentence(w, start, Tag::kNumLabel), ages = InSentence(w, start, Tag::kNumAge);
  if (labels && !person() && (r.digits || r.article) && HitBefore(w, start, n.first, Tag::kNumLabel, 3, at)) {
    const Index p = w.words[at].inside;  // inside a longer phrase ("ma majmu'uh 47") it is no label
    if (p == kNone || w.phrases[p].first == at || w.phrases[p].last > start) return true;
  }
  if (r.plain && (labels || r.length == 4) && !MayCount(w, next, n.first) && ((labels && LabelWithAdjective(w, start)) || LooksLikeYear(w, start, r, n))) return true;
  if (ages) {
    if (!person() && HitBefore(w, start, n.first, Tag::kNumAge, 4, at)) return true;
    // "fi al-15 min umrih"
    if (SameSentence(w, next + 1, n.first) && IsWord(w, next + 1) && w.Is(next, Tag::kNumFrom) && w.Is(next + 1, Tag::kNumAge)) return true;
  }
  return n.unit == "year" && start > 0 && IsSign(w, start - 1, '(');  // "fulan (35 aman)"
}

}  // namespace tawatur::extract
