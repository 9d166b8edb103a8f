// Whose words they are: the subject after or before a verb, the owner of a statement, the way it came, and what the speaker is.
// Entry points: AttributionFinder::After(), Before(), Owner().
#include <algorithm>

#include "extract/attribution_lookup.h"
#include "extract/attributions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {
constexpr uint32_t kLongestTitle = 24;  // tokens of a title before its name
constexpr uint32_t kRemembered = 3;     // sentences a speaker is remembered for "the source"
constexpr uint32_t kQuotedAlias = 5;     // tokens of a second name in quotation marks
constexpr uint32_t kNameless = 7;        // tokens of "who asked not to be named"
constexpr uint32_t kFarThat = 8;        // tokens of a source's description before "anna"
constexpr uint32_t kFarSource = 6;      // tokens from a relaying verb to "'an", where nobody known stands between
}  // namespace

// The first mention that begins at this token of the sentence or later.
std::vector<Mention>::const_iterator AttributionFinder::From(uint32_t token) const {
  auto it = out_.mentions.cbegin() + static_cast<std::ptrdiff_t>(mention_here_);
  while (it != out_.mentions.cend() && it->first < token) ++it;
  return it;
}

Index AttributionFinder::FindMention(uint32_t token) const {
  const auto& all = out_.mentions;
  const auto it = From(token);
  if (it != all.end() && it->first == token) return static_cast<Index>(it - all.begin());
  // A person whose title begins here: the name comes after it.
  const text::Token& t = text_.tokens[token];
  for (auto k = it; k != all.end() && k->first < token + kLongestTitle; ++k) {
    if (!k->title.Empty() && k->title.begin < k->span.begin && t.begin <= k->title.begin && k->title.begin < t.end) return static_cast<Index>(k - all.begin());
  }
  return kNone;
}

Index AttributionFinder::MentionEndingAt(uint32_t token) const {
  if (!ends_.May(token)) return kNone;
  const auto& all = out_.mentions;
  auto it = From(token);
  Index best = kNone;
  for (int steps = 0; it != all.begin() && steps < 6; ++steps) {
    --it;
    if (it->last == token) best = static_cast<Index>(it - all.begin());  // the longer of two that end here stands earlier
  }
  return best;
}

// One past the time that begins at this token; the token itself if none does.
uint32_t AttributionFinder::TimeEnd(uint32_t token) const {
  if (!times_.May(token)) return token;
  const auto it = std::lower_bound(out_.times.begin(), out_.times.end(), token, [](const TimeExpr& t, uint32_t at) { return t.first < at; });
  return it != out_.times.end() && it->first == token ? std::max(it->last, token) : token;
}

// The preposition after which the source of a relayed statement stands.
bool AttributionFinder::IsAn(uint32_t i) const {
  const std::string_view w = np_.IsWord(i) ? text_.Word(i) : std::string_view{};
  return w.size() == 2 && static_cast<unsigned char>(w[0]) == text::kAin && static_cast<unsigned char>(w[1]) == text::kNoon;
}

// The preposition before a source: "'an"; after a verb of learning "min" and "lada" too.
bool AttributionFinder::IsSource(uint32_t i, bool learn) const {
  if (IsAn(i)) return true;
  if (!learn || !np_.IsWord(i) || !np_.StopIs(i, "prep")) return false;
  const std::string_view w = text_.Word(i);
  return (w.size() == 2 && static_cast<unsigned char>(w[1]) == text::kNoon) || (w.size() == 3 && static_cast<unsigned char>(w[0]) == text::kLam);
}

// One past a mention, the title behind it and the words that keep its name back.
uint32_t AttributionFinder::EndOf(const text::Sentence& s, Index m) const {
  uint32_t end = out_.mentions[m].last;
  while (end < s.last && text_.tokens[end].begin < out_.mentions[m].title.end) ++end;
  return out_.mentions[m].anonymous ? NamelessEnd(s, end) : end;
}

