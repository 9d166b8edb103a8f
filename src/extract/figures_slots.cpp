// Last step of figures: fills the slots of each draft from what stands around it. Entry point: FillFigures().
#include <algorithm>
#include <cstdlib>

#include "extract/attribution_lookup.h"
#include "extract/figures.h"

namespace tawatur::extract::figures {
namespace {

constexpr uint32_t kEvidenceLimit = 1500;
constexpr uint8_t kFarVerb = 5;
constexpr uint32_t kStatusReach = 5;

// How narrow a place is: 3 a spot, 2 a district, 1 a state, 0 none.
int Narrowness(std::string_view kind) {
  if (kind == "country" || kind == "state" || kind == "continent" || kind == "sea") return 1;
  if (kind == "governorate" || kind == "province" || kind == "region") return 2;
  return 3;
}

bool IsDay(const TimeExpr& t) {
  return t.type != TimeType::kDuration && t.type != TimeType::kSet && t.type != TimeType::kTime && t.type != TimeType::kTimeRange;
}

class Filler {
 public:
  explicit Filler(Reading& r) : r_(r), out_(r.out) {}

  void Run() {
    FindPlaces();
    lead_time_ = LeadTime();
    Disambiguate();
    Inherit();
    const size_t n = r_.drafts.size();
    index_.assign(n, kNone);
    for (size_t i = 0, next = 0; i < n; ++i) {
      if (!r_.drafts[i].dropped) index_[i] = static_cast<Index>(next++);
    }
    out_.figures.reserve(n);
    for (const Draft& d : r_.drafts) {
      if (!d.dropped) Fill(d);
    }
  }

 private:
  const text::Sentence& sentence(uint32_t i) const { return r_.words.text->sentences[i]; }

  void FindPlaces() {
    for (Index i = 0; i < out_.mentions.size(); ++i) {
      const Mention& m = out_.mentions[i];
      if (m.adjective || m.anonymous || out_.dateline.Overlaps(m.span) || m.first >= r_.marks.size()) continue;
      if (m.type != lexicon::EntityType::kPlace && m.type != lexicon::EntityType::kFacility) continue;
      if (m.kind == "hospital" || (m.last == m.first + 1 && r_.marks[m.first].Has(kNationality))) continue;
      places_.push_back({i, Worth(m)});
    }
    // The report's own place: the worthiest of the lead, the first of equals.
    int best = 0;
    for (const Spot& p : places_) {
      if (lead_place_ != kNone && (!LeadSentence(out_.mentions[p.mention].first) || p.worth <= best)) continue;
      lead_place_ = p.mention;
      best = p.worth;
    }
    if (best < kActor) lead_place_ = kNone;
  }

  // How likely the happening was there: narrow, and told as a place rather than as a doer or a landmark.
  int Worth(const Mention& m) const {
    const int narrow = Narrowness(m.kind);
    int worth = 15 * narrow;
    if (m.type == lexicon::EntityType::kFacility) worth -= m.entity < 0 ? 35 : 0;
    if (m.entity < 0) worth -= 10;
    bool located = (r_.words.words[m.first].cut.clitics & text::kWith) != 0;
    bool near = false, direction = false;
    if (m.first > 0) {
      uint32_t p = m.first - 1;
      while (p > 0 && r_.IsQuote(p)) --p;
      for (uint32_t k = 0; k < 3 && p >= k; ++k) {
        const Mark& b = r_.marks[p - k];
        if (b.last <= p && k > 0) continue;
        near |= b.Has(kPreposition) && b.value == 3;
        located |= b.Has(kPreposition) && b.value == 0;
        direction |= b.Has(kDirection) && k == 0;
      }
      if (r_.marks[p].Has(kSpeech)) return worth - 60;  // "Moscow said"
    }
    if (near) return worth - 25;
    if (direction) return narrow == 1 ? worth + 15 : worth - 5;
    return located ? worth + 15 : worth - (narrow == 1 ? 40 : 5);
  }

  bool LeadSentence(uint32_t token) const { return token < r_.words.words.size() && r_.token(token).sentence < 6; }

  bool InByline(const TimeExpr& t) const {
    for (const Byline& b : out_.bylines) {
      if (b.span.Overlaps(t.span)) return true;
    }
    return false;
  }

