// ingest: which form an input has, by its first bytes and, where these cannot tell, its name. Entry point: Sniff().
#include "ingest/sniff.h"

#include <algorithm>
#include <string>

#include "ingest/documents.h"
#include "ingest/fields.h"
#include "ingest/html.h"

namespace tawatur::ingest {
namespace {

char Small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view SkipBlanks(std::string_view s) {
  size_t at = s.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : s.substr(at);
}

// An XML document whose first element is that of a feed. What stands before it: declarations and comments.
bool LooksLikeFeed(std::string_view s) {
  for (;;) {
    s = SkipBlanks(s);
    if (!s.starts_with('<') || s.size() < 2) return false;
    if (s[1] != '?' && s[1] != '!') break;
    size_t end = s.starts_with("<!--") ? s.find("-->") : s.starts_with("<!DOCTYPE") ? DoctypeEnd(s) : s.find('>');
    if (end >= s.size()) return false;
    s = s.substr(end + (s.starts_with("<!--") ? 3 : 1));
  }
  size_t end = std::min(s.find_first_of(" \t\r\n>/"), s.size());
  std::string_view name = s.substr(1, end - 1);
  size_t colon = name.find(':');
  if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
  return name == "rss" || name == "feed" || name == "RDF";
}

// Walks the beginning of an object: where it closes, which field names it has, whether a list of objects opens in it.
struct Object {
  bool closes_on_line = false;  // before the first line feed that follows a brace or comma
  bool has_text = false, has_list = false, nested = false, named = false;
};

Object LookInto(std::string_view s) {
  Object o;
  std::string nesting;
  bool line_ended = false, name_next = false;
  for (size_t at = 0; at < s.size(); ++at) {
    char c = s[at];
    if (c == '\n') line_ended = true;
    if (c == '"') {
      size_t begin = at + 1;
      for (++at; at < s.size() && s[at] != '"'; ++at) at += s[at] == '\\';
      if (at >= s.size()) break;
      if (name_next && SkipBlanks(s.substr(at + 1)).starts_with(':')) {
        if (nesting.size() == 1) o.named = true;
        if (nesting == "{" && IsNameOf(Field::kText, s.substr(begin, at - begin))) o.has_text = true;
      }
      name_next = false;
    } else if (c == '{' || c == '[') {
      if (c == '{' && nesting.ends_with('[') && nesting.find('[') == nesting.size() - 1) o.has_list = true;
      nesting += c;
      o.nested = o.nested || nesting.size() > 1;
      name_next = c == '{';
    } else if (c == '}' || c == ']') {
      if (nesting.empty()) break;
      nesting.pop_back();
      if (nesting.empty()) {
        o.closes_on_line = !line_ended;
        break;
      }
    } else if (c == ',') {
      name_next = nesting.ends_with('{');
    }
  }
  return o;
}

// JSON begins with a brace, a quoted name and a colon, or with a bracket and a brace. No article does.
Format SniffJson(std::string_view s, std::string_view name) {
  if (s.starts_with('[')) {
    std::string_view rest = SkipBlanks(s.substr(1));
    if (rest.starts_with(']') && EndsWith(name, ".json")) return Format::kJson;
    return rest.starts_with('{') && LookInto(rest).named ? Format::kJson : Format::kText;
  }
  Object o = LookInto(s);
  if (!o.named || !s.starts_with('{')) return Format::kText;
  if (EndsWith(name, ".jsonl") || EndsWith(name, ".ndjson")) return Format::kJsonl;
  if (o.has_list && !o.has_text) return Format::kJson;
  if (o.closes_on_line) return Format::kJsonl;
  // Cut by the end of what we see: one long line is a record of JSON Lines, several lines are one object.
  size_t feed = s.find('\n');
  return feed != std::string_view::npos && feed + 1 < s.size() ? Format::kJson : Format::kJsonl;
}

// The first line is a row of names, and one of them is that of a text.
bool LooksLikeTable(std::string_view s, char delimiter) {
  std::string_view line = s.substr(0, s.find_first_of("\r\n"));
  if (line.size() > 4096 || line.find(delimiter) == std::string_view::npos) return false;
  for (size_t at = 0; at <= line.size();) {
    size_t end = std::min(line.find(delimiter, at), line.size());
    std::string_view cell = line.substr(at, end - at);
    while (!cell.empty() && (cell.front() == '"' || cell.front() == ' ')) cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == '"' || cell.back() == ' ')) cell.remove_suffix(1);
    if (IsNameOf(Field::kText, cell)) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

size_t DoctypeEnd(std::string_view s) {
  size_t depth = 0;
  for (size_t at = 0; at < s.size(); ++at) {
    depth += s[at] == '[' || s[at] == '<';
    depth -= (s[at] == ']' || s[at] == '>') && depth > 0;
    if (depth == 0) return at;
  }
  return s.size();
}

bool LooksLikeWrapper(std::string_view object) {
  Object o = LookInto(object);
  return !o.has_text && o.nested;
}

bool EndsWith(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() &&
         std::equal(ending.begin(), ending.end(), name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == Small(b); });
}

bool IsPageResource(std::string_view name) {
  for (const char* ending : {".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".bmp",
                             ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp4", ".webm", ".mp3", ".wasm"}) {
    if (EndsWith(name, ending)) return true;
  }
  return false;
}

bool IsHidden(std::string_view name) {
  if (name.starts_with("__MACOSX/")) return true;
  size_t slash = name.rfind('/');
  return name.substr(slash == std::string_view::npos ? 0 : slash + 1).starts_with('.');
}

Format Sniff(std::string_view head, std::string_view name) {
  std::string_view s = head;
  if (s.starts_with("PK\x03\x04") || s.starts_with("PK\x05\x06")) return Format::kZip;
  if (s.starts_with("WARC/")) return Format::kWarc;
  if (s.starts_with(kBom)) s.remove_prefix(kBom.size());
  if (EndsWith(name, ".csv")) return Format::kCsv;
  if (EndsWith(name, ".tsv")) return Format::kTsv;
  s = SkipBlanks(s);
  if (s.starts_with('{') || s.starts_with('[')) return SniffJson(s, name);
  if (s.starts_with('<')) {
    if (LooksLikeFeed(s)) return Format::kFeed;
    if (LooksLikeHtml(s)) return Format::kHtml;
  }
  if (LooksLikeTable(s, ',') || LooksLikeTable(s, ';')) return Format::kCsv;
  if (LooksLikeTable(s, '\t')) return Format::kTsv;
  return Format::kText;
}

}  // namespace tawatur::ingest
