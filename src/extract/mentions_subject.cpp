// The subject of a verb of saying: the whole noun phrase up to where its words begin. Entry points: MentionFinder::Subject() and,
// for the first words alone, Unknown().
//
// What stands after "qala" is the speaker, whatever lists know of it. So its end is not read off its own words but off what must
// follow: "inna", a colon, a quotation, "li-" and an outlet, "fi bayan", a time, a comma.
#include <algorithm>

#include "extract/mentions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {
constexpr uint32_t kLongestSubject = 26;  // tokens
constexpr uint32_t kFarContent = 30;      // tokens from a soft edge to the words themselves
constexpr uint32_t kQuotedName = 5;       // tokens of a name in quotation marks
constexpr uint32_t kFarOutlet = 30;       // tokens from a verb of saying to the outlet spoken to
constexpr uint32_t kQuotedOutlet = 4;     // words of an outlet's name in quotation marks

// Verbs whose direct object may stand where the subject stands: their noun phrase alone proves nothing.
bool TakesObject(std::string_view verb) {
  return verb == "accuse" || verb == "condemn" || verb == "criticise" || verb == "deny" || verb == "demand" || verb == "threaten" ||
         verb == "claim_responsibility" || verb == "praise" || verb == "welcome" || verb == "pledge" || verb == "relay" || verb == "learn" || verb == "observe";
}
}  // namespace

// What may follow a speaker who begins at `i`: a that-clause, colon, quotation, relative clause, comma or the end.
bool MentionFinder::Opens(uint32_t i, uint32_t k) const {
  if (!np_.SameSentence(i, k)) return true;
  // "'abbara X 'an ..."
  if (expect_verb_ == "express" && np_.IsWord(k) && text_.Word(k).size() == 2 && static_cast<unsigned char>(text_.Word(k)[0]) == text::kAin) return true;
  if (np_.IsWord(k) && np_.StopKind(k) == "relative" && np_.HasArticle(k)) return true;
  return np_.IsSign(k, ',') || np_.IsSign(k, ':') || np_.IsQuote(k) || np_.IsSign(k, '.') || np_.IsSign(k, '(') ||
         (np_.IsWord(k) && np_.StopKind(k) == "that");
}

// Words after a verb of saying that no list knows: a person's name, or a body or group described with the article.
uint32_t MentionFinder::Unknown(uint32_t i) {
  const bool people = np_.HasArticle(i) && words_.Is(i, Tag::kPerson);  // "the gunmen"
  if ((np_.Stops(i) && !people) || words_.Is(i, Tag::kSay) || words_.Is(i, Tag::kSayThat) || words_.Is(i, Tag::kSayNoun) || words_.Is(i, Tag::kSaidTo)) return i;
  const std::string_view word = text_.Word(i);
  if (word.size() > 5 && static_cast<unsigned char>(word[0]) == text::kBeh && static_cast<unsigned char>(word[1]) == text::kAlef && static_cast<unsigned char>(word[2]) == text::kLam &&
      np_.HasArticle(i)) {
    return i;  // "was accused of the ..."
  }
  // "yutalibun bi-...": what is demanded, by a word no list knows.
  if (expect_verb_ == "demand" && words_.words[i].senses.empty() && static_cast<unsigned char>(text_.Word(i)[0]) == text::kBeh) return i;
  auto opens = [&](uint32_t k) { return Opens(i, k); };
  if (np_.HasArticle(i)) {
    const uint32_t last = np_.BodyEnd(i, i + 1);
    // "according to the law" names nobody; "the rebels say that" does.
    const bool surname = words_.words[i].senses.empty() && np_.SameSentence(i, last) && np_.IsWord(last) && np_.StopKind(last) == "prep";
    bool speaks = opens(last) || surname;
    if (np_.IsSign(last, ',')) {  // behind a comma the words themselves must begin soon
      speaks = false;
      for (uint32_t k = last + 1; k < last + 12 && np_.SameSentence(i, k) && !speaks; ++k) {
        speaks = np_.IsQuote(k) || np_.IsSign(k, ':') || (np_.IsWord(k) && np_.StopKind(k) == "that");
      }
    }
    if (!words_.Is(i, Tag::kPerson) && (!speaks || expect_according_)) return i;
    if (expect_strict_ && !opens(last)) return i;
    Add(i, last, EntityType::kOrganisation, "", "speaker");
    return last;
  }
  const uint32_t last = np_.NameEnd(i, true);
  if (last == i || (expect_according_ && last < i + 2 && !words_.Is(i, Tag::kGivenName))) return i;
  const std::string_view w = text_.Word(i);
  const auto tail = [&](size_t back) { return back < w.size() ? static_cast<unsigned char>(w[w.size() - 1 - back]) : 0; };
  const bool plural = last == i + 1 && w.size() > 4 &&
                      ((tail(0) == text::kNoon && (tail(1) == text::kWaw || tail(1) == text::kYeh)) || (tail(0) == text::kTeh && tail(1) == text::kAlef));
  const bool given = words_.Is(i, Tag::kGivenName) || words_.Is(i, Tag::kNameJoin);
  const bool title_follows = np_.SameSentence(i, last) && np_.IsWord(last) && words_.Is(last, Tag::kPersonTitle);
  if (!given && !title_follows && !opens(last) && !(last > i + 1 && np_.IsWord(last) && (np_.StopKind(last) == "prep" || words_.words[last].cut.clitics & text::kFor))) return i;
  if (expect_strict_ && !opens(last) && !title_follows) return i;
  if (last == i + 1 && !given && !title_follows && tail(0) == text::kHeh) return i;  // a common noun, most often
  if (last == i + 1 && !given && np_.IsSign(last, ':') && expect_strict_) return i;
  if (plural) {
    Add(i, last, EntityType::kPerson, "", "speaker");
    out_.mentions.back().anonymous = true;
    return last;
  }
  return NameTo(i, last);
}

