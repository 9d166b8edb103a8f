// The first step of extract. Entry point: Annotate().
#include "extract/words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "lexicon/blob.h"
#include "lexicon/keys.h"

namespace tawatur::extract {
namespace {

using lexicon::Entry;
using text::TokenKind;

// Words remembered, powers of two: few reports have few words, and a crowd's words come again for as long as there is room for them.
constexpr size_t kFewest = 1 << 14, kMost = 1 << 18;
constexpr uint32_t kAhead = 64;      // tokens ahead for which memory is asked
constexpr uint32_t kPending = 8, kSoon = 4;  // words being looked up at a time, and how many words before their turn entries are asked for
constexpr uint32_t kWindow = 24;  // tokens a phrase may span, quotation marks included

// Letters that a clitic may begin with: 1 in front of a word, 2 at its end.
constexpr std::array<uint8_t, 256> CutLetters() {
  std::array<uint8_t, 256> t{};
  for (const text::Letter c : {text::kWaw, text::kFeh, text::kBeh, text::kLam, text::kKaf, text::kSeen, text::kAlef}) t[c] |= 1;
  for (const text::Letter c : {text::kHeh, text::kAlef, text::kMeem, text::kNoon, text::kKaf, text::kYeh}) t[c] |= 2;
  return t;
}
constexpr auto kCutLetters = CutLetters();

// Buffers only grow: what stands behind the last token is of another text.
template <class T>
void Widen(std::vector<T>& v, size_t size) {
  if (v.size() < size) v.resize(size);
}

// Each word finds a place by its hash alone, or the one beside it: where both are taken, the word that came last stays.
Looked& PlaceFor(uint64_t hash, Looked* looked, size_t mask) {
  Looked &own = looked[hash & mask], &beside = looked[(hash & mask) ^ 1];
  return own.hash != 0 && beside.hash == 0 ? beside : own;
}

// Start bits token by token -> kind by kind.
void Transpose(const uint16_t* starts, StartBlock& block) {
#ifdef __SSE2__
  using Shorts = short __attribute__((vector_size(16)));
  using Bytes = char __attribute__((vector_size(16)));
  constexpr uint32_t kAtOnce = 16;
  for (uint32_t i = 0; i < kStartBlock; i += kAtOnce) {
    Shorts a, b;
    std::memcpy(&a, starts + i, sizeof a);
    std::memcpy(&b, starts + i + kAtOnce / 2, sizeof b);
    Bytes half[] = {__builtin_ia32_packuswb128(a & 0xFF, b & 0xFF),
                    __builtin_ia32_packuswb128(a >> 8 & 0xFF, b >> 8 & 0xFF)};
    for (size_t h = 0; h < 2; ++h) {
      for (size_t k = 8; k-- > 0; half[h] += half[h]) {  // a byte's highest bit, then the next
        const auto bits = static_cast<uint16_t>(__builtin_ia32_pmovmskb128(half[h]));
        std::memcpy(reinterpret_cast<char*>(&block.kind[8 * h + k]) + i / 8, &bits, sizeof bits);
      }
    }
  }
#else
  block = {};
  for (uint32_t i = 0; i < kStartBlock; ++i) {
    for (uint32_t s = starts[i]; s; s &= s - 1) block.kind[static_cast<size_t>(std::countr_zero(s))] |= uint64_t{1} << i;
  }
#endif
}

// Start bits, and above them MentionKind bits, by tag: a word has few, and each tells its own. Its senses are not read: they lie far away.
constexpr uint32_t kKindShift = 16;
constexpr auto kStartsOfTag = [] {
  std::array<uint32_t, static_cast<size_t>(Tag::kCount)> t{};
  for (size_t i = 0; i < t.size(); ++i) {
    TagSet one;
    one.Add(static_cast<Tag>(i));
    t[i] = StartsOf(one) | static_cast<uint32_t>(KindsOf(one)) << kKindShift;
  }
  return t;
}();

uint32_t BitsOf(const TagSet& tags) {
  uint32_t starts = 0;
  for (size_t w = 0; w < tags.bits.size(); ++w) {
    for (uint64_t b = tags.bits[w]; b; b &= b - 1) starts |= kStartsOfTag[64 * w + static_cast<size_t>(std::countr_zero(b))];
  }
  return starts;
}

class Annotator {
 public:
  Annotator(const text::Text& text, const lexicon::Lexicon& lexicon, Words& out) : text_(text), lexicon_(lexicon), out_(out) {}

