// ingest: an HTTP response as archives keep it: head, transfer and content coding. Entry points: ParseHead(), Dechunk().
#include "ingest/http.h"

#include <algorithm>
#include <charconv>

namespace tawatur::ingest {
namespace {

std::string_view Trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

std::string Small(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

std::string_view Head::Get(std::string_view name) const {
  for (const auto& [field, value] : fields) {
    if (field == name) return value;
  }
  return {};
}

std::optional<Head> ParseHead(std::string_view message, bool status_line) {
  Head head;
  size_t at = 0;
  bool first = status_line;
  while (at < message.size()) {
    size_t feed = std::min(message.find('\n', at), message.size());
    std::string_view line = message.substr(at, feed - at);
    at = std::min(feed + 1, message.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (first) {
      size_t blank = line.find(' ');
      if (!line.starts_with("HTTP/") || blank == std::string_view::npos) return std::nullopt;
      std::string_view code = line.substr(blank + 1);
      (void)std::from_chars(code.data(), code.data() + code.size(), head.status);
      first = false;
      continue;
    }
    if (line.empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && !head.fields.empty()) {  // goes on with the line before
      head.fields.back().second += " " + std::string(Trimmed(line));
      continue;
    }
    size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    head.fields.emplace_back(Small(Trimmed(line.substr(0, colon))), std::string(Trimmed(line.substr(colon + 1))));
  }
  head.size = at;
  return head;
}

std::optional<std::string> Dechunk(std::string_view body) {
  std::string out;
  for (size_t at = 0; at < body.size();) {
    uint64_t size = 0;
    const char* end = body.data() + body.size();
    auto [stop, error] = std::from_chars(body.data() + at, end, size, 16);
    size_t feed = body.find('\n', at);
    std::string_view rest = body.substr(static_cast<size_t>(stop - body.data()));
    bool sized = error == std::errc() && (rest.empty() || rest.front() == '\r' || rest.front() == '\n' || rest.front() == ';' || rest.front() == ' ');
    if (!sized || feed == std::string_view::npos) {
      if (at == 0) return std::nullopt;
      return out;  // cut in a chunk's head
    }
    if (size == 0) return out;
    at = feed + 1;
    size_t n = static_cast<size_t>(std::min<uint64_t>(size, body.size() - at));
    out.append(body.substr(at, n));
    at += n;
    if (at < body.size() && body[at] == '\r') ++at;
    if (at < body.size() && body[at] == '\n') ++at;
  }
  return out;
}

std::pair<std::string, std::string> MediaType(std::string_view content_type) {
  size_t semicolon = content_type.find(';');
  std::string media = Small(Trimmed(content_type.substr(0, semicolon))), charset;
  while (semicolon != std::string_view::npos) {
    std::string_view rest = content_type.substr(semicolon + 1);
    semicolon = content_type.find(';', semicolon + 1);
    std::string_view one = Trimmed(rest.substr(0, rest.find(';')));
    if (one.size() < 8 || Small(one.substr(0, 8)) != "charset=") continue;
    one = Trimmed(one.substr(8));
    if (one.starts_with('"') || one.starts_with('\'')) one.remove_prefix(1);
    if (one.ends_with('"') || one.ends_with('\'')) one.remove_suffix(1);
    charset = one;
  }
  return {media, charset};
}

}  // namespace tawatur::ingest