// "the source", "the same source", where no source of that name stands before: whoever spoke last.
Index AttributionFinder::Anaphor(Index m) const {
  if (m == kNone || last_speaker_ == kNone || sentence_ - last_sentence_ > kRemembered) return m;
  const Mention& x = out_.mentions[m];
  // "a local official ... The official added": the one without a name who spoke before
  const Mention& before = out_.mentions[last_speaker_];
  if (x.rule == "role" && x.same_as == kNone && x.last == x.first + 1 && before.anonymous && np_.HasArticle(x.first) && before.first < x.first) {
    const std::string_view w = text_.Word(x.first), head = text_.Word(before.first);
    if (w.size() > 4 && w.ends_with(head) && w.size() <= head.size() + 2) return last_speaker_;
  }
  const bool source = x.kind == "source" || x.kind == "witness" || x.kind == "report";  // no "organisers"
  return x.rule == "short" && x.anonymous && source && x.same_as == kNone && x.last <= x.first + 2 ? last_speaker_ : m;
}

Index AttributionFinder::Fullest(Index m) const { return FullestOf(out_, m); }

// "a source (who) declined to give his name": one past the words that say so without a relative pronoun.
uint32_t AttributionFinder::NamelessEnd(const text::Sentence& s, uint32_t k) const {
  if (k + 1 < s.last && np_.IsSign(k, ',') && np_.IsWord(k + 1)) {  // "..., who declined to give his name, ..."
    const uint32_t end = NamelessEnd(s, k + 1);
    return end > k + 1 ? end + (np_.IsSign(end, ',') ? 1 : 0) : k;
  }
  for (uint32_t t = k; t < s.last && t < k + kNameless && np_.IsWord(t); ++t) {
    const NpStop stop = np_.StopKind(t);
    if (stop == "identity") return t > k ? t + 1 : k;
    if (stop == "that" || words_.Is(t, Tag::kHappening) || words_.Is(t, Tag::kHappeningNoun)) return k;
  }
  return k;
}

// Skips what may stand between a verb and its subject or content: adverbs, times, "fi bayan", "min janibihi", brackets.
uint32_t AttributionFinder::SkipAside(const text::Sentence& s, uint32_t k) const {
  for (int steps = 0; steps < 10 && k < s.last; ++steps) {
    const unsigned char sign = text_.tokens[k].sign;
    if (sign == '(') {
      uint32_t close = k + 1;
      while (close < s.last && close < k + 10 && !np_.IsSign(close, ')')) ++close;
      if (close >= s.last || !np_.IsSign(close, ')')) return k;
      k = close + 1;
      continue;
    }
    if (sign == '"' && k + 1 < s.last && np_.StopIs(k + 1, "relative")) {  // ""who asked not to be named""
      uint32_t close = k + 1;
      while (close < s.last && close < k + 16 && !np_.IsQuote(close)) ++close;
      if (close >= s.last || !np_.IsQuote(close)) return k;
      k = close + 1;
      continue;
    }
    if (const uint32_t behind = TimeEnd(k); behind > k) {
      k = behind;
      continue;
    }
    if (sign == ',' && k + 1 < s.last && np_.IsWord(k + 1)) {
      // A comma is stepped over only with an aside behind it.
      if (TimeEnd(k + 1) > k + 1 || np_.StopIs(k + 1, "adverb")) {
        ++k;
        continue;
      }
      if (np_.StopIs(k + 1, "prep") && k + 2 < s.last && np_.IsWord(k + 2) && (words_.Is(k + 2, Tag::kSayNoun) || words_.Is(k + 2, Tag::kSaidTo))) {
        ++k;
        continue;
      }
      return k;
    }
    const NpStop stop = np_.StopKind(k);
    if (stop.empty() || !np_.IsWord(k)) return k;
    if (stop == "adverb" || stop == "aux" || stop == "same") {
      ++k;
      continue;
    }
    if (stop == "prep" && k + 1 < s.last && np_.IsWord(k + 1)) {
      if (np_.StopIs(k + 1, "adverb")) {  // "min janibihi"
        k += 2;
        continue;
      }
      const Hit noun = words_.Is(k + 1, Tag::kSaidTo) ? words_.At(k + 1, Tag::kSaidTo) : words_.At(k + 1, Tag::kSayNoun);
      if (noun) {  // "fi bayan sahafi"
        k = np_.AdjectivesEnd(noun.last);
        while (k < s.last && np_.StopIs(k, "prep") && np_.IsWord(k) && k + 1 < s.last && np_.IsWord(k + 1) && MentionAt(k + 1) != kNone &&
               !words_.Is(k + 1, Tag::kSayNoun)) {
          k = out_.mentions[MentionAt(k + 1)].last;
        }
        continue;
      }
    }
    return k;
  }
  return k;
}