  void Run() {
    const auto n = static_cast<uint32_t>(text_.tokens.size());
    const size_t blocks = (n + kStartBlock - 1) / kStartBlock;
    Widen(out_.listed, n + 1);
    LookUnknown();
    out_.words.resize(n);
    Widen(out_.starts, blocks * kStartBlock);
    std::fill(out_.starts.begin() + n, out_.starts.begin() + static_cast<std::ptrdiff_t>(blocks * kStartBlock), uint16_t{0});
    Widen(out_.kinds, n);
    Widen(out_.bare, n);
    Widen(out_.stems, n);
    Widen(out_.digests, n + kDigestsAtOnce);
    Widen(out_.started, blocks);
    out_.phrases.clear();
    out_.sentences.resize(text_.sentences.size());
    uint32_t i = 0;
    for (size_t s = 0; s < text_.sentences.size(); ++s) {
      out_.sentences[s] = Take(i, text_.sentences[s].last);  // with the line ends before it
      i = text_.sentences[s].last;
    }
    Take(i, n);
    BeginPhrases();
    FindPhrases();
    for (Index p = 0; p < out_.phrases.size(); ++p) {  // a longer phrase wins; of equals the first
      const Phrase& x = out_.phrases[p];
      for (uint32_t k = x.first; k < x.last; ++k) {
        const Index now = out_.words[k].inside;
        if (now == kNone || out_.phrases[now].last - out_.phrases[now].first < x.last - x.first) out_.words[k].inside = p;
      }
    }
    for (size_t b = 0; b < blocks; ++b) Transpose(&out_.starts[b * kStartBlock], out_.started[b]);
  }

 private:
  Looked& At(uint64_t hash) const { return looked_[hash & mask_]; }

  // What is remembered of a word, in its own place or in the one beside it; null if nothing is.
  const Looked* Remembered(uint64_t hash) const {
    const Looked &own = At(hash), &beside = looked_[(hash & mask_) ^ 1];
    return own.hash == hash ? &own : beside.hash == hash ? &beside : nullptr;
  }

  // What is known of tokens [i, last), without a branch that depends on the token: a sign is like a word that nothing is known
  // of, behind the others. Gives all their tags.
  TagSet Take(uint32_t i, uint32_t last) {
    static constexpr uint16_t kOfKind[] = {0, kStartsNumber | kStartsTime | kStartsCalendar | kEdgesSpeaker, kEdgesSpeaker, kEdgesSpeaker};
    static constexpr auto kOfSign = [] {
      std::array<uint16_t, 256> t{};
      t[':'] = kStartsColon;
      t['.'] = t['"'] = kTellsWay;
      t[','] = t[';'] = t['?'] = t['!'] = kEndsClause;
      return t;
    }();
    Word* const words = out_.words.data();
    uint16_t* const starts = out_.starts.data();
    uint8_t* const kinds = out_.kinds.data();
    uint64_t *const bare = out_.bare.data(), *const stems = out_.stems.data();
    uint16_t* const digests = out_.digests.data();
    uint32_t* head = out_.listed.data() + heads_;
    const Looked* const looked = looked_;
    const size_t mask = mask_;
    TagSet tags;
    for (const text::Token* t = text_.tokens.data() + i; i < last; ++i, ++t) {
      const Looked* known = &looked[(t->hash & mask) + (mask + 1) * (t->hash == 0)];
      if (known->hash != t->hash) [[unlikely]] known = &Look(*t);  // another word of this text has taken its place
      words[i] = {known->entry->tags, known->entry->Senses(), known->cut, kNone, kNone};
      starts[i] = static_cast<uint16_t>(known->starts | kOfKind[static_cast<size_t>(t->kind)] | kOfSign[t->sign]);
      kinds[i] = known->kinds;
      bare[i] = known->bare;
      stems[i] = known->stem;
      digests[i] = known->digests;
      *head = i;
      head += known->head_count != 0;
      tags.Add(known->entry->tags);
    }
    heads_ = static_cast<uint32_t>(head - out_.listed.data());
    return tags;
  }

