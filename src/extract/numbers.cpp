// Second step of extract: every number of the text, with bounds, ranges and units. Entry point: FindNumbers().
//
// Only digits and listed number words start work. Reading one number: numbers_words.cpp; its company:
// numbers_context.cpp.
#include <algorithm>

#include "extract/extract.h"
#include "extract/numbers.h"

namespace tawatur::extract {
namespace {

// A word of a name ("ziqaq al-arba'in") or a month ("tishrin al-thani") is no number.
bool InName(const Words& w, uint32_t i) {
  Index p = w.words[i].inside;
  if (p == kNone) return false;
  for (const Sense& s : w.phrases[p].senses)
    if (s.tag == Tag::kName || s.tag == Tag::kTimeMonth || s.tag == Tag::kTimeHijri || s.tag == Tag::kTimeDay)
      return true;
  return false;
}

bool OnlyClitics(std::string_view s) {
  size_t i = 0;
  auto is = [&](text::Letter c) { return i < s.size() && static_cast<unsigned char>(s[i]) == c; };
  if (is(text::kWaw) || is(text::kFeh)) ++i;
  if (is(text::kBeh) || is(text::kLam) || is(text::kKaf)) ++i;
  if (i < s.size() && is(text::kLam)) return i + 1 == s.size();
  if (is(text::kAlef)) {
    ++i;
    if (!is(text::kLam)) return false;
    ++i;
  }
  return i == s.size() && i > 0;
}

constexpr size_t kMost = 12;  // numbers that few reports go beyond

class Finder {
 public:
  Finder(const Words& words, Findings& out) : w_(words), out_(out) {}

  void Walk() {
    const auto size = static_cast<uint32_t>(w_.text->tokens.size());
    out_.numbers.reserve(kMost);
    for (uint32_t i = 0; (i = w_.NextStart(i, size, kStartsNumber)) < size;) {
      if (InName(w_, i) || !ReadNumber(w_, i, read_)) {
        ++i;
        continue;
      }
      // Monday is no two, Sunday no one.
      if (read_.last == i + 1 && read_.article && w_.WordSense(i, Tag::kTimeWeekday) != nullptr) {
        ++i;
        continue;
      }
      i = std::max(Emit(), i + 1);
    }
  }

 private:
  // Emits what begins with read_; gives the token to go on with.
  uint32_t Emit() {
    uint32_t start = StartOf(w_, read_.first);
    NumberExpr n;
    n.first = read_.first;
    n.last = read_.last;
    n.kind = read_.kind;
    n.vague = read_.vague;
    if (!read_.vague) n.value = read_.value;
    if (read_.vague) n.modality = Modality::kVague;
    bool ranged = false;
    if (!BetweenWords(start, n.last)) {
      Restated(n);
      ranged = Range(start, n);
      Percent(start, n);
      if (!ranged) Denominator(n), Slashed(n);
      Sign(start, n);
    }
    n.span = SpanOf(n.first, n.last);
    if (read_.hidden_and && n.first == read_.first)
      n.span.begin = w_.text->folded.origin[w_.text->tokens[n.first].fold + 1];
    if (!ranged) {
      FindBound(w_, start, read_, n);
      if (read_.vague) {
        n.modality = Modality::kVague;
        n.low.reset(), n.high.reset();
      }
    }
    FindUnit(w_, n);
    n.counts_nothing = CountsNothing(w_, start, read_, n) || score_ || n.first == score_end_ || LabelGoesOn(start, n);
    score_ = false;
    if (!Merge(start, n)) {
      Inherit(start, n);
      out_.numbers.push_back(n);
    }
    return n.last;
  }

  // Most numbers stand between two words that neither go on with them nor turn them: no range, share or sign is to be looked for.
  bool BetweenWords(uint32_t start, uint32_t last) const {
    static constexpr TagSet kGoesOn = TagsOf({Tag::kNumTo, Tag::kNumOr, Tag::kNumFrom, Tag::kNumPercent});
    if (start == 0 || !IsWord(w_, start - 1) || !IsWord(w_, last)) return false;
    return !w_.Is(start - 1, Tag::kNumMinus) && !w_.words[last].tags.Any(kGoesOn) && (CliticsOf(w_, last) & text::kAnd) == 0 &&
           w_.text->tokens[last].fold_size > 1;
  }

