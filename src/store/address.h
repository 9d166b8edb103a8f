// store: where a decision of the review log points. Entry points: AddressText(), ParseAddress(). docs/review.md.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"

namespace tawatur::store {

// A report by its SHA-256; with a letter one thing in it, by the bytes where its words stand (f figure: its number;
// c claim: its content; e event: its trigger; m name); or an entity of the whole case. Nothing in it depends on the
// version that read the report.
struct Address {
  std::string sha256;
  char letter = 0;
  Span span;
  std::string entity;
  bool operator==(const Address&) const = default;
};

// "SHA256", "SHA256:f120-124", "entity:ID"
std::string AddressText(const Address& address);
std::optional<Address> ParseAddress(std::string_view text);

}  // namespace tawatur::store