  // A word and the ways of cutting it that may be listed.
  struct Pending {
    struct Key { uint64_t hash; text::Cut cut; };
    const text::Token* token;  // null: nothing to do
    std::array<Key, 32> keys;
    uint32_t size;
  };

  // Looks up the words that are not remembered, some side by side, for all that they need lies anywhere in memory.
  void LookUnknown() const {
    const text::Token* tokens = text_.tokens.data();
    const auto n = static_cast<uint32_t>(text_.tokens.size());
    uint32_t* unknown = out_.listed.data();
    uint32_t count = 0;
    for (uint32_t i = 0; i < n && i < kAhead; ++i) Ask(tokens[i]);
    for (uint32_t i = 0; i < n; ++i) {
      if (i + kAhead < n) Ask(tokens[i + kAhead]);
      const Looked& known = At(tokens[i].hash);
      __builtin_prefetch(known.entry);
      unknown[count] = i;
      count += known.hash != tokens[i].hash;  // one of hash 0 is no word
    }
    std::array<Pending, kPending> pending;
    for (uint32_t k = 0; k < count + kPending; ++k) {
      if (k >= kPending) Finish(pending[k % kPending]);
      if (k < count) Begin(tokens[unknown[k]], pending[k % kPending]);
      if (k >= kSoon && k - kSoon < count) {
        const Pending& soon = pending[(k - kSoon) % kPending];
        for (uint32_t c = 0; c < soon.size; ++c) lexicon_.PrefetchEntry(soon.keys[c].hash);
      }
    }
  }

  void Ask(const text::Token& t) const { __builtin_prefetch(&At(t.hash)); }

  [[gnu::noinline]] const Looked& Look(const text::Token& token) const {
    Pending pending;
    Begin(token, pending);
    Finish(pending);
    return *Remembered(token.hash);
  }

  void Begin(const text::Token& token, Pending& p) const {
    p.token = nullptr;
    p.size = 0;
    if (!token.hash || Remembered(token.hash)) return;  // no word, or one that stood before in this text
    p.token = &token;
    const std::string_view w = text_.Word(token);
    Add(token.hash, {0, 0, 0}, p);
    // Words that begin with no clitic letter and end in no pronoun have no other cut.
    if (w.size() < 3 || !MayCut(w)) return;
    const text::Cuts cuts = text::CutWord(w);
    for (uint8_t c = 1; c < cuts.size; ++c) {
      const text::Cut& cut = cuts.cut[c];
      const std::string_view base = cut.Base(w);
      uint64_t hash = text::HashWord(base);
      if (cut.clitics & text::kPronoun) {
        hash = text::JoinHash(hash, lexicon::kPronounKey);
      } else if ((cut.clitics & text::kFor) && (cut.clitics & text::kArticle)) {  // lam + lam: the article is there but not written
        char buffer[64] = {static_cast<char>(text::kAlef), static_cast<char>(text::kLam)};
        if (base.size() + 2 <= sizeof buffer) {
          std::memcpy(buffer + 2, base.data(), base.size());
          Add(text::HashWord({buffer, base.size() + 2}), cut, p);
        }
      }
      Add(hash, cut, p);
    }
  }

  void Add(uint64_t hash, const text::Cut& cut, Pending& p) const {
    if (!lexicon_.MayBeListed(hash) || p.size == p.keys.size()) return;
    lexicon_.PrefetchSlot(hash);
    p.keys[p.size++] = {hash, cut};
  }

