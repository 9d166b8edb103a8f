// Names and descriptions of people, bodies and places. Entry point: FindMentions().
//
// Listed names first; then what is known by how it is introduced: head nouns of bodies and places, titles, unnamed sources,
// and whatever stands after a verb of saying. Short forms are joined to their full names in mentions_short.cpp.
#include <algorithm>
#include <span>
#include <utility>

#include "extract/extract.h"
#include "extract/mentions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {
constexpr size_t kTokensAMention = 8;  // in news
}  // namespace

void FindMentions(const Words& words, Findings& out) { MentionFinder(words, out).Run(); }

// What the lists say of the words that are read lies anywhere in memory: senses first, then the names they are of.
void MentionFinder::AskAhead() const {
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  const auto senses = [&](uint32_t i) {
    const Word& w = words_.words[i];
    return w.phrase != kNone ? words_.phrases[w.phrase].senses : w.senses;
  };
  for (uint32_t i = 0; (i = words_.NextStart(i, n, kStartsMention)) < n; ++i) __builtin_prefetch(senses(i).data());
  for (uint32_t i = 0; (i = words_.NextStart(i, n, kStartsMention)) < n; ++i) {
    if (!(words_.kinds[i] & (kNames | kNisbas))) continue;
    for (const Tag tag : {Tag::kName, Tag::kWeakName, Tag::kNisba}) {
      if (const Sense* s = FindSense(senses(i), tag)) __builtin_prefetch(&lexicon_.EntityAt(s->value));
    }
  }
}

void MentionFinder::Run() {
  out_.mentions.reserve(text_.tokens.size() / kTokensAMention + 1);
  AskAhead();
  for (const text::Sentence& s : text_.sentences) {
    if (s.furniture) continue;
    expect_ = kNone;
    ExpectBeforeColon(s.first, s.last);
    for (uint32_t i = s.first; i < s.last;) {
      // While somebody's words are relayed, the preposition before their source is looked for too.
      uint32_t at = relay_ == text_.tokens[i].sentence ? words_.NextStart(i, s.last, kStartsKnown) : words_.NextStart(i, s.last, kStartsMention);
      if (expect_ >= i && expect_ < at) at = expect_;
      if (at >= s.last) break;
      const uint32_t next = Visit(at);
      i = next > at ? next : at + 1;
    }
  }
  Reorder();
  FindSurnames();
  Reorder();
  SettlePlaces();
  MarkHomes();
  JoinShortForms();
  SettleBodies();
  DropOpen();
}

uint32_t MentionFinder::Visit(uint32_t i) {
  if (text_.tokens[i].kind != text::TokenKind::kWord) {
    if (i == expect_ && np_.IsQuote(i)) ++expect_;
    return i;
  }
  if (i >= quoted_first_ && i < quoted_last_) return quoted_last_;  // read already
  if (i != expect_ || expect_verb_.empty()) return Read(i);
  const size_t count = out_.mentions.size();
  const uint32_t last = Read(i);
  return i == expect_ ? Subject(i, last, count) : last;
}

uint32_t MentionFinder::Read(uint32_t i) {
  // One look at the senses says which readers have anything to read here.
  const uint32_t kinds = words_.kinds[i];
  const auto take = [&](uint32_t kind, uint32_t (MentionFinder::*read)(uint32_t)) { return kinds & kind ? (this->*read)(i) : i; };
  if (const uint32_t last = take(kNames, &MentionFinder::Listed); last > i) return last;
  if (const uint32_t last = take(kSources, &MentionFinder::Source); last > i) return last;
  // "wa-talaba X": at a sentence's begin a demand rather than a student
  const bool demands = (kinds & kTitles) && (kinds & kCues) && i == text_.sentences[text_.tokens[i].sentence].first && np_.FrontClitic(i, text::kAnd);
  if (!demands) {
    if (const uint32_t last = take(kTitles, &MentionFinder::Person); last > i) return last;
  }
  if (const uint32_t last = take(kPlaces, &MentionFinder::Place); last > i) return last;
  if (const uint32_t last = take(kBodies, &MentionFinder::Body); last > i) return last;
  if (i == expect_) {
    const uint32_t last = Unknown(i);
    if (last > i) return last;
  }
  // "in the name of Messi"
  const bool bism = (kinds & kGiven) && IsBism(i) && np_.SameSentence(i, i + 1) && np_.IsWord(i + 1) && (np_.GivenKind(i + 1) == "foreign" || IsSurname(i + 1));
  if ((kinds & kGiven) && !bism && !words_.Is(i, Tag::kSay)) {
    const uint32_t end = np_.NameEnd(i, false);
    if (end > i + 1 && MayBegin(i, end)) return NameTo(i, end);
    if (end == i + 1 && AmongNames(i)) return Name(i, true);
  }
  if (const uint32_t last = take(kNisbas, &MentionFinder::Nisba); last > i) return last;
  if ((kinds & kCues) || relay_ == text_.tokens[i].sentence) Expect(i);
  return i;
}

