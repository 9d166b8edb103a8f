// Claims: who takes which position, about whom, how firmly. Entry point: FindClaims(). Reads mentions, attributions and figures.
//
// claims_scan.cpp finds the triggers of a sentence and their clauses, claims_roles.cpp who speaks, about whom, how firmly.
// Here: what is somebody's words and what is narration, lists under one speaker, an expert's plain sentences, an interview's answers.
#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>

#include "extract/attribution_lookup.h"
#include "extract/claims_roles.h"
#include "extract/claims_scan.h"
#include "extract/extract.h"

namespace tawatur::extract {
namespace {

constexpr uint32_t kListLength = 14;  // paragraphs after its head that may still belong to a list
constexpr uint32_t kEssaySigns = 5;    // arguing connectives of an essay, at least
constexpr uint32_t kEssayBytes = 1200; // and one in so many bytes
constexpr size_t kUsual = 8;           // claims of a report
constexpr uint32_t kShortest = 3;  // words of a clause that can hold a position by itself

class ClaimFinder {
 public:
  ClaimFinder(const Words& words, Findings& out) : w_(words), out_(out), tokens_(words.text->tokens), here_(out, &memory_), scan_(words, out, here_, &memory_), roles_(words, out, scan_) {}

  void Run() {
    essay_ = out_.opinion || Essay();
    const auto& sentences = w_.text->sentences;
    for (uint32_t i = 0; i < sentences.size(); ++i) {
      const text::Sentence& s = sentences[i];
      if (s.furniture || s.last <= s.first) continue;
      here_.Open(s.span);
      const bool question = Ends(s, '?') && !here_.Stated();
      Answers(i, s, question);
      if (question) continue;
      const bool listed = list_ != UINT32_MAX && s.paragraph > list_ && s.paragraph <= list_ + kListLength && Numbered(s);
      const bool stated = essay_ || answers_ != kNone || listed || here_.Stated();
      ambient_ = answers_ != kNone ? answers_ : listed ? list_speaker_ : kNone;
      listed_ = listed;
      scan_.Sentence(s, stated, triggers_);
      const size_t before = out_.claims.size();
      for (const ClaimTrigger& t : triggers_) Make(t, s, i);
      if (stated) {
        List(i, s, before);
        if (!Ends(s, ':')) Plain(i, s, before);
      }
      ListHead(s);
    }
  }

 private:
  bool Ends(const text::Sentence& s, unsigned char sign) const {
    const text::Token* const last = tokens_.data() + s.last - 1;
    const size_t before = s.last - s.first - 1;
    return (last[0].sign == sign) | (last[-std::min<ptrdiff_t>(before, 1)].sign == sign) | (last[-std::min<ptrdiff_t>(before, 2)].sign == sign);
  }

  // An essay argues: many of its connectives, few speakers.
  bool Essay() const {
    uint32_t signs = 0;
    for (const Phrase& p : w_.phrases) {
      signs += w_.Is(p.first, Tag::kClaimEssay) && std::any_of(p.senses.begin(), p.senses.end(), [](const Sense& x) { return x.tag == Tag::kClaimEssay; });
    }
    if (signs < kEssaySigns || signs * kEssayBytes < w_.text->original.size()) return false;
    const auto named = std::count_if(out_.attributions.begin(), out_.attributions.end(), [](const Attribution& a) { return a.speaker != kNone && !a.continued; });
    return 2 * signs > 3 * static_cast<uint32_t>(named);
  }

  // In an interview what follows a question is the answer, until the text goes on as a report.
  void Answers(uint32_t, const text::Sentence&, bool question) {
    if (out_.interview && out_.interviewee != kNone && question) answers_ = out_.interviewee;
  }

  bool HoldsFigure(Span span) const {
    return std::any_of(out_.figures.begin(), out_.figures.end(), [&](const Figure& f) { return span.Overlaps(f.number); });
  }

  // The clause has more words than that.
  bool Longer(const ClaimTrigger& t, uint32_t than) const {
    uint32_t words = 0;
    for (uint32_t k = t.begin; k < t.end && words <= than; ++k) words += scan_.IsWord(k);
    return words > than;
  }

