// Where the people counted were hurt: a place of the number's clause, its sentence, its paragraph, the lead. Entry
// point: Places::Of().
#include <algorithm>
#include <cstdlib>

#include "extract/figures_slots.h"

namespace tawatur::extract::figures {
namespace {

// Least worth of a place that is no mere doer; of one that may stand for a whole paragraph.
constexpr int kActor = -10, kGoodPlace = 25;
constexpr int kSpot = 15;         // worth of each step of narrowness
constexpr int kContainer = 20;    // worth less: the wider place that only follows a narrow one
constexpr int kBehind = 8;        // a place before its number is worth less
constexpr int kSpeaker = 25;      // less too where it stands beside the speaker, before what he states
constexpr int kOtherClause = 30;  // and much less when the number's clause begins in between
constexpr uint32_t kRowReach = 40; // tokens behind a number that are looked at for others
constexpr uint32_t kLead = 6;     // sentences
constexpr int kLater = 8;         // a place of the lead is worth less with each sentence before it,
constexpr uint32_t kLate = 2;     // up to these

// How narrow a place is: 3 a spot, 2 a district, 1 a state, 0 none.
int Narrowness(std::string_view kind) {
  if (kind == "country" || kind == "state" || kind == "continent" || kind == "sea") return 1;
  if (kind == "governorate" || kind == "province" || kind == "region" || kind == "border" || kind == "coast") return 2;
  return 3;
}

// Lies in a town rather than holding one.
bool Small(std::string_view kind) { return kind == "village" || kind == "camp" || kind == "quarter" || kind == "street" || kind == "square" || kind == "market"; }

}  // namespace

Places::Places(Reading& r, const Around& around) : r_(r), around_(around), places_(r.spots) {
  places_.clear();
  const Findings& out = r.out;
  size_t number = 0;
  for (Index i = 0; i < out.mentions.size(); ++i) {
    const Mention& m = out.mentions[i];
    if (m.adjective || m.anonymous || out.dateline.Overlaps(m.span) || m.first >= r_.marks.size()) continue;
    if (m.type != lexicon::EntityType::kPlace && m.type != lexicon::EntityType::kFacility) continue;
    if (m.kind == "hospital" || (m.last == m.first + 1 && r_.marks[m.first].Has(kNationality) && !Governed(m.first) && !Heads(m))) continue;
    while (number < out.numbers.size() && out.numbers[number].last <= m.first) ++number;
    if (Dateline(m)) continue;
    if (m.entity < 0 && m.type == lexicon::EntityType::kFacility && m.rule == "short" && m.last == m.first + 1) continue;  // "the bridge"
    // "the five"
    if (number < out.numbers.size() && out.numbers[number].first <= m.first &&
        out.numbers[number].last >= m.last) continue;
    // "a camp for the displaced"
    if (m.entity < 0 && m.first + 1 < m.last && (r_.words.words[m.first + 1].cut.clitics & text::kFor) != 0) continue;
    places_.push_back({i, Worth(m)});
  }
  // The report's own place: the worthiest of the lead, the first of equals.
  int best = 0;
  for (const Spot& p : places_) {
    const uint32_t sentence = r_.token(out.mentions[p.mention].first).sentence;
    if (sentence >= kLead) break;
    const Span at = out.mentions[p.mention].span;
    const bool said = std::any_of(out.attributions.begin(), out.attributions.end(), [&](const Attribution& a) { return a.cue.end <= at.begin && at.end <= a.content.begin; });
    const int worth = p.worth - kLater * static_cast<int>(std::min(sentence, kLate)) - (said ? kSpeaker : 0);
    if (lead_ != kNone && worth <= best) continue;
    lead_ = p.mention;
    best = worth;
  }
  if (best < kActor) lead_ = kNone;
  // Better the worthiest of those where the first people counted were hurt.
  Index told = kNone;
  for (const Draft& d : r.drafts) {
    if (d.sentence >= kLead) break;
    const Index own = d.dropped ? kNone : Own(d);
    if (own == kNone) continue;
    size_t spot = From(out.mentions[own].first);
    while (places_[spot].mention != own) ++spot;
    const int worth = places_[spot].worth - kLater * static_cast<int>(std::min(d.sentence, kLate));
    if (told != kNone && worth <= best) continue;
    told = own;
    best = worth;
  }
  if (told != kNone) lead_ = told;
}

// After a preposition "Suriya" is the state; elsewhere it may be the adjective of somebody, in the accusative.
bool Places::Governed(uint32_t i) const {
  if ((r_.words.words[i].cut.clitics & text::kWith) != 0) return true;
  return i > 0 && r_.token(i - 1).sentence == r_.token(i).sentence &&
      (r_.marks[i - 1].Has(kPreposition | kDirection) || r_.words.Is(i - 1, lexicon::Tag::kPlaceHead) || r_.words.Is(i - 1, lexicon::Tag::kPlaceHeadIfPlace));
}

// "Saudi Arabia: ...", "Suriya.. ...": the state that a headline begins with.
bool Places::Heads(const Mention& m) const {
  const text::Sentence& s = r_.words.text->sentences[r_.token(m.first).sentence];
  return m.first == s.first && m.last + 1 < s.last && (r_.IsSign(m.last, ':') || (r_.IsSign(m.last, '.') && r_.IsSign(m.last + 1, '.')));
}

// "Bamako - eight soldiers were killed": where the report was written, at the very beginning of its text.
bool Places::Dateline(const Mention& m) const {
  const text::Token& t = r_.token(m.first);
  if (t.sentence >= kLead || m.first != r_.words.text->sentences[t.sentence].first || m.last >= r_.words.words.size()) return false;
  if (r_.token(m.last).sentence != t.sentence) return false;
  if (r_.IsSign(m.last, '-') || r_.IsSign(m.last, '(') || r_.IsSign(m.last, '/')) return true;
  // "Doha on 2 February /QNA/ ..."
  if (!r_.standing.Has(Standing::kTimeFirst, m.last) && !r_.standing.Has(Standing::kTimeFirst, m.last + 1)) return false;
  const auto time = std::find_if(r_.out.times.begin(), r_.out.times.end(), [&](const TimeExpr& x) { return x.first >= m.last; });
  if (time == r_.out.times.end() || time->first > m.last + 1 || time->last >= r_.words.words.size()) return false;
  const uint32_t after = time->last;
  return r_.IsSign(after, '/') || r_.IsSign(after, '(') || r_.IsSign(after, '-') || r_.IsSign(after + 1, '-');
}

// "X in the countryside of Y": before token p, where Y begins, stand such words and right before them X.
bool Places::Contains(const Mention& m, uint32_t p) const {
  uint32_t heads = 0;
  bool led = false;
  while (p > 0 && heads < 2 && r_.words.Is(p - 1, lexicon::Tag::kPlaceHead)) {
    --p, ++heads;
    const uint16_t clitics = r_.words.words[p].cut.clitics;
    if ((clitics & text::kAnd) != 0) return false;
    if ((led = (clitics & (text::kWith | text::kFor)) != 0)) break;
  }
  if (heads == 0) return false;
  if (!led && p > 0 && r_.marks[p - 1].Has(kPreposition)) led = (r_.words.words[p - 1].cut.clitics & text::kAnd) == 0, --p;
  while (p > 0 && (r_.IsQuote(p - 1) || r_.IsSign(p - 1, ')'))) --p;
  if (!led || !r_.standing.Has(Standing::kMentionLast, p)) return false;
  const Around::Range before = around_.Mentions(p > 8 ? p - 8 : 0, p);
  for (Index i = before.to; i-- > before.from;) {
    const Mention& x = r_.out.mentions[i];
    const bool place = x.type == lexicon::EntityType::kPlace || x.type == lexicon::EntityType::kFacility;
    if (x.last == p) return place && !x.adjective && !(Small(m.kind) && !Small(x.kind));
  }
  return false;
}

// Only says where another place lies: "Kafr Nuran west of Aleppo", "35 km from Baghdad", "the border with Algeria".
bool Places::Anchor(const Mention& m) const {
  uint32_t p = m.first;
  auto back = [&] {
    while (p > 0 && (r_.IsQuote(p - 1) || r_.IsSign(p - 1, '(') || r_.IsSign(p - 1, ')'))) --p;
  };
  back();
  if (Contains(m, p)) return true;
  if (p > 1 && r_.words.Is(p - 1, lexicon::Tag::kPlaceHead) && r_.marks[p - 2].Has(kDirection)) --p;  // "north of the capital X"
  bool direction = false;
  for (int steps = 0; steps < 2 && p > 0 && r_.marks[p - 1].Has(kDirection); ++steps) {
    direction = true;
    --p;
    back();
  }
  if (!direction || p == 0) return false;
  if (r_.marks[p - 1].Has(kThing)) return true;  // kilometres north of
  if (!r_.standing.Has(Standing::kMentionLast, p)) return false;
  const Around::Range before = around_.Mentions(p > 6 ? p - 6 : 0, p);
  for (Index i = before.to; i-- > before.from;) {
    const Mention& x = r_.out.mentions[i];
    if (x.adjective && x.last == p) continue;
    const bool place = x.type == lexicon::EntityType::kPlace || x.type == lexicon::EntityType::kFacility;
    return place && x.last == p && !(x.last == x.first + 1 && r_.marks[x.first].Has(kNationality));
  }
  return false;
}

// Only says what the place right before it lies in: "the quarter of al-Wa'r in Homs", "the town of X in the governorate of Y".
bool Places::Container(const Mention& m) const {
  uint32_t p = m.first;
  if (p > 0 && r_.words.Is(p - 1, lexicon::Tag::kPlaceHead)) --p;
  if (p > 0 && r_.marks[p - 1].Has(kPreposition) && r_.marks[p - 1].value == 0) --p;
  if (p == 0 || !r_.standing.Has(Standing::kMentionLast, p) || r_.token(p - 1).sentence != r_.token(m.first).sentence) return false;
  const Around::Range before = around_.Mentions(p > 6 ? p - 6 : 0, p);
  for (Index i = before.to; i-- > before.from;) {
    const Mention& x = r_.out.mentions[i];
    if (x.last != p || x.adjective || (x.type != lexicon::EntityType::kPlace && x.type != lexicon::EntityType::kFacility)) continue;
    return Narrowness(x.kind) == 3 && x.kind != "hospital";
  }
  return false;
}

// "a quarrel with Canada", "the war against X": the other side, not where it was.
bool Places::Sides(uint32_t i) const {
  std::string_view w = r_.words.text->Word(i);
  if (w.size() == 3 && static_cast<unsigned char>(w[0]) == text::kWaw) w.remove_prefix(1);
  const auto at = [&](size_t k) { return static_cast<unsigned char>(w[k]); };
  return w.size() == 2 && ((at(0) == text::kMeem && at(1) == text::kAin) || (at(0) == text::kDad && at(1) == text::kDal));
}

// "to the hospital X in Deir al-Balah": where they were taken.
bool Places::OfHospital(const Mention& m) const {
  uint32_t p = m.first;
  if (p > 0 && r_.words.Is(p - 1, lexicon::Tag::kPlaceHead)) --p;
  if (p > 0 && r_.marks[p - 1].Has(kPreposition)) --p;
  if (p == 0 || !r_.standing.Has(Standing::kMentionLast, p) || r_.token(p - 1).sentence != r_.token(m.first).sentence) return false;
  const Around::Range before = around_.Mentions(p > 6 ? p - 6 : 0, p);
  return std::any_of(r_.out.mentions.begin() + before.from, r_.out.mentions.begin() + before.to, [&](const Mention& x) { return x.last == p && x.kind == "hospital"; });
}

// The word for a road, before the place that it leads to.
bool Places::Road(uint32_t i) const {
  if (i == 0 || !r_.IsWord(i - 1)) return false;
  const std::string_view w = r_.words.text->Word(i - 1);
  const auto at = [&](size_t k) { return static_cast<unsigned char>(w[w.size() - k]); };
  return w.size() >= 4 && w.size() <= 6 && at(4) == text::kTah && at(3) == text::kReh && at(2) == text::kYeh && at(1) == text::kQaf;
}

// The conjunction of place: what it opens happened at the place right before it.
bool Places::Where(uint32_t i) const {
  const std::string_view w = r_.words.text->Word(i);
  return w.size() == 3 && static_cast<unsigned char>(w[0]) == text::kHah && static_cast<unsigned char>(w[1]) == text::kYeh;
}

// "but Ankara says ...": a city that speaks right behind "that" is a government.
bool Places::Subject(const Mention& m) const {
  if (m.last >= r_.marks.size() || !(r_.words.Is(m.last, lexicon::Tag::kSay) || r_.words.Is(m.last, lexicon::Tag::kSayThat))) return false;
  for (uint32_t k = 1; k <= 2 && m.first >= k; ++k) {
    if (r_.marks[m.first - k].Has(kThat | kBreak) && r_.marks[m.first - k].last == m.first) return true;
  }
  return false;
}

// How likely the happening was there: narrow, and told as a place rather than as a doer or a landmark.
int Places::Worth(const Mention& m) const {
  const int narrow = Narrowness(m.kind);
  int worth = kSpot * narrow;
  if (m.kind == "region" && r_.marks[m.first].Has(kDirection)) worth -= 4;  // "the south of Egypt" is hardly narrower than Egypt
  if (m.type == lexicon::EntityType::kFacility) worth -= m.entity < 0 ? 35 : 0;
  if (m.entity < 0) worth -= 10;
  if (m.kind == "border" || m.kind == "coast") worth -= 12;
  if (m.rule == "origin" || Anchor(m)) return worth - 35;
  if (Container(m)) worth -= kContainer;
  bool located = (r_.words.words[m.first].cut.clitics & text::kWith) != 0;
  // "bi-madinat X": the noun that only says what X is has the preposition
  located |= m.first > 0 && r_.words.Is(m.first - 1, lexicon::Tag::kPlaceHead) && (r_.words.words[m.first - 1].cut.clitics & text::kWith) != 0;
  bool near = false, direction = false, towards = false, between = false;
  // "Somalia: ...", "Bagdad.. ...": a headline that begins with its place
  if (Heads(m)) {  // of a headline that counts nobody it may be the speaker: "Washington: the attack was ..."
    const uint32_t sentence = r_.token(m.first).sentence;
    return worth + (std::any_of(r_.drafts.begin(), r_.drafts.end(), [&](const Draft& d) { return d.sentence == sentence; }) ? 10 : narrow == 1 ? 0 : -30);
  }
  if (OfHospital(m)) return worth - 60;
  if (m.first > 0) {
    uint32_t p = m.first - 1;
    while (p > 0 && r_.IsQuote(p)) --p;
    for (uint32_t k = 0; k < 3 && p >= k; ++k) {
      const Mark& b = r_.marks[p - k];
      if (b.last <= p && k > 0 && !b.Has(kPreposition)) continue;
      near |= b.Has(kPreposition) && b.value == 3;
      located |= b.Has(kPreposition) && b.value == 0 && !Sides(p - k);
      direction |= b.Has(kDirection) && k == 0;
      between |= b.Has(kBetween) && k == 0;
      towards |= b.Has(kPreposition) && b.value == 1 && (k == 0 || b.last == m.first || r_.words.Is(p, lexicon::Tag::kPlaceHead));
    }
    if (r_.marks[p].Has(kSpeech)) return worth - 60;  // "Moscow said"
  }
  if (between && narrow == 1) return worth - 60;  // "an accord between Turkey and the Union"
  if (towards) return worth - 60;  // "bound for Istanbul"
  if (Road(m.first)) worth -= kSpot;  // "on the road of X"
  if (near) return worth - (narrow == 1 ? 30 : 25);  // by the border with Niger: not in Niger
  if (direction) return narrow == 1 ? worth + 15 : worth - 5;
  if (!located && Subject(m)) return worth - 60;
  if (!located && m.kind == "capital" && m.first > 0 && r_.marks[m.first - 1].Has(kThat)) return worth - kSpeaker;  // "that Moscow and Damascus set up"
  return located ? worth + 15 : worth - (narrow == 1 ? 40 : 5);
}

// First token of the clause that says what happened to the people counted: its verb stands behind a comma or opens a
// clause.
uint32_t Places::ClauseBegin(const Draft& d) const {
  const uint32_t first = r_.words.text->sentences[d.sentence].first;
  const uint32_t from = d.trigger != kNone && d.trigger < d.chunk.first ? d.trigger : d.chunk.bound_first;
  for (uint32_t i = from; i > first; --i) {
    const Mark& m = r_.marks[i - 1];
    if (m.Has(kBreak)) return i - 1;
    if (i == from && d.trigger == from && r_.marks[from].Has(kAnyVerb) && r_.IsSign(i - 1, ',')) return i;
    if (from - i > 12) break;
  }
  return first;
}

// Where the next clause begins: at a conjunction, or at a verb behind a comma.
uint32_t Places::ClauseEnd(const Draft& d) const {
  const uint32_t last = r_.words.text->sentences[d.sentence].last;
  for (uint32_t i = d.chunk.last; i < last; ++i) {
    if (r_.marks[i].Has(kBreak | kThat) || (r_.marks[i].Has(kPreposition) && r_.marks[i].value == 4) || (i > d.chunk.last && r_.IsSign(i - 1, ',') && r_.marks[i].Has(kRelative))) return i;
    if (i > d.chunk.last && i != d.trigger && r_.IsSign(i - 1, ',') && r_.marks[i].Has(kAnyVerb)) return i;
  }
  return last;
}

size_t Places::From(uint32_t token) const {
  auto before = [&](const Spot& p, uint32_t t) { return r_.out.mentions[p.mention].first < t; };
  return std::lower_bound(places_.begin(), places_.end(), token, before) - places_.begin();
}

// Whether others are counted between two tokens: "1,351 died in Al Haouz and 492 in Taroudant".
bool Places::Counted(uint32_t from, uint32_t to) const {
  const auto& numbers = r_.out.numbers;
  to = std::min(to, from + kRowReach);
  auto at = std::lower_bound(numbers.begin(), numbers.end(), from, [](const NumberExpr& n, uint32_t t) { return n.first < t; });
  for (; at != numbers.end() && at->first < to; ++at) {
    const bool joined = (r_.words.words[at->first].cut.clitics & text::kAnd) != 0 || (at->first > from && r_.marks[at->first - 1].Has(kWaw));
    if (joined && !at->counts_nothing && at->unit.empty()) return true;
  }
  return false;
}

// The words of the speaker name a happening with an article before they count.
bool Places::ToldBefore(const Draft& d, Span content) const {
  for (uint32_t i = d.chunk.first; i-- > r_.words.text->sentences[d.sentence].first && r_.token(i).begin >= content.begin;) {
    if (r_.words.Is(i, lexicon::Tag::kEvent) && r_.words.words[i].cut.article) return true;
  }
  return false;
}

// The place of its own sentence that governs: the worthiest, near the number; after it rather than before.
Index Places::Own(const Draft& d) const {
  const text::Sentence& s = r_.words.text->sentences[d.sentence];
  const size_t from = From(s.first);
  if (from == places_.size() || r_.out.mentions[places_[from].mention].first >= s.last) return kNone;
  const uint32_t clause = ClauseBegin(d), end = ClauseEnd(d);
  const Index said = around_.Said(d.chunk.number);
  const Span content = said == kNone ? Span{} : r_.out.attributions[said].content;
  Index best = kNone;
  int best_score = 0;
  bool best_said = false;
  const bool aside = d.chunk.bound_first > s.first && r_.IsSign(d.chunk.bound_first - 1, '(');  // "the quake of X (160 dead)"
  const bool in_turn = InTurn(d);
  for (size_t i = from; i < places_.size(); ++i) {
    const Spot& p = places_[i];
    const Mention& m = r_.out.mentions[p.mention];
    if (m.first >= s.last) break;
    if (p.worth < kActor || (in_turn && (m.first < d.chunk.last || Counted(d.chunk.last, m.first)))) continue;
    const int distance = std::abs(static_cast<int>(m.first) - static_cast<int>(d.chunk.first));
    int score = 1000 + p.worth - distance - (m.first >= d.chunk.first ? 0 : kBehind);
    const bool where = m.last == clause && r_.marks[clause].Has(kBreak) && Where(clause);  // "in al-Mansura, where 14 were killed"
    if ((m.first < clause && !where) || m.first >= end || Counted(d.chunk.last, m.first)) score -= kOtherClause;
    if (aside && m.first > d.chunk.last) score -= kOtherClause;
    const bool of_speaker = said != kNone && !content.Overlaps(m.span) && m.first < d.chunk.first;
    if (of_speaker) score -= kSpeaker;
    if (best == kNone || score > best_score) {
      best = p.mention;
      best_score = score;
      best_said = of_speaker;
    }
  }
  // Where somebody speaks is where it happened, but for a happening that was told before ("the attack killed 12"), with its place.
  const auto narrow = [&](Index m) { return Narrowness(r_.out.mentions[m].kind); };
  if (best_said && !in_turn && ToldBefore(d, content) && lead_ != kNone && r_.out.mentions[lead_].first < s.first && narrow(lead_) >= narrow(best)) return lead_;
  return best;
}

// The place that governs: of its sentence, of its paragraph, of the report.
Index Places::Of(const Draft& d) const {
  const text::Sentence& s = r_.words.text->sentences[d.sentence];
  const size_t from = From(s.first);
  if (const Index own = Own(d); own != kNone || InTurn(d)) return own;
  if (d.kind == FigureKind::kDetained) return kNone;  // a stock is no part of the happening and not where that was
  // Else the nearest one before it in the same paragraph; else the report's.
  for (size_t i = from; i-- > 0;) {
    const Mention& m = r_.out.mentions[places_[i].mention];
    if (r_.words.text->sentences[r_.token(m.first).sentence].paragraph != s.paragraph) break;
    const bool state = Narrowness(m.kind) == 1 && lead_ != kNone && Narrowness(r_.out.mentions[lead_].kind) > 1;
    if (places_[i].worth >= kGoodPlace && !state) return places_[i].mention;
  }
  return lead_;
}

}  // namespace tawatur::extract::figures