  // The report's own day: that of the first figure that carries one, else the first day of the lead.
  Index LeadTime() const {
    for (const Draft& d : r_.drafts) {
      if (d.dropped || !LeadSentence(d.chunk.first) || Retold(sentence(d.sentence))) continue;
      bool said = false;
      const Index t = NearTime(d, said);
      if (t != kNone && !said && out_.times[t].from.grain < Unit::kWeek && !Earlier(out_.times[t])) return t;
    }
    for (Index i = 0; i < out_.times.size(); ++i) {
      const TimeExpr& t = out_.times[i];
      if (!IsDay(t) || InByline(t) || !LeadSentence(t.first) || Retold(sentence(r_.token(t.first).sentence))) continue;
      if (t.from.grain >= Unit::kWeek || Earlier(t)) continue;
      return i;
    }
    return kNone;
  }

  // Stands for a time well before the report's own days.
  static bool Earlier(const TimeExpr& t) {
    if (t.from.relative && t.from.offset < 0) {
      if (t.from.offset_unit == Unit::kDay) return t.from.offset < -6;
      return t.from.offset_unit > Unit::kWeek || (t.from.offset_unit == Unit::kWeek && t.from.offset < -1);
    }
    return !t.from.relative && t.from.day == 0 && t.from.weekday < 0 && t.from.year > 0;
  }

