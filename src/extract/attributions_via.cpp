// The way a statement came: the agency or outlet spoken to, and who passes on what others said. Entry points:
// AttributionFinder::ViaAfter(), ViaBefore(), FromSource().
#include <algorithm>

#include "extract/attributions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {
constexpr uint32_t kFarVia = 14;     // tokens from a subject to the way its words came
constexpr uint32_t kFarThat = 8;     // tokens of a source's description before "anna"
constexpr uint32_t kFarOutlet = 16;  // tokens from a sentence's begin to "fi tasrih li-X"
}  // namespace

// A word with lam, or lam alone before a quotation mark or a Latin name.
bool AttributionFinder::ToOutlet(uint32_t at) const {
  return np_.IsWord(at) && static_cast<unsigned char>(text_.Word(at)[0]) == text::kLam;
}

// A verb of publishing or passing on that carries a pronoun: "nasharathu".
bool AttributionFinder::CarriedBy(uint32_t i) const {
  return (words_.words[i].cut.clitics & text::kPronoun) != 0 && (words_.Is(i, Tag::kSayThat) || words_.Is(i, Tag::kSay));
}

// "li-wikalat ...", "li-"..."", "fi tasrih li-...": the agency or outlet spoken to.
uint32_t AttributionFinder::ViaAfter(const text::Sentence& s, uint32_t k, Index& via) const {
  bool said_to = false;
  const uint32_t end = std::min(s.last, k + kFarVia);
  for (uint32_t t = k; t < end; ++t) {
    const bool carried = t > k && CarriedBy(t - 1);
    // From the second word on most words are nothing of what is asked below.
    if (t > k && !said_to && !carried && (t = words_.NextStart(t, end, kTellsWay | kStartsCue | kStartsColon)) == end) return k;
    if (!np_.IsWord(t)) {
      if (np_.IsSign(t, ':') || np_.IsSign(t, '.')) return k;
      continue;
    }
    if (np_.StopIs(t, "that")) return k;
    // "a statement that agency X published": told by a verb with the statement's pronoun
    if (carried) {
      const Index carrier = MentionAt(t);
      if (carrier != kNone && IsOutlet(carrier)) {
        via = carrier;
        return EndOf(s, carrier);
      }
    }
    if (words_.Is(t, Tag::kSay) && !CarriedBy(t)) return k;
    if (words_.Is(t, Tag::kSaidTo)) {
      said_to = true;
      continue;
    }
    const bool to_lam = ToOutlet(t);
    if (!to_lam && !said_to && t > k) continue;
    const bool lone = text_.tokens[t].fold_size == 1;  // lam alone before a quotation mark or a Latin name
    const uint32_t at = lone ? (np_.IsQuote(t + 1) ? t + 2 : t + 1) : t;
    const bool to = said_to && t > k && np_.IsWord(t - 1) && (np_.StopIs(t - 1, "prep") || static_cast<unsigned char>(text_.Word(t)[0]) == text::kBeh);
    // "afada masdar amni murasil al-jawhara": told to, without a preposition
    const Index direct = t == k && !np_.FrontClitic(t, text::kAnd) ? MentionAt(t) : kNone;
    if (!to_lam && !to && (direct == kNone || (out_.mentions[direct].kind != "correspondent" && !IsOutlet(direct)))) continue;
    Index m = at < s.last ? MentionAt(at) : kNone;
    const Index spoken_to = m;
    if (m != kNone && out_.mentions[m].kind == "correspondent" && IsOutlet(out_.mentions[m].body)) m = out_.mentions[m].body;
    if (m == kNone || (!IsOutlet(m) && !said_to) || out_.mentions[m].type != EntityType::kOrganisation) continue;
    if (spoken_to != m) {
      via = m;
      return std::max(out_.mentions[spoken_to].last, out_.mentions[m].last);
    }
    via = m;
    uint32_t next = out_.mentions[m].last;
    if (np_.IsQuote(next)) ++next;
    return next;
  }
  return k;
}

// "fi tasrih li-X, qala fulan": the outlet spoken to, told before the verb.
Index AttributionFinder::ViaBefore(const text::Sentence& s, uint32_t verb) const {
  if (!words_.sentences[sentence_].Has(Tag::kSaidTo)) return kNone;
  for (uint32_t t = s.first + 1; t < verb && t < s.first + kFarOutlet; ++t) {
    if (!np_.IsWord(t) || !words_.Is(t, Tag::kSaidTo) || !np_.IsWord(t - 1) || !np_.StopIs(t - 1, "prep")) continue;
    Index via = kNone;
    ViaAfter(s, t, via);
    return IsOutlet(via) && out_.mentions[via].last <= verb ? via : kNone;
  }
  return kNone;
}

bool AttributionFinder::Relays(uint32_t verb) const {
  const Hit say = words_.At(verb, Tag::kSay), that = words_.At(verb, Tag::kSayThat);
  return (say && np_.Symbol(say) == "relay") || (that && (np_.Symbol(that) == "relay" || np_.Symbol(that) == "learn"));
}

// An outlet that says what it has from somebody else: "dhakarat X naqlan 'an Y anna", "naqlan 'an Y, dhakarat X anna". The
// outlet is the way, the other the source.
void AttributionFinder::FromSource(const text::Sentence& s, Subject& subject) {
  uint32_t k = EndOf(s, subject.mention);
  while (k + 1 < s.last && (np_.IsSign(k, ',') || np_.IsQuote(k))) ++k;
  if (k < s.last && !words_.Is(k, Tag::kAccording)) k = subject.next + (np_.IsSign(subject.next, ',') ? 1 : 0);
  const Hit hit = k < s.last && np_.IsWord(k) ? words_.At(k, Tag::kAccording) : Hit{};
  const bool from = k < s.last && IsAn(k);  // "awradat X 'an Y anna"
  if ((hit && np_.Symbol(hit) == "relay") || from) {
    uint32_t at = from ? k : hit.last;
    if (at < s.last && IsAn(at)) ++at;
    if (at < s.last && np_.IsQuote(at)) ++at;
    const Index source = at < s.last ? MentionAt(at) : kNone;
    if (source == kNone || !MaySpeak(source) || IsOutlet(source)) return;
    const Mention& teller = out_.mentions[subject.mention];
    subject.via = teller.kind != "correspondent" ? subject.mention : IsOutlet(teller.body) ? teller.body : kNone;
    subject.mention = source;
    subject.next = SkipAside(s, EndOf(s, source));
    for (uint32_t t = subject.next; t < s.last && t < subject.next + kFarThat && !words_.Is(t, Tag::kSay); ++t) {
      if (!np_.IsSign(t, ':') && !(np_.StopIs(t, "that") && np_.IsWord(t))) continue;
      subject.next = t;
      break;
    }
    return;
  }
  if (out_.attributions.size() == first_here_ || !IsOutlet(subject.mention)) return;
  const Attribution& before = out_.attributions.back();
  if (before.rule != "according_before" || before.speaker == kNone || IsOutlet(before.speaker) || !before.via.empty()) return;
  subject.via = subject.mention;
  subject.mention = before.speaker;
}

}  // namespace tawatur::extract
