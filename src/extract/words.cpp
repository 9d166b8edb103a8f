// The first step of extract. Entry point: Annotate().
#include "extract/words.h"

#include <cstring>

#include "lexicon/blob.h"
#include "lexicon/keys.h"

namespace tawatur::extract {
namespace {

using lexicon::Entry;
using text::TokenKind;

constexpr size_t kLooked = 1 << 13;  // words remembered; a power of two
constexpr uint32_t kWindow = 24;  // tokens a phrase may span, quotation marks included

class Annotator {
 public:
  Annotator(const text::Text& text, const lexicon::Lexicon& lexicon, Words& out) : text_(text), lexicon_(lexicon), out_(out) {}

  void Run() {
    const auto n = static_cast<uint32_t>(text_.tokens.size());
    out_.words.assign(n, Word{});
    out_.phrases.clear();
    out_.sentences.assign(text_.sentences.size(), TagSet{});
    for (uint32_t i = 0; i < n; ++i) {
      const text::Token& t = text_.tokens[i];
      if (!t.hash) continue;
      Word& w = out_.words[i];
      const std::string_view word = text_.Word(t);
      Looked& known = out_.looked[t.hash & (kLooked - 1)];
      if (known.hash != t.hash) known = Look(word, t.hash);
      w.cut = {known.clitics, known.front, known.back, word.substr(known.front, word.size() - known.front - known.back)};
      if (known.entry) {
        w.senses = known.entry->senses;
        w.tags = known.entry->tags;
      }
      for (uint8_t h = 0; h < known.heads && w.phrase == kNone; ++h) TryPhrase(i, known.head[h]);
      if (w.phrase != kNone) {
        for (const Sense& s : out_.phrases[w.phrase].senses) w.tags.Add(s.tag);
      }
      if (!w.tags.Empty()) out_.sentences[t.sentence].Add(w.tags);
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
  Looked Look(std::string_view w, uint64_t hash) const {
    Looked found;
    found.hash = hash;
    Consider(lexicon_.Find(hash), hash, {0, 0, 0, w}, found);
    // Words that begin with no clitic letter and end in no pronoun have no other cut.
    if (w.size() < 3 || !MayCut(w)) return found;
    const text::Cuts cuts = text::CutWord(w);
    for (uint8_t c = 1; c < cuts.size; ++c) {
      const text::Cut& cut = cuts.cut[c];
      if (cut.clitics & text::kPronoun) {
        if (!found.entry) Take(lexicon_.Find(text::JoinHash(text::HashWord(cut.base), lexicon::kPronounKey)), cut, found);
        continue;
      }
      if ((cut.clitics & text::kFor) && (cut.clitics & text::kArticle)) {  // lam + lam: the article is there but not written
        char buffer[64];
        if (cut.base.size() + 2 <= sizeof buffer) {
          buffer[0] = static_cast<char>(text::kAlef);
          buffer[1] = static_cast<char>(text::kLam);
          std::memcpy(buffer + 2, cut.base.data(), cut.base.size());
          const uint64_t h = text::HashWord({buffer, cut.base.size() + 2});
          Consider(lexicon_.Find(h), h, cut, found);
        }
      }
      const uint64_t h = text::HashWord(cut.base);
      Consider(lexicon_.Find(h), h, cut, found);
    }
    return found;
  }

  static bool MayCut(std::string_view w) {
    const auto f = static_cast<unsigned char>(w.front());
    const auto l = static_cast<unsigned char>(w.back());
    return f == text::kWaw || f == text::kFeh || f == text::kBeh || f == text::kLam || f == text::kKaf || f == text::kSeen || f == text::kAlef ||
           l == text::kHeh || l == text::kAlef || l == text::kMeem || l == text::kNoon || l == text::kKaf || l == text::kYeh;
  }

  static void Take(const Entry* e, const text::Cut& cut, Looked& found) {
    if (!e || e->senses.empty()) return;
    found.entry = e;
    found.clitics = cut.clitics;
    found.front = cut.front;
    found.back = cut.back;
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
      if (!p->senses.empty()) best = {i, k + 1, head.clitics, head.front, p->senses};
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

Hit Words::Find(uint32_t i, Tag tag) const {
  const Word& w = words[i];
  if (w.phrase != kNone) {
    const Phrase& p = phrases[w.phrase];
    for (const Sense& s : p.senses) {
      if (s.tag == tag) return {&s, p.last, p.clitics};
    }
  }
  for (const Sense& s : w.senses) {
    if (s.tag == tag) return {&s, i + 1, w.cut.clitics};
  }
  return {};
}

const Sense* Words::FindWord(uint32_t i, Tag tag) const {
  for (const Sense& s : words[i].senses) {
    if (s.tag == tag) return &s;
  }
  return nullptr;
}

Span Words::Base(uint32_t i, bool keep_pronoun) const {
  const text::Token& t = text->tokens[i];
  const text::Cut& c = words[i].cut;
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
