// People by title, profession, kinship; sources without a name. Entry points: MentionFinder::Person(), Source(), NameTo().
#include "extract/mentions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {
constexpr char kBism[] = {static_cast<char>(text::kBeh), static_cast<char>(text::kAlef), static_cast<char>(text::kSeen), static_cast<char>(text::kMeem), 0};
}

bool MentionFinder::IsBism(uint32_t i) const { return np_.IsWord(i) && text_.Word(i) == kBism; }

// "her diplomatic relations", "a press statement": the adjective of a noun, no diplomat and no journalist.
bool MentionFinder::OnlyDescribes(uint32_t i) const {
  if (i > 0 && np_.SameSentence(i - 1, i) && np_.IsWord(i - 1) && np_.HasArticle(i) && np_.HasArticle(i - 1) && !np_.Stops(i - 1) && np_.Plural(i - 1) &&
      static_cast<unsigned char>(text_.Word(i).back()) == text::kHeh) return true;  // "the bodies concerned"
  if (i == 0 || !np_.SameSentence(i - 1, i) || !np_.IsWord(i - 1) || !np_.Adjective(i) || words_.words[i].cut.clitics & (text::kWith | text::kFor | text::kLike)) return false;
  if (!np_.HasArticle(i)) return words_.Is(i - 1, Tag::kSayNoun);
  const bool owned = words_.words[i - 1].cut.clitics & text::kPronoun;
  return !np_.Stops(i - 1) && (np_.HasArticle(i - 1) || owned);
}

bool MentionFinder::SpeaksNext(uint32_t i) const {
  for (int steps = 0; steps < 2 && i < np_.End() && np_.IsWord(i) && np_.StopKind(i) == "aux"; ++steps) ++i;  // "a source in X had said"
  if (i >= np_.End() || !np_.IsWord(i)) return false;
  return words_.Is(i, Tag::kSay) || words_.Is(i, Tag::kSayThat);
}