Index AttributionFinder::Owner(const text::Sentence& s, uint32_t noun, uint32_t& next) const {
  const Hit h = words_.At(noun, Tag::kSayNoun);
  uint32_t k = h ? h.last : noun + 1;
  if (h && (words_.words[noun].cut.clitics & text::kPronoun)) {
    next = k;
    return kNone;
  }
  next = k;
  bool unknown = false;  // somebody of no list was stepped over: an outlet behind is the way his words came
  for (int steps = 0; steps < 7 && k < s.last; ++steps) {
    const Index m = MentionAt(k);
    // "the annual report of X": an adjective of the report, whatever name was seen in it
    const bool adjective = m != kNone && k == h.last && np_.HasArticle(k) && np_.HasArticle(noun) && np_.Adjective(k) && out_.mentions[m].rule == "speaker" && out_.mentions[m].entity < 0;
    if (m != kNone && MaySpeak(m) && !adjective) {
      if (unknown && IsOutlet(m)) return kNone;
      next = out_.mentions[m].last;
      return m;
    }
    if (np_.IsQuote(k)) {
      ++k;
      continue;
    }
    if (!np_.IsWord(k)) return kNone;
    const NpStop stop = np_.StopKind(k);
    if (!stop.empty() && stop != "prep" && stop != "adverb") return kNone;
    // "hasila jadida a'lanatha X": the verb's pronoun is the statement itself
    if (words_.Is(k, Tag::kSay) && !(words_.words[k].cut.clitics & text::kPronoun)) return kNone;
    unknown |= stop.empty() && (np_.HasArticle(k) || (ToOutlet(k) && words_.words[k].senses.empty())) && !np_.Adjective(k);
    ++k;
  }
  return kNone;
}

// Who issued the statement whose phrase ends right before the verb.
Index AttributionFinder::OwnerBefore(const text::Sentence& s, uint32_t verb) const {
  const Index last = verb > s.first + 1 ? MentionEndingAt(verb) : kNone;
  if (last == kNone || !MaySpeak(last)) return kNone;
  for (uint32_t t = out_.mentions[last].first, words = 0; t > s.first && words < kFarThat; --t, ++words) {
    if (!np_.IsWord(t - 1)) return kNone;
    if (!words_.Is(t - 1, Tag::kSayNoun)) continue;
    uint32_t next = t;
    return Owner(s, t - 1, next) == last ? last : kNone;
  }
  return kNone;
}

// "fi tasrih li-X", "ja'a dhalika fi taghrida lil-X": who the statement before the verb belongs to.
Index AttributionFinder::StatedBy(const text::Sentence& s, uint32_t verb) const {
  static constexpr TagSet kStatement = TagsOf({Tag::kSaidTo, Tag::kSayNoun});
  if (!words_.sentences[sentence_].Any(kStatement)) return kNone;
  for (uint32_t t = s.first; t < verb && t < s.first + 12; ++t) {
    if (!words_.words[t].tags.Any(kStatement) || !np_.IsWord(t)) continue;
    if (t == s.first || !np_.IsWord(t - 1) || !np_.StopIs(t - 1, "prep")) continue;
    for (uint32_t k = t + 1; k < verb && k < t + 5; ++k) {
      if (!np_.IsWord(k) || static_cast<unsigned char>(text_.Word(k)[0]) != text::kLam) continue;
      const Index m = MentionAt(k);
      if (m != kNone && MaySpeak(m) && !IsOutlet(m)) return m;
    }
    return kNone;
  }
  return kNone;
}