  Span SpanOf(uint32_t first, uint32_t last) const {
    Span s = w_.BaseOf(first, last);
    const WordCut& cut = w_.words[first].cut;
    bool hidden =
        IsWord(w_, first) && (cut.clitics & text::kArticle) == 0 && (CliticsOf(w_, first) & text::kArticle) != 0;
    if (hidden) s.begin = w_.text->folded.origin[w_.text->tokens[first].fold + cut.front + 2u];
    return s;
  }

  // "(7) sab'a", "sab'a (7)": one number, told twice.
  void Restated(NumberExpr& n) {
    NumberRead again;
    uint32_t i = n.last;
    bool in_brackets = n.first > 0 && IsSign(w_, n.first - 1, '(') && IsSign(w_, i, ')');
    if (in_brackets && SameSentence(w_, i + 1, n.first) && IsWord(w_, i + 1) && ReadNumber(w_, i + 1, again) &&
        again.value == read_.value && again.kind == read_.kind) {
      n.last = again.last;
      n.first = read_.first;
    } else if (IsSign(w_, i, '(') && SameSentence(w_, i + 1, n.first) && ReadNumber(w_, i + 1, again) &&
               again.value == read_.value && again.digits != read_.digits && IsSign(w_, again.last, ')')) {
      n.last = again.last + 1;
    }
  }

  bool Range(uint32_t start, NumberExpr& n) {
    if (read_.vague || read_.kind == NumberKind::kOrdinal || read_.nothing) return false;
    NumberRead to;
    uint32_t i = n.last;
    if (!SameSentence(w_, i, n.first)) return false;
    const bool joins = IsSign(w_, i, '-') || w_.words[i].tags.Any(TagsOf({Tag::kNumTo, Tag::kNumOr}));
    if (!joins && !InSentence(w_, start, Tag::kNumBetween)) return false;
    uint32_t at = start;
    bool between = Before(start, Tag::kNumBetween, at);
    bool from = !between && Before(start, Tag::kNumFrom, at);
    bool good = false;
    uint32_t second = i;
    if (between) {
      second = IsLoneAnd(w_, i) ? i + 1 : i;
      bool joined = second > i || (IsWord(w_, i) && (CliticsOf(w_, i) & text::kAnd) != 0);
      if (!joined && (To(i) || IsSign(w_, i, '-'))) joined = true, second = i + 1;
      second = SkipPrefix(second);
      good = joined && Second(second, to);
    } else if (To(i)) {
      second = SkipPrefix(i + 1);
      good = Second(second, to) && to.value > read_.value && !ChangesBefore(w_, start) &&
             (from || (read_.digits && to.digits));
    } else if (IsSign(w_, i, '-') && read_.digits && IsDigits(w_, i + 1)) {
      const auto& t = w_.text->tokens;
      // "120- 150" too, but not the mark of a list ("1- 5 ...")
      const bool same_spaces = t[i].space_before == t[i + 1].space_before || (t[i + 1].space_before && read_.value >= 10);
      good = same_spaces && !IsSign(w_, i + 2, '/') && Second(i + 1, to);
      if (good && (IsSign(w_, to.last, '-') || to.value <= read_.value || ScoreBefore(start))) {
        score_ = !t[i].space_before;  // 2-1, 555-1234-7
        if (score_) score_end_ = i + 1;
        return false;
      }
    } else if (w_.Is(i, Tag::kNumOr)) {
      second = SkipPrefix(i + 1);
      good = Second(second, to);
    }
    if (!good || to.vague || to.kind == NumberKind::kOrdinal) return false;
    double low = read_.value, high = to.value;
    // "bayn 3 wa-5 malayin"
    if (to.scale > 1 && read_.scale == 1 && low < 1000 && low >= 1 && (between || low < to.value / to.scale))
      low *= to.scale;
    n.kind = NumberKind::kRange;
    n.low = std::min(low, high);
    n.high = std::max(low, high);
    n.value.reset();
    n.modality = Modality::kBetween;
    if (between || from) n.bound = w_.BaseOf(at, start);
    n.last = to.last;
    return true;
  }

