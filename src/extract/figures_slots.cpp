// Last step of figures: fills the slots of each draft from what stands around it. Entry point: FillFigures().
#include <algorithm>

#include "extract/figures_slots.h"

namespace tawatur::extract::figures {
namespace {

constexpr uint32_t kEvidenceLimit = 1500;
constexpr uint8_t kFarVerb = 5;
constexpr uint32_t kStatusReach = 5;
constexpr uint32_t kPartsReach = 3;  // sentences
constexpr size_t kMostParts = 24;    // a longer row of counts is a table, and comparing all its places would take its square

class Filler {
 public:
  Filler(Reading& r, const Around& around) : r_(r), out_(r.out), around_(around), places_(r, around), days_(r, around), index_(r.figure_of) {}

  void Run() {
    const size_t n = r_.drafts.size();
    index_.assign(n, kNone);
    for (size_t i = 0, next = 0; i < n; ++i) {
      if (!r_.drafts[i].dropped) index_[i] = static_cast<Index>(next++);
    }
    out_.figures.reserve(n);
    for (const Draft& d : r_.drafts) {
      if (!d.dropped) Fill(d);
    }
    for (size_t i = 0; i < out_.figures.size();) i = PartsByPlace(i);
  }

 private:
  static bool IsWhole(const Figure& f) { return f.part_of == kNone && f.low && f.high == f.low && !f.background && f.status == FigureStatus::kAsserted; }

  // "2,122 dead ... 1,351 died in Al Haouz and 492 in Taroudant": counts of one sentence, each with its own place, are parts of the
  // total told up to three sentences before, when they make at least half of it. Returns the figure to go on with.
  size_t PartsByPlace(size_t first) {
    const std::vector<Figure>& figures = out_.figures;
    auto like = [&](const Figure& f) { return IsWhole(f) && !f.cumulative && f.place != kNone && f.kind == figures[first].kind && f.category == figures[first].category; };
    size_t last = first;
    int64_t sum = 0;
    for (; last < figures.size() && last < first + kMostParts && figures[last].sentence == figures[first].sentence && like(figures[last]); ++last) {
      for (size_t i = first; i < last; ++i) {
        if (SamePlace(figures[i].place, figures[last].place)) return first + 1;
      }
      sum += *figures[last].low;
    }
    if (last < first + 2) return first + 1;
    for (size_t t = first; t-- > 0 && figures[t].sentence + kPartsReach >= figures[first].sentence;) {
      const Figure& total = figures[t];
      if (total.sentence == figures[first].sentence || total.kind != figures[first].kind || total.category != figures[first].category || !IsWhole(total)) continue;
      if (*total.low < sum || *total.low > 2 * sum) return last;
      for (size_t i = first; i < last; ++i) out_.figures[i].part_of = static_cast<Index>(t);
      return last;
    }
    return last;
  }

  bool SamePlace(Index a, Index b) const {
    const Mention &x = out_.mentions[a], &y = out_.mentions[b];
    return a == b || (x.entity >= 0 && x.entity == y.entity);
  }

  const text::Sentence& sentence(uint32_t i) const { return r_.words.text->sentences[i]; }

  void Fill(const Draft& d) {
    const Chunk& c = d.chunk;
    Figure f;
    f.kind = d.kind;
    f.low = c.low;
    f.high = c.high;
    f.modality = c.modality;
    f.vague = c.vague;
    f.number = c.number;
    f.sentence = d.sentence;
    f.evidence = Evidence(d);
    f.category = c.category;
    f.affiliation = c.affiliation;
    f.attribution = around_.Said(c.number);
    f.place = places_.Of(d);
    f.cumulative = d.cumulative;
    f.status = Status(d);
    f.caveat = Caveat(d.sentence);
    const Days::Answer day = days_.Of(d);
    f.when = day.when;
    f.when_assumed = day.assumed;
    f.background = day.background;
    f.event = EventOf(d);
    if (d.part_of != kNone) {
      f.part_of = index_[d.part_of];
      if (f.part_of != kNone && f.part_of < out_.figures.size()) {
        const Figure& total = out_.figures[f.part_of];
        if (f.affiliation == kNone && !c.person) f.affiliation = total.affiliation;
        f.background |= total.background;
        if (f.attribution == kNone && total.sentence == f.sentence) f.attribution = total.attribution;
      }
    }
    f.rule = d.rule;
    Doubt(d, f);
    out_.figures.push_back(std::move(f));
  }