// An outlet or agency after lam: the way the speaker spoke.
bool MentionFinder::ToOutlet(uint32_t k) const {
  const std::string_view w = text_.Word(k);
  if (w.empty() || static_cast<unsigned char>(w[0]) != text::kLam) return false;
  if (w.size() == 1) return true;
  const auto with_for = [](const Hit& h) { return h && (h.clitics & text::kFor); };
  if (with_for(words_.At(k, Tag::kSaidTo))) return true;
  if (const Hit head = words_.At(k, Tag::kOrgHead); with_for(head)) return np_.Symbol(head) == "agency" || np_.Symbol(head) == "outlet";
  if (const Hit head = words_.At(k, Tag::kOrgHeadIfNamed); with_for(head) && np_.Symbol(head) == "outlet") return true;
  if (const Hit title = words_.At(k, Tag::kPersonTitle); with_for(title) && np_.Symbol(title) == "correspondent") return true;
  for (const Tag tag : {Tag::kName, Tag::kWeakName}) {
    const Hit name = words_.At(k, tag);
    if (!with_for(name)) continue;
    const std::string_view kind = lexicon_.EntityAt(name.sense->value).kind;
    if (kind == "agency" || kind == "outlet" || kind == "broadcaster" || kind == "newspaper") return true;
  }
  return false;
}

