// ingest: what class names and first words of lines give away about the parts of a page. Entry points:
// PageWords::KindsOf(), PhraseOf().
#include "ingest/page_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tawatur::ingest {
namespace {

#include "page-words.inc"

constexpr size_t kLongestName = 4;    // parts
constexpr size_t kLongestPhrase = 5;  // words

constexpr std::pair<std::string_view, PageKind> kKinds[] = {
    {"body", kBody},           {"title", kTitle}, {"lead", kLead},     {"caption", kCaption}, {"furniture", kFurniture},
    {"date", kDate},           {"author", kAuthor}, {"credit", kCredit}, {"entry", kEntry},     {"keep", kKeep},
    {"site", kSite},           {"post", kPost},
};

constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Calls `line(fields)` for each line that is no comment.
template <class F>
void ForLines(std::string_view list, F line) {
  while (!list.empty()) {
    size_t end = list.find('\n');
    std::string_view row = list.substr(0, end);
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    if (row.empty() || row.front() == '#') continue;
    std::array<std::string_view, 3> fields;
    for (std::string_view& field : fields) {
      size_t tab = row.find('\t');
      field = row.substr(0, tab);
      row.remove_prefix(tab == std::string_view::npos ? row.size() : tab + 1);
    }
    line(fields);
  }
}

// One name, lower case, in parts: "relatedPosts_v2" gives related, posts, v.
void Parts(std::string_view name, std::vector<std::string>& parts) {
  parts.clear();
  bool fresh = true;
  for (size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    if (!IsUpper(c) && !IsLower(c)) {
      fresh = true;
      continue;
    }
    if (IsUpper(c) && i > 0 && IsLower(name[i - 1])) fresh = true;
    if (fresh) parts.emplace_back();
    fresh = false;
    parts.back() += IsUpper(c) ? static_cast<char>(c + 32) : c;
  }
}

// WordPress writes categories and tags of a post into its class; they tell of its subject, not of its place.
bool TellsOfSubject(std::string_view name) {
  for (std::string_view start : {"category-", "tag-", "cat-", "type-", "status-", "format-", "postid-", "page-id-"}) {
    if (name.starts_with(start)) return true;
  }
  return false;
}

// The letter as the lists keep it; 0 for what is dropped inside a word, ' ' for what ends one.
constexpr uint32_t FoldLetter(uint32_t c) {
  if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671) return 0x627;
  if (c == 0x649) return 0x64A;
  if (c == 0x629) return 0x647;
  if (c == 0x640 || (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x200B && c <= 0x200F)) return 0;
  if (c >= 0x621 && c <= 0x6D3) return c >= 0x660 && c <= 0x66D ? ' ' : c;
  if ((c >= 0xC0 && c < 0x600) || (c > 0x6EE && (c < 0x2000 || c >= 0x3040))) return 'x';  // letters of other scripts
  if (c < 0x80 && (IsLower(static_cast<char>(c)) || IsUpper(static_cast<char>(c)) || IsDigit(static_cast<char>(c)))) return c;
  return ' ';
}

// FoldLetter() of what one or two bytes of UTF-8 encode.
constexpr std::array<uint16_t, 0x800> kFolded = [] {
  std::array<uint16_t, 0x800> table{};
  for (uint32_t c = 0; c < table.size(); ++c) table[c] = static_cast<uint16_t>(FoldLetter(c));
  return table;
}();

bool HoldsAny(std::string_view line, const std::vector<std::string>& phrases, const FirstWords& starts) {
  const std::string words = FoldedWords(line, 80);
  for (std::string_view rest = words; !rest.empty();) {
    if (starts.MayBegin(rest)) {
      for (const std::string& phrase : phrases) {
        if (rest.starts_with(phrase) && (rest.size() == phrase.size() || rest[phrase.size()] == ' ')) return true;
      }
    }
    const size_t blank = rest.find(' ');
    rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
  }
  return false;
}

// What stands behind the longest phrase that the line begins with; the line where it begins with none.
std::string_view Behind(std::string_view line, const std::vector<std::string>& phrases) {
  size_t words = 0;
  for (const std::string& phrase : phrases) {
    const auto count = static_cast<size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
    if (count > words && FoldedWords(line, count) == phrase) words = count;
  }
  size_t at = 0;
  auto signs = [&] {
    while (at < line.size() && (line[at] == ' ' || line[at] == ':' || line[at] == '/' || line[at] == '-')) ++at;
  };
  for (signs(); words > 0 && at < line.size(); --words) {
    at = std::min(line.find_first_of(" :/", at), line.size());
    signs();
  }
  return line.substr(at);
}

}  // namespace

