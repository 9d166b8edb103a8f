// Bodies known by a head noun ("the brigade of X", "company "Y""). Entry points: MentionFinder::Body(), BodyAt().
#include "extract/mentions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {

// Bodies that are counted one by one: their plural names none.
bool OneByOne(std::string_view kind) {
  return kind == "company" || kind == "outlet" || kind == "agency" || kind == "centre" || kind == "office" || kind == "network" || kind == "university" ||
         kind == "court" || kind == "club" || kind == "group" || kind == "committee" || kind == "council" || kind == "party";
}

// Nouns that stand before a name and only say what it is.
bool SaysWhat(std::string_view kind) {
  return kind == "company" || kind == "armed_group" || kind == "party" || kind == "movement" || kind == "ngo" || kind == "club" || kind == "group" ||
         kind == "network" || kind == "unit" || kind == "team";
}

}  // namespace

Index MentionFinder::BodyAt(uint32_t i, uint32_t& last) {
  uint32_t k = i;
  if (np_.IsQuote(k)) ++k;
  if (!np_.IsWord(k)) return kNone;
  const size_t count = out_.mentions.size();
  const uint32_t expected = expect_;
  if (k > i) expect_ = k;  // quoted: a name is asked for
  uint32_t end = Listed(k);
  if (end == k && !words_.Is(k, Tag::kPersonTitle)) end = Body(k);
  expect_ = expected;
  if (end == k && k > i) {  // an outlet or body that no list knows, in quotation marks
    while (end < k + 5 && np_.SameSentence(k, end) && !np_.IsQuote(end)) ++end;
    if (np_.IsQuote(end) && end > k && np_.StopKind(k).empty()) Add(k, end, EntityType::kOrganisation, "", "quoted");
  }
  if (end == k || out_.mentions.size() == count) return kNone;
  last = k > i && np_.IsQuote(end) ? end + 1 : end;
  return static_cast<Index>(count);
}