// "qala X li-"Y" inna", "fi tasrih li-"Y" ...": whatever stands in the quotation marks is an outlet here, also where its words
// name a place or are in no list.
void MentionFinder::QuotedOutlets(uint32_t verb) {
  const text::Sentence& s = text_.sentences[text_.tokens[verb].sentence];
  const uint32_t end = std::min(s.last < 3 ? 0 : s.last - 3, verb + kFarOutlet);
  uint32_t said = verb + 1;  // up to here no words of the speaker begin
  for (uint32_t t = s.first; (t = words_.NextStart(t, end, kStartsLam)) < end; ++t) {
    for (; said <= t; ++said) {
      if (np_.IsSign(said, ':') || (np_.IsWord(said) && np_.StopKind(said) == "that")) return;
    }
    if (!np_.IsQuote(t + 1)) continue;
    const bool told = t > s.first && np_.IsWord(t - 1) && (words_.Is(t - 1, Tag::kSaidTo) || (t > s.first + 1 && words_.Is(t - 2, Tag::kSaidTo)));
    if (t < verb && !told) continue;
    const uint32_t first = t + 2;
    uint32_t last = first;
    while (last < s.last && last <= first + kQuotedOutlet && np_.IsWord(last) && !words_.Is(last, Tag::kHappening)) ++last;
    if (last == first || !np_.IsQuote(last)) continue;
    const Sense* listed = nullptr;
    const auto look = [&](std::span<const Sense> senses) {
      for (const Sense& x : senses) {
        if (x.tag != Tag::kName && x.tag != Tag::kWeakName) continue;
        const std::string_view kind = lexicon_.EntityAt(x.value).kind;
        if (kind == "agency" || kind == "outlet" || kind == "broadcaster" || kind == "newspaper") listed = &x;
      }
    };
    const Word& w = words_.words[first];
    if (w.phrase != kNone && words_.phrases[w.phrase].last == last) look(words_.phrases[w.phrase].senses);
    if (!listed && last == first + 1) look(w.senses);
    const bool organisation = !listed && words_.Is(first, Tag::kName) && lexicon_.EntityAt(words_.At(first, Tag::kName).sense->value).type == EntityType::kOrganisation;
    if (organisation) continue;  // "the wing of "X""
    auto read = std::find_if(out_.mentions.begin(), out_.mentions.end(), [&](const Mention& m) { return m.first == first; });
    const Index m = read != out_.mentions.end() ? static_cast<Index>(read - out_.mentions.begin()) : Add(first, last, EntityType::kOrganisation, "", "quoted");
    Mention& outlet = out_.mentions[m];
    outlet.last = last;
    outlet.span = np_.SpanOf(first, last);
    outlet.type = EntityType::kOrganisation;
    outlet.kind = listed ? lexicon_.EntityAt(listed->value).kind : std::string_view("outlet");
    outlet.entity = listed ? listed->value : outlet.entity >= 0 && lexicon_.EntityAt(outlet.entity).type == EntityType::kOrganisation ? outlet.entity : -1;
    outlet.rule = "quoted";
    quoted_first_ = first;
    quoted_last_ = last;
  }
}

// "mas'ul rafada dhikr ismih", "... talaba 'adam al-kashf 'an huwiyyatih": the verb before the verbal noun at k, where a name
// withheld follows; else i.
uint32_t MentionFinder::Nameless(uint32_t i, uint32_t k) const {
  bool withheld = false;
  for (uint32_t t = k + 1; t < np_.End() && t < k + 3 && np_.SameSentence(i, t) && np_.IsWord(t); ++t) withheld = withheld || np_.StopKind(t) == "identity";
  if (!withheld || k < i + 2) return i;
  const std::string_view w = text_.Word(k - 1);
  const bool negated = w.size() == 3 && static_cast<unsigned char>(w[0]) == text::kAin && static_cast<unsigned char>(w[1]) == text::kDal;  // "'adam"
  return negated && k > i + 2 ? k - 2 : k - 1;
}

