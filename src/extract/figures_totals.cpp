// What a count is a part of: the total before, after or around it. Used by figures_assembly.cpp.
#include "extract/figures_totals.h"

#include <algorithm>

namespace tawatur::extract::figures {

// "among them 3 of its men ... 7 wounded": parts that stand before their total, in this sentence or the one before.
void Totals::Settle() {
  for (Index d : r_.pending) {
    Draft& part = r_.drafts[d];
    Index total = kNone;
    for (Index t = std::max<Index>(d + 1, begin_draft_); t < r_.drafts.size(); ++t) {
      if (r_.drafts[t].part_of == kNone && !IsPending(t)) {
        total = t;
        break;
      }
    }
    if (total != kNone) {
      part.part_of = total;
      part.kind = r_.drafts[total].kind;
      part.dropped = false;
    }
  }
  std::erase_if(r_.pending, [&](Index d) { return !r_.drafts[d].dropped || r_.drafts[d].sentence != sentence_; });
}

// The last draft of this sentence that is no part.
Index Totals::LastTotal() const {
  for (size_t i = r_.drafts.size(); i > begin_draft_; --i) {
    const Draft& d = r_.drafts[i - 1];
    if (d.part_of == kNone && !IsPending(static_cast<Index>(i - 1))) return static_cast<Index>(i - 1);
  }
  return kNone;
}

// "of them" as one word, rather than "among them".
bool Totals::OfThem(uint32_t i) const {
  if (i >= last_ || !mark(i).Has(kPart) || !r_.IsWord(i)) return false;
  const std::string_view w = r_.words.text->Word(i);
  const auto at = [&](size_t k) { return k < w.size() ? static_cast<unsigned char>(w[k]) : 0; };
  return at(0) == text::kMeem && at(1) == text::kNoon && at(2) == text::kHeh;
}

// "6 of them ...", at the beginning of what is said of those told in the sentence before.
bool Totals::OfThoseBefore(Draft& d) const {
  const Chunk& c = d.chunk;
  if (c.self || c.number_last >= last_ || !OfThem(c.number_last)) return false;
  for (size_t i = r_.drafts.size(); i-- > 0 && r_.drafts[i].sentence + 2 >= sentence_;) {
    const Draft& t = r_.drafts[i];
    if (t.part_of != kNone || t.dropped || (t.chunk.high && c.low && *t.chunk.high < *c.low)) continue;
    d.part_of = static_cast<Index>(i);
    d.kind = t.kind;
    d.rule = "part_after";
    if (Draft own = d; BeforeTrigger(c, own, 1)) {  // "3 of them died later"
      d.kind = own.kind;
      d.trigger = own.trigger;
      d.rule = "part_after";
    }
    return true;
  }
  return false;
}

bool Totals::CoordinatedTightly(const Chunk& c) const {
  const Index p = LastDraft();
  if (p == kNone) return false;
  const Gap g = Between(r_.drafts[p].chunk.last, c.bound_first);
  return g.joined && g.words == 0 && !g.blocked;
}

// "among the dead are two officers": those told before, by their noun. kNone when it does not stand right before.
Index Totals::AmongThose(size_t k, const Chunk& c) const {
  if (c.of_those) return TotalOf(c.kind, c);
  if (k == 0) return kNone;
  const Chunk& those = r_.chunks[k - 1];
  if (!those.self || !those.definite || those.modality != Modality::kVague || !(those.has_kind || those.victim || those.weak_kind) ||
      those.last != c.bound_first || EndingAt(those.bound_first, kBetween | kOf) == kNone) return kNone;
  const Index total = TotalOf(those.victim ? FigureKind::kKilled : those.kind, c);
  return total == kNone && those.kind == FigureKind::kDetained ? TotalOf(FigureKind::kArrested, c) : total;
}

// "the migrants, among them 12 women": people counted before, named by the noun they were counted with.
Index Totals::TotalNamed(uint32_t marker, const Chunk& part) const {
  uint32_t i = marker;
  while (i > first_ + 1 && r_.token(i - 1).kind == text::TokenKind::kPunct) --i;
  if (i == first_ || !mark(i - 1).Has(kAnyPerson) || (mark(i - 1).clitics & text::kArticle) == 0) return kNone;
  for (size_t k = r_.drafts.size(); k-- > 0 && r_.drafts[k].sentence + 2 >= sentence_;) {
    const Draft& t = r_.drafts[k];
    if (t.dropped || t.part_of != kNone || t.chunk.category != mark(i - 1).category || t.chunk.category == Category::kNone) continue;
    const bool smaller = t.chunk.high && part.low && *t.chunk.high < *part.low;
    return smaller ? kNone : static_cast<Index>(k);
  }
  return kNone;
}

// The last total of a kind, of this sentence or one of the two before, that is no smaller than its part.
Index Totals::TotalOf(FigureKind kind, const Chunk& part) const {
  for (size_t i = r_.drafts.size(); i-- > 0 && r_.drafts[i].sentence + 2 >= sentence_;) {
    const Draft& t = r_.drafts[i];
    if (t.kind != kind || t.part_of != kNone || t.dropped) continue;
    const bool smaller = t.chunk.high && part.low && *t.chunk.high < *part.low;
    return smaller ? kNone : static_cast<Index>(i);
  }
  return kNone;
}

// "23 fighters, one of them an officer": of those counted last. The form of "them" tells two from many.
bool Totals::OneOf(Draft& d) {
  const Chunk& c = d.chunk;
  const Index p = LastDraft();
  if (p == kNone || c.last == c.number_last) return false;
  Chunk& those = r_.drafts[p].chunk;
  const Gap g = Between(those.last, c.bound_first);
  if (g.blocked || g.words > kTurnReach || (those.high && *those.high < 2)) return false;
  if (those.ambiguous_dual) those.ambiguous_dual = static_cast<unsigned char>(r_.words.text->Word(c.first).back()) != text::kAlef;
  d.part_of = p;
  d.kind = r_.drafts[p].kind;
  d.trigger = r_.drafts[p].trigger;
  d.rule = "one_of";
  return true;
}

// Is it introduced as a part ("among them", "(", "5 of them")?
bool Totals::PartOf(size_t k, Draft& d) {
  Chunk& c = d.chunk;
  if (const Index those = AmongThose(k, c); those != kNone) {
    d.rule = "part";
    d.part_of = those;
    d.kind = r_.drafts[those].kind;
    d.trigger = kNone;
    return true;
  }
  if (c.one_of) return OneOf(d);
  const Index total = LastTotal();
  const uint32_t marker = EndingAt(c.bound_first, kPart);
  if (marker != kNone && mark(marker).value == 1 && toll_ && toll_at_ == c.bound_first) return false;
  if (marker != kNone) {
    Index t = total;
    if (t == kNone && marker <= first_ + 2 && !r_.drafts.empty() && r_.drafts.back().sentence + 1 == sentence_) {
      t = static_cast<Index>(r_.drafts.size() - 1);
      if (r_.drafts[t].part_of != kNone) t = r_.drafts[t].part_of;
    }
    if (t == kNone) t = TotalNamed(marker, c);
    d.rule = "part";
    // "the dead are parted into 60 in X and 52 in Y"
    if (k > 0 && total == kNone && r_.chunks[k - 1].self && r_.chunks[k - 1].definite && r_.chunks[k - 1].has_kind && r_.chunks[k - 1].last == marker) {
      t = TotalOf(r_.chunks[k - 1].kind, c);
      if (t == kNone) {
        d.kind = r_.chunks[k - 1].kind;
        return true;
      }
    }
    if (t == kNone) {
      if (k > 0 && !Passive(r_.chunks[k - 1])) return false;
      d.rule = "part_before";
      d.dropped = true;
      r_.pending.push_back(static_cast<Index>(r_.drafts.size()));
      return true;
    }
    d.part_of = t;
    d.kind = r_.drafts[t].kind;
    d.trigger = r_.drafts[t].trigger;
    // "103 were brought in, of whom died 23"
    if (marker > first_ && mark(marker - 1).Has(kVerb) && marker - 1 >= r_.drafts[t].chunk.last) {
      d.kind = mark(marker - 1).verb_kind;
      d.trigger = marker - 1;
    }
    return true;
  }
  const Index p = LastDraft();
  if (p == kNone) return OfThoseBefore(d);
  const Chunk& before = r_.drafts[p].chunk;
  const Gap g = Between(before.last, c.bound_first);
  if (total != kNone && g.paren_open && !g.blocked && g.words <= 5) {
    d.part_of = total;
    d.kind = r_.drafts[total].kind;
    d.trigger = r_.drafts[total].trigger;
    d.rule = "parenthesis";
    return true;
  }
  // "three civilians, two children and a woman"
  if (total == p && c.self && c.low && before.low && *before.low >= 3 && *before.low <= 10 && *c.low < *before.low && !before.self &&
      g.words == 0 && !g.joined && !g.blocked && before.person && c.category != before.category) {
    d.part_of = total;
    d.kind = r_.drafts[total].kind;
    d.trigger = r_.drafts[total].trigger;
    d.rule = "list";
    return true;
  }
  // "20 were killed, 5 of them children"
  const uint32_t of = c.number_last < last_ ? c.number_last : c.last;
  const bool of_them = OfThem(of);
  if (!c.self && c.last < last_ && mark(of).Has(kPart) && (of_them || !g.blocked) && total != kNone) {
    d.part_of = total;
    d.kind = r_.drafts[total].kind;
    d.trigger = r_.drafts[total].trigger;
    if (Draft own = d; of_them && BeforeTrigger(c, own, 1)) {  // "17 were arrested, 8 of them were freed"
      d.kind = own.kind;
      d.trigger = own.trigger;
    }
    const uint32_t next = mark(c.number_last).last;
    if (next < last_ && mark(next).Has(kAnyPerson)) {
      Narrow(c, mark(next).category, mark(next).category_weak);
      c.last = mark(next).last;
    }
    d.rule = "part_after";
    return true;
  }
  return false;
}

void Totals::SetPart(const Chunk& c, Draft& d) {
  const Index total = LastTotal();
  if (total == kNone) return;
  if (EndingAt(c.bound_first, kPart) != kNone || Between(r_.drafts[total].chunk.last, c.bound_first).paren_open) {
    if (r_.drafts[total].kind == d.kind || r_.drafts[total].kind == FigureKind::kCasualties) d.part_of = total;
  }
}

}  // namespace tawatur::extract::figures