  void Make(const ClaimTrigger& t, const text::Sentence& s, uint32_t sentence) {
    const Span trigger = tokens_[t.first].span();
    Index a = AttributionAt(out_, here_, trigger);
    for (const Index k : here_.All()) {  // the words begin a little late: a cue before, words around
      if (a != kNone) break;
      const Attribution& x = out_.attributions[k];
      if (s.span.Contains(x.cue) && x.cue.end <= trigger.begin && x.content.begin > trigger.begin && x.content.begin < tokens_[std::max(t.end, t.last) - 1].end) a = k;
    }
    const bool stated = a != kNone || ambient_ != kNone || essay_;
    if (t.rank <= ClaimRank::kSaid && !stated) return;
    if (t.rank == ClaimRank::kHostile && a == kNone) return;  // an essay tells what happened too
    if (t.rank < ClaimRank::kSaid && !Longer(t, kShortest)) return;
    if (t.rank == ClaimRank::kParticiple && !Longer(t, 1)) return;  // "(reactions) condemning": of what, nobody says
    Claim c;
    c.type = t.type;
    c.content = scan_.ClauseSpan(t.begin, std::max(t.end, t.last));
    c.evidence = s.span;
    c.sentence = sentence;
    if (t.rank == ClaimRank::kJudge && HoldsFigure(c.content)) return;
    if (t.with_figure && !HoldsFigure(c.content)) return;
    if (t.rank == ClaimRank::kJudge && (!Judges(t, a) || Fragment(t))) return;
    if (t.rank == ClaimRank::kParticiple && t.first > s.first && (w_.WordIs(t.first - 1, Tag::kClaimAux) || w_.WordIs(t.first - 1, Tag::kClaimNegation))) return;  // "is threatened with"
    c.rule = t.rank == ClaimRank::kJudge ? "claim.judge" : t.rank == ClaimRank::kHostile ? "claim.deed" : t.rank == ClaimRank::kSaid ? "claim.said"
           : t.rank == ClaimRank::kMark ? "claim.mark" : t.rank == ClaimRank::kNoun ? "claim.noun" : t.rank == ClaimRank::kParticiple ? "claim.participle" : "claim.act";
    uint32_t unlisted = kNone;
    if (!roles_.Speaker(t, s, ambient_, c, unlisted)) return;
    if (t.own_loss && c.speaker == kNone) return;
    if (t.own_loss && roles_.OfOthers(t, c.speaker)) c.type = ClaimType::kAssessment;  // what others lost nobody admits
    if (t.future) Future(t, c);
    else if (c.type == ClaimType::kPrediction && t.rank == ClaimRank::kSaid && t.last < s.last && (FirstPerson(t.last) || OwnBody(t))) c.type = ClaimType::kPledge;
    if (!roles_.Target(t, s, c)) return;
    if (c.type == ClaimType::kAccusation && t.rank == ClaimRank::kSaid && c.target == kNone && !c.target_unnamed && t.first > s.first && w_.WordIs(t.first - 1, Tag::kClaimRelative) &&
        w_.text->Word(t.first - 1).size() <= 3) {
      c.type = ClaimType::kAssessment;  // "ma, mimma": what did, not who
    }
    roles_.Weigh(t, s, c);
    if (c.type == ClaimType::kAssessment && t.rank >= ClaimRank::kNoun && Bad(t)) c.type = ClaimType::kCondemnation;
    if (c.type == ClaimType::kAssessment && t.rank == ClaimRank::kMark && c.strength == Strength::kNotRuledOut && Blames(t)) {
      c.type = ClaimType::kAccusation;
    }
    Inherit(c);
    if (unlisted != kNone) {
      Mention m;
      m.span = tokens_[unlisted].span();
      m.first = unlisted;
      m.last = unlisted + 1;
      m.type = lexicon::EntityType::kOrganisation;
      m.rule = "claim.statement_of";
      c.speaker = static_cast<Index>(out_.mentions.size());
      out_.mentions.push_back(m);
    }
    if (c.type == ClaimType::kCondemnation && t.rank == ClaimRank::kAct && Declines(t)) c.type = ClaimType::kNoComment;
    if ((c.type == ClaimType::kCondemnation || c.type == ClaimType::kAssessment) && t.rank == ClaimRank::kAct && Refutes(t)) c.type = ClaimType::kDenial;
    if (c.target != kNone && c.target == c.speaker) c.target = kNone, c.target_span = {};
    if (c.speaker != kNone && c.speaker_kind == SpeakerKind::kNone) c.speaker_kind = KindOfSpeaker(out_, *w_.lexicon, FullestOf(out_, c.speaker));
    if (out_.claims.empty()) out_.claims.reserve(kUsual);
    out_.claims.push_back(c);
  }

