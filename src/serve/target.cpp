// serve: what was asked for, and of whom. Entry points: ParseTarget(), IsLoopbackHost().
#include <algorithm>

#include "serve/http.h"

namespace tawatur::serve {
namespace {

constexpr size_t kMostFields = 64;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> Decode(std::string_view s, bool plus_is_blank) {
  std::string out;
  for (size_t i = 0; i < s.size(); ++i) {
    char c = s[i];
    if (c == '%') {
      int high = i + 2 < s.size() ? HexDigit(s[i + 1]) : -1, low = i + 2 < s.size() ? HexDigit(s[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  return out;
}

}  // namespace

std::string_view Request::Field(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

bool ParseTarget(Request& request) {
  std::string_view target = request.target;
  if (!target.starts_with('/')) return false;
  size_t mark = std::min(target.find('?'), target.size());
  std::optional<std::string> path = Decode(target.substr(0, mark), false);
  if (!path) return false;
  request.path = std::move(*path);
  std::string_view query = mark < target.size() ? target.substr(mark + 1) : std::string_view();
  while (!query.empty()) {
    size_t end = std::min(query.find('&'), query.size());
    std::string_view field = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (field.empty()) continue;
    size_t equals = std::min(field.find('='), field.size());
    std::optional<std::string> name = Decode(field.substr(0, equals), true);
    std::optional<std::string> value = Decode(field.substr(std::min(equals + 1, field.size())), true);
    if (!name || !value || request.fields.size() == kMostFields) return false;
    request.fields.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

std::string EncodePathSegment(std::string_view s) {
  constexpr std::string_view kHex = "0123456789ABCDEF", kPlain = "-._~:";
  std::string out;
  for (char c : s) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 kPlain.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

bool IsLoopbackHost(std::string_view host) {
  size_t colon = host.starts_with('[') ? host.find(':', std::min(host.find(']'), host.size())) : host.find(':');
  std::string_view port = colon < host.size() ? host.substr(colon + 1) : std::string_view();
  if (port.size() > 5 || port.find_first_not_of("0123456789") != std::string_view::npos) return false;
  std::string name(host.substr(0, std::min(colon, host.size())));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

}  // namespace tawatur::serve
