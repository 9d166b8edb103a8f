// Places and facilities by the nouns that introduce them, and the words a place's name has. Entry point: MentionFinder::Place().
#include <algorithm>
#include <array>

#include "extract/mentions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {
constexpr size_t kMostPlaces = 24;  // in one row
}

// The words of a place: with the direction before it ("north-east of Mali" is a part of Mali), without the noun that only
// says what it is ("the governorate of X").
void MentionFinder::PlaceWords(Mention& m, std::string_view kind) const {
  const Hit head = words_.At(m.first, Tag::kPlaceHead);
  const bool nature = head && (np_.Symbol(head) == "valley" || np_.Symbol(head) == "mountain" || np_.Symbol(head) == "river");  // "wadi al-dawasir" is a town's name
  if (head && !nature && head.last < m.last && np_.IsWord(head.last) && (kind == "governorate" || kind == "province" || kind == "city" || kind == "district" || kind == "island" || kind == "settlement")) {
    m.span = np_.SpanOf(head.last, m.last);
    return;
  }
  uint32_t first = m.first;
  for (int steps = 0; steps < 3 && first > 0 && np_.SameSentence(first - 1, m.first) && words_.Is(first - 1, Tag::kFigureDirection); ++steps) --first;
  if (first == m.first || (!out_.mentions.empty() && out_.mentions.size() > 1 && out_.mentions[out_.mentions.size() - 2].last > first)) return;
  if (np_.FrontClitic(m.first, text::kAnd | text::kWith | text::kFor | text::kLike)) return;
  m.span = np_.SpanOf(first, m.last);
}

// "the villages of X, Y and Z": one noun for several, and what stands in one row with a listed place is a place too.
uint32_t MentionFinder::Several(uint32_t i, uint32_t k, bool listed_only) {
  struct Item {
    uint32_t first = 0, last = 0;
    int64_t entity = -1;
  };
  std::array<Item, kMostPlaces> items;
  size_t n = 0, listed = 0, asked = 0;  // asked: only the noun before the row makes it a place
  if (np_.SameSentence(i, k) && np_.IsWord(k) && np_.FrontClitic(k, text::kAnd)) {  // "qura wa-baldat"
    if (const Hit head = words_.At(k, Tag::kPlaceHead)) k = head.last;
  }
  const auto first_letter = [&](uint32_t t) { return static_cast<unsigned char>(text_.Word(t)[0]); };
  while (n < items.size()) {
    uint32_t at = k;
    const bool comma = n > 0 && np_.IsSign(at, ',');
    if (comma) ++at;
    if (np_.IsQuote(at)) ++at;
    if (!np_.IsWord(at) || !np_.SameSentence(i, at)) break;
    const Word& w = words_.words[at];
    const bool unknown = w.senses.empty() && w.phrase == kNone;
    const bool led = np_.FrontClitic(at, text::kAnd) || (unknown && first_letter(at) == text::kWaw && text_.tokens[at].fold_size >= 4);
    if ((n > 0 && !led && !comma) || np_.FrontClitic(at, text::kWith | text::kFor | text::kLike)) break;
    Item item = {at, at + 1, -1};
    Hit name = words_.At(at, Tag::kName);
    const bool strong = static_cast<bool>(name);
    if (!name) name = words_.At(at, Tag::kWeakName);
    if (name && lexicon_.EntityAt(name.sense->value).type == EntityType::kPlace) {
      item.last = name.last;
      item.entity = name.sense->value;
      ++listed;
      asked += !strong;
    } else {
      const std::string_view f = text_.Word(at);
      const bool owned = f.size() > 4 && static_cast<unsigned char>(f[f.size() - 1]) == text::kAlef && static_cast<unsigned char>(f[f.size() - 2]) == text::kHeh;
      if (n > 0 && (words_.Is(at, Tag::kPlaceHead) || words_.Is(at, Tag::kPlaceHeadIfPlace)) && !words_.Is(at, Tag::kNameJoin)) break;
      if (!words_.Is(at, Tag::kNameJoin) && (!unknown || owned || (n == 0 && (first_letter(at) == text::kYeh || first_letter(at) == text::kTeh)))) break;
      while (words_.Is(item.last - 1, Tag::kNameJoin) && np_.IsWord(item.last) && np_.SameSentence(i, item.last) && !np_.Stops(item.last)) ++item.last;
      if (item.last == at + 1 && !unknown) break;
      ++asked;
    }
    items[n++] = item;
    k = item.last + (np_.IsQuote(item.last) ? 1 : 0);
  }
  if (asked == 0 || n < 2 || (listed == 0 && (listed_only || n < 3))) return i;
  for (size_t x = 0; x < n; ++x) {
    const Item& item = items[x];
    const std::string_view kind = item.entity >= 0 ? lexicon_.EntityAt(item.entity).kind : std::string_view{};
    Mention& m = out_.mentions[Add(item.first, item.last, EntityType::kPlace, kind, item.entity >= 0 ? "listed" : "head")];
    m.entity = item.entity;
    const text::Token& t = text_.tokens[item.first];
    if (item.entity < 0 && x > 0 && m.span.begin == t.begin && first_letter(item.first) == text::kWaw) m.span.begin = text_.folded.origin[t.fold + 1];
  }
  return k;
}

