// store: where a decision of the review log points. Entry points: AddressText(), ParseAddress().
#include "store/address.h"

#include <charconv>

namespace tawatur::store {
namespace {

constexpr std::string_view kEntity = "entity:";
constexpr size_t kHashSize = 64;

}  // namespace

std::string AddressText(const Address& a) {
  if (!a.entity.empty()) return std::string(kEntity) + a.entity;
  if (a.letter == 0) return a.sha256;
  return a.sha256 + ":" + a.letter + std::to_string(a.span.begin) + "-" + std::to_string(a.span.end);
}

std::optional<Address> ParseAddress(std::string_view text) {
  Address a;
  if (text.starts_with(kEntity)) {
    a.entity = text.substr(kEntity.size());
    return a.entity.empty() ? std::nullopt : std::optional(a);
  }
  if (text.size() < kHashSize || text.substr(0, kHashSize).find_first_not_of("0123456789abcdef") != text.npos)
    return std::nullopt;
  a.sha256 = text.substr(0, kHashSize);
  text.remove_prefix(kHashSize);
  if (text.empty()) return a;
  if (text.size() < 5 || text[0] != ':' || std::string_view("fcem").find(text[1]) == std::string_view::npos)
    return std::nullopt;
  a.letter = text[1];
  const char* end = text.data() + text.size();
  auto [dash, bad_begin] = std::from_chars(text.data() + 2, end, a.span.begin);
  if (bad_begin != std::errc() || dash == end || *dash != '-') return std::nullopt;
  auto [last, bad_end] = std::from_chars(dash + 1, end, a.span.end);
  if (bad_end != std::errc() || last != end || a.span.end < a.span.begin) return std::nullopt;
  return a;
}

}  // namespace tawatur::store