  void Finish(const Pending& p) const {
    if (!p.token) return;
    const text::Token& token = *p.token;
    if (Remembered(token.hash)) return;
    Looked& found = PlaceFor(token.hash, looked_, mask_);
    const std::string_view w = text_.Word(token);
    ++out_.remembered;
    found = Looked{};
    found.hash = token.hash;
    static constexpr TagSet kAsked = TagsOf({Tag::kName, Tag::kWeakName, Tag::kNisba, Tag::kGivenName});  // never: one asks of verbs
    static constexpr TagSet kAdjectives = TagsOf({Tag::kNpAdjective, Tag::kNisba});
    for (uint32_t k = 0; k < p.size; ++k) {
      const auto& [hash, cut] = p.keys[k];
      const bool pronoun = cut.clitics & text::kPronoun;
      const bool listed = found.entry->count > 0;
      if (pronoun && listed) continue;
      const Entry* e = lexicon_.Find(hash);
      if (!e) continue;
      const bool asked = (cut.clitics & text::kQuestion) && e->tags.Any(kAsked);
      if (!listed && e->count > 0 && !asked) {
        found.entry = e;
        found.cut.clitics = cut.clitics;
        found.cut.front = cut.front;
        found.cut.back = cut.back;
      }
      if (!pronoun && e->longest_phrase > 1 && found.head_count < found.heads.size()) found.heads[found.head_count++] = {lexicon_.IndexOf(*e), cut.clitics, cut.front};
    }
    const bool listed = found.entry->count > 0;
    const TagSet& tags = found.entry->tags;
    const text::Cut cut = {found.cut.clitics, found.cut.front, found.cut.back};
    found.cut.article = Article(w, found);
    found.cut.shape = ShapeOf(w, found.cut.article, listed, tags.Any(kAdjectives));
    if (HidesArticle(cut.Base(w))) found.cut.shape |= kHiddenArticle;
    if (tags.Has(Tag::kNpStop)) found.cut.stop = StopOf(found.entry->Senses());
    if (tags.Has(Tag::kGivenName)) found.cut.given = GivenOf(found.entry->Senses());
    const uint32_t starts = BitsOf(tags);
    found.starts = static_cast<uint16_t>(starts);
    found.kinds = static_cast<uint8_t>(starts >> kKindShift);
    const bool joined = At(w, 0) == text::kWaw || At(w, 0) == text::kFeh;
    const bool future = listed ? (cut.clitics & text::kWill) != 0 : IsPerson(At(w, joined ? 2 : 1));
    if (At(w, joined ? 1 : 0) == text::kSeen && future) found.starts |= kStartsToCome;
    if (tags.Has(Tag::kClaimPrep) && Symbol(found.entry->Senses(), Tag::kClaimPrep) == "ala") found.starts |= kStartsToCome;
    if (At(w, 0) == text::kLam || found.cut.stop == "that") found.starts |= kTellsWay;
    if (w.size() == 1 && At(w, 0) == text::kLam) found.starts |= kStartsLam;
    if (At(w, 0) == text::kLam) found.starts |= kEdgesSpeaker;
    const std::string_view bare = lexicon::WithoutArticle(w), stem = Stem(w, listed ? cut.front : 0);
    found.bare = bare.size() == w.size() ? token.hash : text::HashWord(bare);
    found.stem = stem.size() == w.size() ? token.hash : text::HashWord(stem);
    const bool noun = !listed || found.cut.article || found.cut.front != 0;
    if ((w.size() > 1 && noun && !tags.Has(Tag::kSay)) || tags.Has(Tag::kGivenName)) found.digests = Digest(found.stem);
    if (!listed && w.size() >= 5 && (At(w, 0) == text::kLam || At(w, 0) == text::kBeh || At(w, 0) == text::kWaw)) {
      found.digests = static_cast<uint16_t>(found.digests | Digest(text::HashWord(w.substr(1))) << 8);
    }
  }

  // A word without clitics and article.
  static std::string_view Stem(std::string_view w, size_t front) {
    if (front < w.size()) w = w.substr(front);
    if (w.size() > 5 && (At(w, 0) == text::kWaw || At(w, 0) == text::kFeh) && At(w, 1) == text::kAlef && At(w, 2) == text::kLam) w = w.substr(1);
    if (w.size() > 4 && At(w, 0) == text::kLam && At(w, 1) == text::kLam) return w.substr(2);
    if (w.size() > 3 && At(w, 0) == text::kAlef && At(w, 1) == text::kLam) return w.substr(2);
    return w;
  }

  // What the first sense with this tag has for its symbol; empty if there is none.
  std::string_view Symbol(std::span<const Sense> senses, Tag tag) const {
    const Sense* s = FindSense(senses, tag);
    return s && s->symbolic ? lexicon_.Symbol(s->value) : std::string_view();
  }