// One past the subject that begins at i; `edge` says what stands there. kNone where no words of the speaker follow.
MentionFinder::Edge MentionFinder::SubjectEdge(uint32_t i, bool points) const {
  const auto& times = out_.times;
  auto time = std::lower_bound(times.begin(), times.end(), i + 1, [](const TimeExpr& t, uint32_t at) { return t.first < at; });
  Edge edge{kNone, false, false};
  uint32_t k = i;
  const uint32_t sentence_last = text_.sentences[text_.tokens[i].sentence].last;
  const uint32_t limit = std::min(i + kLongestSubject, sentence_last);
  // From one token that may end it to the next; of a number or time all may.
  const auto edge_from = [&](uint32_t at) {
    if (at >= limit || np_.NumberAt(at)) return at;
    while (time != times.end() && time->first < at) ++time;
    const uint32_t edge_at = words_.NextStart(at, limit, kEdgesSpeaker | kStartsNumber);
    return time != times.end() && time->first < edge_at ? time->first : edge_at;
  };
  for (; (k = edge_from(k)) < limit; ++k) {
    if (!np_.IsWord(k)) {
      if (np_.IsSign(k, '(')) {
        uint32_t close = k + 1;
        while (close < np_.End() && close < k + 10 && np_.SameSentence(i, close) && !np_.IsSign(close, ')')) ++close;
        if (!np_.IsSign(close, ')')) return edge;
        k = close;
        continue;
      }
      if (np_.IsQuote(k)) {
        uint32_t close = k + 1;
        while (close < np_.End() && close <= k + kQuotedName && np_.SameSentence(i, close) && !np_.IsQuote(close)) ++close;
        const bool name = np_.IsQuote(close) && close > k + 1 && np_.IsWord(k + 1) && np_.StopKind(k + 1).empty() && np_.SameSentence(i, close + 1) &&
                          (np_.IsWord(close + 1) || np_.IsSign(close + 1, ':') || np_.IsSign(close + 1, ','));
        if (!name) return {k, true, true};
        k = close;
        continue;
      }
      if (np_.IsSign(k, ':')) return {k, true, true};
      if (np_.IsSign(k, '#') || np_.IsSign(k, '/')) continue;
      if (text_.tokens[k].kind == text::TokenKind::kNumber) {
        if (k > i && np_.IsWord(k - 1) && (words_.Is(k - 1, Tag::kOrgHead) || words_.Is(k - 1, Tag::kOrgHeadIfNamed))) continue;  // "qa'id al-liwa' 173"
        return {k, true, false};
      }
      break;
    }
    while (time != times.end() && time->first < k) ++time;
    if (k > i && time != times.end() && time->first == k) break;
    const Word& w = words_.words[k];
    if (w.senses.empty() && w.phrase == kNone) continue;
    if (!(words_.starts[k] & kEdgesSpeaker) && !np_.NumberAt(k)) continue;
    const NpStop stop = np_.StopKind(k);
    if (stop == "that") return {k, true, true};
    if (stop == "masdar" && np_.HasArticle(k)) continue;
    if (stop == "masdar") return {k, true, false};
    if (stop == "prep") {
      if (k + 1 >= np_.End() || !np_.SameSentence(i, k + 1)) break;
      if (np_.IsQuote(k + 1) || np_.IsSign(k + 1, ':')) break;
      if (!np_.IsWord(k + 1)) continue;
      const std::string_view f = text_.Word(k);
      if (f.size() == 3 && static_cast<unsigned char>(f[0]) == text::kAin && static_cast<unsigned char>(f[1]) == text::kBeh) break;  // "'abr al-hatif"
      const NpStop next = np_.StopKind(k + 1);
      if (next == "that") return {k, true, true};
      if (k > i && (expect_verb_ == "relay" || expect_verb_ == "learn") && f.size() <= 3 && static_cast<unsigned char>(f[0]) != text::kFeh) return {k, true, false};
      if (points && k > i && text_.Word(k).size() == 3 && static_cast<unsigned char>(text_.Word(k)[0]) == text::kAlef) return {k, true, false};
      if (words_.Is(k + 1, Tag::kHappening) || words_.Is(k + 1, Tag::kHappeningNoun) || (next == "masdar" && !np_.HasArticle(k + 1))) return {k, true, false};
      if (next == "identity") {
        if (const uint32_t v = Nameless(i, k - 1); v > i) return {v, true, true};
      }
      if ((!next.empty() && next != "masdar") || words_.Is(k + 1, Tag::kSayNoun) || words_.Is(k + 1, Tag::kSaidTo)) break;
      if (time != times.end() && time->first == k + 1) break;
      continue;
    }
    if (stop == "adverb" && k > i && words_.WordSense(k, Tag::kNpAdjective)) continue;  // "mudir 'amm", not the year
    if (!stop.empty() && stop != "one") break;
    if (k == i) continue;
    if (ToOutlet(k)) return {k, true, true};
    if (words_.Is(k, Tag::kFigureToll)) return {k, true, false};  // "tuqaddiru munazzamat 'adadahum bi-"
    // "ablagha masdar tibbi wakalat X": an outlet behind the subject's adjective is told
    if (k > i + 1 && np_.Adjective(k - 1) && !np_.HasArticle(k)) {
      const Hit head = words_.At(k, Tag::kOrgHead), listed = words_.At(k, Tag::kName);
      const std::string_view kind = head ? np_.Symbol(head) : listed ? lexicon_.EntityAt(listed.sense->value).kind : std::string_view();
      if (kind == "agency" || kind == "outlet") return {k, true, true};
    }
    if (const Hit title = words_.At(k, Tag::kPersonTitle); title && np_.Symbol(title) == "correspondent" && !np_.HasArticle(k)) return {k, true, true};  // "afada masdar murasilana"
    if (words_.Is(k, Tag::kAccording)) return {k, true, true};  // "naqlan 'an"
    if (words_.Is(k, Tag::kSayNoun) && ((words_.words[k].cut.clitics & text::kPronoun) || (np_.SameSentence(i, k + 1) && np_.IsWord(k + 1) && np_.StopKind(k + 1) == "that"))) {
      return {k, true, true};  // "naqala 'an X qawlahu", "nasaba ila X al-qawl inna"
    }
    if (words_.Is(k, Tag::kSay) || words_.Is(k, Tag::kSayActive)) {
      if (const uint32_t v = Nameless(i, k); v > i) return {v, true, true};
      break;
    }
    if (!np_.HasArticle(k) && !words_.Is(k, Tag::kName) && (words_.Is(k, Tag::kHappening) || words_.Is(k, Tag::kHappeningNoun) || np_.NumberAt(k))) {
      return {k, true, false};
    }
  }
  if (k == i) return edge;
  // "..., kama afada X.", "... X yawm al-ithnayn.": the words stand before the verb.
  uint32_t behind = k;
  while (expect_post_ && time != times.end() && time->first == behind && time->last > behind) {
    behind = time->last;
    ++time;
  }
  if (expect_post_ && behind > k && (!np_.SameSentence(i, behind) || np_.IsSign(behind, '.') || np_.IsSign(behind, ','))) return {k, true, true};
  if (expect_post_ && (!np_.SameSentence(i, k) || np_.IsSign(k, '.') || np_.IsSign(k, ','))) return {k, true, true};
  // A soft edge: the words themselves must follow.
  const uint32_t far = std::min(k + kFarContent, sentence_last);
  for (uint32_t t = k; (t = words_.NextStart(t, far, kEdgesSpeaker)) < far; ++t) {
    if (!np_.IsWord(t)) {
      if (np_.IsSign(t, ':') || np_.IsQuote(t)) return {k, false, true};
      continue;
    }
    if (!(words_.starts[t] & kEndsName)) continue;
    if (np_.StopKind(t) == "that") return {k, false, true};
    if (t > k && (words_.Is(t, Tag::kSayActive) || words_.Is(t, Tag::kSay))) return edge;
  }
  return edge;
}