uint32_t MentionFinder::Place(uint32_t i) {
  size_t which = 0;
  const Hit head = FirstOf(i, std::array{Tag::kPlaceHead, Tag::kFacilityHead, Tag::kFacilityHeadIfNamed, Tag::kPlaceHeadApposition, Tag::kPlaceHeadIfPlace}, which);
  if (!head) return i;
  const EntityType type = which == 1 || which == 2 ? EntityType::kFacility : EntityType::kPlace;
  const bool named_only = which == 2, listed_only = which >= 3;
  const std::string_view kind = np_.Symbol(head);
  if (i > 0 && head.last == i + 1 && static_cast<unsigned char>(text_.Word(i).back()) == text::kAlef && np_.SameSentence(i - 1, i) &&
      text_.tokens[i - 1].kind == text::TokenKind::kNumber) return i;  // "44 rivers", in the accusative of what is counted
  const bool definite = np_.HasArticle(i);
  if (const Hit idiom = words_.At(i, Tag::kNpStop); idiom && idiom.last > i + 1) return idiom.last;  // "suq al-'amal", "sadd al-naqs"
  // "wa-adda" (and led to) is folded like "wadi": a valley is written without a hamza
  if (kind == "valley" && text_.Verbatim(text_.tokens[i].span()).find("\xD8\xA3") != std::string_view::npos) return i;
  // "live bullets": the word for a quarter is "alive" too
  if (kind == "quarter" && i > 0 && np_.SameSentence(i - 1, i) && np_.IsWord(i - 1) && words_.Is(i - 1, Tag::kEventMark)) return i;
  // "the perpetrator of the attack": spelled like a crossing
  if (const uint32_t k = head.last + (np_.IsQuote(head.last) ? 1 : 0); kind == "crossing" && np_.IsWord(k) && (words_.Is(k, Tag::kEvent) || words_.Is(k, Tag::kHappeningNoun))) return i;
  if (kind == "border" || kind == "coast" || kind == "territory") return Frontier(i, head.last, kind);
  const bool several = head.sense->number == lexicon::Number::kPlural || head.sense->number == lexicon::Number::kDual;
  uint32_t k = head.last;
  if (np_.IsQuote(k)) ++k;
  if (!np_.SameSentence(i, k)) return i;
  if (several && type == EntityType::kPlace) {
    if (const uint32_t last = Several(i, head.last, listed_only); last > i) return last;
  }
  const bool keeps_head = type == EntityType::kFacility || kind == "quarter" || kind == "camp" || kind == "street" || kind == "square" || kind == "market" ||
                          kind == "mountain" || kind == "river" || kind == "lake" || kind == "island" || kind == "valley" || kind == "settlement" || words_.Is(i, Tag::kNameJoin);
  if (np_.IsWord(k) && !(definite && kind != "city")) {
    uint32_t last = k;
    const Sense* s = np_.FrontClitic(k, text::kWith | text::kFor | text::kLike | text::kAnd) ? nullptr : NameSense(k, last, kind);
    if (s && lexicon_.EntityAt(s->value).type == EntityType::kPlace) {
      const lexicon::Entity& e = lexicon_.EntityAt(s->value);
      if (np_.IsQuote(last) && k > head.last) ++last;
      if (!keeps_head || e.kind == kind || kind == "island") {
        const Index m = Add(keeps_head ? i : k, last, EntityType::kPlace, e.kind, "listed");
        out_.mentions[m].entity = s->value;
        if (!keeps_head) PlaceWords(out_.mentions[m], e.kind);
        return last;
      }
      if (several) return i;  // "the hospitals of Edinburgh"
      if (type == EntityType::kFacility) last = std::max(last, np_.BodyEnd(i, last, true));
      Add(i, last, type, kind, "head");
      return last;
    }
    if (s && !keeps_head && lexicon_.EntityAt(s->value).type == EntityType::kFacility) {  // "the area of the Tishrin Dam"
      const Index m = Add(k, last, EntityType::kFacility, lexicon_.EntityAt(s->value).kind, "listed");
      out_.mentions[m].entity = s->value;
      return last;
    }
  }
  if (!listed_only && !several && np_.IsWord(k) && type == EntityType::kPlace && np_.HasArticle(k) && words_.Is(k, Tag::kPersonTitle) && np_.SameSentence(i, k + 1)) {
    uint32_t last = np_.NameEnd(k + 1, true);  // "the street of King Faisal"
    if (last > k + 1) {
      while (np_.SameSentence(i, last) && np_.IsWord(last) && np_.HasArticle(last) && np_.Adjective(last) && !np_.Stops(last)) ++last;
      Add(keeps_head ? i : k, last, type, kind, "head");
      return last;
    }
  }
  if (listed_only || !np_.IsWord(k)) return i;
  if (several && type != EntityType::kFacility) return i;
  const bool common = !words_.words[k].senses.empty() && !np_.HasArticle(k) && !words_.Is(k, Tag::kName) && !words_.Is(k, Tag::kWeakName) && !words_.Is(k, Tag::kNameJoin);
  if (kind == "district" && common) return i;  // "spending time"
  if (kind == "prison" && np_.HasArticle(k) && text_.Word(k).size() >= 7 && np_.PluralOfPeople(k)) return i;  // "jailing the convicted"
  if (type == EntityType::kFacility) {
    const uint32_t last = definite ? head.last : np_.BodyEnd(i, head.last, true);
    if (last == head.last) {
      if (definite && !named_only && !several && last == i + 1) {
        Add(i, last, type, kind, "short");
        return last;
      }
      return i;
    }
    bool named = false;
    for (uint32_t t = head.last; t < last; ++t) {
      if (np_.IsQuote(t)) named = true;
      if (!np_.IsWord(t)) continue;
      const auto letter = static_cast<unsigned char>(text_.Word(t)[0]);
      const bool verb_like = letter == text::kYeh || letter == text::kTeh;
      named = named || words_.Is(t, Tag::kName) || (np_.HasArticle(t) && !np_.Adjective(t)) ||
              (t == head.last && !named_only && !verb_like && words_.words[t].senses.empty() && !np_.Adjective(t));
    }
    if (!named || several) return head.last;  // "a military base", "prisons", "the building of the ministry": what is named behind it is read
    Add(i, last, type, kind, "head");
    return last;
  }
  const bool weekday = kind == "market" && np_.HasArticle(k) && words_.Is(k, Tag::kTimeWeekday);  // "suq al-jum'a"
  if (definite || (np_.Stops(k) && !weekday) || (np_.Adjective(k) && !words_.words[k].senses.empty() && !np_.HasArticle(k)) || words_.Is(k, Tag::kOrgHead) ||
      (words_.Is(k, Tag::kPlaceHead) && !words_.Is(k, Tag::kNameJoin)) || words_.Is(k, Tag::kPerson)) {
    if (definite && (kind == "city" || kind == "town" || kind == "village" || kind == "camp" || kind == "quarter" || kind == "governorate")) {
      Add(i, head.last, EntityType::kPlace, kind, "short");
      return head.last;
    }
    return i;
  }
  // "a crowded market", "a camp for emergencies": nothing in particular.
  const std::string_view word = text_.Word(k);
  // "the state of the 44 rivers"
  if (word.size() < 3 && (!words_.Is(k, Tag::kNameJoin) || text_.tokens[std::min(k + 1, np_.End() - 1)].kind == text::TokenKind::kNumber)) return i;
  if (kind == "lake" && !np_.HasArticle(k) && word.size() == 5 && static_cast<unsigned char>(word[1]) == text::kAlef && static_cast<unsigned char>(word.back()) == text::kHeh) return i;  // "a quiet lake"
  if (kind == "area" && np_.Adjective(k) && !np_.HasArticle(k) && static_cast<unsigned char>(word.back()) == text::kHeh) return i;  // "a mountainous area"
  const bool for_something = word.size() > 4 && static_cast<unsigned char>(word[0]) == text::kLam && static_cast<unsigned char>(word[1]) == text::kLam;
  if (k == head.last && (for_something || (kind == "market" && !np_.HasArticle(k) && !words_.Is(k, Tag::kName)))) return i;
  // "the village of Basbat": right after its noun stands a name, and its first letter is no preposition; but "a village in Tikrit".
  const bool with = !keeps_head && np_.FrontClitic(k, text::kWith) && !np_.HasArticle(k);
  if (with && (words_.Is(k, Tag::kName) || words_.Is(k, Tag::kWeakName) || words_.Is(k, Tag::kFigureDirection) || words_.Is(k, Tag::kFacilityHead))) return i;
  uint32_t last = k + 1;  // one word is the rule; "tall", "khan", "bayt" and the like take another
  while (words_.Is(last - 1, Tag::kNameJoin) && np_.IsWord(last) && np_.SameSentence(i, last) && !np_.Stops(last)) ++last;
  if (k == head.last && last == k + 1 && Foreign(last)) ++last;
  if (k > head.last) {
    while (np_.SameSentence(i, last) && last < k + 5 && !np_.IsQuote(last)) ++last;
    if (!np_.IsQuote(last)) return i;
    ++last;
  }
  Add(keeps_head ? i : k, last, EntityType::kPlace, kind, "head");
  if (with) out_.mentions.back().span.begin = text_.tokens[k].begin;
  if (kind == "island" || kind == "settlement") out_.mentions.back().span = np_.SpanOf(k, last);  // its name goes without the noun
  return last;
}