  // "noun" ends no name of a body and is no stop: a word that no person's name goes on with.
  NpStop StopOf(std::span<const Sense> senses) const {
    const std::string_view symbol = Symbol(senses, Tag::kNpStop);
    return symbol == "noun" ? NpStop() : NpStop::Of(symbol);
  }

  Given GivenOf(std::span<const Sense> senses) const { return Given::Of(Symbol(senses, Tag::kGivenName)); }

  // What an imperfect may begin with, behind the letter of the future.
  static bool IsPerson(unsigned char c) { return c == text::kYeh || c == text::kTeh || c == text::kNoon; }

  static unsigned char At(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[i]) : 0; }

  // A form that a list holds with its article is not cut, but has its article all the same.
  static bool HidesArticle(std::string_view b) {
    return b.size() >= 5 && At(b, 0) == text::kAlef && At(b, 1) == text::kLam && !(At(b, 2) == text::kFeh && b.size() == 5);
  }

  static bool Article(std::string_view w, const Looked& found) {
    if (At(w, 0) == text::kAlef && At(w, 1) == text::kLam && w.size() >= 4) return true;
    if (found.entry->count > 0) return (found.cut.clitics & text::kArticle) != 0;
    if (At(w, 0) == text::kLam && At(w, 1) == text::kLam && w.size() >= 5) return true;
    const unsigned char a = At(w, 0);
    return (a == text::kWaw || a == text::kBeh || a == text::kKaf || a == text::kFeh) && At(w, 1) == text::kAlef && At(w, 2) == text::kLam && w.size() >= 6;
  }

  static bool MayCut(std::string_view w) {
    return (kCutLetters[static_cast<unsigned char>(w.front())] & 1) || (kCutLetters[static_cast<unsigned char>(w.back())] & 2);
  }

  // The word of a phrase that goes on behind token k of it, or kNone. Quotation marks are stepped over; they do not end a name.
  uint32_t NextWord(uint32_t first, uint32_t k) const {
    const text::Token* tokens = text_.tokens.data();
    const auto end = std::min(static_cast<uint32_t>(text_.tokens.size()), first + kWindow);
    while (++k < end && (tokens[k].sign == '"' || tokens[k].sign == '-')) continue;
    return k < end && tokens[k].hash && tokens[k].sentence == tokens[first].sentence ? k : kNone;
  }

  // Most heads are followed by a word that is in no phrase with them, which is seen at once.
  void BeginPhrases() {
    Widen(out_.begun, size_t{2} * heads_ + 1);  // one more is written than counts
    begun_ = 0;
    const text::Token* tokens = text_.tokens.data();
    const auto n = static_cast<uint32_t>(text_.tokens.size());
    for (uint32_t x = 0; x < heads_; ++x) {
      const uint32_t i = out_.listed[x];
      const text::Token& t = text_.tokens[i];
      const uint32_t k = i + 1 < n && tokens[i + 1].hash ? i + 1 : NextWord(i, i);
      if (k == kNone || tokens[k].sentence != t.sentence) continue;
      const Looked& known = At(t.hash).hash == t.hash ? At(t.hash) : Look(t);
      for (uint8_t h = 0; h < known.head_count; ++h) {
        const Head& head = known.heads[h];
        const Entry& e = lexicon_.EntryAt(head.entry);
        const uint64_t hash = text::JoinHash(e.hash, out_.bare[k]);
        out_.begun[begun_] = {hash, i, k, head.clitics, head.front, e.longest_phrase};
        begun_ += e.MayGoOn(out_.bare[k]) & lexicon_.MayBeListed(hash);  // no branch: nobody can guess
      }
    }
  }

