// Whose people are counted: affiliation and category of the drafts, from the words around them. Entry point:
// FillPeople().
#include <algorithm>
#include <array>

#include "extract/figures_slots.h"

namespace tawatur::extract::figures {
namespace {

using lexicon::EntityType;

constexpr uint32_t kRanksReach = 14;   // "in the ranks of" before its number
constexpr uint32_t kShareReach = 4;    // tokens between two counts that share the body named after the second
constexpr int64_t kTelling = 3;        // least number by which two statements are known to be of the same people

class People {
 public:
  People(Reading& r, const Around& around) : r_(r), out_(r.out), around_(around) {}

  void Run() {
    Disambiguate();
    Index before = kNone;
    for (Index i = 0; i < r_.drafts.size(); ++i) {
      Draft& d = r_.drafts[i];
      if (d.chunk.affiliation == kNone && d.part_of == kNone && d.chunk.has_kind) RanksBefore(d);
      if (d.chunk.affiliation == kNone && (d.chunk.theirs || ToThem(d))) Theirs(d);
      if (d.trigger != kNone && d.kind == FigureKind::kStrength && r_.marks[d.trigger].Has(kProtest)) {
        Narrow(d.chunk, Category::kProtester, true);
      }
      if (before != kNone && !d.dropped) Share(r_.drafts[before], d);
      if (!d.dropped) before = i;
    }
    for (Draft& d : r_.drafts) Inherit(d);
    for (Draft& d : r_.drafts) {
      if (!d.dropped && d.chunk.affiliation == kNone) Named(d);
    }
    for (Draft& d : r_.drafts) Inherit(d);
    for (Draft& d : r_.drafts) {
      // "four elements" whom the police arrest, of no group: suspects
      if (d.kind == FigureKind::kArrested && d.chunk.category == Category::kCombatant && d.chunk.category_weak && d.chunk.affiliation == kNone) d.chunk.category = Category::kNone;
    }
    Restated();
    for (Draft& d : r_.drafts) FullName(d);
  }

 private:
  const text::Sentence& sentence(uint32_t i) const { return r_.words.text->sentences[i]; }

  // A dual or a plural? The rest of the report knows, or a written vowel.
  void Disambiguate() {
    struct Seen {
      bool two = false, more = false;
    };
    std::array<Seen, 14> seen{};
    auto see = [&](const Draft& d) {
      if (d.chunk.ambiguous_dual || d.part_of != kNone) return;
      Seen& s = seen[static_cast<size_t>(d.kind)];
      s.two |= d.chunk.low == 2 && d.chunk.high == 2;
      s.more |= d.chunk.low && *d.chunk.low > 2;
    };
    for (const Draft& d : r_.drafts) see(d);
    for (Draft& d : r_.drafts) {
      if (!d.chunk.ambiguous_dual || d.dropped) continue;
      const Seen& s = seen[static_cast<size_t>(d.kind)];
      if (s.two || WrittenDual(d.chunk.first)) {
        d.chunk.ambiguous_dual = false;
        see(d);
      } else if (s.more) {
        d.chunk.low = d.chunk.high = std::nullopt;
        d.chunk.modality = Modality::kVague;
        d.chunk.vague = d.chunk.number;
      }
    }
  }

  // A fatha before the yeh of -ayn.
  bool WrittenDual(uint32_t i) const {
    const std::string_view word = r_.words.text->Verbatim(r_.token(i).span());
    const size_t at = word.rfind("\xD9\x8A");
    return at != std::string_view::npos && at >= 2 && word.substr(at - 2, 2) == "\xD9\x8E";
  }

  // A body that has men of its own to lose: forces and those who command them.
  bool IsBody(const Mention& m) const {
    if (m.type != EntityType::kOrganisation || m.adjective || m.anonymous) return false;
    if (CategoryOf(m) != Category::kNone) return true;
    return m.kind == "party" || m.kind == "coalition" || m.kind == "authority" || m.kind == "government" ||
        m.kind == "group";
  }
  // A speaker may say "our men" of any body but those who only report.
  static bool HasMen(const Mention& m) {
    if (m.type != EntityType::kOrganisation || m.adjective || m.anonymous) return false;
    return m.kind != "outlet" && m.kind != "agency" && m.kind != "monitor" && m.kind != "think_tank" &&
        m.kind != "ngo" && m.kind != "un";
  }
  static bool Armed(const Mention& m) { return m.kind == "armed_group" || m.kind == "militia"; }