// A first name without title: one that is a common word too needs a verb of saying or a death before it, or a clear name behind it.
bool MentionFinder::MayBegin(uint32_t i, uint32_t end) const {
  const Given kind = np_.GivenKind(i);
  if (kind != "weak" && kind != "kunya") return true;
  if (kind == "kunya") {  // "Abu" and a first name; in a place's name the place is named first
    const uint32_t before = words_.Previous(i);
    const bool in = (words_.words[i].cut.clitics & text::kWith) || (before != kNone && np_.IsWord(before) && np_.StopKind(before) == "prep" && text_.tokens[before].fold_size == 2);
    if (in || !np_.IsWord(i + 1)) return false;
    return words_.Is(i + 1, Tag::kGivenName) ? np_.GivenKind(i + 1) != "weak" || end > i + 2 || Expected(i)
                                            : Expected(i) || (end == i + 3 && np_.HasArticle(i + 2) && np_.Adjective(i + 2) && words_.words[i + 1].senses.empty());
  }
  if (Expected(i) || np_.ClearName(i, end) || (SpeaksNext(end) && words_.words[end - 1].senses.empty())) return true;
  const uint32_t before = words_.Previous(i);
  return before != kNone && np_.IsWord(before) && (words_.Is(before, Tag::kHappeningNoun) || words_.Is(before, Tag::kHappening)) && !np_.HasArticle(before) && !np_.HasArticle(i + 1);
}

// "... and Aya": one first name behind the name of a person.
bool MentionFinder::AmongNames(uint32_t i) const {
  if (out_.mentions.empty() || np_.GivenKind(i) == "weak" || !np_.FrontClitic(i, text::kAnd)) return false;
  const Mention& m = out_.mentions.back();
  const bool beside = m.last == i || (m.last + 1 == i && np_.IsSign(m.last, ','));
  return beside && m.type == EntityType::kPerson && !m.anonymous && (m.rule == "name" || m.rule == "title") && np_.SameSentence(m.first, i);
}

// "X : content": what stands before an early colon may be a name outside every list.
void MentionFinder::ExpectBeforeColon(uint32_t first, uint32_t last) {
  const uint32_t end = std::min(last, first + 8);
  if (words_.NextStart(first, end, kStartsColon) == end) return;
  for (uint32_t i = first; i < end; ++i) {
    if (np_.IsSign(i, ':')) {
      expect_ = first;
      expect_strict_ = true;
      expect_according_ = false;
      expect_verb_ = {};
      for (uint32_t k = first + 1; k < i; ++k) {
        if (np_.IsWord(k) && ToOutlet(k) && (text_.Word(k).size() > 1 || np_.IsQuote(k + 1))) expect_verb_ = "say";  // "X to Y: ..."
      }
      return;
    }
    if (np_.IsSign(i, ',') || (np_.IsWord(i) && i > first && np_.StopKind(i) == "that")) return;
  }
}