  // A dual or a plural? The rest of the report knows, or a written vowel.
  void Disambiguate() {
    for (Draft& d : r_.drafts) {
      if (!d.chunk.ambiguous_dual || d.dropped) continue;
      bool two = WrittenDual(d.chunk.first), more = false;
      for (const Draft& o : r_.drafts) {
        if (&o == &d || o.kind != d.kind || o.chunk.ambiguous_dual || o.part_of != kNone) continue;
        if (o.chunk.low == 2 && o.chunk.high == 2) two = true;
        if (o.chunk.low && *o.chunk.low > 2) more = true;
      }
      if (two) {
        d.chunk.ambiguous_dual = false;
      } else if (more) {
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

  void Inherit() {
    for (Draft& d : r_.drafts) {
      if (d.chunk.affiliation == kNone && d.part_of == kNone && d.chunk.has_kind) RanksBefore(d);
      if (d.chunk.theirs && d.chunk.affiliation == kNone) Theirs(d);
      if (d.trigger != kNone && d.kind == FigureKind::kStrength && r_.marks[d.trigger].Has(kProtest)) {
        Narrow(d.chunk, Category::kProtester, true);
      }
      if (d.part_of != kNone && d.chunk.bare && !d.chunk.person && d.chunk.category == Category::kNone) {
        d.chunk.category = r_.drafts[d.part_of].chunk.category;
      }
      if (d.inherits == kNone) continue;
      const Chunk& from = r_.drafts[d.inherits].chunk;
      if (d.chunk.category == Category::kNone) d.chunk.category = from.category;
      if (d.chunk.affiliation == kNone && d.chunk.other) d.chunk.affiliation = from.affiliation;
    }
  }

  // "the dead in the ranks of the police number 20"
  void RanksBefore(Draft& d) const {
    const uint32_t first = sentence(d.sentence).first;
    for (uint32_t i = d.chunk.first; i > first && d.chunk.first - i < 14; --i) {
      const Mark& m = r_.marks[i - 1];
      if (!m.Has(kRanks)) continue;
      for (Index k = 0; k < out_.mentions.size() && out_.mentions[k].first <= m.last; ++k) {
        const Mention& body = out_.mentions[k];
        if (body.first != m.last || body.type != lexicon::EntityType::kOrganisation || body.adjective) continue;
        d.chunk.affiliation = k;
        Category c = CategoryOfBody(body.kind);
        if (r_.marks[body.first].Has(kForces) && (c == Category::kCombatant || c == Category::kPolice)) c = Category::kSecurityForces;
        Narrow(d.chunk, c, false);
      }
      return;
    }
  }

  // "of its men": of the body that speaks, else of the one named last in the sentence.
  void Theirs(Draft& d) const {
    const Index a = AttributionAt(out_, d.chunk.number);
    Index body = a == kNone ? kNone : out_.attributions[a].speaker;
    if (body != kNone && out_.mentions[body].type != lexicon::EntityType::kOrganisation) body = out_.mentions[body].body;
    if (body == kNone) {
      const text::Sentence& s = sentence(d.sentence);
      for (Index i = 0; i < out_.mentions.size() && out_.mentions[i].first < d.chunk.first; ++i) {
        const Mention& m = out_.mentions[i];
        if (m.first >= s.first && m.type == lexicon::EntityType::kOrganisation && !m.adjective) body = i;
      }
    }
    if (body == kNone) return;
    d.chunk.affiliation = body;
    const Category c = CategoryOfBody(out_.mentions[body].kind);
    if (c != Category::kNone) Narrow(d.chunk, c, false);
  }

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
    f.attribution = AttributionAt(out_, c.number);
    f.place = Place(d);
    f.cumulative = d.cumulative;
    f.status = Status(d);
    f.caveat = Caveat(d.sentence);
    f.when = When(d, f.background);
    if (d.part_of != kNone) {
      f.part_of = index_[d.part_of];
      if (f.part_of != kNone && f.part_of < out_.figures.size()) {
        const Figure& total = out_.figures[f.part_of];
        if (f.affiliation == kNone && !c.person) f.affiliation = total.affiliation;
        f.background |= total.background;
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
    const uint32_t from = d.chunk.number.begin > s.begin + kEvidenceLimit / 2 ? d.chunk.number.begin - kEvidenceLimit / 2 : s.begin;
    Span e{d.chunk.number.begin, d.chunk.number.end};
    for (uint32_t i = d.chunk.first; i-- > sentence(d.sentence).first && r_.token(i).begin >= from;) e.begin = r_.token(i).begin;
    for (uint32_t i = d.chunk.first; i < sentence(d.sentence).last && r_.token(i).end <= e.begin + kEvidenceLimit; ++i) {
      e.end = std::max(e.end, r_.token(i).end);
    }
    return e;
  }

  // The place that governs: the worthiest of the sentence, near the number; after it rather than before.
  Index Place(const Draft& d) const {
    const text::Sentence& s = sentence(d.sentence);
    Index best = kNone;
    int best_score = 0;
    for (const Spot& p : places_) {
      const Mention& m = out_.mentions[p.mention];
      if (m.first < s.first || m.first >= s.last || p.worth < kActor) continue;
      const int distance = std::abs(static_cast<int>(m.first) - static_cast<int>(d.chunk.first));
      const int score = 1000 + p.worth - distance - (m.first >= d.chunk.first ? 0 : 8);
      if (best == kNone || score > best_score) {
        best = p.mention;
        best_score = score;
      }
    }
    if (best != kNone) return best;
    // Else the nearest one before it in the same paragraph; else the report's.
    for (auto p = places_.rbegin(); p != places_.rend(); ++p) {
      const Mention& m = out_.mentions[p->mention];
      if (m.first >= s.first) continue;
      if (sentence(r_.token(m.first).sentence).paragraph != s.paragraph) break;
      if (p->worth >= kGoodPlace) return p->mention;
    }
    return lead_place_;
  }

  // The nearest day in the sentence. `said`: it only dates the statement.
  Index NearTime(const Draft& d, bool& said) const {
    const text::Sentence& s = sentence(d.sentence);
    const Index a = AttributionAt(out_, d.chunk.number);
    const Span content = a == kNone ? Span{} : out_.attributions[a].content;
    Index best = kNone;
    int best_distance = 0;
    for (Index i = 0; i < out_.times.size(); ++i) {
      const TimeExpr& t = out_.times[i];
      if (t.first < s.first || t.first >= s.last || !IsDay(t) || InByline(t)) continue;
      int distance = std::abs(static_cast<int>(t.first) - static_cast<int>(d.chunk.first));
      if (t.first < d.chunk.first) distance += 3;
      if (t.first > d.chunk.last && ClauseBetween(d.chunk.last, t.first)) distance += 20;
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

  bool ClauseBetween(uint32_t from, uint32_t to) const {
    for (uint32_t i = from; i < to; ++i) {
      if (r_.marks[i].Has(kRelative | kBreak)) return true;
    }
    return false;
  }

  Index When(const Draft& d, bool& background) const {
    const text::Sentence& s = sentence(d.sentence);
    bool said = false;
    const Index best = NearTime(d, said);
    background = LongTime(s, d);
    if (d.cumulative || d.rule == "toll" || d.rule == "running_total") {  // a running total holds the reported happening too
      return best != kNone && !said && !Earlier(out_.times[best]) ? best : lead_time_;
    }
    background = background || BackgroundWords(s, d);
    if (best != kNone && !said) {
      const TimeExpr& t = out_.times[best];
      const bool clause = t.first > d.chunk.last && ClauseBetween(d.chunk.last, t.first);
      if (!clause && (Earlier(t) || FarFromLead(t))) background = true;
      if (t.from.month != 0 && Retold(s)) background = true;
      if (clause && Earlier(t)) return background ? kNone : lead_time_;
      return best;
    }
    // A calendar date of a statement dates its happening too, as far as the text says.
    if (best != kNone && out_.times[best].from.month != 0 && out_.times[best].from.weekday < 0) return best;
    if (background) return kNone;
    return lead_time_ != kNone ? lead_time_ : best;
  }

  // "The group had kidnapped ...": the sentence goes back to an earlier happening.
  bool Retold(const text::Sentence& s) const {
    for (uint32_t i = s.first; i < s.last && i < s.first + 3; ++i) {
      if (r_.marks[i].Has(kWas | kHad)) return true;
    }
    return false;
  }

  // Years of counting ("in thirty years", "since 2011") are never one happening.
  bool LongTime(const text::Sentence& s, const Draft& d) const {
    for (const TimeExpr& t : out_.times) {
      if (t.first < s.first || t.first >= s.last) continue;
      const uint32_t distance = t.first > d.chunk.first ? t.first - d.chunk.first : d.chunk.first - t.first;
      if (distance > 8) continue;
      if (t.type == TimeType::kDuration && (t.unit == Unit::kYear || t.unit == Unit::kDecade)) return true;
      if (t.open_from && t.from.grain >= Unit::kYear) return true;
    }
    return false;
  }

  bool FarFromLead(const TimeExpr& t) const {
    if (lead_time_ == kNone) return false;
    const TimePoint& a = out_.times[lead_time_].from;
    const TimePoint& b = t.from;
    if (a.relative || b.relative || a.month == 0 || b.month == 0 || b.hijri != a.hijri) return false;
    if (a.year != 0 && b.year != 0 && a.year != b.year) return true;
    if (a.month != b.month) return true;
    return a.day != 0 && b.day != 0 && std::abs(a.day - b.day) > 7;
  }

  bool BackgroundWords(const text::Sentence& s, const Draft& d) const {
    const uint32_t near = 14;
    for (uint32_t i = s.first; i < s.last; ++i) {
      if (!r_.marks[i].Has(kBackground)) continue;
      const uint32_t distance = i > d.chunk.first ? i - d.chunk.first : d.chunk.first - i;
      if (distance <= near) return true;
    }
    return false;
  }

  FigureStatus Status(const Draft& d) const {
    const text::Sentence& s = sentence(d.sentence);
    const uint32_t anchor = d.trigger == kNone || d.trigger > d.chunk.first ? d.chunk.bound_first : d.trigger;
    for (uint32_t i = anchor, steps = 0; i > s.first && steps < kStatusReach; ++steps) {
      --i;
      const text::Token& t = r_.token(i);
      if (t.kind == text::TokenKind::kPunct && t.sign != '"') break;
      const Mark& m = r_.marks[i];
      if (m.Has(kStatus)) return m.status;
      if (m.Has(kRelative | kBreak | kCause) || (m.Has(kAnyTrigger) && i != anchor)) break;
      if (m.Has(kPreposition) && m.value == 0) break;
    }
    return FigureStatus::kAsserted;
  }

  Span Caveat(uint32_t index) const {
    const text::Text& text = *r_.words.text;
    for (uint32_t k = index; k < text.sentences.size() && k <= index + 1; ++k) {
      const text::Sentence& s = text.sentences[k];
      const uint32_t end = k == index ? s.last : std::min(s.last, s.first + 3);
      for (uint32_t i = s.first; i < end; ++i) {
        if (r_.marks[i].Has(kCaveat)) return {r_.token(i).begin, r_.token(r_.marks[i].last - 1).end};
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
    if (f.attribution != kNone && out_.attributions[f.attribution].speaker == kNone) f.doubt.push_back("unclear_speaker");
    if (f.attribution != kNone && out_.attributions[f.attribution].continued) f.doubt.push_back("continued_speaker");
  }

  Reading& r_;
  Findings& out_;
  struct Spot {
    Index mention;
    int worth;
  };
  // Least worth of a place that is no mere doer; of one that may stand for a whole paragraph.
  static constexpr int kActor = -10, kGoodPlace = 25;
  std::vector<Spot> places_;
  std::vector<Index> index_;
  Index lead_place_ = kNone;
  Index lead_time_ = kNone;
};

}  // namespace

void FillFigures(Reading& r) { Filler(r).Run(); }

}  // namespace tawatur::extract::figures