  // "about a clear transfer ...", "and that in the fields of ...": the rest of a clause, not one that says how something is.
  bool Fragment(const ClaimTrigger& t) const {
    uint32_t i = t.begin;
    while (i < t.first && !scan_.IsWord(i)) ++i;
    const std::string_view p = scan_.Prep(i);
    if (p == "an_" || p == "about") return true;
    return i + 1 < t.end && w_.WordIs(i, Tag::kClaimDet) && (w_.words[i].cut.clitics & text::kAnd) && scan_.IsPrep(i + 1);
  }

  // A strong evaluative word judges whoever says it; a weak one in the mouth of an expert, an official, an author or who answers.
  bool Judges(const ClaimTrigger& t, Index a) const {
    if (a == kNone) return true;
    const Attribution& x = out_.attributions[a];
    if (x.speaker_kind == SpeakerKind::kOutlet) return false;
    const bool official = x.speaker_kind == SpeakerKind::kParty || x.speaker_kind == SpeakerKind::kAuthority || x.speaker_kind == SpeakerKind::kInternational;
    return t.strong || x.quoted || official || x.speaker_kind == SpeakerKind::kExpert || x.rule == "answer";
  }

  // "I claim that ... and it is they who ...": a weakened statement weakens what it goes on with.
  void Inherit(Claim& c) const {
    if (c.strength != Strength::kAsserted || out_.claims.empty()) return;
    const Claim& last = out_.claims.back();
    if (last.sentence != c.sentence || last.speaker != c.speaker || (last.strength != Strength::kAlleged && last.strength != Strength::kNotRuledOut)) return;
    if (w_.text->Verbatim({last.content.end, std::max(last.content.end, c.content.begin)}).size() > 6) return;
    c.strength = last.strength;
    c.hedge = last.hedge;
  }

  // "I will, we will, he said he would": the speaker's own plan; anybody else's is a prediction.
  void Future(const ClaimTrigger& t, Claim& c) {
    const std::string_view word = w_.text->Word(t.first);
    const size_t at = !word.empty() && static_cast<unsigned char>(word[0]) != text::kSeen ? 2 : 1;
    const bool we = at < word.size() && (static_cast<unsigned char>(word[at]) == text::kNoon);
    bool self = t.first > 0 && w_.WordIs(t.first - 1, Tag::kClaimSelf);
    self = self || OwnBody(t);
    const Index before = t.first > 0 ? scan_.MentionAt(t.first - 1) : kNone;  // "the ministry will", says its spokesman
    self = self || (before != kNone && c.speaker != kNone && roles_.Same(before, c.speaker));
    if (we || self) c.type = ClaimType::kPledge;
  }

  // "his country, our forces (will)".
  bool OwnBody(const ClaimTrigger& t) { return t.first > 0 && w_.Is(t.first - 1, Tag::kClaimForce) && roles_.OwnPronoun(t.first - 1); }

  // "(we) will": noon before the stem after "sawfa", "lan".
  bool FirstPerson(uint32_t i) const {
    const std::string_view word = w_.text->Word(i);
    return w_.text->tokens[i - 1].kind == text::TokenKind::kWord && word.size() >= 4 && static_cast<unsigned char>(word[0]) == text::kNoon && w_.text->Word(i - 1).size() <= 4;
  }