// A personal name that begins at p, inside the phrase that begins at i, and ends it.
bool MentionFinder::NameAtEnd(uint32_t i, uint32_t p, uint32_t edge) const {
  if (!np_.IsWord(p) || np_.HasArticle(p) || np_.NameEnd(p, true) != edge) return false;
  if (const Hit listed = words_.At(p, Tag::kName)) return lexicon_.EntityAt(listed.sense->value).type == EntityType::kPerson;
  const uint32_t before = p - 1;
  const bool word = np_.IsWord(before);
  if (word && !np_.StopKind(before).empty() && !np_.HasArticle(before)) return false;
  const bool title = word && (words_.Is(before, Tag::kPersonTitle) || words_.Is(before, Tag::kPersonTitleIfNamed));
  if (word && !np_.HasArticle(before) && (words_.Is(before, Tag::kFacilityHead) || words_.Is(before, Tag::kFacilityHeadIfNamed))) return false;  // "mustashfa nasir"
  if (words_.Is(p, Tag::kGivenName)) return !(word && words_.Is(before, Tag::kGivenName));
  if (np_.Adjective(p) || words_.Is(p, Tag::kSayThat)) return false;
  const bool closed = !word || np_.HasArticle(before) || title || words_.Is(before, Tag::kName) || words_.Is(before, Tag::kNisba) || np_.Adjective(before) ||
                      (!out_.mentions.empty() && out_.mentions.back().last == p);
  if (!closed) return false;
  if (word && ((words_.Is(before, Tag::kPlaceHead) && !np_.HasArticle(before)) || (words_.Is(before, Tag::kOrgHead) && !np_.HasArticle(before)))) return false;
  if (edge - p == 1 && !words_.words[p].senses.empty()) return false;
  return edge - p >= 2 || title || (word && np_.HasArticle(before) && before == i);
}