// Reads the title at i with the body it belongs to: "al-mutahaddith bism X", "wazir al-kharijiya al-amriki", "kabir al-muhallilin fi X".
bool MentionFinder::ReadRole(uint32_t i, const Hit& hit, Role& role) {
  role.first = i;
  role.kind = np_.Symbol(hit);
  const bool owned = (words_.words[i].cut.clitics & text::kPronoun) && hit.last == i + 1;  // "shaqiquhu fulan"
  const bool general = hit.last == i + 2 && np_.HasArticle(i + 1) && np_.Adjective(i + 1);               // "aminuhu al-'amm"
  role.definite = np_.HasArticle(i) || owned || general;
  role.plural = hit.sense->number == lexicon::Number::kPlural || (hit.sense->number == lexicon::Number::kDualOrPlural && np_.HasArticle(i));
  uint32_t j = hit.last;
  if (role.definite) {
    while (np_.SameSentence(i, j) && np_.IsWord(j) && np_.HasArticle(j) && np_.Adjective(j) && !np_.Stops(j) && !np_.OwnNoun(j) && !np_.Disagrees(j) && !np_.DefiniteGiven(j)) ++j;
  } else {
    j = np_.AdjectivesEnd(j, true);
  }
  const bool theirs = np_.IsWord(j) && text_.Word(j).size() > 4 && text_.Word(j).starts_with(kBism) && static_cast<unsigned char>(text_.Word(j)[4]) == text::kHeh;  // "al-mutahaddith bismih"
  if (IsBism(j) || theirs) ++j;
  uint32_t last = j;
  const size_t count = out_.mentions.size();
  const bool bism = IsBism(j - 1) && j > i + 1;
  if (np_.SameSentence(i, j)) {
    const bool led = np_.IsWord(j) && np_.FrontClitic(j, text::kFor | text::kWith | text::kLike | text::kAnd);
    const Index body = led || (role.definite && !bism) ? kNone : BodyAt(j, last);
    if (body != kNone && out_.mentions[body].type == EntityType::kPerson) {
      out_.mentions.resize(count);  // "zawjat fulan": a name, not a body
    } else if (body != kNone) {
      if (out_.mentions[body].type == EntityType::kOrganisation) role.body = body;
      role.definite = true;
      j = last;
      const auto lam = [&](uint32_t k) {  // "... al-mahalliya lil-anba'"
        const std::string_view w = text_.Word(k);
        return j > last && w.size() >= 5 && static_cast<unsigned char>(w[0]) == text::kLam && static_cast<unsigned char>(w[1]) == text::kLam && !words_.Is(k, Tag::kName);
      };
      while (np_.SameSentence(i, j) && np_.IsWord(j) && !np_.Stops(j) && ((np_.HasArticle(j) && np_.Adjective(j) && !np_.OwnNoun(j) && !np_.Disagrees(j) && !np_.DefiniteGiven(j)) || lam(j))) ++j;
    } else if (bism && np_.IsWord(j) && !np_.Stops(j) && np_.HasArticle(j)) {
      j = np_.BodyEnd(i, j + 1);
    } else if (!role.definite && np_.IsWord(j) && !np_.Stops(j) && (np_.HasArticle(j) || words_.Is(j, Tag::kPlaceHead))) {
      j = np_.BodyEnd(i, j + 1);
      role.definite = true;
    }
  }
  // "mas'ul fi wizarat ...", "bahith fi shu'un ..."
  if (role.body == kNone && np_.SameSentence(i, j) && np_.IsWord(j)) {
    const bool particle = np_.StopKind(j) == "prep" && text_.tokens[j].fold_size == 2;
    const bool clitic = !words_.words[j].senses.empty() && (words_.words[j].cut.clitics & (text::kWith | text::kFor)) && !bism;
    const uint32_t at = particle ? j + 1 : j;
    if ((particle || clitic) && np_.SameSentence(i, at)) {
      const Hit head = words_.At(at, Tag::kOrgHead);
      const bool outlet = clitic && (words_.words[at].cut.clitics & text::kFor) && head && (np_.Symbol(head) == "agency" || np_.Symbol(head) == "outlet");
      const Index body = outlet ? kNone : BodyAt(at, last);
      if (body != kNone) {
        const std::string_view kind = out_.mentions[body].kind;
        const bool way = clitic && (words_.words[at].cut.clitics & text::kFor) && (kind == "agency" || kind == "outlet");
        if (out_.mentions[body].type != EntityType::kOrganisation || way) {
          out_.mentions.resize(count);
        } else {
          role.body = body;
          j = last;
        }
      } else if (particle && (role.kind == "expert" || role.kind == "journalist") && np_.IsWord(at) && !np_.Stops(at) &&
                 !words_.Is(at, Tag::kSayNoun) && !words_.Is(at, Tag::kSaidTo)) {
        const uint32_t end = np_.BodyEnd(at, at + 1);
        if (end > at) j = end;
      }
    }
  }
  role.last = j;
  // "al-katib al-suhufi wal-bahith fi ...": a second title of the same person.
  if (np_.SameSentence(i, j) && np_.IsWord(j) && role.definite && (words_.words[j].cut.clitics & text::kAnd)) {
    const Hit next = words_.At(j, Tag::kPersonTitle);
    Role second;
    if (next && np_.HasArticle(j) && ReadRole(j, next, second)) {
      uint32_t k = second.last;
      if (np_.IsSign(k, ',')) ++k;
      if (np_.SameSentence(i, k) && np_.NameEnd(k, k == second.last) > k) {
        role.last = second.last;
        if (role.body == kNone) role.body = second.body;
      }
    }
  }
  return true;
}

