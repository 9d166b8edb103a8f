// The first step of extract. Entry point: Annotate().
#include "extract/words.h"

#include <array>
#include <cstring>
#include <tuple>

#include "lexicon/blob.h"
#include "lexicon/keys.h"

namespace tawatur::extract {
namespace {

using lexicon::Entry;
using text::TokenKind;

constexpr size_t kLooked = 1 << 15;  // words remembered; a power of two
constexpr uint32_t kAhead = 12, kSoon = 4;  // tokens ahead for which memory is asked
constexpr uint32_t kWindow = 24;  // tokens a phrase may span, quotation marks included

class Annotator {
 public:
  Annotator(const text::Text& text, const lexicon::Lexicon& lexicon, Words& out) : text_(text), lexicon_(lexicon), out_(out) {}

  void Run() {
    const auto n = static_cast<uint32_t>(text_.tokens.size());
    out_.words.resize(n);
    out_.starts.resize(n);
    out_.phrases.clear();
    out_.sentences.assign(text_.sentences.size(), TagSet{});
    const text::Token* tokens = text_.tokens.data();
    const auto place = [&](uint32_t i) { return out_.looked.data() + (tokens[i].hash & (kLooked - 1)); };
    for (uint32_t i = 0; i < n; ++i) {
      // What was looked up before lies anywhere: it is asked for ahead of use, and then what it points to.
      if (i + kAhead < n) __builtin_prefetch(place(i + kAhead));
      if (i + kSoon < n) {
        const Looked& soon = *place(i + kSoon);
        if (soon.hash == tokens[i + kSoon].hash) __builtin_prefetch(soon.entry);
        else lexicon_.Prefetch(tokens[i + kSoon].hash);
      }
      const text::Token& t = tokens[i];
      Word& w = out_.words[i];
      if (!t.hash) {
        w = Word{};
        out_.starts[i] = t.sign == ':' ? kStartsColon : 0;
        continue;
      }
      Looked& known = *place(i);
      if (known.hash != t.hash) Look(text_.Word(t), t.hash, known);
      w.cut = known.cut;
      w.phrase = w.inside = kNone;
      uint16_t starts = known.starts;
      if (t.kind == TokenKind::kNumber) starts |= kStartsNumber | kStartsTime | kStartsCalendar;
      out_.starts[i] = starts;
      if (!known.entry) {
        w.senses = {};
        w.tags = TagSet{};
        if (!known.heads) continue;
      } else {
        w.senses = known.entry->Senses();
        w.tags = known.entry->tags;
      }
      if (known.heads) {
        for (uint8_t h = 0; h < known.heads && w.phrase == kNone; ++h) TryPhrase(i, known.head[h]);
        if (w.phrase != kNone) {
          for (const Sense& s : out_.phrases[w.phrase].senses) w.tags.Add(s.tag);
          out_.starts[i] |= StartsOf(w.tags);
        }
      }
      out_.sentences[t.sentence].Add(w.tags);
    }
    for (Index p = 0; p < out_.phrases.size(); ++p) {  // a longer phrase wins; of equals the first
      const Phrase& x = out_.phrases[p];
      for (uint32_t k = x.first; k < x.last; ++k) {
        const Index now = out_.words[k].inside;
        if (now == kNone || out_.phrases[now].last - out_.phrases[now].first < x.last - x.first) out_.words[k].inside = p;
      }
    }
  }

 private:
  void Look(std::string_view w, uint64_t hash, Looked& found) const {
    found = Looked{};
    found.hash = hash;
    Consider(lexicon_.Find(hash), hash, {0, 0, 0}, found);
    // Words that begin with no clitic letter and end in no pronoun have no other cut.
    if (w.size() >= 3 && MayCut(w)) LookCuts(w, found);
    const text::Cut cut = {found.cut.clitics, found.cut.front, found.cut.back};
    found.cut.shown = Shown(cut.Base(w), cut.clitics);
    found.cut.article = Article(w, found);
    found.starts = found.entry ? StartsOf(found.entry->tags) : uint16_t{0};
    const bool joined = At(w, 0) == text::kWaw || At(w, 0) == text::kFeh;
    if (At(w, joined ? 1 : 0) == text::kSeen) found.starts |= kStartsFuture;
  }