// What may stand as a speaker without a name.
bool MentionFinder::MayDescribe(uint32_t i, std::string_view verb) const {
  if (!np_.IsWord(i) || text_.tokens[i].fold_size < 3) return false;
  const Word& w = words_.words[i];
  if (!w.senses.empty() && (w.cut.clitics & (text::kFor | text::kWith | text::kLike | text::kAnd | text::kThen))) return false;
  if (!w.senses.empty() && (w.cut.clitics & text::kPronoun)) return false;
  if (np_.NoSubject(i)) return false;
  const NpStop stop = np_.StopKind(i);
  if (!stop.empty() && stop != "one") return false;
  if (words_.Is(i, Tag::kSay) || words_.Is(i, Tag::kSayThat) || words_.Is(i, Tag::kSaidTo) || words_.Is(i, Tag::kHappening) || words_.Is(i, Tag::kHappeningNoun)) return false;
  if (const Hit noun = words_.At(i, Tag::kSayNoun)) return np_.Symbol(noun) == "report" && noun.sense->number == lexicon::Number::kPlural;
  if (stop == "one") return true;
  const std::string_view f = text_.Word(i);
  const auto back = [&](size_t n) { return n < f.size() ? static_cast<unsigned char>(f[f.size() - 1 - n]) : 0; };
  const bool plural = f.size() > 4 && back(0) == text::kNoon && back(1) == text::kWaw;
  if (plural || np_.HasArticle(i)) return true;
  for (const Sense& s : w.senses) {
    switch (s.tag) {
      case Tag::kPerson: case Tag::kPersonGroup: case Tag::kPersonTitle: case Tag::kPersonTitleIfNamed: case Tag::kPersonTitleIfOf: case Tag::kSourceRole:
      case Tag::kSourceRoleIfSpeaker: case Tag::kSourceRoleIfAdjective: case Tag::kOrgHead: case Tag::kOrgHeadIfNamed: case Tag::kPersonKind: case Tag::kPersonKin:
        return true;
      default: break;
    }
  }
  return verb == "say";
}