  bool Second(uint32_t i, NumberRead& to) {
    return SameSentence(w_, i, read_.first) && !w_.Is(i, Tag::kNumOne) && ReadNumber(w_, i, to) && !to.nothing;
  }
  bool To(uint32_t i) const { return IsWord(w_, i) && w_.Is(i, Tag::kNumTo); }
  uint32_t SkipPrefix(uint32_t i) const {
    return IsWord(w_, i) && IsDigits(w_, i + 1) && OnlyClitics(w_.text->Word(i)) ? i + 1 : i;
  }
  bool Before(uint32_t start, Tag tag, uint32_t& at) const {
    if (!InSentence(w_, start, tag)) return false;
    for (uint32_t k = 2; k >= 1; --k) {
      if (start < k || !SameSentence(w_, start - k, start) || !IsWord(w_, start - k)) continue;
      Hit h = w_.At(start - k, tag);
      if (h && h.last == start) {
        at = start - k;
        return true;
      }
    }
    return false;
  }
  bool ScoreBefore(uint32_t start) const {
    if (!InSentence(w_, start, Tag::kNumScore)) return false;
    for (uint32_t k = 1; k <= 6 && k <= start && SameSentence(w_, start - k, start); ++k)
      if (IsWord(w_, start - k) && w_.WordSense(start - k, Tag::kNumScore) != nullptr) return true;
    return false;
  }

  void Percent(uint32_t start, NumberExpr& n) {
    uint32_t i = n.last;
    const Sense* s = nullptr;
    double of = 0;
    if (IsSign(w_, i, '%')) {
      of = 100, ++i;
    } else if (start > 0 && IsSign(w_, start - 1, '%') && !w_.text->tokens[start].space_before) {
      of = 100;
    } else if (SameSentence(w_, i, n.first) && IsWord(w_, i)) {
      Hit h = w_.At(i, Tag::kNumPercent);
      if (h) s = h.sense, i = h.last, of = static_cast<double>(s->value);
    }
    if (of == 0) return;
    n.last = i;
    if (n.kind == NumberKind::kRange) {
      n.counts_nothing = true;
      read_.nothing = true;
    } else if (of == 100) {
      n.kind = NumberKind::kPercent;
    } else {
      n.kind = NumberKind::kFraction;
      n.value = *n.value / of;
    }
  }

  // "wahid min mi'a"
  void Denominator(NumberExpr& n) {
    if (read_.digits || read_.vague || n.kind != NumberKind::kCardinal || read_.value >= 100) return;
    if (!SameSentence(w_, n.last + 1, n.first) || !w_.Is(n.last, Tag::kNumFrom) || !IsWord(w_, n.last + 1)) return;
    const Sense* of = w_.WordSense(n.last + 1, Tag::kNumHundred);
    if (of == nullptr) of = w_.WordSense(n.last + 1, Tag::kNumScale);
    NumberRead all;
    if (of == nullptr || !ReadNumber(w_, n.last + 1, all) || all.last != n.last + 2 || all.value > 1e6) return;
    n.value = read_.value / all.value;
    n.kind = NumberKind::kFraction;
    n.last = all.last;
  }

  // 3/4, and no date.
  void Slashed(NumberExpr& n) {
    const auto& t = w_.text->tokens;
    uint32_t i = n.last;
    if (!read_.plain || !IsSign(w_, i, '/') || !IsDigits(w_, i + 1)) return;
    if (t[i].space_before || t[i + 1].space_before || t[i + 1].fold_size > 2) return;
    if (IsSign(w_, i + 2, '/') || (n.first > 0 && !t[n.first].space_before && IsSign(w_, n.first - 1, '/'))) return;
    NumberRead of;
    ReadDigits(w_, i + 1, of);
    if (of.value < 2 || of.value > 10 || read_.value >= of.value || read_.value < 1 || !of.plain) return;
    if (w_.text->Word(n.first)[0] == '0') return;
    n.value = read_.value / of.value;
    n.kind = NumberKind::kFraction;
    n.last = of.last;
  }

  // A minus that is written, and no bullet or dash.
  void Sign(uint32_t start, NumberExpr& n) {
    if (!n.value || start == 0) return;
    const auto& t = w_.text->tokens;
    bool word = IsWord(w_, start - 1) && SameSentence(w_, start - 1, start) &&
                w_.WordSense(start - 1, Tag::kNumMinus) != nullptr;
    bool sign = IsSign(w_, start - 1, '-') && read_.digits && !t[start].space_before &&
                (start == 1 || t[start - 1].space_before) && !(SameSentence(w_, n.last, n.first) && IsWord(w_, n.last));
    if (!word && !sign) return;
    n.value = -*n.value;
    n.first = start - 1;
  }