  bool Any(Tag tag, const ClaimTrigger& t) const {
    for (uint32_t k = t.last; k < t.end; ++k) {
      if (w_.Is(k, tag)) return true;
    }
    return false;
  }
  bool Bad(const ClaimTrigger& t) const {
    const Sense* s = w_.WordSense(t.first, Tag::kClaimNeeds);  // "described as"
    return s && w_.lexicon->Symbol(s->value) == "bi" && Any(Tag::kClaimBad, t);
  }
  // "refused to comment".
  bool Declines(const ClaimTrigger& t) const {
    for (uint32_t k = t.last; k < t.end && k < t.last + 7; ++k) {
      if (w_.Is(k, Tag::kClaimComment)) return true;
    }
    return false;
  }
  // "rejected the accusations", "called the accusations false".
  bool Refutes(const ClaimTrigger& t) const {
    bool accusation = false, rejected = w_.Is(t.first, Tag::kClaimNounToo);
    for (uint32_t k = t.last; k < t.end; ++k) {
      const Hit h = w_.At(k, Tag::kClaimNoun);
      if (h && k < t.last + 6) accusation = accusation || w_.lexicon->Symbol(h.sense->value) == "accusation";
      rejected = rejected || w_.Is(k, Tag::kClaimReject);
    }
    return accusation && rejected;
  }
  bool Blames(const ClaimTrigger& t) const {
    for (uint32_t k = t.last; k < t.end; ++k) {
      const Hit h = w_.At(k, Tag::kClaimSaid);
      if (h && w_.lexicon->Symbol(h.sense->value) == "accusation") return true;
    }
    return false;
  }

  // "... five effects:" and the numbered lines after it.
  void ListHead(const text::Sentence& s) {
    if (!Ends(s, ':')) return;
    for (uint32_t k = s.first; k < s.last; ++k) {
      const bool effects = w_.Is(k, Tag::kClaimEffects), motives = w_.Is(k, Tag::kClaimMotives);
      if (!effects && !motives) continue;
      list_ = s.paragraph;
      list_type_ = effects ? ClaimType::kPrediction : ClaimType::kAssessment;
      list_speaker_ = kNone;
      for (const Index i : here_.All()) {
        const Attribution& a = out_.attributions[i];
        if (s.span.Contains(a.cue) && a.speaker != kNone) list_speaker_ = a.speaker, list_kind_ = a.speaker_kind;
      }
      if (list_speaker_ == kNone) {
        list_speaker_ = roles_.LastMention(s.first, s.last, kNone);
        list_kind_ = SpeakerKind::kNone;
      }
    }
  }

  bool Numbered(const text::Sentence& s) const {
    return tokens_[s.first].kind == text::TokenKind::kNumber || tokens_[s.first].sign == '-' || tokens_[s.first].sign == '*';
  }

  void List(uint32_t sentence, const text::Sentence& s, size_t before) {
    if (!listed_) return;
    uint32_t k = s.first;
    while (k < s.last && !scan_.IsWord(k)) ++k;
    uint32_t end = k;
    while (end < s.last && tokens_[end].sign != ',' && tokens_[end].sign != ':' && end < k + 20) ++end;
    uint32_t words = 0;
    for (uint32_t j = k; j < end; ++j) words += scan_.IsWord(j);
    if (words <= kShortest) return;  // a mere heading
    Claim c;
    c.type = list_type_;
    c.speaker = list_speaker_;
    c.speaker_kind = list_kind_;
    c.content = scan_.ClauseSpan(k, end);
    c.evidence = s.span;
    c.sentence = sentence;
    c.rule = "claim.list";
    const Index m = roles_.FirstMention(k, end, c.speaker);
    if (m != kNone) c.target = m, c.target_span = out_.mentions[m].span;
    // What the heading names as an effect is not yet anybody's own act.
    std::erase_if(out_.claims, [&](const Claim& x) { return &x >= out_.claims.data() + before && x.content.Overlaps(c.content); });
    out_.claims.push_back(c);
  }

