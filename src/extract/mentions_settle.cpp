// Which of several places of one name is meant: by the words beside it, by the other places and bodies of the report, else the
// one the word lists prefer; and which state's a body is that every state has ("the interior ministry"): the one state that the
// report is about. Entry points: MentionFinder::SettlePlaces(), SettleBodies(). Left open where all are as likely.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "extract/mentions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {

constexpr int kBeside = 40;      // the next name says where it lies: "Tripoli in the north of Lebanon"
constexpr int kSameParent = 12;  // another place of its governorate
constexpr int kSameState = 5;    // its state, or another place there
constexpr int kState = 3;        // an adjective of its state, a body of it
constexpr int kPreferred = 2;    // the lists name this one without asking for context
constexpr int kRightKind = 4;    // "the governorate of X"
constexpr int kMost = 30;        // what one kind of evidence may add
constexpr uint32_t kNear = 4;    // tokens between a place and what says where it lies
constexpr uint32_t kHomeReach = 2;  // tokens
constexpr size_t kRivals = 8;
constexpr Index kBodyWindow = 40;  // mentions on either side that say which state a body belongs to
constexpr int kOthers = 4;         // one in so many may be another state's
constexpr Index kWindow = 250;   // mentions on either side: a report as long as a book is many reports

}  // namespace

// The line of places and states above an entity, itself first.
MentionFinder::Line MentionFinder::LineOf(int64_t entity) const {
  Line line;
  for (int64_t at = entity; at >= 0 && line.size < line.up.size(); at = lexicon_.Above(at)) line.up[line.size++] = at;
  return line;
}

// "One of the people of the town of X", "displaced from X": where somebody comes from, not where anything happened.
void MentionFinder::MarkHomes() {
  for (Mention& m : out_.mentions) {
    if (m.type != EntityType::kPlace || m.adjective || m.rule == "short") continue;
    if (!words_.sentences[text_.tokens[m.first].sentence].Has(Tag::kEventMark)) continue;
    uint32_t p = m.first;
    while (p > 0 && (np_.IsQuote(p - 1) || words_.Is(p - 1, Tag::kPlaceHead))) --p;
    for (uint32_t k = p > kHomeReach ? p - kHomeReach : 0; k < m.first; ++k) {
      const Hit h = words_.At(k, Tag::kEventMark);
      if (h && h.last >= p && h.last <= m.first && np_.SameSentence(k, m.first) && np_.Symbol(h) == "origin") m.rule = "origin";
    }
  }
}

void MentionFinder::SettlePlaces() {
  auto& all = out_.mentions;
  for (Index m = 0; m < all.size(); ++m) {
    Mention& x = all[m];
    if (x.entity < 0 || x.adjective || x.type != EntityType::kPlace) continue;
    const Word& w = words_.words[x.first];
    std::array<int64_t, kRivals> rivals{};  // the preferred one first
    size_t n = 0;
    bool preferred = false;
    const auto add = [&](std::span<const Sense> senses) {
      for (const Sense& s : senses) {
        if ((s.tag != Tag::kName && s.tag != Tag::kWeakName) || n == rivals.size() || lexicon_.EntityAt(s.value).type != EntityType::kPlace) continue;
        if (std::find(rivals.begin(), rivals.begin() + n, s.value) != rivals.begin() + n) continue;
        rivals[n++] = s.value;
        if (s.tag == Tag::kName && !preferred) {
          std::swap(rivals[0], rivals[n - 1]);
          preferred = true;
        }
      }
    };
    const bool phrase = w.phrase != kNone && words_.phrases[w.phrase].last == x.last;
    if (!phrase && x.last != x.first + 1) continue;
    const std::span<const Sense> own = phrase ? words_.phrases[w.phrase].senses : w.senses;
    // "madinat X" of one list is "X" of another.
    const bool of_head = phrase && x.last == x.first + 2 && words_.Is(x.first, Tag::kPlaceHead);
    const std::span<const Sense> other = of_head ? words_.words[x.last - 1].senses : std::span<const Sense>{};
    if (own.size() + other.size() < 2) continue;
    add(own);
    add(other);
    if (n < 2) continue;
    size_t best = 0;
    int most = -1, second = -1;
    for (size_t r = 0; r < n; ++r) {
      const int points = Evidence(m, rivals[r]) + (preferred && r == 0 ? kPreferred : 0);
      if (points > most) {
        second = most;
        most = points;
        best = r;
      } else if (points > second) {
        second = points;
      }
    }
    x.entity = most > second || preferred ? rivals[most > second ? best : 0] : -1;
    if (x.entity >= 0) x.kind = lexicon_.EntityAt(x.entity).kind;
  }
}