  Span Evidence(const Draft& d) const {
    Span s = sentence(d.sentence).span;
    if (s.Size() <= kEvidenceLimit) return s;
    // Around the number, cut at words.
    const uint32_t from = d.chunk.number.begin > s.begin + kEvidenceLimit / 2
        ? d.chunk.number.begin - kEvidenceLimit / 2 : s.begin;
    Span e{d.chunk.number.begin, d.chunk.number.end};
    for (uint32_t i = d.chunk.first; i-- > sentence(d.sentence).first &&
        r_.token(i).begin >= from;) e.begin = r_.token(i).begin;
    for (uint32_t i = d.chunk.first; i < sentence(d.sentence).last &&
        r_.token(i).end <= e.begin + kEvidenceLimit; ++i) {
      e.end = std::max(e.end, r_.token(i).end);
    }
    return e;
  }

  // The happening that the count is of: the nearest that fits its kind in the sentence, else the last one told
  // before it.
  Index EventOf(const Draft& d) const {
    Index best = kNone;
    uint32_t least = UINT32_MAX;
    const Around::Range here = around_.EventsOf(d.sentence);
    for (Index i = here.from; i < here.to; ++i) {
      const Event& e = out_.events[i];
      if (!Fits(e.event_class, d.kind)) continue;
      const uint32_t a = e.trigger.begin, b = d.chunk.number.begin;
      const uint32_t distance = a < b ? b - a : a - b;
      if (distance >= least) continue;
      least = distance;
      best = i;
    }
    if (best != kNone || d.sentence == 0) return best;
    if (sentence(d.sentence - 1).paragraph != sentence(d.sentence).paragraph) return kNone;
    const Around::Range before = around_.EventsOf(d.sentence - 1);
    for (Index i = before.to; i-- > before.from;) {
      if (Fits(out_.events[i].event_class, d.kind)) return i;
    }
    return kNone;
  }

  FigureStatus Status(const Draft& d) const {
    if (d.held) return FigureStatus::kAsserted;
    const text::Sentence& s = sentence(d.sentence);
    // "four may have died"
    if (d.trigger != kNone && d.trigger > d.chunk.last && r_.marks[d.trigger - 1].Has(kStatus) && r_.marks[d.trigger - 1].last == d.trigger) return r_.marks[d.trigger - 1].status;
    if (d.trigger != kNone && d.trigger < d.chunk.first && r_.marks[d.trigger].Has(kAnyVerb) && (r_.marks[d.trigger].clitics & text::kAnd) != 0) {
      return FigureStatus::kAsserted;  // "they foiled ... and rescued 40": a clause of its own
    }
    if (Except(d)) return FigureStatus::kAsserted;
    if (Sentenced(d)) return FigureStatus::kPlanned;
    const uint32_t anchor = d.trigger == kNone || d.trigger > d.chunk.first ? d.chunk.bound_first : d.trigger;
    const bool joined = anchor == d.trigger && (r_.marks[anchor].clitics & text::kAnd) != 0;
    for (uint32_t i = anchor, steps = 0; i > s.first && steps < kStatusReach; ++steps) {
      --i;
      const text::Token& t = r_.token(i);
      if (t.kind == text::TokenKind::kPunct && t.sign != '"') break;
      const Mark& m = r_.marks[i];
      // "foiled a crossing and the arrest of 32": of those who foiled it
      if (m.Has(kStatus) && m.status == FigureStatus::kPlanned && joined && !m.Has(kTry) && (d.kind == FigureKind::kArrested || d.kind == FigureKind::kRescued)) return FigureStatus::kAsserted;
      // "without a licence and the arrest of 20": what is joined on is not what was lacking
      if (m.Has(kStatus) && m.status == FigureStatus::kDenied && joined && d.chunk.low && !d.chunk.single) return FigureStatus::kAsserted;
      if (m.Has(kStatus) && m.status == FigureStatus::kAsserted) continue;  // "carried out"
      if (m.Has(kStatus) && !(m.status == FigureStatus::kPlanned && CarriedOut(i, s.first))) return m.status;
      if (m.Has(kRelative | kBreak | kCause | kSpeech) || (m.Has(kAnyTrigger) && i != anchor)) break;
      if (m.Has(kPreposition) && m.value == 0) break;
    }
    return FigureStatus::kAsserted;
  }