  Category CategoryOf(const Mention& body) const {
    Category c = CategoryOfBody(body.kind);
    bool forces = false;
    for (uint32_t i = body.first; i < body.last; ++i) forces |= r_.marks[i].Has(kForces);
    if (forces && (c == Category::kCombatant || c == Category::kPolice ||
        c == Category::kNone)) c = Category::kSecurityForces;
    return c;
  }
  void Belong(Draft& d, Index body) const {
    d.chunk.affiliation = body;
    Narrow(d.chunk, CategoryOf(out_.mentions[body]), false);
  }

  // "the dead in the ranks of the police number 20"
  void RanksBefore(Draft& d) const {
    if (const uint32_t at = d.chunk.last; at < sentence(d.sentence).last && r_.marks[at].Has(kRanks)) {  // "42 injuries in the ranks of ..."
      const Around::Range in = around_.Mentions(r_.marks[at].last, r_.marks[at].last + 1);
      for (Index k = in.from; k < in.to; ++k) {
        if (IsBody(out_.mentions[k])) return Belong(d, k);
      }
    }
    const uint32_t first = sentence(d.sentence).first;
    for (uint32_t i = d.chunk.first; i > first && d.chunk.first - i < kRanksReach; --i) {
      const Mark& m = r_.marks[i - 1];
      if (!m.Has(kRanks)) continue;
      const Around::Range at = around_.Mentions(m.last, m.last + 1);
      for (Index k = at.from; k < at.to; ++k) {
        if (IsBody(out_.mentions[k])) Belong(d, k);
      }
      return;
    }
  }

  // "six soldiers of his were wounded", in Arabic "were wounded to him six soldiers".
  bool ToThem(const Draft& d) const {
    if (d.trigger == kNone || d.trigger >= d.chunk.first) return false;
    for (uint32_t i = d.trigger + 1; i < d.chunk.bound_first; ++i) {
      if (!r_.IsWord(i)) continue;
      const std::string_view w = r_.words.text->Word(i);
      auto letter = [&](size_t k) { return k < w.size() ? static_cast<unsigned char>(w[k]) : 0; };
      if (letter(0) != text::kLam || letter(1) != text::kHeh) continue;
      if (w.size() == 2 || (w.size() == 3 && (letter(2) == text::kAlef || letter(2) == text::kMeem))) return true;
    }
    return false;
  }

  // "of its men": of the body that speaks, else of the one named last, else of the one that the title's next words
  // name.
  void Theirs(Draft& d) const {
    const Index a = around_.Said(d.chunk.number);
    Index body = a == kNone ? kNone : out_.attributions[a].speaker;
    if (body != kNone && out_.mentions[body].type != EntityType::kOrganisation) body = out_.mentions[body].body;
    if (body != kNone && !HasMen(out_.mentions[body])) body = kNone;
    if (body != kNone && d.chunk.category == Category::kCombatant && !d.chunk.category_weak && !IsBody(out_.mentions[body])) body = kNone;  // no gunmen of a council
    const text::Sentence& s = sentence(d.sentence);
    const uint32_t from = d.sentence > 0 &&
        sentence(d.sentence - 1).paragraph == s.paragraph ? sentence(d.sentence - 1).first : s.first;
    if (body == kNone) body = LastBody(from, d.chunk.first);
    if (body == kNone) {
      const Around::Range after = around_.Mentions(d.chunk.last, s.last);
      for (Index i = after.from; i < after.to && body == kNone; ++i) {
        if (IsBody(out_.mentions[i])) body = i;
      }
    }
    if (body != kNone) Belong(d, body);
  }

  Index LastBody(uint32_t from, uint32_t to) const {
    const Around::Range before = around_.Mentions(from, to);
    for (Index i = before.to; i-- > before.from;) {
      if (IsBody(out_.mentions[i])) return i;
    }
    return kNone;
  }

  // "5 dead and 7 wounded of the army": the body named after the second count is that of both.
  void Share(Draft& before, const Draft& d) const {
    const Chunk &a = before.chunk, &b = d.chunk;
    const bool of = b.number_last < b.last && r_.marks[b.number_last].Has(kOf) && b.category != Category::kNone;  // "9 of the policemen"
    if (before.sentence != d.sentence || a.affiliation != kNone || (b.affiliation == kNone && !of) ||
        a.category != Category::kNone) return;
    if (a.other || (!a.bare && !a.has_kind) || before.part_of != d.part_of || b.self) return;
    if (b.bound_first < a.last || b.bound_first - a.last > kShareReach) return;
    for (uint32_t i = a.last; i < b.bound_first; ++i) {
      if (!r_.IsWord(i) || r_.marks[i].Has(kRelative | kBreak | kThat)) return;
    }
    before.chunk.affiliation = b.affiliation;
    before.chunk.category = b.category;
    before.chunk.category_weak = b.category_weak;
  }