// How much in this report speaks for `place` being what mention m names.
int MentionFinder::Evidence(Index m, int64_t place) const {
  const auto& all = out_.mentions;
  const Mention& x = all[m];
  const Line own = LineOf(place);
  const int64_t state = own.up[own.size - 1];
  const std::string_view state_id = lexicon_.EntityAt(state).id;
  int points = 0, same_parent = 0, same_state = 0, of_state = 0;
  if (x.first > 0 && np_.SameSentence(x.first - 1, x.first) && np_.IsWord(x.first - 1)) {
    const Hit head = words_.At(x.first - 1, Tag::kPlaceHead);
    const std::string_view kind = lexicon_.EntityAt(place).kind;
    if (head && (np_.Symbol(head) == kind || (np_.Symbol(head) == "city" && kind == "capital"))) points += kRightKind;
  }
  const Index from = m > kWindow ? m - kWindow : 0, to = std::min<Index>(static_cast<Index>(all.size()), m + kWindow);
  for (Index k = from; k < to; ++k) {
    const Mention& y = all[k];
    if (k == m || y.entity < 0 || y.entity == x.entity || y.type == EntityType::kPerson) continue;
    const lexicon::Entity& e = lexicon_.EntityAt(y.entity);
    const bool is_state = e.kind == "country";
    const bool body = y.type == EntityType::kOrganisation;
    const Line other = LineOf(y.entity);
    const bool its = other.up[other.size - 1] == state || e.parent == state_id;
    if (!its) continue;
    bool nearer = false;  // they share more than the state, or the other is a part of the state that this lies in
    for (size_t a = 1; a + 1 < own.size; ++a) {
      for (size_t b = 0; b + 1 < other.size; ++b) nearer = nearer || own.up[a] == other.up[b];
    }
    const bool after = y.first >= x.last && y.first - x.last <= kNear && np_.SameSentence(x.last - 1, y.first);
    bool listed_beside = false;  // "in Tripoli and Beirut": one row
    if (after && !body) {
      listed_beside = np_.IsWord(y.first) && np_.FrontClitic(y.first, text::kAnd);
      if (!listed_beside) points += is_state || y.adjective || nearer ? kBeside : kSameParent;
    }
    if (nearer) same_parent += kSameParent;
    else if (is_state && !y.adjective) same_state += kSameState;
    else if (y.adjective || body) of_state += kState;
    else same_state += kSameState;
  }
  return points + std::min(same_parent, kMost) + std::min(same_state, kMost) + std::min(of_state, kMost);
}

// Whether several bodies bear this weak name and nothing stronger does.
bool MentionFinder::Shared(const Hit& weak, uint32_t i) const {
  int bodies = 0;
  for (const Sense& s : SensesTo(i, weak.last)) {
    if (s.tag == Tag::kName) return false;
    bodies += s.tag == Tag::kWeakName && lexicon_.EntityAt(s.value).type == EntityType::kOrganisation;
  }
  return bodies > 1;
}

// The senses of the phrase [i, last), or of the word alone.
std::span<const Sense> MentionFinder::SensesTo(uint32_t i, uint32_t last) const {
  const Word& w = words_.words[i];
  if (w.phrase != kNone && words_.phrases[w.phrase].last == last) return words_.phrases[w.phrase].senses;
  return last == i + 1 ? w.senses : std::span<const Sense>{};
}

// The state that nearly all names around mention m belong to; -1 where there is none.
int64_t MentionFinder::StateAround(Index m) const {
  const auto& all = out_.mentions;
  std::array<std::pair<int64_t, int>, kRivals> states{};
  size_t n = 0;
  int votes = 0;
  const Index from = m > kBodyWindow ? m - kBodyWindow : 0, to = std::min<Index>(static_cast<Index>(all.size()), m + kBodyWindow);
  for (Index k = from; k < to; ++k) {
    const Mention& y = all[k];
    if (y.entity < 0 || y.type == EntityType::kPerson) continue;
    const Line line = LineOf(y.entity);
    const int64_t state = line.up[line.size - 1];
    if (lexicon_.EntityAt(state).kind != "country") continue;
    ++votes;
    const auto known = std::find_if(states.begin(), states.begin() + n, [&](const auto& s) { return s.first == state; });
    if (known != states.begin() + n) ++known->second;
    else if (n < states.size()) states[n++] = {state, 1};
  }
  for (size_t k = 0; k < n; ++k) {
    if ((votes - states[k].second) * kOthers < votes) return states[k].first;
  }
  return -1;
}

void MentionFinder::SettleBodies() {
  for (Index m = 0; m < out_.mentions.size(); ++m) {
    Mention& x = out_.mentions[m];
    if (x.type != EntityType::kOrganisation || x.entity >= 0 || x.same_as != kNone || x.anonymous || x.rule == "quoted") continue;
    const Hit weak = words_.At(x.first, Tag::kWeakName);
    if (!weak || weak.last != x.last || !Shared(weak, x.first)) continue;
    // "the interior ministry in the government of X", "of the movement": another's.
    if (np_.SameSentence(x.first, x.last) && np_.IsWord(x.last)) {
      if (words_.Is(x.last, Tag::kNpAdjectiveFor) || words_.Is(x.last, Tag::kOrgHead) || words_.Is(x.last, Tag::kOrgHeadIfNamed)) continue;
      if (np_.StopKind(x.last) == "prep" && np_.SameSentence(x.first, x.last + 1) && words_.Is(x.last + 1, Tag::kOrgHead)) continue;
    }
    const int64_t state = StateAround(m);
    if (state < 0) continue;
    for (const Sense& s : SensesTo(x.first, x.last)) {
      if (s.tag != Tag::kWeakName || lexicon_.EntityAt(s.value).type != EntityType::kOrganisation) continue;
      const Line line = LineOf(s.value);
      if (line.up[line.size - 1] != state) continue;
      x.entity = s.value;
      x.kind = lexicon_.EntityAt(s.value).kind;
      break;
    }
  }
}

}  // namespace tawatur::extract
