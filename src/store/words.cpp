// store: a text as the words that search knows, and a query as what it looks for. Entry points: FindWords(),
// IndexText(), ParseQuery().
#include "store/words.h"

#include <algorithm>

#include "store/facets.h"
#include "store/store.h"

namespace tawatur::store {
namespace {

constexpr size_t kMostTerms = 16;      // of a query
constexpr size_t kLeastBase = 2;       // letters that stay when an article is cut off
constexpr char kQuote = '"';

bool IsWordByte(unsigned char c) { return text::IsDigit(c) || text::IsLetter(c); }

// The next run of letters or of digits at or after `at`; empty at the end.
std::string_view NextWord(std::string_view folded, size_t& at) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(folded[i]); };
  while (at < folded.size() && !IsWordByte(byte(at))) ++at;
  size_t begin = at;
  if (at == folded.size()) return {};
  bool digits = text::IsDigit(byte(at));
  while (at < folded.size() && IsWordByte(byte(at)) && text::IsDigit(byte(at)) == digits) ++at;
  return folded.substr(begin, at - begin);
}

void AppendIndexed(std::string_view word, std::string& out) {
  const size_t before = out.size();
  out.resize(before + 2 * word.size());
  char* at = out.data() + before;
  for (unsigned char c : word) {
    if (c < 0x80) {
      *at++ = static_cast<char>(c);
      continue;
    }
    // ISO 8859-6 letters in their own code points; the bytes of other scripts as letters nobody else uses here.
    const unsigned code = c >= 0xC1 ? 0x621u + (c - 0xC1u) : 0x100u + (c - 0x80u);
    *at++ = static_cast<char>(0xC0 | code >> 6);
    *at++ = static_cast<char>(0x80 | (code & 0x3F));
  }
  out.resize(static_cast<size_t>(at - out.data()));
}

std::string Letters(std::initializer_list<text::Letter> letters) {
  std::string s;
  for (text::Letter c : letters) s += static_cast<char>(c);
  return s;
}

// A word with what may stand before it in one written word: and, then, with, for, like, the.
std::vector<std::string> WithClitics(std::string_view word) {
  using namespace text;
  std::vector<std::string> forms{std::string(word)};
  if (word.empty() || !IsArabic(static_cast<unsigned char>(word[0]))) return forms;
  static const std::string kThe = Letters({kAlef, kLam});
  std::string_view base = word;
  if (base.starts_with(kThe) && base.size() >= kThe.size() + kLeastBase) base.remove_prefix(kThe.size());
  const std::string before[] = {
      Letters({kWaw}),        Letters({kFeh}),        Letters({kBeh}),
      Letters({kLam}),        Letters({kKaf}),        kThe,
      Letters({kWaw}) + kThe, Letters({kFeh}) + kThe, Letters({kBeh}) + kThe,
      Letters({kKaf}) + kThe, Letters({kLam, kLam}),  Letters({kWaw, kLam, kLam}),
      Letters({kWaw, kBeh}),  Letters({kWaw, kLam}),  Letters({kWaw, kBeh}) + kThe,
  };
  if (base != word) forms.emplace_back(base);
  for (const std::string& clitics : before) forms.push_back(clitics + std::string(base));
  std::sort(forms.begin() + 1, forms.end());
  forms.erase(std::unique(forms.begin() + 1, forms.end()), forms.end());
  forms.erase(std::remove(forms.begin() + 1, forms.end(), forms[0]), forms.end());
  return forms;
}

Term MakeTerm(const std::vector<std::string>& words, bool prefix) {
  Term term;
  term.first = WithClitics(words[0]);
  term.rest.assign(words.begin() + 1, words.end());
  term.prefix = prefix;
  return term;
}

bool Fits(std::string_view word, const std::string& wanted, bool prefix) {
  return prefix ? word.starts_with(wanted) : word == wanted;
}

}  // namespace

void FindWords(std::string_view utf8, WordList& list) {
  text::Fold(utf8, list.folded);
  list.words.clear();
  list.spans.clear();
  std::string_view folded = list.folded.bytes;
  for (size_t at = 0;;) {
    std::string_view word = NextWord(folded, at);
    if (word.empty()) break;
    list.words.push_back(word);
    list.spans.push_back({list.folded.origin[at - word.size()], list.folded.origin[at]});
  }
}