  // "carried out sentences of death against 48"
  bool CarriedOut(uint32_t i, uint32_t first) const {
    for (uint32_t k = i; k > first && k + kStatusReach > i; --k) {
      if (r_.marks[k - 1].Has(kStatus) && r_.marks[k - 1].status == FigureStatus::kAsserted) return true;
    }
    return false;
  }

  // "nobody was killed but one soldier"
  bool Except(const Draft& d) const {
    if (d.chunk.bound_first == 0) return false;
    const uint32_t i = d.chunk.bound_first - 1;
    return r_.marks[i].Has(kStatus) && r_.marks[i].status == FigureStatus::kAsserted;
  }

  // "the court ruled the execution of 8": of a court, and not said to have been carried out.
  bool Sentenced(const Draft& d) const {
    if (d.kind != FigureKind::kKilled || d.trigger == kNone || !r_.marks[d.trigger].Has(kNoun)) return false;
    const Around::Range told = around_.EventsOf(d.sentence);
    bool execution = r_.marks[d.trigger].Has(kStatus);  // "the sentence of death against"
    bool court = execution;
    for (Index i = told.from; i < told.to; ++i) execution |= out_.events[i].event_class == "execution" && out_.events[i].trigger.Overlaps(r_.words.Base(d.trigger));
    for (uint32_t i = d.trigger; execution && i > sentence(d.sentence).first; --i) {
      const Mark& m = r_.marks[i - 1];
      if (m.Has(kStatus) && m.status == FigureStatus::kAsserted) return false;  // carried out
      court |= m.Has(kThing) && m.value == 2;
    }
    return execution && court;
  }

  Span Caveat(uint32_t index) const {
    const text::Text& text = *r_.words.text;
    for (uint32_t k = index; k < text.sentences.size() && k <= index + 1; ++k) {
      if (!r_.words.sentences[k].Has(lexicon::Tag::kFigureCaveat)) continue;
      const text::Sentence& s = text.sentences[k];
      const uint32_t end = k == index ? s.last : std::min(s.last, s.first + 3);
      for (uint32_t i = s.first; i < end; ++i) {
        if (r_.marks[i].Has(kCaveat)) return {r_.words.BaseOf(i, r_.marks[i].last).begin, r_.token(r_.marks[i].last - 1).end};
      }
    }
    return {};
  }

  void Doubt(const Draft& d, Figure& f) const {
    if (d.chunk.ambiguous_dual) f.doubt.push_back("ambiguous_dual");
    if (d.gap > kFarVerb) f.doubt.push_back("far_verb");
    if (d.rule == "victims") f.doubt.push_back("victims_unresolved");
    if (d.superseded) f.doubt.push_back("superseded");
    if (d.rule == "own_weak_noun") f.doubt.push_back("kind_from_noun");
    if (d.chunk.bare && !d.chunk.other) f.doubt.push_back("no_head_noun");
    if (f.attribution != kNone &&
        out_.attributions[f.attribution].speaker == kNone) f.doubt.push_back("unclear_speaker");
    if (f.attribution != kNone && out_.attributions[f.attribution].continued) f.doubt.push_back("continued_speaker");
    if (d.chunk.unknown) f.doubt.push_back("unknown_noun");
    if (f.when_assumed && f.when != kNone) f.doubt.push_back("day_assumed");
    if (f.place != kNone && r_.token(out_.mentions[f.place].first).sentence != d.sentence) f.doubt.push_back("place_elsewhere");
  }

  Reading& r_;
  Findings& out_;
  const Around& around_;
  const Places places_;
  const Days days_;
  std::vector<Index>& index_;
};

}  // namespace

void FillFigures(Reading& r) {
  const Around around(r);
  FillPeople(r, around);
  Filler(r, around).Run();
}

}  // namespace tawatur::extract::figures