// After a verb or preposition of saying, the next words may name a speaker.
void MentionFinder::Expect(uint32_t i) {
  if (relay_ == text_.tokens[i].sentence && np_.StopKind(i) == "prep" && i + 1 < np_.End()) {
    expect_ = i + 1;  // "naqalat X 'an Y"
    expect_strict_ = expect_according_ = false;
    expect_verb_ = "say";
    relay_ = kNone;
    return;
  }
  Hit cue = words_.At(i, Tag::kSay);
  const Hit weak = cue ? Hit{} : words_.At(i, Tag::kSayThat);
  if (weak) cue = weak;
  if (!cue) cue = words_.At(i, Tag::kAccording);
  if (!cue) cue = words_.At(i, Tag::kSayStatement);
  if (!cue || (cue.sense->tag == Tag::kAccording && np_.Symbol(cue) == "as")) return;  // the verb after "kama" asks for itself
  if (np_.Symbol(cue) == "relay" || np_.Symbol(cue) == "learn") relay_ = text_.tokens[i].sentence;
  said_ = text_.tokens[i].sentence;
  // "Liverpool reveals the state of X": who speaks stands before the verb, in a headline
  if (!out_.mentions.empty()) {
    const Mention& m = out_.mentions.back();
    const bool imperfect = text_.Word(i)[0] == static_cast<char>(text::kYeh) || text_.Word(i)[0] == static_cast<char>(text::kTeh);
    if (imperfect && m.last == i && m.first == text_.sentences[text_.tokens[i].sentence].first && !m.adjective) return;
  }
  QuotedOutlets(i);
  uint32_t k = cue.last;
  for (int steps = 0; steps < 8 && k < np_.End() && np_.SameSentence(i, k); ++steps) {
    if (np_.IsQuote(k) || np_.IsSign(k, ',')) {
      ++k;
      continue;
    }
    if (!np_.IsWord(k)) break;
    const NpStop stop = np_.StopKind(k);
    if (stop == "adverb" || stop == "same" || (steps == 0 && stop == "aux")) { ++k; continue; }
    if (ToOutlet(k)) {  // "qala li-X fulan inna"
      const Hit name = words_.At(k, Tag::kName), head = words_.At(k, Tag::kOrgHead);
      const uint32_t end = name ? name.last : head ? np_.BodyEnd(k, head.last) : k;
      if (end > k) { k = end; continue; }
    }
    if ((stop == "prep" || steps == 0) && k + 1 < np_.End() && words_.Is(stop == "prep" ? k + 1 : k, Tag::kSayNoun)) {
      const Hit noun = words_.At(stop == "prep" ? k + 1 : k, Tag::kSayNoun);
      if (stop != "prep" && np_.Symbol(noun) == "report" && noun.sense->number == lexicon::Number::kPlural) break;  // reports may speak themselves
      k = noun.last;  // "fi bayan", "bayan li-..."
      continue;
    }
    break;
  }
  if (k < np_.End() && np_.SameSentence(i, k)) {
    expect_ = k;
    expect_strict_ = static_cast<bool>(weak);
    expect_according_ = cue.sense->tag == Tag::kAccording;
    uint32_t before = i;  // "hasabama kanat qad a'lanat X"
    while (before > 1 && np_.SameSentence(before - 1, i) && np_.IsWord(before - 1) && np_.StopKind(before - 1) == "aux") --before;
    expect_post_ = before > 0 && np_.SameSentence(before - 1, i) && np_.IsWord(before - 1) && (words_.Is(before - 1, Tag::kAccording) || np_.StopKind(before - 1) == "relative");
    expect_verb_ = cue.sense->tag == Tag::kSay || cue.sense->tag == Tag::kSayThat ? np_.Symbol(cue) : std::string_view{};
    if (cue.sense->tag == Tag::kAccording && np_.Symbol(cue) != "relay" && np_.IsWord(k) && words_.Is(k, Tag::kPersonTitle)) {  // "according to the head of X, so-and-so"
      expect_post_ = true;
      expect_verb_ = "say";
    }
    if (cue.sense->tag == Tag::kAccording && np_.Symbol(cue) == "relay") {  // "naqlan 'an X"
      if (np_.IsWord(k) && np_.StopKind(k) == "prep" && np_.SameSentence(i, k + 1)) expect_ = k + 1;
      expect_according_ = false;
      expect_post_ = true;
      expect_verb_ = "say";
    }
  }
}

Index MentionFinder::Add(uint32_t first, uint32_t last, EntityType type, std::string_view kind, std::string_view rule) {
  Mention& m = out_.mentions.emplace_back();
  m.span = np_.SpanOf(first, last);
  m.first = first;
  m.last = last;
  m.type = type;
  m.kind = kind;
  m.rule = rule;
  return static_cast<Index>(out_.mentions.size() - 1);
}

// A name that opens a quotation mark and stops before its end takes the closing mark too.
uint32_t MentionFinder::WithClosingQuote(uint32_t first, uint32_t last) const {
  int quotes = 0;
  for (uint32_t k = first; k < last; ++k) quotes += np_.IsQuote(k);
  return (quotes & 1) && np_.IsQuote(last) ? last + 1 : last;
}