uint32_t MentionFinder::Body(uint32_t i) {
  size_t which = 0;
  const Hit head = FirstOf(i, std::array{Tag::kOrgHead, Tag::kOrgHeadIfNamed, Tag::kOrgHeadIfAdjective}, which);
  if (!head) return i;
  const bool only_named = which == 1, only_adjective = which == 2;
  const std::string_view kind = np_.Symbol(head);
  // "al-siyasa al-kharijiya": the policy, no ministry.
  if (kind == "ministry" && head.last == i + 1 && i > 0 && np_.SameSentence(i - 1, i) && np_.IsWord(i - 1) && np_.HasArticle(i) && np_.HasArticle(i - 1) && !np_.Stops(i - 1)) return i;
  if (const Hit idiom = words_.At(i, Tag::kNpStop); idiom && idiom.last > i + 1) return idiom.last;  // "the ballot boxes"
  if (kind == "police" && only_named && text_.Verbatim(text_.tokens[i].span()).find("\xD8\xA2") != std::string_view::npos) return i;  // "safe", spelled like it
  // "led by Guardiola", "leading the team": a command is of forces
  if (kind == "command" && !np_.Articled(i) && np_.SameSentence(i, head.last) && np_.IsWord(head.last) && !words_.Is(head.last, Tag::kOrgHead) &&
      !words_.Is(head.last, Tag::kOrgHeadIfNamed) && !words_.Is(head.last, Tag::kName) &&
      (words_.words[head.last].senses.empty() || words_.Is(head.last, Tag::kPersonTitle) || words_.Is(head.last, Tag::kPersonTitleIfNamed) || words_.Is(head.last, Tag::kGivenName))) return i;
  if (kind == "un" && only_named && np_.IsQuote(head.last)) return i;  // a programme on television
  // "firms", "sites": several of a kind are no body; a position of somebody's troops is no site on the net.
  if (head.sense->number == lexicon::Number::kPlural && (only_named || OneByOne(kind)) && !Expected(i) && !SpeaksNext(head.last)) return i;
  if (kind == "centre" && np_.SameSentence(i, head.last) && words_.Is(head.last, Tag::kPlaceHead) && !np_.HasArticle(head.last)) return i;  // "markaz muhafazat X"
  if (only_named && kind == "outlet" && np_.IsWord(head.last) && np_.FrontClitic(head.last, text::kFor)) return i;
  uint32_t last = np_.BodyEnd(i, head.last);
  const bool definite = np_.HasArticle(i);
  if (last == head.last && definite && (kind == "unit" || kind == "army") && np_.SameSentence(i, last) && text_.tokens[last].kind == text::TokenKind::kNumber) {
    const Index m = Add(i, ++last, EntityType::kOrganisation, kind, "head");  // "al-liwa' 52"
    return out_.mentions[m].last;
  }
  if (last == head.last) {
    if (only_adjective || (only_named && (!definite || !Expected(i)))) return i;  // "the league demanded": who speaks is named enough
    if (head.sense->number == lexicon::Number::kPlural && !Expected(i) && !SpeaksNext(last)) return i;
    if (!definite) return Expected(i) ? Add(i, last, EntityType::kOrganisation, kind, "head"), last : i;
    Add(i, last, EntityType::kOrganisation, kind, "short");
    return last;
  }
  bool named = false, has_article = definite;  // a name, a definite word or a quotation makes it one thing
  for (uint32_t k = head.last; k < last; ++k) {
    if (np_.IsQuote(k) || (np_.IsWord(k) && (words_.Is(k, Tag::kName) || words_.Is(k, Tag::kNisba) || (k == head.last && np_.ForeignWord(k))))) named = true;
    if (np_.IsWord(k) && np_.HasArticle(k)) has_article = true;
  }
  if (only_named && !named && (!has_article || kind == "un" || (kind == "outlet" && last > head.last + 1))) return i;  // "the site of the nuclear tests"
  if (only_adjective && !np_.Adjective(head.last)) return i;
  if (!named && !has_article && !Expected(i) && !SpeaksNext(last)) return last;  // "a medical centre": nothing in particular
  const Index m = Add(i, last, EntityType::kOrganisation, kind, "head");
  if (!named && !has_article) out_.mentions.back().anonymous = true;
  if (kind == "outlet" || kind == "agency" || kind == "network" || kind == "broadcaster" || kind == "newspaper") {
    for (uint32_t k = head.last; k < last && k < head.last + 3; ++k) {  // "shabakat CNN", "wikalat anba' "X" al-..."
      const Hit name = np_.IsWord(k) ? words_.At(k, Tag::kName) : Hit{};
      if (!name || name.last > last) continue;
      const std::string_view of = lexicon_.EntityAt(name.sense->value).kind;
      if (of == "outlet" || of == "agency" || of == "broadcaster" || of == "newspaper") {
        out_.mentions[m].entity = name.sense->value;
        out_.mentions[m].kind = of;
        out_.mentions[m].anonymous = false;
        break;
      }
    }
  }
  if (out_.mentions[m].entity < 0 && SaysWhat(kind)) {  // "tanzim "X"", "sharikat X al-...": the noun only says what X is
    uint32_t end = head.last;
    if (np_.IsQuote(end)) ++end;
    const bool word = end < last && np_.IsWord(end);
    const Sense* own = word ? NameSense(end, end, "") : nullptr;
    const Hit weak = word && !own ? words_.At(end, Tag::kWeakName) : Hit{};
    if (weak) own = weak.sense, end = weak.last;
    while (end < last && (np_.IsQuote(end) || (np_.IsWord(end) && np_.Adjective(end) && np_.HasArticle(end)))) ++end;
    if (own && (end == last || np_.IsQuote(head.last)) && lexicon_.EntityAt(own->value).type == EntityType::kOrganisation) {
      out_.mentions[m].entity = own->value;
      out_.mentions[m].kind = lexicon_.EntityAt(own->value).kind;
      out_.mentions[m].anonymous = false;
    }
  }
  uint32_t end = last;  // "... (Afad)": it is what a listed name in parentheses says
  const Sense* s = np_.IsSign(last, '(') && np_.SameSentence(i, last + 1) && np_.IsWord(last + 1) ? NameSense(last + 1, end, "") : nullptr;
  if (s && lexicon_.EntityAt(s->value).type == EntityType::kOrganisation && np_.IsSign(end, ')')) {
    Mention& x = out_.mentions[m];
    x.entity = s->value;
    x.last = end + 1;
    x.span = np_.SpanOf(i, x.last);
    x.anonymous = false;
  }
  return out_.mentions[m].last;
}

}  // namespace tawatur::extract