// "X rejected the charge, and said ...": X, the subject of the verb that the sentence begins with, goes on.
Index AttributionFinder::SubjectOf(const text::Sentence& s, uint32_t verb) const {
  if (verb < s.first + 3 || !np_.IsWord(s.first) || static_cast<unsigned char>(text_.Word(verb)[0]) != text::kWaw) return kNone;
  if (!words_.Is(s.first, Tag::kClaimAct) && !words_.Is(s.first, Tag::kEventVerb)) return kNone;
  const Index m = MentionAt(s.first + 1);
  return m != kNone && out_.mentions[m].last <= verb && MaySpeak(m) ? m : kNone;
}

// The letters of a verb of saying that are none here: "bi-dhikr", "al-mudi", and the first person ("nad'u"), who speaks inside a quotation.
bool AttributionFinder::NoVerb(uint32_t i, const Hit& hit) const {
  const Word& w = words_.words[i];
  if (w.senses.empty()) return false;
  const bool imperfect = hit.sense->form == lexicon::Form::kImperfect;
  if (w.cut.clitics & (text::kWith | text::kLike | text::kArticle)) return true;
  if ((w.cut.clitics & text::kFor) && !imperfect) return true;
  if (!imperfect || hit.last != i + 1) return false;
  const std::string_view f = text_.Word(i);
  const auto first = w.cut.front < f.size() ? static_cast<unsigned char>(f[w.cut.front]) : 0;
  return first == text::kAlef || first == text::kNoon;
}