  void LookCuts(std::string_view w, Looked& found) const {
    const text::Cuts cuts = text::CutWord(w);
    // All keys first, so that their memory is read side by side.
    struct Key { uint64_t hash, with_article; };
    std::array<Key, 24> keys;
    static_assert(std::tuple_size_v<decltype(cuts.cut)> == std::tuple_size_v<decltype(keys)>);
    for (uint8_t c = 1; c < cuts.size; ++c) {
      const text::Cut& cut = cuts.cut[c];
      const std::string_view base = cut.Base(w);
      Key& key = keys[c];
      key = {text::HashWord(base), 0};
      if (cut.clitics & text::kPronoun) {
        key.hash = text::JoinHash(key.hash, lexicon::kPronounKey);
      } else if ((cut.clitics & text::kFor) && (cut.clitics & text::kArticle)) {  // lam + lam: the article is there but not written
        char buffer[64];
        if (base.size() + 2 <= sizeof buffer) {
          buffer[0] = static_cast<char>(text::kAlef);
          buffer[1] = static_cast<char>(text::kLam);
          std::memcpy(buffer + 2, base.data(), base.size());
          key.with_article = text::HashWord({buffer, base.size() + 2});
        }
      }
      lexicon_.Prefetch(key.hash);
    }
    for (uint8_t c = 1; c < cuts.size; ++c) {
      const text::Cut& cut = cuts.cut[c];
      const Key& key = keys[c];
      if (cut.clitics & text::kPronoun) {
        if (!found.entry) Take(lexicon_.Find(key.hash), cut, found);
        continue;
      }
      if (key.with_article) Consider(lexicon_.Find(key.with_article), key.with_article, cut, found);
      Consider(lexicon_.Find(key.hash), key.hash, cut, found);
    }
  }

  static unsigned char At(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[i]) : 0; }

  // A form that a list holds with its article is not cut, but has its article all the same.
  static uint16_t Shown(std::string_view b, uint16_t clitics) {
    const bool hidden = b.size() >= 5 && At(b, 0) == text::kAlef && At(b, 1) == text::kLam && !(At(b, 2) == text::kFeh && b.size() == 5);
    return static_cast<uint16_t>(clitics | (hidden ? text::kArticle : 0));
  }

  static bool Article(std::string_view w, const Looked& found) {
    if (At(w, 0) == text::kAlef && At(w, 1) == text::kLam && w.size() >= 4) return true;
    if (found.entry) return (found.cut.clitics & text::kArticle) != 0;
    if (At(w, 0) == text::kLam && At(w, 1) == text::kLam && w.size() >= 5) return true;
    const unsigned char a = At(w, 0);
    return (a == text::kWaw || a == text::kBeh || a == text::kKaf || a == text::kFeh) && At(w, 1) == text::kAlef && At(w, 2) == text::kLam && w.size() >= 6;
  }

  static bool MayCut(std::string_view w) {
    const auto f = static_cast<unsigned char>(w.front());
    const auto l = static_cast<unsigned char>(w.back());
    return f == text::kWaw || f == text::kFeh || f == text::kBeh || f == text::kLam || f == text::kKaf || f == text::kSeen || f == text::kAlef ||
           l == text::kHeh || l == text::kAlef || l == text::kMeem || l == text::kNoon || l == text::kKaf || l == text::kYeh;
  }

  static void Take(const Entry* e, const text::Cut& cut, Looked& found) {
    if (!e || e->count == 0) return;
    found.entry = e;
    found.cut.clitics = cut.clitics;
    found.cut.front = cut.front;
    found.cut.back = cut.back;
  }

  static void Consider(const Entry* e, uint64_t hash, const text::Cut& cut, Looked& found) {
    if (!e) return;
    if (!found.entry) Take(e, cut, found);
    if (e->longest_phrase > 1 && found.heads < found.head.size()) found.head[found.heads++] = {hash, cut.clitics, cut.front, e->longest_phrase};
  }

  // The longest listed phrase whose head is token i. Quotation marks are stepped over; they do not end a name.
  void TryPhrase(uint32_t i, const Looked::Head& head) {
    const auto& tokens = text_.tokens;
    uint64_t h = head.hash;
    Phrase best;
    uint32_t words = 1;
    for (uint32_t k = i + 1; k < tokens.size() && k < i + kWindow && words < head.longest; ++k) {
      if (tokens[k].sign == '"' || tokens[k].sign == '-') continue;
      if (!tokens[k].hash || tokens[k].sentence != tokens[i].sentence) break;
      const std::string_view word = text_.Word(k);
      const std::string_view bare = lexicon::WithoutArticle(word);
      h = text::JoinHash(h, bare.size() == word.size() ? tokens[k].hash : text::HashWord(bare));
      ++words;
      const Entry* p = lexicon_.Find(h);
      if (!p) break;  // the beginnings of phrases are listed too
      if (p->count > 0) best = {i, k + 1, head.clitics, head.front, p->Senses()};
      if (p->longest_phrase <= words) break;
    }
    if (best.last) {
      out_.words[i].phrase = static_cast<Index>(out_.phrases.size());
      out_.phrases.push_back(best);
    }
  }

  const text::Text& text_;
  const lexicon::Lexicon& lexicon_;
  Words& out_;
};

}  // namespace

void Annotate(const text::Text& text, const lexicon::Lexicon& lexicon, Words& out) {
  if (out.looked_in != &lexicon) out.looked.assign(kLooked, Looked{});
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
