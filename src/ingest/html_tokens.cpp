// ingest: tags and text of a page, one after the other. Entry point: HtmlTokens::Next().
#include "ingest/html_tokens.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstdint>

namespace tawatur::ingest {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

void AppendUtf8(uint32_t c, std::string& out) {
  auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    tail(12), tail(6), tail(0);
  }
}

// Numbers 128 to 159 mean windows-1252, as in all browsers.
constexpr uint16_t kWindows1252[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

// Length of the numeric reference at raw[0] == '&', or 0.
size_t DecodeNumber(std::string_view raw, std::string& out) {
  size_t at = 2;
  uint32_t base = 10, value = 0;
  if (at < raw.size() && Lower(raw[at]) == 'x') base = 16, ++at;
  size_t first = at;
  for (; at < raw.size(); ++at) {
    char c = Lower(raw[at]);
    uint32_t digit = IsDigit(c) ? static_cast<uint32_t>(c - '0') : c >= 'a' && c <= 'f' ? static_cast<uint32_t>(c - 'a') + 10 : 16;
    if (digit >= base) break;
    value = std::min<uint32_t>(value * base + digit, 0x110000);
  }
  if (at == first) return 0;
  if (value >= 0x80 && value < 0xA0) value = kWindows1252[value - 0x80];
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  AppendUtf8(value, out);
  return at < raw.size() && raw[at] == ';' ? at + 1 : at;
}

size_t DecodeName(std::string_view raw, bool attribute, std::string& out) {
  constexpr size_t kLongest = 10;
  char name[kLongest + 1] = {};
  size_t n = 0;
  while (n < kLongest && n + 1 < raw.size() && (IsLetter(raw[n + 1]) || IsDigit(raw[n + 1]))) name[n] = raw[n + 1], ++n;
  if (n < 2) return 0;
  bool closed = n + 1 < raw.size() && raw[n + 1] == ';';
  if (attribute && !closed) return 0;
  std::string_view known(name, n);
  if (known == "amp") {
    out += '&';
  } else if (known == "quot") {
    out += '"';
  } else if (known == "apos") {
    out += '\'';
  } else if (known == "nbsp") {
    out += "\xC2\xA0";
  } else {
    const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name));
    if (!entity) return 0;
    AppendUtf8(entity->value, out);
  }
  return n + 1 + closed;
}

}  // namespace

void AppendDecoded(std::string_view raw, bool attribute, std::string& out) {
  for (;;) {
    size_t amp = raw.find('&');
    out.append(raw.substr(0, amp));
    if (amp == std::string_view::npos) return;
    raw.remove_prefix(amp);
    size_t size = raw.size() > 1 && raw[1] == '#' ? DecodeNumber(raw, out) : DecodeName(raw, attribute, out);
    if (size == 0) out += '&', size = 1;
    raw.remove_prefix(size);
  }
}

bool HtmlTokens::Next(HtmlToken& token) {
  for (;;) {
    if (at_ >= page_.size()) return false;
    size_t begin = at_;
    // A "<" that begins no tag is text.
    size_t tag = at_;
    for (;; ++tag) {
      tag = page_.find('<', tag);
      if (tag == std::string_view::npos || tag + 1 >= page_.size()) {
        tag = page_.size();
        break;
      }
      char c = page_[tag + 1];
      if (IsLetter(c) || c == '/' || c == '!' || c == '?') break;
    }
    if (tag > begin) {
      at_ = tag;
      token.kind = HtmlToken::Kind::kText;
      token.text = page_.substr(begin, tag - begin);
      return true;
    }
    char c = page_[tag + 1];
    if (c == '!' || c == '?' || (c == '/' && (tag + 2 >= page_.size() || !IsLetter(page_[tag + 2])))) {
      Comment();
      continue;
    }
    Tag(token);
    return true;
  }
}

void HtmlTokens::Comment() {
  size_t end = std::string_view::npos;
  if (page_.substr(at_, 4) == "<!--") {
    if (page_.substr(at_ + 4, 1) == ">") {
      at_ += 5;
      return;
    }
    if (std::find(unclosed_.begin(), unclosed_.end(), "--") == unclosed_.end()) {
      end = page_.find("--", at_ + 4);
      while (end != std::string_view::npos && page_.substr(end + 2, 1) != ">" && page_.substr(end + 2, 2) != "!>") {
        end = page_.find("--", end + 1);
      }
      if (end == std::string_view::npos) unclosed_.push_back("--");
    }
  }
  end = page_.find('>', end == std::string_view::npos ? at_ : end);
  at_ = end == std::string_view::npos ? page_.size() : end + 1;
}

void HtmlTokens::Tag(HtmlToken& token) {
  size_t at = at_ + 1;
  token.kind = page_[at] == '/' ? HtmlToken::Kind::kEnd : HtmlToken::Kind::kStart;
  token.attributes.clear();
  if (token.kind == HtmlToken::Kind::kEnd) ++at;
  size_t first = at;
  const size_t n = page_.size();
  while (at < n && !IsBlank(page_[at]) && page_[at] != '/' && page_[at] != '>') ++at;
  token.text = page_.substr(first, at - first);
  while (at < n) {
    while (at < n && (IsBlank(page_[at]) || page_[at] == '/')) ++at;
    if (at >= n || page_[at] == '>') break;
    size_t name = at++;  // an "=" may begin a name
    while (at < n && !IsBlank(page_[at]) && page_[at] != '/' && page_[at] != '>' && page_[at] != '=') ++at;
    size_t name_end = at;
    while (at < n && IsBlank(page_[at])) ++at;
    size_t value = at, value_end = at;
    if (at < n && page_[at] == '=') {
      ++at;
      while (at < n && IsBlank(page_[at])) ++at;
      value = at;
      if (at < n && (page_[at] == '"' || page_[at] == '\'')) {
        value_end = std::min(page_.find(page_[at], at + 1), n);
        ++value;
        at = std::min(value_end + 1, n);
      } else {
        while (at < n && !IsBlank(page_[at]) && page_[at] != '>') ++at;
        value_end = at;
      }
      if (value > value_end) value = value_end;
    }
    if (token.kind == HtmlToken::Kind::kStart)
      token.attributes.push_back({page_.substr(name, name_end - name), page_.substr(value, value_end - value)});
  }
  at_ = std::min(at + 1, n);
}

std::string_view HtmlTokens::SkipTo(std::string_view name) {
  if (std::find(unclosed_.begin(), unclosed_.end(), name) != unclosed_.end()) return {};
  for (size_t end = page_.find("</", at_); end != std::string_view::npos; end = page_.find("</", end + 2)) {
    std::string_view found = page_.substr(end + 2, name.size());
    if (!std::equal(found.begin(), found.end(), name.begin(), name.end(), [](char a, char b) { return Lower(a) == b; })) continue;
    size_t after = end + 2 + name.size();
    if (after < page_.size() && !IsBlank(page_[after]) && page_[after] != '>' && page_[after] != '/') continue;
    std::string_view between = page_.substr(at_, end - at_);
    size_t close = page_.find('>', after);
    at_ = close == std::string_view::npos ? page_.size() : close + 1;
    return between;
  }
  unclosed_.emplace_back(name);
  return {};
}

}  // namespace tawatur::ingest
