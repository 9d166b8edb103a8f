// Who states what: verbs, prepositions, participles, colons, interviews. Entry point: FindAttributions().
//
// Contents may nest; AttributionAt() takes the innermost. Nobody is a speaker whom the text does not name; a statement that
// goes on ("wa-adaf") keeps the speaker before it, by the fullest name.
#include "extract/extract.h"

#include <algorithm>

#include "extract/attribution_lookup.h"
#include "extract/attributions_finder.h"

namespace tawatur::extract {

namespace {
constexpr uint32_t kContinuedVerb = 3;        // sentences a speaker is remembered for "wa-adaf"
constexpr uint32_t kContinuedReport = 5;      // for "according to the report"
constexpr uint32_t kContinuedParticiple = 3;  // and for "mushiran ila"
constexpr uint32_t kQuotedSentences = 8;      // sentences an open quotation may run on
constexpr uint32_t kQuoteSoon = 12;           // tokens of a statement within which it opens
constexpr uint32_t kFullText = 40;            // sentences of a statement given in full
constexpr uint32_t kStatementSentences = 6;   // sentences after "said in a statement:" at a paragraph's end
}  // namespace

void FindAttributions(const Words& words, Findings& out) { AttributionFinder(words, out).Run(); }

// Where mentions begin and end, and times begin: asked at every step.
void AttributionFinder::Mark() {
  for (const Mention& m : out_.mentions) {
    begins_.Add(m.first);
    ends_.Add(m.last);
    if (m.title.Empty() || m.title.begin >= m.span.begin) continue;
    uint32_t title = m.first;
    while (title > 0 && text_.tokens[title].begin > m.title.begin) --title;
    begins_.Add(title);
  }
  for (const TimeExpr& t : out_.times) times_.Add(t.first);
}

void AttributionFinder::Run() {
  Mark();
  out_.attributions.reserve(text_.sentences.size());
  for (sentence_ = 0; sentence_ < text_.sentences.size(); ++sentence_) {
    const text::Sentence& s = text_.sentences[sentence_];
    const unsigned char end = s.last > s.first ? text_.tokens[s.last - 1].sign : 0;
    colons_ += end == ':';
    questions_ += end == '?';
    if (s.furniture) continue;
    first_here_ = out_.attributions.size();
    mention_here_ = static_cast<size_t>(From(s.first) - out_.mentions.cbegin());
    consumed_ = s.first;
    Colon(s);
    for (uint32_t i = s.first; (i = words_.NextStart(i, s.last, kStartsCue)) < s.last; ++i) {
      if (i < consumed_) continue;
      if (const Hit h = words_.At(i, Tag::kSayStatement)) {
        Statement(s, i, h);
      } else if (const Hit a = words_.At(i, Tag::kAccording)) {
        According(s, i, a);
      } else if (const Hit v = words_.At(i, Tag::kSay)) {
        Verb(s, i, v, false);
      } else if (const Hit x = words_.At(i, Tag::kSayThat)) {
        Verb(s, i, x, true);
      } else if (const Hit p = words_.At(i, Tag::kSayActive)) {
        Participle(s, i, p, false);
      } else if (const Hit q = words_.At(i, Tag::kSayActiveThat)) {
        Participle(s, i, q, true);
      }
    }
  }
  Answers();
  Lists();
  NestedVia();
}

// "the agency said that the ministry announced ...": of what the ministry states the agency is the way.
void AttributionFinder::NestedVia() {
  auto& all = out_.attributions;
  for (size_t i = 1; i < all.size(); ++i) {
    Attribution& inner = all[i];
    const Attribution& outer = all[i - 1];
    if (!outer.content.Contains(inner.cue) || !outer.content.Contains(inner.content) || !IsOutlet(outer.speaker) || outer.rule == "verb_object") continue;
    if (!inner.via.empty() || inner.continued || inner.speaker == kNone || IsOutlet(inner.speaker)) continue;
    inner.via.push_back(outer.speaker);
  }
}

void AttributionFinder::Put(Index speaker, Index via, Span cue, std::string_view verb, Span content, bool continued, std::string_view rule) {
  if (content.Empty()) return;
  speaker = Anaphor(speaker);
  Attribution a;
  a.speaker = Fullest(speaker);
  a.speaker_kind = KindOf(a.speaker);
  // A body that no list knows keeps the words of this sentence; its entity has the fullest name.
  if (speaker != kNone && out_.mentions[a.speaker].entity < 0 && out_.mentions[speaker].type != lexicon::EntityType::kPerson &&
      out_.mentions[a.speaker].type != lexicon::EntityType::kPerson) {
    a.speaker = speaker;
  }
  if (via != kNone && Fullest(via) != Fullest(speaker)) a.via.push_back(Fullest(via));
  // "... told X. The source added ...": he goes on speaking to X
  const bool same = speaker != kNone && last_speaker_ != kNone && last_via_ != kNone && sentence_ - last_sentence_ <= kContinuedVerb && Fullest(speaker) == Fullest(last_speaker_);
  if (same && via == kNone && verb != "according" && Fullest(last_via_) != a.speaker) via = last_via_, a.via.push_back(Fullest(via));
  a.cue = cue;
  a.verb = verb;
  a.content = content;
  const std::string_view c = text_.Verbatim(content);
  a.quoted = !c.empty() && (c.front() == '"' || c.starts_with("\xC2\xAB") || c.starts_with("\xE2\x80\x9C") || c.starts_with("\xE2\x80\x9D"));
  a.continued = continued;
  a.rule = rule;
  out_.attributions.push_back(std::move(a));
  if (speaker != kNone && !(verb == "according" && IsOutlet(speaker))) {  // who is only referred to does not go on speaking
    last_speaker_ = speaker;
    last_sentence_ = sentence_;
    last_via_ = via;
  }
}

bool AttributionFinder::Opens(uint32_t k) const {
  if (k >= np_.End()) return false;
  const unsigned char sign = text_.tokens[k].sign;
  return sign ? sign == ':' || sign == '"' : np_.StopIs(k, "that");
}

// Words of somebody begin somewhere in the rest of the sentence, or with the next.
bool AttributionFinder::OpensAfter(const text::Sentence& s, uint32_t k) const {
  const uint32_t last = std::min(s.last + 1, np_.End());
  while ((k = words_.NextStart(k, last, kTellsWay | kStartsColon)) < last && !Opens(k)) ++k;
  return k < last;
}

uint32_t AttributionFinder::SkipThat(const text::Sentence& s, uint32_t k) const {
  while (k < s.last && (np_.IsSign(k, ',') || np_.IsSign(k, ':') || np_.IsSign(k, '-'))) ++k;
  return k;
}

// "said in Paris that ...": where somebody speaks is no part of what he says.
uint32_t AttributionFinder::BehindPlace(const text::Sentence& s, uint32_t k) const {
  if (k + 2 >= s.last || !np_.StopIs(k, "prep")) return k;
  uint32_t at = k + 1;
  if (words_.Is(at, Tag::kPlaceHead) && MentionAt(at) == kNone) ++at;
  const Index m = at < s.last ? MentionAt(at) : kNone;
  if (m == kNone || (out_.mentions[m].type != lexicon::EntityType::kPlace && out_.mentions[m].type != lexicon::EntityType::kFacility)) return k;
  const uint32_t that = out_.mentions[m].last;
  return that < s.last && np_.StopIs(that, "that") && np_.IsWord(that) ? that : k;
}

// From token `from` to the sentence's end; on over an open quotation, or over the paragraph that "...:" announces.
Span AttributionFinder::ContentFrom(const text::Sentence& s, uint32_t from, uint32_t sentences) {
  uint32_t k = SkipThat(s, BehindPlace(s, from));
  const auto& all = text_.sentences;
  if (k + 1 == s.last && np_.IsQuote(k)) ++k;  // "...:"" at a paragraph's end
  if (k >= s.last) {
    const bool colon = from < s.last && (np_.IsSign(s.last - 1, ':') || np_.IsSign(from, ':') || np_.IsSign(s.last - 2, ':'));
    if (!colon || sentence_ + 1 >= all.size() || all[sentence_ + 1].furniture) return {};
    Span content = all[sentence_ + 1].span;
    const uint32_t paragraph = all[sentence_ + 1].paragraph;
    for (uint32_t n = sentence_ + 2; n < all.size() && n < sentence_ + 1 + std::max(sentences, kStatementSentences); ++n) {
      if (all[n].furniture || (all[n].paragraph != paragraph && sentences == 0)) break;
      bool cue = false;
      for (uint32_t t = all[n].first; t < all[n].last && t < all[n].first + 3; ++t) cue = cue || (np_.IsWord(t) && words_.Is(t, Tag::kSay));
      if (cue) break;
      content.end = all[n].span.end;
    }
    return content;
  }
  Span content = {text_.tokens[k].begin, s.span.end};
  const auto quotes = [&](uint32_t first, uint32_t last) {
    uint32_t count = 0;
    for (uint32_t t = first; t < last; ++t) count += text_.tokens[t].sign == '"';
    return count;
  };
  const bool open = quotes(k, std::min(s.last, k + kQuoteSoon)) > 0 && (quotes(k, s.last) & 1);
  for (uint32_t n = sentence_ + 1; open && n < all.size() && n <= sentence_ + kQuotedSentences && all[n].paragraph <= s.paragraph + 1; ++n) {
    if (quotes(all[n].first, all[n].last) & 1) {
      for (uint32_t j = sentence_ + 1; j <= n; ++j) content.end = all[j].span.end;
      break;
    }
  }
  return content;
}

void AttributionFinder::Verb(const text::Sentence& s, uint32_t i, const Hit& hit, bool weak) {
  const std::string_view verb = np_.Symbol(hit);
  const bool relay = verb == "relay" || verb == "learn";
  if (NoVerb(i, hit)) return;
  const bool counted = verb == "document" || verb == "estimate";
  const bool asks = weak && !relay && !counted && verb != "express" && (words_.words[i].cut.clitics & text::kPronoun) == 0;
  if (asks && !OpensAfter(s, hit.last)) return;
  Subject subject = After(s, hit.last, relay, !weak);
  if (subject.mention != kNone && (IsOutlet(subject.mention) || out_.mentions[subject.mention].kind == "media" || out_.mentions[subject.mention].kind == "correspondent")) FromSource(s, subject);
  const bool carries = !relay && (words_.words[i].cut.clitics & text::kPronoun) != 0 && IsOutlet(subject.mention);
  if (carries && CarriedBy(i) && i > s.first && ToOutlet(i - 1)) return;  // "a letter of Y that paper X published"
  // "the statement that agency X carried": who passes it on says nothing himself
  if (carries && i > s.first + 1 && np_.StopIs(i - 1, "relative") &&
      out_.attributions.size() > first_here_ && out_.attributions.back().speaker != kNone && !IsOutlet(out_.attributions.back().speaker)) {
    out_.attributions.back().via.push_back(Fullest(subject.mention));
    consumed_ = subject.next;
    return;
  }
  std::string_view rule = subject.mention != kNone ? "verb_subject" : "verb";
  const bool takes_object = verb == "accuse" || verb == "demand" || verb == "condemn" || verb == "criticise" || verb == "deny" || verb == "warn" ||
                            verb == "threaten" || verb == "claim_responsibility" || verb == "praise" || verb == "welcome" || verb == "pledge";
  const bool relative = i > s.first && np_.StopIs(i - 1, "relative");
  if (!relay && !subject.statement && (subject.mention == kNone || takes_object || relative || hit.sense->form == lexicon::Form::kImperfect)) {
    // "X accuses Y": a subject before its verb wins over what follows
    if (const Index before = Before(s, i); before != kNone) {
      if (subject.mention != kNone) subject.next = SkipAside(s, hit.last);
      subject.mention = before;
      rule = "subject_verb";
    }
  }
  // "wa-ittahama X "bi-...": the accused stands there, whoever spoke before goes on
  if (verb == "accuse" && rule == "verb_subject" && np_.IsQuote(subject.next) && subject.next + 1 < s.last && np_.IsWord(subject.next + 1) &&
      (words_.words[i].cut.clitics & text::kAnd) != 0 && (words_.words[subject.next + 1].cut.clitics & text::kWith) != 0 && last_speaker_ != kNone &&
      sentence_ - last_sentence_ <= kContinuedVerb) {
    subject.mention = kNone;
    rule = "verb";
  }
  // "and is called So-and-so", written like "So-and-so alleges"
  if (verb == "allege" && rule == "verb_subject" && hit.sense->form == lexicon::Form::kImperfect && out_.mentions[subject.mention].type == lexicon::EntityType::kPerson &&
      !Opens(subject.next)) return;
  if (takes_object && rule == "verb_subject" && SubjectWithin(text_.Word(i))) return;  // "they warned X": X is no subject, and nobody else is named
  if (relay && subject.mention == kNone) return;
  uint32_t c = subject.next;
  if (!relay && c < s.last && np_.IsWord(c) && words_.Is(c, Tag::kSay) && np_.StopKind(c).empty() && subject.mention == kNone) return;
  const bool opens = Opens(c) || (c + 1 < s.last && np_.IsSign(c, ',') && Opens(c + 1)) ||
                     (c < s.last && np_.StopIs(c, "prep") && np_.IsWord(c) && c + 1 < s.last && Opens(c + 1)) ||
                     (verb == "express" && c < s.last && IsAn(c));
  // "the measure that the president announced is void": his words end with the relative clause, and what they were is not told
  if (relative && rule == "verb_subject" && !opens && !relay && !takes_object && (words_.words[i].cut.clitics & text::kPronoun) == 0 && c < s.last && np_.IsWord(c) &&
      np_.StopIs(c, "prep")) return;
  if (verb == "clarify" && !(c < s.last && ((np_.StopIs(c, "that") && np_.IsWord(c)) || (np_.IsSign(c, ',') && i <= s.first + 1)))) return;
  if (verb == "observe" && (subject.mention == kNone || out_.mentions[subject.mention].kind != "correspondent")) return;
  // "sajjalat wizarat al-sihha 20 isaba": a body that counts, with what it counted
  const bool counts = counted && (subject.statement || (subject.mention != kNone && out_.mentions[subject.mention].type == lexicon::EntityType::kOrganisation));
  if (weak && !relay && !opens && !counts) {
    if (!np_.IsSign(c, ',')) return;
    bool near = false;  // "wa-bayyan, fi nafs al-itar, anna ..."
    for (uint32_t t = c; t < s.last && t < c + 7 && !near; ++t) near = np_.StopIs(t, "that");
    if (!near) return;
  }
  if (subject.mention != kNone && subject.via == kNone) subject.via = ViaBefore(s, i);
  const Span cue = np_.SpanOf(i, hit.last);
  // ""...", qala fulan.": what is stated stands before the verb.
  const bool ends = c >= s.last || np_.IsSign(c, '.') || (np_.IsSign(c, ',') && c + 1 >= s.last);
  const bool colon_end = c < s.last && np_.IsSign(c, ':');
  if (!colon_end && i > s.first + 2 && (ends || np_.IsSign(c, ',')) && subject.mention != kNone && rule == "verb_subject") {
    uint32_t before = i - 1;
    if (before > s.first + 1 && np_.StopIs(before, "adverb") && np_.IsWord(before)) --before;  // "hakadha qal"
    const bool closes = np_.IsQuote(before) || (np_.IsSign(before, ',') && np_.IsQuote(before - 1)) || (ends && np_.IsSign(before, ','));
    if (closes && (ends || np_.IsQuote(before) || np_.IsQuote(before - 1))) {
      Put(subject.mention, subject.via, cue, verb, {s.span.begin, text_.tokens[before].begin}, false, "verb_after");
      consumed_ = c;
      return;
    }
  }
  // "... fi hasila a'lanatha X.": what is stated stands before the noun whose pronoun the verb has
  if (ends && i > s.first + 3 && rule == "verb_subject" && subject.mention != kNone && (words_.words[i].cut.clitics & text::kPronoun)) {
    uint32_t noun = i - 1;
    while (noun > s.first + 1 && np_.IsWord(noun) && !words_.Is(noun, Tag::kSayNoun) && i - noun < 4) --noun;
    if (np_.IsWord(noun) && words_.Is(noun, Tag::kSayNoun)) {
      Put(subject.mention, subject.via, cue, verb, {s.span.begin, text_.tokens[noun].begin}, false, "verb_after");
      consumed_ = c;
      return;
    }
  }
  // "an earlier toll issued by X told of ...": the statement is the verb's subject
  if (subject.mention == kNone && !subject.statement && !relay && (words_.words[i].cut.clitics & text::kAnd) == 0) {
    subject.mention = OwnerBefore(s, i);
    if (subject.mention != kNone) rule = "stated_by";
  }
  // "fi tasrih li-X ... qal:", said of X before the verb
  if (subject.mention == kNone && !subject.statement && opens && c == SkipAside(s, hit.last)) {
    subject.mention = StatedBy(s, i);
    if (subject.mention != kNone) rule = "stated_by";
  }
  const bool continued = subject.mention == kNone;
  if (continued) {
    if (words_.Is(i, Tag::kSayImpersonal) && !subject.statement) return;  // "yudhkaru anna": nobody speaks
    if (!subject.statement && out_.mentions.empty()) return;
    // Only a verb that begins its clause goes on with the speaker before; elsewhere nobody is named and nothing can be cut out.
    const bool behind = i > s.first + 1 && np_.IsSign(i - 2, ',') && np_.IsWord(i - 1) && words_.Is(i - 1, Tag::kClauseBreak);  // "..., for it said"
    const bool clause = subject.statement || behind || (words_.words[i].cut.clitics & text::kAnd) || i <= s.first + 1 || np_.IsSign(i - 1, ',');
    if (!clause) return;
    // Words that may be a subject nobody knows: then it is not the speaker before who goes on.
    const bool stranger = c < s.last && np_.IsWord(c) && np_.StopKind(c).empty() && !subject.statement && !np_.NumberAt(c) &&
                          !words_.Is(c, Tag::kHappening) && !words_.Is(c, Tag::kHappeningNoun) && !words_.Is(c, Tag::kSay) && MentionAt(c) == kNone &&
                          (np_.HasArticle(c) || words_.words[c].senses.empty());
    if (stranger) {
      subject.mention = kNone;
    } else if (const Index own = SubjectOf(s, i); own != kNone && (last_speaker_ == kNone || sentence_ != last_sentence_)) {
      subject.mention = own;
    } else if (last_speaker_ != kNone && sentence_ - last_sentence_ <= kContinuedVerb) {
      subject.mention = last_speaker_;
    } else if (!opens && !subject.statement) {
      return;
    }
  }
  Span content = ContentFrom(s, c, subject.statement ? kStatementSentences : 0);
  if (takes_object && verb != "accuse" && verb != "warn" && (!opens || np_.IsQuote(c))) rule = "verb_object";
  // A headline's "content.. X announces ...": both halves are X's.
  if (rule == "subject_verb" && hit.sense->form == lexicon::Form::kImperfect) {
    const text::Sentence& before = text_.sentences[sentence_ ? sentence_ - 1 : 0];
    if (sentence_ > 0 && before.paragraph == s.paragraph && before.last > before.first + 1 && np_.IsSign(before.last - 1, '.') && np_.IsSign(before.last - 2, '.')) {
      content.begin = before.span.begin;
    }
    for (uint32_t t = i; t > s.first + 1; --t) {
      if (np_.IsSign(t, '.') && np_.IsSign(t - 1, '.')) {
        content.begin = s.span.begin;
        break;
      }
    }
  }
  Put(subject.mention, subject.via, cue, verb, content, continued, continued && rule != "verb_object" ? "continued" : rule);
  if (c > i) consumed_ = c;
}

void AttributionFinder::Statement(const text::Sentence& s, uint32_t i, const Hit& hit) {
  uint32_t next = hit.last;
  Index speaker = Owner(s, hit.last - 1, next);
  const bool continued = speaker == kNone;
  if (continued && last_speaker_ != kNone && sentence_ - last_sentence_ <= kContinuedVerb) speaker = last_speaker_;
  Put(speaker, kNone, np_.SpanOf(i, hit.last), np_.Symbol(hit), ContentFrom(s, next, np_.Symbol(hit) == "full" ? kFullText : kStatementSentences), continued, "statement");
  consumed_ = next;
}

void AttributionFinder::Participle(const text::Sentence& s, uint32_t i, const Hit& hit, bool weak) {
  const bool clause = i <= s.first + 1 || np_.IsSign(i - 1, ',') || np_.IsQuote(i - 1) || (words_.words[i].cut.clitics & text::kAnd) || np_.IsSign(i - 1, ')') ||
                      np_.StopIs(hit.last < s.last && np_.IsWord(hit.last) ? hit.last : i, "that");
  if (!clause || hit.last >= s.last) return;
  uint32_t c = hit.last;
  if (np_.StopIs(c, "prep") && np_.IsWord(c)) ++c;
  if (weak && !(c < s.last && Opens(c))) return;
  if (last_speaker_ == kNone || sentence_ - last_sentence_ > kContinuedParticiple) return;
  Put(last_speaker_, kNone, np_.SpanOf(i, hit.last), np_.Symbol(hit), ContentFrom(s, c, 0), true, "participle");
}

void AttributionFinder::According(const text::Sentence& s, uint32_t i, const Hit& hit) {
  const std::string_view kind = np_.Symbol(hit);
  uint32_t k = hit.last;
  while (k < s.last && (np_.IsQuote(k) || (np_.StopIs(k, "aux") && np_.IsWord(k)))) ++k;
  if (k >= s.last || !np_.IsWord(k)) return;
  if (kind == "as") {
    if (!words_.Is(k, Tag::kSay) && !words_.Is(k, Tag::kSayThat)) return;
    // "kama a'lana X anna ..." goes on like a verb of its own.
    const Subject probe = After(s, words_.Is(k, Tag::kSay) ? words_.At(k, Tag::kSay).last : words_.At(k, Tag::kSayThat).last, Relays(k), false);
    if (probe.next < s.last && !np_.IsSign(probe.next, '.') && !np_.IsSign(probe.next, ',')) return;
    if (i <= s.first + 1 && probe.next < s.last) return;
  }
  Index speaker = kNone, via = kNone;
  uint32_t next = k;
  const bool what = kind == "according_what" || kind == "as" || text_.tokens[k].fold_size == 2;
  if (const Index m = MentionAt(k); m != kNone && MaySpeak(m)) {
    speaker = m;
    next = out_.mentions[m].last;
  } else if (words_.Is(k, Tag::kSayNoun) && !what) {
    speaker = Owner(s, k, next);
    // "bi-hasab al-taqrir": of the body whose report has been told
    if (speaker == kNone && np_.HasArticle(k) && last_speaker_ != kNone && sentence_ - last_sentence_ <= kContinuedReport) speaker = last_speaker_, next = k + 1;
  } else if (what || words_.Is(k, Tag::kSay) || words_.Is(k, Tag::kSayThat)) {
    uint32_t v = k;  // "ma dhakarahu X", "ma ja'a fi bayan li-X"
    if (np_.StopIs(v, "relative") && v + 1 < s.last) ++v;
    for (uint32_t t = v; t < s.last && t < v + 4; ++t) {
      if (np_.IsWord(t) && words_.Is(t, Tag::kSayNoun) && t > v) {
        speaker = Owner(s, t, next);
        break;
      }
    }
    if (speaker == kNone && v + 1 <= s.last) {
      const bool relay = Relays(v);
      Subject subject = After(s, v + 1, relay, false);
      // "as X relayed", without a source
      if (relay && subject.mention == kNone) subject = After(s, v + 1, false, false);
      if (IsOutlet(subject.mention)) FromSource(s, subject);
      speaker = subject.mention;
      via = subject.via;
      next = subject.next;
    }
  }
  if (speaker == kNone) return;
  if (via == kNone) next = std::max(next, ViaAfter(s, next, via));
  // An agency that passes on what somebody in this sentence says is the way, not the source.
  if (IsOutlet(speaker) && out_.attributions.size() > first_here_ && out_.attributions.back().speaker != kNone &&
      !IsOutlet(out_.attributions.back().speaker)) {
    out_.attributions.back().via.push_back(Fullest(speaker));
    consumed_ = next;
    return;
  }
  // "dhakarat X anna ..., naqlan 'an Y": the outlet that stated it is the way
  const bool told = out_.attributions.size() > first_here_ && (out_.attributions.back().rule == "verb_subject" || out_.attributions.back().rule == "subject_verb") &&
                    IsOutlet(out_.attributions.back().speaker) && i > s.first + 2 && out_.attributions.back().content.begin < text_.tokens[i].begin;
  if ((kind == "relay" || (told && kind != "opinion")) && out_.attributions.size() > first_here_ && i > s.first + 2 && !IsOutlet(speaker)) {
    Attribution& stated = out_.attributions.back();
    if (stated.speaker != kNone && stated.via.empty() && (IsOutlet(stated.speaker) || out_.mentions[stated.speaker].kind == "media")) {
      stated.via.push_back(stated.speaker);
      stated.speaker = Fullest(speaker);
      stated.speaker_kind = KindOf(stated.speaker);
      last_speaker_ = speaker;
      last_sentence_ = sentence_;
      consumed_ = next;
      return;
    }
  }
  // "..., bi-hasab X naqalat 'anhu Y": Y is the way
  if (via == kNone && next + 2 < s.last && np_.IsWord(next) && Relays(next) && np_.IsWord(next + 1) && text_.tokens[next + 1].fold_size <= 4) {
    const uint32_t at = np_.IsQuote(next + 2) ? next + 3 : next + 2;
    const Index outlet = at < s.last ? MentionAt(at) : kNone;
    if (outlet != kNone && IsOutlet(outlet)) {
      via = outlet;
      next = EndOf(s, outlet);
    }
  }
  const Span cue = np_.SpanOf(i, hit.last);
  if (i <= s.first + 2 && !np_.IsQuote(s.first)) {
    Put(speaker, via, cue, kind == "opinion" ? "opinion" : "according", ContentFrom(s, next, 0), false, "according_before");
    consumed_ = next;
    return;
  }
  uint32_t from = s.first;
  if (out_.attributions.size() > first_here_) {
    for (uint32_t t = s.first; t < i; ++t) {
      if (np_.StopIs(t, "conj") && np_.IsWord(t) && np_.IsSign(t ? t - 1 : t, ',') ) from = t + 1;
    }
    for (size_t a = first_here_; a < out_.attributions.size(); ++a) {
      if (out_.attributions[a].rule == "according_after") {
        while (from < i && text_.tokens[from].begin < out_.attributions[a].content.end) ++from;
      }
    }
  }
  // "... "quotation", bi-hasab X": only the quotation is X's.
  uint32_t quote = i;
  if (quote > s.first && np_.IsSign(quote - 1, ',')) --quote;
  if (quote > s.first + 1 && np_.IsQuote(quote - 1)) {
    int depth = 1;
    for (uint32_t t = quote - 1; t-- > from && depth > 0;) {
      if (!np_.IsQuote(t)) continue;
      depth += text_.tokens[t].space_before && !text_.tokens[t + 1].space_before ? -1 : 1;
      if (depth == 0 && quote - t > 8) from = t;
    }
  }
  Span content = {text_.tokens[from].begin, text_.tokens[i].begin};
  // "..., bi-hasab X, baynahum ...": the sentence goes on in X's words unless another clause sets in.
  if (next + 1 < s.last && np_.IsSign(next, ',')) {
    bool other = false;
    for (uint32_t t = next + 1; t < s.last && !other; ++t) {
      other = np_.IsWord(t) && (words_.Is(t, Tag::kSay) || words_.Is(t, Tag::kAccording) || np_.StopIs(t, "conj"));
    }
    if (!other) content.end = s.span.end;
  }
  // "killed in the raid, by the figures of X, were 140", "caused, X says, the death of four": the sentence's verb stands before the
  // cue and what it counts right behind it
  const uint32_t behind = next + (next < s.last && np_.IsSign(next, ',') ? 1 : 0);
  const bool of = behind + 1 < s.last && np_.IsWord(behind) && np_.StopKind(behind) == "prep" && text_.tokens[behind].fold_size <= 3 && np_.IsWord(behind + 1) && words_.Is(behind + 1, Tag::kHappeningNoun);
  if (behind < s.last && content.end < s.span.end && (of || np_.NumberAt(behind) || (np_.IsWord(behind) && words_.Is(behind, Tag::kHappeningNoun) && np_.FrontClitic(behind, text::kWith)))) {
    uint32_t t = behind + 1;
    while (t < s.last && !(np_.IsWord(t) && (words_.Is(t, Tag::kSay) || words_.Is(t, Tag::kAccording) || np_.StopIs(t, "conj")))) ++t;
    content.end = t < s.last ? text_.tokens[t].begin : s.span.end;
  }
  Put(speaker, via, cue, kind == "opinion" ? "opinion" : "according", content, false, "according_after");
  consumed_ = next;
}

}  // namespace tawatur::extract