// `last`: where the readers of names stopped; their mentions begin at `count`.
uint32_t MentionFinder::Subject(uint32_t i, uint32_t last, size_t count) {
  const Edge edge = SubjectEdge(i, expect_verb_ == "point");
  if (edge.at == kNone || edge.at <= i || last >= edge.at) return last;
  Index m = kNone;  // what the readers made of the phrase's beginning
  for (size_t k = count; k < out_.mentions.size(); ++k) {
    const Mention& x = out_.mentions[k];
    if (x.first == i || (!x.title.Empty() && x.title.begin < x.span.begin && x.title.begin <= text_.tokens[i].end && x.title.begin >= text_.tokens[i].begin)) {
      m = static_cast<Index>(k);
    }
  }
  const bool named = m != kNone && (out_.mentions[m].entity >= 0 || out_.mentions[m].rule == "name" || out_.mentions[m].rule == "title");
  const bool person_named = named && out_.mentions[m].type == EntityType::kPerson;
  if (person_named || (m == kNone && !MayDescribe(i, expect_verb_))) return last;
  const auto put_name = [&](uint32_t p, uint32_t end, uint32_t title_end) {
    Mention was;
    if (m != kNone) was = out_.mentions[m];
    const bool keeps = named || was.rule == "head" || was.rule == "listed";
    uint32_t listed_end = p;
    const Sense* listed = NameSense(p, listed_end, "");
    const Index n = Add(p, end, EntityType::kPerson, keeps ? std::string_view{} : was.kind, "title");
    Mention& x = out_.mentions[n];
    x.title = np_.SpanOf(i, title_end);
    x.body = keeps ? m : was.body;
    if (listed && listed_end == end && lexicon_.EntityAt(listed->value).type == EntityType::kPerson) x.entity = listed->value;
    if (m != kNone && !keeps) {  // the title alone is no second thing
      for (Mention& y : out_.mentions) {
        if (y.body == m) y.body = kNone;
      }
      const Index body = x.body;
      out_.mentions[m] = x;
      out_.mentions[m].body = body;
      out_.mentions.pop_back();
    }
    return end;
  };
  for (uint32_t p = std::max(i + 1, last); p < edge.at; ++p) {
    if (np_.IsWord(p) && NameAtEnd(i, p, edge.at)) {
      const uint32_t end = put_name(p, edge.at, p);
      for (uint32_t t = std::max(i + 1, last); t < p;) {  // names in the title: "the reporter of X in Warsaw"
        const uint32_t next = np_.IsWord(t) && np_.IsWord(t - 1) && np_.StopKind(t - 1) == "prep" && (words_.kinds[t] & kNames) ? Listed(t) : t;
        t = std::max(next, t + 1);
      }
      return end;
    }
  }
  // "al-mas'ul fi X, fulan al-fulani, inna"
  if (np_.IsSign(edge.at, ',') && np_.IsWord(edge.at + 1) && np_.SameSentence(i, edge.at + 1)) {
    uint32_t p = edge.at + 1;
    if (const Hit rank = words_.At(p, Tag::kPersonTitle)) p = rank.last;
    const uint32_t end = np_.NameEnd(p, true);
    if (end >= p + 2 && np_.SameSentence(i, end) && (np_.IsSign(end, ',') || np_.IsSign(end, ':') || np_.IsQuote(end) || (np_.IsWord(end) && np_.StopKind(end) == "that")) &&
        (words_.Is(p, Tag::kGivenName) || words_.words[p].senses.empty())) {
      return put_name(p, end, edge.at);
    }
  }
  if (!edge.content || TakesObject(expect_verb_)) return last;
  // Nobody is named: the phrase without what hangs on it by a preposition.
  const auto hangs = [&](uint32_t k) {
    if (!np_.IsWord(k)) return !np_.IsQuote(k) && !np_.IsSign(k, '#');
    return np_.StopKind(k) == "prep" || (!words_.words[k].senses.empty() && (words_.words[k].cut.clitics & (text::kWith | text::kFor)) && !np_.HasArticle(k) &&
                                          !words_.Is(k, Tag::kNpAdjectiveFor));  // "li-huquq al-insan" is the name's
  };
  uint32_t core = i + 1;
  while (core < edge.at && !hangs(core)) ++core;
  if (m != kNone) {
    Mention& x = out_.mentions[m];
    if (named || last >= core || core - i > 7) return last;
    x.last = core;
    x.span = np_.SpanOf(i, core);
    return core;
  }
  if (last > i || core - i > 7) return last;
  if (words_.Is(i, Tag::kSayNoun) && core == i + 1 && np_.HasArticle(i)) return last;  // "the estimates": nobody's
  if (words_.Is(i, Tag::kSayNoun) && core != edge.at) return last;  // "taqarir li-X": its owner speaks
  const bool thing = (words_.Is(i, Tag::kSayNoun) || np_.HasArticle(i)) && !words_.Is(i, Tag::kPerson) && !words_.Is(i, Tag::kPersonKin);
  const Index n = Add(i, core, thing ? EntityType::kOrganisation : EntityType::kPerson, words_.Is(i, Tag::kSayNoun) ? "report" : "", "speaker");
  out_.mentions[n].anonymous = !np_.HasArticle(i);
  if (edge.hard && core < edge.at && np_.IsWord(core) && edge.at - i <= 8 && text_.Word(core).size() == 2) out_.mentions[n].title = np_.SpanOf(core, edge.at);
  return core;
}

}  // namespace tawatur::extract