const Sense* MentionFinder::NameSense(uint32_t i, uint32_t& last, std::string_view wanted_kind) const {
  const Word& w = words_.words[i];
  static constexpr TagSet kListed = TagsOf({Tag::kName, Tag::kWeakName});
  if (!w.tags.Any(kListed)) return nullptr;
  const Sense* best = nullptr;
  const auto scan = [&](std::span<const Sense> senses, uint32_t end) {
    if (wanted_kind.empty()) {
      best = FindSense(senses, Tag::kName);
      if (best) last = end;
      return;
    }
    for (const Sense& s : senses) {
      if (s.tag != Tag::kName && s.tag != Tag::kWeakName) continue;
      const bool fits = lexicon_.EntityAt(s.value).kind == wanted_kind;
      if (!best || (fits && lexicon_.EntityAt(best->value).kind != wanted_kind)) {
        best = &s;
        last = end;
      }
    }
  };
  if (w.phrase != kNone) scan(words_.phrases[w.phrase].senses, words_.phrases[w.phrase].last);
  if (!best) scan(w.senses, i + 1);
  return best;
}

// "al-Bab and Manbij", "Google, Microsoft and Amazon": joined by "and" to a listed thing of its kind, of its state where it is a
// place; "Amara in the south of Iraq": said to lie in its own state.
bool MentionFinder::InRow(uint32_t i, const Hit& weak) const {
  const auto fits = [&](int64_t other) {
    const lexicon::Entity& o = lexicon_.EntityAt(other);
    const auto one = [&](const Sense& s) {
      if (s.tag != Tag::kWeakName) return false;
      const lexicon::Entity& e = lexicon_.EntityAt(s.value);
      if (o.type != e.type) return false;
      if (e.type != EntityType::kPlace) return e.type == EntityType::kOrganisation && !e.kind.empty() && o.kind == e.kind;
      const Line own = LineOf(s.value), its = LineOf(other);
      return own.up[own.size - 1] == its.up[its.size - 1] && own.size > 1;
    };
    const Word& w = words_.words[i];
    const bool phrase = w.phrase != kNone && words_.phrases[w.phrase].last == weak.last && weak.last > i + 1;
    const std::span<const Sense> senses = phrase ? words_.phrases[w.phrase].senses : w.senses;
    return std::any_of(senses.begin(), senses.end(), one);
  };
  if (!out_.mentions.empty() && (weak.clitics & text::kAnd)) {
    const Mention& m = out_.mentions.back();
    if (m.last == i && m.entity >= 0 && !m.adjective && fits(m.entity)) return true;
  }
  uint32_t k = weak.last;
  if (!np_.SameSentence(i, k) || !np_.IsWord(k)) return false;
  const bool lies = words_.Is(k, Tag::kFigureDirection);
  if (lies) ++k;
  if (!np_.SameSentence(i, k) || !np_.IsWord(k) || (!lies && !np_.FrontClitic(k, text::kAnd))) return false;
  const Hit next = words_.At(k, Tag::kName);
  return next && fits(next.sense->value);
}