// The second word of a foreign name ("Coral Gables"): no word of the language, and the clause stops or goes elsewhere behind it.
bool MentionFinder::Foreign(uint32_t k) const {
  if (!np_.SameSentence(k - 1, k) || !np_.IsWord(k) || !words_.words[k - 1].senses.empty() || !words_.words[k].senses.empty() ||
      words_.words[k].phrase != kNone || np_.HasArticle(k) || np_.HasArticle(k - 1)) return false;
  const std::string_view w = text_.Word(k);
  const auto first = static_cast<unsigned char>(w[0]), last = static_cast<unsigned char>(w.back());
  if (w.size() < 3 || first == text::kYeh || first == text::kTeh || first == text::kWaw || first == text::kFeh || first == text::kLam || first == text::kBeh ||
      last == text::kHeh || last == text::kAlef || np_.Adjective(k)) return false;
  return !np_.SameSentence(k, k + 1) || np_.IsSign(k + 1, ',') || np_.IsSign(k + 1, '.') || np_.IsSign(k + 1, '(') || np_.IsSign(k + 1, ')') ||
         (np_.IsWord(k + 1) && (words_.Is(k + 1, Tag::kFigureDirection) || np_.StopKind(k + 1) == "prep"));
}

// "the Pakistani border", "the Libyan coast", "Syrian soil": that state or a part of it, named by its adjective.
uint32_t MentionFinder::Frontier(uint32_t i, uint32_t k, std::string_view kind) {
  const Hit h = np_.SameSentence(i, k) && np_.HasArticle(i) ? words_.At(k, Tag::kNisba) : Hit{};
  if (!h || h.sense->number == lexicon::Number::kPlural || h.sense->number == lexicon::Number::kDualOrPlural || !np_.HasArticle(k) || lexicon_.EntityAt(h.sense->value).type != EntityType::kPlace) return i;
  uint32_t last = h.last;
  const uint32_t next = np_.IsSign(last, '-') ? last + 1 : last;
  const Hit other = np_.SameSentence(i, next) && np_.IsWord(next) ? words_.At(next, Tag::kNisba) : Hit{};  // between two states: neither's
  if (other && (next > last || np_.HasArticle(next))) last = other.last;
  if (other && kind == "territory") return i;
  // the soil of a state is the state; a border or coast is a part of it
  const Index m = Add(i, last, EntityType::kPlace, kind == "territory" ? lexicon_.EntityAt(h.sense->value).kind : kind, "head");
  if (!other) out_.mentions[m].entity = h.sense->value;
  return last;
}

}  // namespace tawatur::extract