std::string FoldedWords(std::string_view line, size_t words) {
  constexpr size_t kWordBytes = 16;  // the most that most words have
  std::string out;
  out.reserve(std::min(line.size(), words * kWordBytes));
  size_t count = 0;
  bool blank = true;
  for (size_t at = 0; at < line.size();) {
    auto lead = static_cast<unsigned char>(line[at]);
    uint32_t c = 0;
    if (lead < 0x80) {
      c = kFolded[lead];
      ++at;
    } else if (lead >= 0xC0 && lead < 0xE0 && at + 1 < line.size()) {
      c = kFolded[((lead & 0x1Fu) << 6) | (static_cast<unsigned char>(line[at + 1]) & 0x3Fu)];
      at += 2;
    } else {
      size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      c = lead & (0xFFu >> (size + 1));
      for (size_t k = 1; k < size && at + k < line.size(); ++k) c = (c << 6) | (static_cast<unsigned char>(line[at + k]) & 0x3Fu);
      at += size;
      c = FoldLetter(c);
    }
    if (c == 0) continue;
    if (c == ' ') {
      blank = true;
      continue;
    }
    if (blank) {
      if (++count > words) break;
      if (!out.empty()) out += ' ';
    }
    blank = false;
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += static_cast<char>(0xC0 | (c >> 6));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

PageWords::PageWords() {
  ForLines(kPageWords, [&](const auto& fields) {
    std::string_view word = fields[1];
    if (fields[0] == "line" || fields[0] == "call" || fields[0] == "rest") {
      phrases_.emplace(FoldedWords(word, kLongestPhrase), fields[0] == "rest" ? Reach::kRest : fields[0] == "call" ? Reach::kCall : Reach::kLine);
      return;
    }
    if (fields[0] == "stock") stock_.push_back(FoldedWords(word, kLongestPhrase));
    if (fields[0] == "sources") sources_.push_back(FoldedWords(word, kLongestPhrase));
    if (fields[0] == "source") source_.push_back(FoldedWords(word, kLongestPhrase));
    if (fields[0] == "by") by_.push_back(FoldedWords(word, kLongestPhrase));
    if (fields[0] == "within") within_.push_back(FoldedWords(word, kLongestPhrase));
    bool whole = word.starts_with('=');
    if (whole) word.remove_prefix(1);
    for (const auto& [name, kind] : kKinds) {
      if (name == fields[0]) (whole ? whole_ : parts_)[std::string(word)] |= kind;
    }
  });
  ForLines(kFurnitureWords, [&](const auto& fields) {
    // Of a page, the heading of comments heads all of them; in plain text the word may begin a sentence.
    const bool rest = fields[2].starts_with("furniture.rest") || fields[2].ends_with("=comments");
    phrases_[FoldedWords(fields[0], kLongestPhrase)] = rest ? Reach::kRest : Reach::kLine;
  });
  for (const auto& [phrase, reach] : phrases_) phrase_starts_.Add(phrase);
  for (const std::string& phrase : within_) within_starts_.Add(phrase);
  for (const std::string& phrase : stock_) stock_starts_.Add(phrase);
}

uint16_t PageWords::KindsOf(std::string_view names) const {
  uint16_t kinds = 0;
  std::vector<std::string> parts;
  std::string key;
  while (!names.empty()) {
    size_t end = 0;
    while (end < names.size() && !IsBlank(names[end])) ++end;
    std::string_view name = names.substr(0, end);
    names.remove_prefix(end);
    while (!names.empty() && IsBlank(names.front())) names.remove_prefix(1);
    if (name.empty() || TellsOfSubject(name)) continue;
    Parts(name, parts);
    for (size_t first = 0; first < parts.size(); ++first) {
      key.clear();
      for (size_t last = first; last < parts.size() && last < first + kLongestName; ++last) {
        if (last > first) key += '-';
        key += parts[last];
        if (auto at = parts_.find(key); at != parts_.end()) kinds |= at->second;
        if (first > 0 || last + 1 < parts.size()) continue;
        if (auto at = whole_.find(key); at != whole_.end()) kinds |= at->second;
      }
    }
  }
  return kinds;
}

std::string PageWords::AuthorOf(std::string_view line) const { return std::string(Behind(line, by_)); }

std::string PageWords::SourceOf(std::string_view line) const {
  constexpr size_t kMostWords = 6;
  std::string_view rest = Behind(line, source_);
  const bool sign_off = rest.size() < line.size() && line.substr(0, line.size() - rest.size()).find(':') != std::string_view::npos;
  if (!sign_off || FoldedWords(rest, kMostWords + 1) != FoldedWords(rest, kMostWords)) return {};
  while (!rest.empty() && (rest.back() == '.' || rest.back() == ' ')) rest.remove_suffix(1);
  return std::string(rest);
}

bool PageWords::HeadsSources(std::string_view line) const { return std::find(sources_.begin(), sources_.end(), FoldedWords(line, kLongestPhrase)) != sources_.end(); }
bool PageWords::HoldsEdgePhrase(std::string_view line) const { return HoldsAny(line, within_, within_starts_); }
bool PageWords::IsStockCaption(std::string_view line) const { return HoldsAny(line, stock_, stock_starts_); }

PageWords::Phrase PageWords::PhraseOf(std::string_view line) const {
  std::string words = FoldedWords(line, kLongestPhrase + 1);
  // "12 comments"
  if (size_t digits = words.find_first_not_of("0123456789"); digits != 0 && digits != std::string::npos && words[digits] == ' ') words.erase(0, digits + 1);
  if (!phrase_starts_.MayBegin(words)) return {};
  size_t count = words.empty() ? 0 : 1;
  for (char c : words) count += c == ' ';
  while (count > 0) {
    if (auto at = phrases_.find(words); at != phrases_.end()) return {at->second, count};
    size_t cut = words.rfind(' ');
    if (cut == std::string::npos) break;
    words.resize(cut);
    --count;
  }
  return {};
}

}  // namespace tawatur::ingest