  // An expert's sentence is a judgement even without an evaluative word; a bare count or a question is not.
  void Plain(uint32_t sentence, const text::Sentence& s, size_t before) {
    for (const Index i : here_.All()) {
      const Attribution& a = out_.attributions[i];
      if (a.speaker == kNone || !a.content.Overlaps(s.span) || !Argues(a)) continue;
      const Span part = {std::max(a.content.begin, s.span.begin), std::min(a.content.end, s.span.end)};
      if (part.Empty() || HoldsFigure(part)) continue;
      bool held = false;
      for (size_t c = before; c < out_.claims.size(); ++c) held = held || out_.claims[c].content.Overlaps(part);
      if (held) continue;
      const size_t count = out_.claims.size();
      Whole(sentence, s, part, a.speaker, a.verb == "opinion" ? SpeakerKind::kExpert : a.speaker_kind);
      if (out_.claims.size() > count) out_.claims.back().speaker_kind = a.speaker_kind;
    }
    if (answers_ != kNone && out_.claims.size() == before && !HoldsFigure(s.span)) Whole(sentence, s, s.span, answers_, SpeakerKind::kExpert);
  }

  // Whose plain sentences are judgements: experts, who answers in an interview, and bodies and officials in their own words.
  static bool Argues(const Attribution& a) {
    if (a.rule == "answer" || a.verb == "opinion" || a.speaker_kind == SpeakerKind::kExpert) return true;
    const bool official = a.speaker_kind == SpeakerKind::kParty || a.speaker_kind == SpeakerKind::kAuthority || a.speaker_kind == SpeakerKind::kInternational;
    return a.quoted && official && a.verb != "document" && a.verb != "relay" && a.verb != "report";
  }

  // A clause that says how things are ("the road is ...", "this ...", "there is no ..."), not one that opens with a verb and tells.
  bool Describes(uint32_t i) const {
    while (i + 1 < tokens_.size() && !scan_.IsWord(i)) ++i;
    const Index m = scan_.MentionAt(i);
    return (w_.words[i].cut.clitics & text::kArticle) || (m != kNone && out_.mentions[m].first == i) || w_.WordIs(i, Tag::kClaimDet) || w_.WordIs(i, Tag::kClaimAux) ||
           w_.WordIs(i, Tag::kClaimRelative) || w_.WordIs(i, Tag::kClaimNegation) || w_.WordIs(i, Tag::kClaimThat);
  }

  void Whole(uint32_t sentence, const text::Sentence& s, Span part, Index speaker, SpeakerKind kind) {
    uint32_t first = s.first, words = 0;
    while (first < s.last && tokens_[first].begin < part.begin) ++first;
    uint32_t end = first;
    for (; end < s.last && tokens_[end].end <= part.end && end < first + 40; ++end) {
      if (tokens_[end].sign == ',' && words > kShortest) break;
      words += scan_.IsWord(end);
    }
    if (words <= kShortest) return;
    if (kind != SpeakerKind::kExpert && !Describes(first)) return;
    ClaimTrigger t;
    t.first = t.begin = first;
    t.last = first + 1;
    t.end = end;
    Claim c;
    c.speaker = speaker;
    c.speaker_kind = kind;
    c.content = scan_.ClauseSpan(first, end);
    c.evidence = s.span;
    c.sentence = sentence;
    c.rule = "claim.plain";
    const Index m = roles_.FirstMention(first, end, speaker);
    if (m != kNone) c.target = m, c.target_span = out_.mentions[m].span;
    roles_.Weigh(t, s, c);
    out_.claims.push_back(c);
  }

  const Words& w_;
  Findings& out_;
  const std::vector<text::Token>& tokens_;
  std::array<std::byte, 16384> room_;  // what most reports need: they cost no allocation
  std::pmr::monotonic_buffer_resource memory_{room_.data(), room_.size()};
  AttributionsHere here_;
  ClaimScan scan_;
  ClaimRoles roles_;
  ClaimTriggers triggers_{&memory_};
  bool essay_ = false;                 // the author speaks
  Index answers_ = kNone;              // who answers, in an interview
  Index ambient_ = kNone;              // who speaks where no attribution says so: who answers, or whose list it is
  bool listed_ = false;                // the sentence is an item of a list
  uint32_t list_ = UINT32_MAX;         // paragraph of a list's head
  ClaimType list_type_ = ClaimType::kAssessment;
  Index list_speaker_ = kNone;
  SpeakerKind list_kind_ = SpeakerKind::kNone;
};

}  // namespace

void FindClaims(const Words& words, Findings& out) {
  out.claims.clear();
  ClaimFinder(words, out).Run();
}

}  // namespace tawatur::extract