AttributionFinder::Subject AttributionFinder::After(const text::Sentence& s, uint32_t k, bool relay, bool far_that) {
  Subject r;
  // "'alimat X min Y": a verb of learning has its source behind other prepositions too
  const bool learn = relay && k > s.first && np_.IsWord(k - 1) && words_.Is(k - 1, Tag::kSayThat) && np_.Symbol(words_.At(k - 1, Tag::kSayThat)) == "learn";
  uint32_t at = SkipAside(s, k);
  r.next = at;
  if (at >= s.last) return r;
  uint32_t head = at;
  if (np_.IsQuote(at)) {  // "qalat "X" inna": the quotation marks may be the name's
    const Index m = MentionAt(at + 1);
    const bool name = m != kNone && at + 1 < s.last && (np_.IsQuote(out_.mentions[m].last) || (out_.mentions[m].last > 0 && np_.IsQuote(out_.mentions[m].last - 1)));
    if (!name) return r;
    head = at + 1;
  }
  if (const Hit by = relay ? Hit{} : words_.At(head, Tag::kFigureDoer); by && by.last < s.last && MentionAt(by.last) != kNone) head = by.last;  // "it was announced by X"
  Index m = MentionAt(head);
  if (m != kNone && (!MaySpeak(m) || (!words_.words[head].senses.empty() && words_.words[head].cut.front &&
                                      (words_.words[head].cut.clitics & (text::kFor | text::kWith | text::kLike | text::kAnd))))) {
    m = kNone;
  }
  if (m == kNone && np_.IsWord(head) && words_.Is(head, Tag::kSayNoun) && !(words_.words[head].cut.clitics & (text::kFor | text::kWith))) {
    r.statement = true;
    uint32_t next = head + 1;
    m = Owner(s, head, next);
    r.mention = m;
    r.next = SkipAside(s, next);
    return r;
  }
  if (m == kNone) {
    uint32_t next = ViaAfter(s, at, r.via);
    if (next > at) {
      r.next = SkipAside(s, next);
      const Index subject = ToOutlet(at) && r.next < s.last ? MentionAt(r.next) : kNone;  // "qala li-X mas'ul amni inna"
      if (subject != kNone && MaySpeak(subject) && !IsOutlet(subject)) {
        r.mention = subject;
        r.next = SkipAside(s, EndOf(s, subject));
        return r;
      }
    }
    // "naqala murasiluna 'an Y": the one who passes it on is in no list
    for (uint32_t t = at; relay && t + 1 < s.last && t < at + kFarSource && np_.IsWord(t) && !np_.StopIs(t, "that"); ++t) {
      if (!IsSource(t, learn)) continue;
      const Index source = MentionAt(np_.IsQuote(t + 1) ? t + 2 : t + 1);
      if (source != kNone && MaySpeak(source)) {
        r.mention = source;
        r.next = SkipAside(s, EndOf(s, source));
        if (const Index teller = t == at && r.next < s.last ? MentionAt(r.next) : kNone; IsOutlet(teller)) {  // "naqalat 'an Y wakalat X"
          r.via = teller;
          r.next = SkipAside(s, EndOf(s, teller));
        }
        if (r.next < s.last && np_.IsWord(r.next) && words_.Is(r.next, Tag::kSayNoun)) ++r.next;  // "qawlahu inna"
      }
      break;
    }
    return r;
  }
  const uint32_t end = EndOf(s, m);
  uint32_t next = end;
  if (np_.IsQuote(next) && head > at) ++next;
  next = SkipAside(s, next);
  if (relay) {  // "naqalat X 'an Y": X is the way, Y the source
    for (uint32_t t = next; t < s.last && t < next + 8; ++t) {
      const bool to = (IsOutlet(m) || out_.mentions[m].kind == "media") && np_.StopIs(t, "prep") && np_.IsWord(t) && text_.Word(t).size() == 3 &&
                      static_cast<unsigned char>(text_.Word(t)[0]) == text::kAlef;  // "nasabat X ila Y"
      if ((!IsSource(t, learn) && !to) || t + 1 >= s.last) continue;
      const uint32_t from = np_.IsQuote(t + 1) ? t + 2 : t + 1;
      const Index source = MentionAt(from);
      if (source == kNone || !MaySpeak(source)) break;
      r.mention = source;
      r.via = m;
      r.next = SkipAside(s, EndOf(s, source));
      if (r.next < s.last && np_.IsWord(r.next) && words_.Is(r.next, Tag::kSayNoun)) ++r.next;  // "qawlahu inna"
      return r;
    }
    return Subject{kNone, kNone, next, false, false};
  }
  r.mention = m;
  r.next = next;
  // A comma-enclosed aside or relative clause before "inna": content begins at "inna" when it stands near.
  const uint32_t after_via = ViaAfter(s, next, r.via);
  if (r.via == kNone && end != next) {  // "fi ittisal ma'a X" was stepped over
    Index via = kNone;
    if (ViaAfter(s, end, via) <= next && via != kNone) r.via = via;
  }
  bool told = false;  // "akkada X maqtal arba'a li-qanat Y": what is stated stands in between
  for (uint32_t t = next; t < after_via && !told; ++t) told = np_.IsWord(t) && (words_.Is(t, Tag::kHappening) || words_.Is(t, Tag::kHappeningNoun) || np_.NumberAt(t));
  if (after_via > next && !told) r.next = SkipAside(s, after_via);
  const bool aside = r.next < s.last && (np_.IsSign(r.next, ',') || (np_.StopIs(r.next, "relative") && np_.IsWord(r.next)));
  // behind a verb that asks for "anna" only a relative clause is such an aside
  const uint32_t behind = r.next + (np_.IsSign(r.next, ',') ? 1 : 0);
  const bool clause = aside && behind < s.last && np_.StopIs(behind, "relative") && np_.IsWord(behind);
  if ((far_that && aside) || clause) {
    const bool relative = np_.IsWord(r.next);  // what happened to him is told inside his relative clause
    for (uint32_t t = r.next; t < s.last && t < r.next + 24; ++t) {
      if (relative && np_.IsWord(t) && (words_.Is(t, Tag::kHappening) || words_.Is(t, Tag::kHappeningNoun))) continue;
      if (np_.IsSign(t, '.') || (np_.IsWord(t) && t > r.next && (words_.Is(t, Tag::kHappening) || words_.Is(t, Tag::kHappeningNoun) || words_.Is(t, Tag::kSayActive) || words_.Is(t, Tag::kSay)))) {
        break;
      }
      if (np_.IsSign(t, ':') || (np_.StopIs(t, "that") && np_.IsWord(t))) {
        r.next = t;
        break;
      }
    }
  }
  return r;
}