uint32_t MentionFinder::Listed(uint32_t i) {
  uint32_t last = i;
  if (words_.words[i].phrase == kNone && words_.WordSense(i, Tag::kSay)) {  // a verb of saying before an acronym that reads the same
    const uint32_t before = words_.Previous(i);
    const bool governed = before != kNone && np_.SameSentence(before, i) && np_.IsWord(before) && (np_.StopKind(before) == "prep" || words_.Is(before, Tag::kFigureDirection));
    if (!governed) return i;  // "fi Ta'izz": no verb follows a preposition
  }
  const Sense* s = NameSense(i, last, "");
  if (!s) {
    // A name that is a common word too counts only where a speaker or a place is asked for.
    const Hit weak = words_.At(i, Tag::kWeakName);
    if (!weak) return i;
    const uint32_t before = words_.Previous(i);
    const EntityType type = lexicon_.EntityAt(weak.sense->value).type;
    std::string_view led = before != kNone && np_.IsWord(before) && np_.StopKind(before) == "prep" ? text_.Word(before) : std::string_view{};
    if (led.size() > 2 && static_cast<unsigned char>(led[0]) == text::kWaw) led.remove_prefix(1);  // "and in al-Bayda"
    if (type == EntityType::kOrganisation && Shared(weak, i)) return i;  // read by its head, settled when the report is read
    const bool after_in = type == EntityType::kPlace && led.size() == 2 && static_cast<unsigned char>(led[0]) == text::kFeh;
    const bool after_with = type == EntityType::kPlace && (weak.clitics & text::kWith);
    const bool part = type == EntityType::kPlace && before != kNone && words_.Is(before, Tag::kFigureDirection);  // "north of Mali"
    const bool told = type == EntityType::kOrganisation && said_ == text_.tokens[i].sentence && ToOutlet(i);  // "qala X lil-jazira"
    const bool man = type == EntityType::kPlace && words_.Is(i, Tag::kGivenName);  // before a colon or a verb of saying rather a man
    // "the massacre of al-Bab", "the quake of al-Haouz"
    const bool struck = type == EntityType::kPlace && before != kNone && np_.SameSentence(before, i) && words_.Is(before, Tag::kEvent) &&
                        !words_.Is(before, Tag::kEventVerb) && !words_.Is(before, Tag::kEventWeapon) && !np_.HasArticle(before) && np_.HasArticle(i);
    // "an air raid on Arbin": what a happening is on
    bool on = type == EntityType::kPlace && led.size() == 3 && static_cast<unsigned char>(led[0]) == text::kAin && static_cast<unsigned char>(led[1]) == text::kLam;
    if (on) {
      bool event = false;
      for (uint32_t k = before, steps = 0; k > 0 && steps < 2 && np_.SameSentence(k - 1, i) && !event; --k, ++steps) event = words_.Is(k - 1, Tag::kEvent) && !words_.Is(k - 1, Tag::kEventVerb);
      on = event;
    }
    const bool quoted = type == EntityType::kOrganisation && i > 0 && np_.IsQuote(i - 1) && np_.IsQuote(weak.last);
    // "wrapped in the national flag": a masculine adjective of its own makes it the common word; towns are feminine
    if (type == EntityType::kPlace && np_.SameSentence(i, weak.last) && np_.IsWord(weak.last) && np_.HasArticle(weak.last) && np_.Adjective(weak.last) &&
        static_cast<unsigned char>(text_.Word(weak.last).back()) == text::kYeh) return i;
    // "in a neighbouring country", "in old pictures": an adjective without article behind a word without one
    if (type == EntityType::kPlace && weak.last == i + 1 && !np_.HasArticle(i) && np_.SameSentence(i, i + 1) && np_.IsWord(i + 1) && !np_.HasArticle(i + 1) && np_.Adjective(i + 1) &&
        !words_.words[i + 1].senses.empty() && !words_.Is(i + 1, Tag::kFigureDirection)) return i;
    const bool known = std::any_of(out_.mentions.begin(), out_.mentions.end(), [&](const Mention& m) { return m.entity == weak.sense->value && !m.adjective; }) &&
                       (type != EntityType::kOrganisation || lexicon_.EntityAt(weak.sense->value).kind == "company");
    if (!known && !after_in && !after_with && !part && !struck && !on && !told && !quoted && !InRow(i, weak) && (man || (!Expected(i) && !SpeaksNext(weak.last)))) return i;
    const auto ends_in = [](std::string_view w, std::string_view letter) { return w.size() > 2 && w.substr(w.size() - 2) == letter; };
    if (ends_in(text_.Verbatim(text_.tokens[weak.last - 1].span()), "\xD9\x87") && ends_in(lexicon_.EntityAt(weak.sense->value).name, "\xD8\xA9")) return i;  // "fi hadithihi"
    s = weak.sense;
    last = weak.last;
  }
  const lexicon::Entity& e = lexicon_.EntityAt(s->value);
  if (e.type == EntityType::kPlace && last == i + 1 && np_.HasArticle(i) && Expected(i) && IsSurname(i)) return i;  // "said al-Mansuri"
  if (e.type == EntityType::kPlace && last == i + 1 && (words_.words[i].cut.clitics & text::kQuestion) != 0) return i;  // "her son" reads "is it Banha"
  // "al-siyasa al-kharijiya al-amrikiya", "al-silm al-ahli": the policy and the peace, no ministry and no club.
  if (e.type == EntityType::kOrganisation && (last > i + 1 || e.kind == "club") && i > 0 && np_.SameSentence(i - 1, i) && np_.IsWord(i - 1) && np_.HasArticle(i) && np_.HasArticle(i - 1) && !np_.Stops(i - 1) && np_.Adjective(i)) return i;
  // "mintaqat bab al-hawa": a name that begins with its last word and goes on is meant.
  if (e.type == EntityType::kPlace && e.kind != "country" && last > i + 1 && words_.words[last - 1].phrase != kNone && words_.phrases[words_.words[last - 1].phrase].last > last &&
      words_.Is(last - 1, Tag::kName)) {
    return i;
  }
  if (e.type == EntityType::kPerson && last == i + 1 && words_.Is(i, Tag::kGivenName)) {
    const uint32_t longer = np_.NameEnd(i, true);
    if (longer > last) return Name(i, true);  // another man of that first name
  }
  const auto above = [&](const Hit& h) {
    const Line line = LineOf(s->value);
    return std::find(line.up.begin(), line.up.begin() + line.size, h.sense->value) != line.up.begin() + line.size;
  };
  if (const Hit other = OtherState(e, i, last); other && !above(other)) {
    if (e.kind == "police") {  // "the public security of Jordan": a body of that state's, in no list
      Add(i, other.last, e.type, e.kind, "head");
      return other.last;
    }
    Add(i, other.last, EntityType::kPlace, lexicon_.EntityAt(other.sense->value).kind, "listed");
    out_.mentions.back().entity = other.sense->value;
    return other.last;
  }
  last = WithAlias(WithClosingQuote(i, last), s->value);
  if (e.type == EntityType::kPerson) last = np_.Longer(last);
  if (e.kind == "ministry" && last > i + 1 && np_.SameSentence(i, last) && np_.IsWord(last) && np_.HasArticle(last) && text_.Word(last)[0] == static_cast<char>(text::kWaw) &&
      !words_.Is(last, Tag::kOrgHead) && !words_.Is(last, Tag::kOrgHeadIfNamed) && !words_.Is(last, Tag::kName) && !words_.Is(last, Tag::kPersonTitle) &&
      !words_.Is(last, Tag::kNisba) && !words_.Is(last, Tag::kSourceRole)) ++last;  // "of oil | and gas"
  const Index m = Add(i, last, e.type, e.kind, "listed");
  out_.mentions[m].entity = s->value;
  if (e.type == EntityType::kPlace) PlaceWords(out_.mentions[m], e.kind);
  if (e.type == EntityType::kPerson) TitleAfter(last, out_.mentions[m], last);
  return last;
}