  void Inherit(Draft& d) const {
    if (d.part_of != kNone) {
      const Chunk& total = r_.drafts[d.part_of].chunk;
      if (d.chunk.bare && !d.chunk.person && d.chunk.category == Category::kNone) d.chunk.category = total.category;
      if (d.chunk.affiliation == kNone) d.chunk.affiliation = total.affiliation;
    }
    if (d.inherits == kNone) return;
    const Chunk& from = r_.drafts[d.inherits].chunk;
    if (d.chunk.category == Category::kNone) d.chunk.category = from.category;
    const bool same = d.chunk.category == from.category || d.chunk.category_weak;
    if (d.chunk.affiliation == kNone && same) d.chunk.affiliation = from.affiliation;
  }

  // Fighters counted without their group: the only group that the sentence, or the one before, names as theirs.
  void Named(Draft& d) const {
    if (d.chunk.category != Category::kCombatant || d.chunk.share) return;
    bool creed = false;
    const text::Sentence& s = sentence(d.sentence);
    for (uint32_t i = d.chunk.first; i < std::min(d.chunk.last + 3, s.last); ++i) {
      if (r_.marks[i].Has(kNationality)) return;  // named by their state
      creed |= i < d.chunk.last && r_.marks[i].Has(kCreed);
    }
    Index group = kNone;
    if (OnlyGroup(d, s.first, s.last, creed, group)) {
      d.chunk.affiliation = group;
      return;
    }
    if (group != kNone) return;
    if (d.sentence > 0 && !sentence(d.sentence - 1).furniture) {
      const text::Sentence& p = sentence(d.sentence - 1);
      if (OnlyGroup(d, p.first, p.last, creed, group)) {
        d.chunk.affiliation = group;
        return;
      }
    }
    // Of jihadists a report that names one such group only speaks of that group.
    if (creed && OnlyCreed(group)) d.chunk.affiliation = group;
  }

  // True when the tokens name one group; `group` is kNone when they name none.
  bool OnlyGroup(const Draft& d, uint32_t from, uint32_t to, bool creed, Index& group) const {
    const Index a = around_.Said(d.chunk.number);
    const Index speaker = a == kNone ? kNone : out_.attributions[a].speaker;
    bool one = true;
    const Around::Range in = around_.Mentions(from, to);
    for (Index i = in.from; i < in.to; ++i) {
      const Mention& m = out_.mentions[i];
      if (m.type != EntityType::kOrganisation || !Armed(m) || (creed && !r_.marks[m.first].Has(kCreed) &&
          !SameCreed(m))) continue;
      if (speaker != kNone && m.entity >= 0 && (i == speaker || m.entity == EntityOf(speaker))) continue;
      if (!d.held && Doer(d, m)) return group = i, false;
      if (group == kNone) {
        group = i;
      } else if (!SameThing(m, out_.mentions[group])) {
        one = false;
      }
    }
    return one && group != kNone;
  }

  int64_t EntityOf(Index speaker) const {
    const Mention& m = out_.mentions[speaker];
    if (m.type != EntityType::kOrganisation && m.body != kNone) return out_.mentions[m.body].entity;
    return m.entity >= 0 || m.same_as == kNone ? m.entity : out_.mentions[m.same_as].entity;
  }
  bool SameThing(const Mention& a, const Mention& b) const {
    if (a.entity >= 0 || b.entity >= 0) return a.entity == b.entity;
    return a.same_as != kNone && a.same_as == b.same_as;
  }
  // A short form ("the organisation") of a group with a creed.
  bool SameCreed(const Mention& m) const { return m.same_as != kNone &&
      r_.marks[out_.mentions[m.same_as].first].Has(kCreed); }