uint32_t MentionFinder::Person(uint32_t i) {
  size_t which = 0;
  const Hit hit = FirstOf(i, std::array{Tag::kPersonTitle, Tag::kPersonTitleIfNamed}, which);
  if (!hit) return i;
  const bool only_named = which == 1;
  if (words_.Is(i, Tag::kOrgHeadIfNamed) && np_.SameSentence(i, hit.last) && text_.tokens[hit.last].kind == text::TokenKind::kNumber) return i;  // "al-liwa' 52"
  if (hit.sense->form == lexicon::Form::kConstruct && np_.HasArticle(i)) return i;  // "al-'alami", worldwide: no scientists of somebody
  // "amin", "sharif": a first name when the title would stand alone before another name.
  Role role;
  const size_t count = out_.mentions.size();
  ReadRole(i, hit, role);
  uint32_t at = role.last;
  const bool comma = np_.IsSign(at, ',');
  if (comma || np_.IsSign(at, '/')) ++at;
  uint32_t end = at;
  if (np_.SameSentence(i, at)) {
    const Hit second = np_.IsWord(at) ? words_.At(at, Tag::kPersonTitle) : Hit{};
    if (second && !comma && np_.HasArticle(at) == role.definite && second.last < np_.End()) {  // "al-'amid al-duktur fulan"
      const uint32_t name = np_.NameEnd(second.last, true);
      if (name > second.last) {
        at = second.last;
        end = name;
      }
    } else {
      end = np_.NameEnd(at, !comma);
    }
    if (end > at && comma) {  // an apposition between commas: "wali X, fulan al-fulani, ..."
      const bool closes = !np_.SameSentence(i, end) || np_.IsSign(end, ',') || np_.IsSign(end, ':') || np_.IsQuote(end) || np_.IsSign(end, '.') ||
                          (np_.IsWord(end) && np_.StopKind(end) == "that");
      if (!closes || end - at < 2 || !role.definite) end = at;
    }
  }
  // "the player Kouassi": behind a definite title what is spelled as no word of ours
  const uint32_t foreign = end > at && role.definite && !comma && !role.plural && words_.words[at].senses.empty() ? np_.ForeignEnd(at, end) : at;
  if (foreign > at) end = foreign;
  if (end > at && only_named && !words_.Is(at, Tag::kGivenName) && !words_.Is(at, Tag::kNameJoin)) {
    // A common noun: only what no list knows can be a name after it.
    bool unknown = end - at >= 2 || foreign > at;
    for (uint32_t k = at; k < end; ++k) {
      unknown = unknown && (words_.words[k].senses.empty() ? !np_.Adjective(k) || np_.HasArticle(k) : k > at && (words_.Is(k, Tag::kGivenName) || words_.Is(k, Tag::kNameJoin)));
    }
    if (!unknown) end = at;
  }
  if (end > at && !words_.Is(at, Tag::kGivenName) && !words_.Is(at, Tag::kNameJoin) && !words_.Is(at, Tag::kName) && !np_.Ali(at)) {
    // A name no list knows: what follows must be what follows a name, or a verb of saying stands before the title.
    const bool says = foreign > at || Opens(i, end) || SpeaksNext(end) || (np_.IsWord(end) && (words_.words[end].cut.clitics & text::kFor));
    const bool verb_like = static_cast<unsigned char>(text_.Word(at)[0]) == text::kYeh || static_cast<unsigned char>(text_.Word(at)[0]) == text::kLam;
    if (role.plural) end = at;  // "experts put ... down to": several people have no one name
    else if (!(says && (Expected(i) || (role.definite && !verb_like))) && !(Expected(i) && end - at >= 2 && !verb_like)) end = at;
  }
  if (end > at) {
    uint32_t listed_end = at;
    const Sense* listed = NameSense(at, listed_end, "");
    const Index m = Add(at, end, EntityType::kPerson, role.kind, "title");
    Mention& person = out_.mentions[m];
    person.title = np_.SpanOf(role.first, role.last);
    person.body = role.body;
    const bool whole = listed_end == end || (listed_end < end && np_.Longer(listed_end) == end);
    if (listed && whole && lexicon_.EntityAt(listed->value).type == EntityType::kPerson) person.entity = listed->value;
    return end;
  }
  const bool speaker = Expected(i) || SpeaksNext(role.last);
  if (!speaker && role.body == kNone && OnlyDescribes(i)) return i;
  if (only_named || (role.kind == "honorific") || (role.kind == "kin") || (!role.definite && !speaker) || (role.plural && !speaker)) {
    // The body stays a mention of its own; without one nothing is named.
    return out_.mentions.size() > count ? role.last : i;
  }
  const Index m = Add(role.first, role.last, EntityType::kPerson, role.kind, "role");
  out_.mentions[m].body = role.body;
  out_.mentions[m].anonymous = role.plural || !role.definite || (!np_.HasArticle(i) && role.body != kNone && role.kind != "head" && role.kind != "leader" &&
                                                                 np_.SameSentence(i, i + 1) && np_.IsWord(i + 1) && np_.StopKind(i + 1) == "prep");
  // "the Russian advisers": whose they are, where several are told of
  for (uint32_t t = hit.last; role.plural && role.body == kNone && t < role.last; ++t) {
    const Hit nisba = words_.At(t, Tag::kNisba);
    if (!nisba) continue;
    const lexicon::Entity& e = lexicon_.EntityAt(nisba.sense->value);
    Mention& whose = out_.mentions[Add(t, nisba.last, e.type, e.kind, "adjective")];
    whose.entity = nisba.sense->value;
    whose.adjective = true;
  }
  return role.last;
}