// "the army of the occupation" is one state's, "the Turkish army of the occupation" another's: an adjective of a state behind a
// name of some words that belongs to another state says whose it is here.
Hit MentionFinder::OtherState(const lexicon::Entity& e, uint32_t first, uint32_t last) const {
  if (last < first + 2 || !np_.SameSentence(first, last) || !np_.IsWord(last) || !np_.HasArticle(last)) return {};
  if (e.kind != "army" && e.kind != "country" && e.kind != "government" && e.kind != "police" && e.kind != "authority") return {};
  const Hit h = words_.At(last, Tag::kNisba);
  if (!h || lexicon_.EntityAt(h.sense->value).kind != "country") return {};
  const std::string_view state = lexicon_.EntityAt(h.sense->value).id;
  if (e.id == state || (e.kind != "country" && (e.parent.empty() || e.parent == state))) return {};
  return h;
}

// "harakat al-muqawama al-islamiya (hamas)": a second name of the same thing in parentheses belongs to the first.
uint32_t MentionFinder::WithAlias(uint32_t last, int64_t entity) const {
  const bool quoted = np_.IsQuote(last);
  if ((!np_.IsSign(last, '(') && !quoted) || !np_.SameSentence(last - 1, last + 1)) return last;
  uint32_t k = last + 1;
  if (!quoted && np_.IsQuote(k)) ++k;
  if (!np_.IsWord(k)) return last;
  uint32_t end = k;
  const Sense* s = NameSense(k, end, "");
  if (!s || s->value != entity) {
    const Hit weak = words_.At(k, Tag::kWeakName);
    if (!weak || weak.sense->value != entity) return last;
    end = weak.last;
  }
  if (quoted) return np_.IsQuote(end) ? end + 1 : last;
  if (np_.IsQuote(end)) ++end;
  return np_.IsSign(end, ')') ? end + 1 : last;
}

}  // namespace tawatur::extract