  // The group stands as the one who did it to the people counted: "the group killed 5 fighters", "5 fighters ... by
  // the group".
  bool Doer(const Draft& d, const Mention& m) const {
    if (d.trigger != kNone && m.first > d.trigger && m.last <= d.chunk.bound_first) return true;
    if (d.trigger != kNone && d.trigger < d.chunk.first && m.last <= d.trigger && d.trigger - m.last < 2) return true;
    for (uint32_t k = 1; k <= 2 && m.first >= k; ++k) {
      if (r_.marks[m.first - k].Has(kDoer) && r_.marks[m.first - k].last == m.first) return true;
    }
    return false;
  }

  bool OnlyCreed(Index& group) const {
    if (creed_read_) return (group = creed_) != kNone;
    creed_read_ = true;
    for (Index i = 0; i < out_.mentions.size(); ++i) {
      const Mention& m = out_.mentions[i];
      if (m.type != EntityType::kOrganisation || m.entity < 0 || !Armed(m) || !r_.marks[m.first].Has(kCreed)) continue;
      if (creed_ == kNone) creed_ = i;
      if (m.entity != out_.mentions[creed_].entity) {
        creed_ = kNone;
        return false;
      }
    }
    return (group = creed_) != kNone;
  }

  // The same number of the same kind is told again ("6 of its members", later "the 6 dead"): the same people.
  void Restated() {
    for (FigureKind kind : {FigureKind::kKilled, FigureKind::kInjured, FigureKind::kArrested,
        FigureKind::kSurrendered, FigureKind::kAbducted}) {
      std::vector<const Draft*> known;
      for (const Draft& d : r_.drafts) {
        if (d.kind == kind && !d.dropped && d.chunk.affiliation != kNone && d.chunk.low >= kTelling &&
            d.part_of == kNone) known.push_back(&d);
      }
      if (known.empty()) continue;
      std::stable_sort(known.begin(), known.end(), [](const Draft* a, const Draft* b) {
          return *a->chunk.low < *b->chunk.low; });
      for (Draft& d : r_.drafts) {
        if (d.kind != kind || d.dropped || d.chunk.affiliation != kNone || !(d.chunk.low >= kTelling) ||
            d.part_of != kNone) continue;
        auto it = std::lower_bound(known.begin(), known.end(), *d.chunk.low, [](const Draft* a, int64_t v) {
            return *a->chunk.low < v; });
        if (it == known.end() || (*it)->chunk.low != d.chunk.low) continue;
        const auto next = it + 1;
        if (next != known.end() && (*next)->chunk.low == d.chunk.low &&
            !SameThing(out_.mentions[(*next)->chunk.affiliation], out_.mentions[(*it)->chunk.affiliation])) {
          continue;  // two peoples lost as many
        }
        const Chunk& c = (*it)->chunk;
        if (d.chunk.category == Category::kNone || d.chunk.category == c.category) d.chunk.affiliation = c.affiliation;
      }
    }
  }

  // Written as one word of a hash tag.
  bool Tagged(const Mention& m) const { return r_.words.text->Verbatim(m.span).find('_') != std::string_view::npos; }

  // "a Houthi member": the report's full name of the body, where it has one.
  void FullName(Draft& d) {
    if (d.chunk.affiliation == kNone) return;
    const Mention& m = out_.mentions[d.chunk.affiliation];
    if (m.type != EntityType::kOrganisation || m.entity < 0 || (!m.adjective && !Tagged(m))) return;
    if (full_.empty()) {
      for (Index i = 0; i < out_.mentions.size(); ++i) {
        const Mention& x = out_.mentions[i];
        if (x.entity >= 0 && x.type == EntityType::kOrganisation && !x.adjective && !Tagged(x)) full_.push_back(i);
      }
      std::stable_sort(full_.begin(), full_.end(), [&](Index a, Index b) {
        const Mention &x = out_.mentions[a], &y = out_.mentions[b];
        return x.entity < y.entity || (x.entity == y.entity && x.span.Size() > y.span.Size());
      });
    }
    auto it = std::lower_bound(full_.begin(), full_.end(), m.entity, [&](Index i, int64_t e) {
        return out_.mentions[i].entity < e; });
    if (it != full_.end() && out_.mentions[*it].entity == m.entity) d.chunk.affiliation = *it;
  }

  Reading& r_;
  Findings& out_;
  const Around& around_;
  std::vector<Index> full_;  // bodies by entity, the longest name first
  mutable bool creed_read_ = false;
  mutable Index creed_ = kNone;
};

}  // namespace

void FillPeople(Reading& r, const Around& around) { People(r, around).Run(); }

}  // namespace tawatur::extract::figures