// A subject before its verb: "X tattahim ...", "amma X fa-akkad", "X, wa-maqarruhu ..., qal", "X alladhi qal".
Index AttributionFinder::Before(const text::Sentence& s, uint32_t verb) const {
  const uint16_t clitics = words_.words[verb].senses.empty() ? 0 : words_.words[verb].cut.clitics;
  if (clitics & text::kAnd) return kNone;
  if ((clitics & text::kThen) || (verb > s.first && np_.StopIs(verb - 1, "aux") && np_.IsWord(verb - 1) && s.first + 1 < verb)) {
    const uint32_t at = np_.StopIs(s.first, "conj") && np_.IsWord(s.first) ? s.first + 1 : kNone;
    if (at != kNone) {
      const Index m = MentionAt(np_.IsQuote(at) ? at + 1 : at);
      if (m != kNone && MaySpeak(m)) return m;
    }
    if (clitics & text::kThen) return kNone;
  }
  uint32_t p = verb;
  for (int steps = 0; steps < 8 && p > s.first; ++steps) {
    const Index m = MentionEndingAt(p);
    if (m != kNone && MaySpeak(m)) {
      const Mention& x = out_.mentions[m];
      if (x.last <= consumed_ && consumed_ > s.first && x.last > s.first) return kNone;
      if (x.rule == "surname" && x.same_as == kNone) return kNone;
      const Word& w = words_.words[x.first];
      if (!w.senses.empty() && w.cut.front && (w.cut.clitics & (text::kFor | text::kWith | text::kLike))) return kNone;
      uint32_t before = x.first;
      while (before > s.first && np_.IsQuote(before - 1)) --before;
      if (before > s.first && np_.IsWord(before - 1) && text_.tokens[before - 1].end > 0) {
        const NpStop stop = np_.StopKind(before - 1);
        if (stop == "prep") return kNone;
        // The last words of another phrase: only a clause's beginning makes a subject here.
        if (stop.empty() && !(x.title.end && x.title.begin < x.span.begin) && MentionEndingAt(before) == kNone && !words_.Is(before - 1, Tag::kSaidTo)) {
          if (w.senses.empty() || !(w.cut.clitics & text::kAnd)) return kNone;
        }
      }
      return m;
    }
    const uint32_t q = p - 1;
    if (np_.IsQuote(q)) {  // "wakalat X "y", a'lanat": a second name
      uint32_t open = q;
      while (open > s.first && q - open < kQuotedAlias && (open == q || !np_.IsQuote(open))) --open;
      if (open < q && np_.IsQuote(open) && MentionEndingAt(open) != kNone && MentionEndingAt(q) == kNone) {
        p = open;
        continue;
      }
    }
    if (np_.IsQuote(q) || np_.IsSign(q, ',')) {
      p = q;
      continue;
    }
    if (np_.IsSign(q, ')')) {
      uint32_t open = q;
      while (open > s.first && q - open < 10 && !np_.IsSign(open, '(')) --open;
      if (!np_.IsSign(open, '(')) return kNone;
      p = open;
      continue;
    }
    if (!np_.IsWord(q)) return kNone;
    const NpStop stop = np_.StopKind(q);
    if (stop == "adverb" || stop == "aux" || stop == "relative") {
      p = q;
      continue;
    }
    return kNone;
  }
  return kNone;
}

}  // namespace tawatur::extract