std::string IndexText(const WordList& list) {
  std::string out;
  out.reserve(2 * list.folded.bytes.size());
  for (std::string_view word : list.words) {
    if (!out.empty()) out += ' ';
    AppendIndexed(word, out);
  }
  return out;
}

std::vector<Term> ParseQuery(std::string_view query) {
  std::vector<Term> terms;
  std::string folded = text::FoldKey(query);
  bool phrase = false;
  std::vector<std::string> words;
  bool prefix = false;
  auto end_term = [&] {
    if (!words.empty() && terms.size() < kMostTerms) terms.push_back(MakeTerm(words, prefix));
    words.clear();
    prefix = false;
  };
  for (size_t at = 0; at < folded.size();) {
    auto c = static_cast<unsigned char>(folded[at]);
    if (c == kQuote) {
      end_term();
      phrase = !phrase;
      ++at;
    } else if (IsWordByte(c)) {
      words.emplace_back(NextWord(folded, at));
      prefix = at < folded.size() && folded[at] == '*';
      // Letters and digits that touch are written as one, so they are looked for as a phrase.
      bool touches = at < folded.size() && IsWordByte(static_cast<unsigned char>(folded[at]));
      if (!phrase && !touches) end_term();
    } else {
      ++at;
    }
  }
  end_term();
  return terms;
}

std::string MatchExpression(const std::vector<Term>& terms) {
  std::string out;
  for (const Term& term : terms) {
    out += out.empty() ? "(" : " AND (";
    for (size_t i = 0; i < term.first.size(); ++i) {
      out += i ? " OR \"" : "\"";
      AppendIndexed(term.first[i], out);
      for (const std::string& word : term.rest) {
        out += ' ';
        AppendIndexed(word, out);
      }
      out += term.prefix ? "\" *" : "\"";
    }
    out += ')';
  }
  return out;
}

std::string MatchFilter(const Filter& filter, const std::vector<Term>& terms, std::string_view columns) {
  std::string out;
  auto both = [&](const std::string& part) { out += (out.empty() ? "" : " AND ") + part; };
  if (const std::string words = MatchExpression(terms); !words.empty()) both("{" + std::string(columns) + "} : (" + words + ")");
  auto about = [&](std::string_view sort, const std::string& name) {
    if (!name.empty()) both("facet : " + FacetWord(sort, name));
  };
  about("place", filter.place), about("actor", filter.actor), about("speaker", filter.speaker);
  about("kind", filter.kind), about("class", filter.event_class);
  return out;
}

void Hide(std::span<const Span> places, WordList& list) {
  for (size_t at = 0; at < list.words.size(); ++at) {
    if (std::any_of(places.begin(), places.end(), [&](Span p) { return p.Overlaps(list.spans[at]); })) list.words[at] = {};
  }
}

bool AllStand(const std::vector<Term>& terms, const WordList& title, const WordList& text) {
  const auto stands = [](const Term& term, const WordList& list) {
    for (size_t at = 0; at < list.words.size(); ++at) {
      if (MatchAt(term, list, at) > 0) return true;
    }
    return false;
  };
  return std::all_of(terms.begin(), terms.end(), [&](const Term& t) { return stands(t, title) || stands(t, text); });
}

size_t MatchAt(const Term& term, const WordList& list, size_t at) {
  size_t size = 1 + term.rest.size();
  if (at + size > list.words.size()) return 0;
  bool first_is_last = term.rest.empty();
  bool found = std::any_of(term.first.begin(), term.first.end(), [&](const std::string& form) {
    return Fits(list.words[at], form, term.prefix && first_is_last);
  });
  if (!found) return 0;
  for (size_t i = 0; i < term.rest.size(); ++i) {
    bool last = i + 1 == term.rest.size();
    if (!Fits(list.words[at + 1 + i], term.rest[i], term.prefix && last)) return 0;
  }
  return size;
}

}  // namespace tawatur::store