void MentionFinder::TitleAfter(uint32_t last, Mention& mention, uint32_t& end) {
  uint32_t k = last;
  if (np_.IsSign(k, ',')) ++k;
  if (!np_.SameSentence(mention.first, k) || !np_.IsWord(k)) return;
  if (words_.words[k].senses.empty() || (words_.words[k].cut.clitics & (text::kAnd | text::kFor | text::kWith))) return;
  Hit hit = words_.At(k, Tag::kPersonTitle);
  if (!hit) hit = words_.At(k, Tag::kPersonTitleIfOf);
  if (!hit || hit.sense->number == lexicon::Number::kPlural) return;
  if (!np_.HasArticle(k) && static_cast<unsigned char>(text_.Word(k).back()) == text::kAlef) return;  // "speaking to ...", in the accusative: how he said it
  const uint32_t first = mention.first;
  const auto m = static_cast<Index>(&mention - out_.mentions.data());
  const size_t count = out_.mentions.size();
  Role role;
  ReadRole(k, hit, role);
  if (np_.NameEnd(role.last, true) > role.last) {  // the title of another, who is named next
    out_.mentions.resize(count);
    return;
  }
  Mention& self = out_.mentions[m];
  if (self.first != first) return;
  self.title = np_.SpanOf(role.first, role.last);
  self.body = role.body;
  if (self.kind.empty()) self.kind = role.kind;
  end = role.last;
}

uint32_t MentionFinder::NameTo(uint32_t i, uint32_t end) {
  if (end == i) return i;
  const Index m = Add(i, end, EntityType::kPerson, "", "name");
  TitleAfter(end, out_.mentions[m], end);
  return end;
}

uint32_t MentionFinder::Nisba(uint32_t i) {
  const Hit h = words_.At(i, Tag::kNisba);
  if (!h) return i;
  const lexicon::Entity& e = lexicon_.EntityAt(h.sense->value);
  const Index m = Add(i, h.last, e.type, e.kind, "adjective");
  out_.mentions[m].entity = h.sense->value;
  out_.mentions[m].adjective = true;
  // "the Brazilian Dani Alves": the adjective as a noun, and whose it is
  const bool one = h.sense->number != lexicon::Number::kPlural && h.sense->number != lexicon::Number::kDualOrPlural && np_.Definite(i);
  if (!one || !np_.SameSentence(i, h.last) || !np_.IsWord(h.last) || np_.HasArticle(h.last)) return h.last;
  const uint32_t before = words_.Previous(i);
  if (before != kNone && np_.IsWord(before) && np_.HasArticle(before) && !np_.Stops(before)) return h.last;
  const uint32_t end = np_.ForeignEnd(h.last, np_.NameEnd(h.last, true));
  if (end <= h.last + 1) return h.last;
  Add(h.last, end, EntityType::kPerson, "", "name");
  return end;
}