  // The longest listed phrase of each head.
  void FindPhrases() {
    for (size_t n = 0; n < begun_; ++n) lexicon_.PrefetchSlot(out_.begun[n].hash);
    for (size_t n = 0; n < begun_; ++n) {
      if (n + kSoon < begun_) lexicon_.PrefetchEntry(out_.begun[n + kSoon].hash);
      const Begun& b = out_.begun[n];
      Word& w = out_.words[b.first];
      if (w.phrase != kNone) continue;
      uint64_t hash = b.hash;
      const Entry* best = nullptr;
      uint32_t last = 0;
      for (uint32_t k = b.second, words = 2;; ++words) {
        const Entry* p = lexicon_.Find(hash);
        if (!p) break;  // the beginnings of phrases are listed too
        if (p->count > 0) best = p, last = k + 1;
        if (p->longest_phrase <= words || words >= b.longest || (k = NextWord(b.first, k)) == kNone || !p->MayGoOn(out_.bare[k])) break;
        hash = text::JoinHash(hash, out_.bare[k]);
      }
      if (!best) continue;
      w.phrase = static_cast<Index>(out_.phrases.size());
      out_.phrases.push_back({b.first, last, b.clitics, b.front, best->Senses()});
      w.tags.Add(best->tags);
      if (best->tags.Has(Tag::kNpStop)) w.cut.stop = StopOf(best->Senses());
      if (best->tags.Has(Tag::kGivenName)) {
        w.cut.given = GivenOf(best->Senses());
        out_.digests[b.first] |= Digest(out_.stems[b.first]);
      }
      const uint32_t starts = BitsOf(best->tags);
      out_.starts[b.first] |= static_cast<uint16_t>(starts | (w.cut.stop == "that" ? kTellsWay : 0));
      out_.kinds[b.first] |= static_cast<uint8_t>(starts >> kKindShift);
      out_.sentences[text_.tokens[b.first].sentence].Add(best->tags);
    }
  }

  const text::Text& text_;
  const lexicon::Lexicon& lexicon_;
  Words& out_;
  Looked* const looked_ = out_.looked.data();
  const size_t mask_ = out_.looked.size() - 2;  // one is for signs
  uint32_t heads_ = 0;  // tokens in out_.listed that may begin a phrase
  size_t begun_ = 0;    // in out_.begun
};

void Forget(Words& w) {
  w.looked.assign(kFewest + 1, Looked{});
  w.remembered = 0;
  w.kept = nullptr;
}

void MakeRoom(Words& w) {
  if (w.remembered < w.looked.size() / 2 || w.looked.size() > kMost) return;
  const auto before = std::move(w.looked);
  const size_t size = std::min((before.size() - 1) * 4, kMost);
  w.looked.assign(size + 1, Looked{});
  for (size_t i = 0; i + 1 < before.size(); ++i) {
    if (before[i].hash != 0) PlaceFor(before[i].hash, w.looked.data(), size - 1) = before[i];
  }
}

}  // namespace

void Annotate(const text::Text& text, const lexicon::Lexicon& lexicon, Words& out) {
  if (out.looked_in != &lexicon) Forget(out);
  MakeRoom(out);
  out.looked_in = &lexicon;
  out.text = &text;
  out.lexicon = &lexicon;
  Annotator(text, lexicon, out).Run();
}

Span Words::Base(uint32_t i, bool keep_pronoun) const {
  const text::Token& t = text->tokens[i];
  const WordCut& c = words[i].cut;
  Span s = t.span();
  if (c.front && c.front < t.fold_size) s.begin = text->folded.origin[t.fold + c.front];
  if (!keep_pronoun && c.back && c.back < t.fold_size) s.end = text->folded.origin[t.fold + t.fold_size - c.back];
  return s;
}

Span Words::BaseOf(uint32_t first, uint32_t last) const {
  const Word& w = words[first];
  const text::Token& t = text->tokens[first];
  Span s = {t.begin, text->tokens[last - 1].end};
  const uint8_t front = w.phrase != kNone && phrases[w.phrase].last == last ? phrases[w.phrase].front : w.cut.front;
  if (front && front < t.fold_size) s.begin = text->folded.origin[t.fold + front];
  return s;
}

uint32_t Words::Next(uint32_t i) const {
  const auto& t = text->tokens;
  for (uint32_t k = i + 1; k < t.size() && t[k].sentence == t[i].sentence && t[k].kind != TokenKind::kNewline; ++k) {
    if (t[k].sign != '"') return k;
  }
  return kNone;
}

uint32_t Words::Previous(uint32_t i) const {
  const auto& t = text->tokens;
  for (uint32_t k = i; k-- > 0 && t[k].sentence == t[i].sentence && t[k].kind != TokenKind::kNewline;) {
    if (t[k].sign != '"') return k;
  }
  return kNone;
}

}  // namespace tawatur::extract