  // "al-qararan 2254 wa-2118": what is joined to a label's number and counts nothing that follows is labelled too.
  bool LabelGoesOn(uint32_t start, const NumberExpr& n) const {
    if (out_.numbers.empty() || !read_.plain || !BeginsWithAnd(w_, start, read_.first)) return false;
    const NumberExpr& p = out_.numbers.back();
    return p.counts_nothing && p.kind == NumberKind::kCardinal && p.last == start && IsDigits(w_, p.first) &&
           (!SameSentence(w_, n.last, n.first) || !IsWord(w_, n.last));
  }

  // "akthar min 1000 wa-aqall min 1500" is one range.
  bool Merge(uint32_t start, const NumberExpr& n) {
    if (out_.numbers.empty() || !n.value || n.bound.Empty() || !BeginsWithAnd(w_, BoundToken(start, n), start))
      return false;
    NumberExpr& p = out_.numbers.back();
    if (!p.value || p.bound.Empty() || !SameSentence(w_, p.first, n.first)) return false;
    bool up = p.low && !p.high && n.high && !n.low, down = p.high && !p.low && n.low && !n.high;
    if (!up && !down) return false;
    uint32_t first_bound = BoundToken(start, n);
    if (first_bound < p.last || first_bound > p.last + 1 || (up ? *p.low > *n.high : *n.low > *p.high)) return false;
    p.low = up ? p.low : n.low;
    p.high = up ? n.high : p.high;
    p.value.reset();
    p.kind = NumberKind::kRange;
    p.modality = Modality::kBetween;
    p.last = n.last;
    p.span = Join(p.span, n.span);
    return true;
  }
  uint32_t BoundToken(uint32_t start, const NumberExpr& n) const {
    const auto& t = w_.text->tokens;
    uint32_t i = start;
    while (i > 0 && t[i - 1].end > n.bound.begin) --i;
    if (i > 0 && IsLoneAnd(w_, i - 1)) --i;
    return i;
  }

  // "ma la yaqill an sittat atfal wa-thalathat balighin": the bound covers the list.
  void Inherit(uint32_t start, NumberExpr& n) {
    if (out_.numbers.empty() || n.modality != Modality::kExact || !n.value || n.kind != NumberKind::kCardinal) return;
    const NumberExpr& p = out_.numbers.back();
    if (p.bound.Empty() || p.bound.begin > p.span.begin || p.modality == Modality::kBetween ||
        !SameSentence(w_, p.first, n.first))
      return;
    if (!n.unit.empty() || !p.unit.empty() || p.counts_nothing) return;
    if (start < p.last || start - p.last > 4 || !BeginsWithAnd(w_, start, n.first)) return;
    for (uint32_t i = p.last; i < start; ++i)
      if (!IsWord(w_, i)) return;
    n.modality = p.modality;
    n.bound = p.bound;
    if (!p.high) n.high.reset();
    if (!p.low) n.low.reset();
  }

  const Words& w_;
  Findings& out_;
  NumberRead read_;
  bool score_ = false;
  uint32_t score_end_ = kNone;  // the second number of a score
};

}  // namespace

uint32_t StartOf(const Words& w, uint32_t i) {
  constexpr uint32_t kMostClitics = 4;  // letters
  if (i > 0 && IsDigits(w, i) && w.text->tokens[i - 1].fold_size <= kMostClitics && IsWord(w, i - 1) && OnlyClitics(w.text->Word(i - 1)) &&
      (!w.text->tokens[i].space_before || w.text->tokens[i - 1].fold_size > 1))
    --i;
  return i;
}

bool BeginsWithAnd(const Words& w, uint32_t start, uint32_t first) {
  if (IsWord(w, start) && (CliticsOf(w, start) & text::kAnd) != 0) return true;
  if (start < first && IsWord(w, start) && static_cast<unsigned char>(w.text->Word(start)[0]) == text::kWaw)
    return true;
  return (IsWord(w, start) && IsLoneAnd(w, start)) || (start > 0 && IsLoneAnd(w, start - 1));
}

void FindNumbers(const Words& words, Findings& out) {
  out.numbers.clear();
  Finder(words, out).Walk();
}

}  // namespace tawatur::extract