uint32_t MentionFinder::Source(uint32_t i) {
  Hit hit = words_.At(i, Tag::kSourceRole);
  bool speaker_only = false;
  if (!hit) {
    hit = words_.At(i, Tag::kSourceRoleIfSpeaker);
    speaker_only = static_cast<bool>(hit);
  }
  if (!hit) {
    hit = words_.At(i, Tag::kSourceRoleIfAdjective);
    if (!hit || (np_.AdjectivesEnd(hit.last) == hit.last && !Expected(i))) return i;  // "qala shahid min ..."
  }
  const std::string_view kind = np_.Symbol(hit);
  uint32_t j = np_.AdjectivesEnd(hit.last);
  while (np_.SameSentence(i, j) && np_.IsWord(j) && np_.Adjective(j) && j < hit.last + 5 && !np_.Stops(j) && !np_.OwnNoun(j) && !np_.Disagrees(j)) ++j;
  if (!np_.HasArticle(i)) {  // "masadir tibbiya wa-amniya": joined adjectives
    while (np_.SameSentence(i, j) && np_.IsWord(j) && static_cast<unsigned char>(text_.Word(j)[0]) == text::kWaw && np_.Adjective(j) && !np_.HasArticle(j) &&
           !np_.Stops(j) && j > hit.last && j < hit.last + 6) {
      ++j;
    }
  }
  Index body = kNone;
  uint32_t last = j;
  const size_t count = out_.mentions.size();
  if (np_.SameSentence(i, j) && (np_.IsWord(j) || np_.IsQuote(j))) {
    const std::string_view f = np_.IsWord(j) ? text_.Word(j) : std::string_view{};
    const bool about = f.size() == 2 && static_cast<unsigned char>(f[0]) == text::kAin;  // "wasa'il i'lam 'an X": what another says
    const bool particle = np_.IsWord(j) && np_.StopKind(j) == "prep" && text_.tokens[j].fold_size <= 4 && !about;
    const bool clitic = np_.IsWord(j) && !words_.words[j].senses.empty() && (words_.words[j].cut.clitics & text::kWith);
    const bool led = np_.IsWord(j) && np_.FrontClitic(j, text::kFor | text::kLike | text::kAnd);
    if (particle || clitic || (j == hit.last && !led)) {
      const uint32_t at = particle ? j + 1 : j;
      if (np_.SameSentence(i, at)) body = BodyAt(at, last);
      if (body != kNone && (out_.mentions[body].type != EntityType::kOrganisation || (!particle && !clitic && np_.HasArticle(i)))) {
        out_.mentions.resize(count);
        body = kNone;
      }
      if (body != kNone) j = last;
      if (body == kNone && particle && np_.SameSentence(i, at) && words_.Is(at, Tag::kFacilityHead)) {  // "masdar fi mustashfa nasir"
        j = np_.BodyEnd(at, at + 1);
        if (j == at + 1 && np_.SameSentence(i, j) && words_.Is(j, Tag::kGivenName)) ++j;
      }
    }
  }
  if (body == kNone && j == hit.last && !np_.HasArticle(i) && np_.SameSentence(i, j) && np_.IsWord(j) && np_.HasArticle(j) && !np_.Stops(j)) {
    j = np_.BodyEnd(i, j + 1);  // "wasa'il i'lam al-nizam"
  }
  const bool bare = j == hit.last && (np_.HasArticle(i) || (hit.last == i + 2 && np_.HasArticle(i + 1)));  // "the source", "shahid al-'iyan"
  const bool always = kind == "source" || (kind == "witness" && hit.last > i + 1);
  const bool speaker = Expected(i) || SpeaksNext(j);
  if ((speaker_only || !always) && !speaker) {
    if (kind == "media" || kind == "report" || speaker_only) {
      out_.mentions.resize(count);  // its body is read again, as what it is without a source
      return kind == "media" && hit.last > i + 1 ? hit.last : i;  // "wasa'il i'lam": no body of its own
    }
    return body != kNone ? j : i;
  }
  const bool thing = kind == "media" || kind == "report";
  const Index m = Add(i, j, thing ? EntityType::kOrganisation : EntityType::kPerson, kind, bare ? "short" : "source");
  out_.mentions[m].anonymous = true;
  out_.mentions[m].body = body;
  return j;
}

}  // namespace tawatur::extract
