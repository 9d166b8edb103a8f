// Where words stand: half-open byte ranges of a report's original text. Used by every room.
#pragma once
#include <compare>
#include <cstdint>
#include <string_view>

namespace tawatur {

// [begin, end) in UTF-8 bytes of Report::text. Never negative, never past the text.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t Size() const { return end - begin; }
  bool Empty() const { return begin >= end; }
  bool Contains(Span o) const { return begin <= o.begin && o.end <= end; }
  bool Overlaps(Span o) const { return begin < o.end && o.begin < end; }
  auto operator<=>(const Span&) const = default;
};

inline std::string_view Slice(std::string_view text, Span s) { return text.substr(s.begin, s.end - s.begin); }
inline Span Join(Span a, Span b) { return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end}; }

// Index of something in a vector of its owner; kNone = there is none.
using Index = uint32_t;
inline constexpr Index kNone = UINT32_MAX;

}  // namespace tawatur
