// Keeps private persons' names out of what is made public (docs/masking.md). Entry points: Masker::Text(), Quote(),
// Id().
#pragma once
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

// Knows the private persons of all reports of one output: a name that one report shows to be a victim's is masked in
// the others too. Switched off (`on` false) it passes everything through. Counts what it masks.
class Masker {
 public:
  Masker() = default;
  Masker(std::span<const resolve::ResolvedReport> reports, bool on);

  bool on() const { return on_; }
  size_t count() const { return count_; }
  // What stands in a name's place.
  static std::string_view Token();

  // Any string that is not a report's text: titles, names, descriptions, notes. Never cuts a character.
  std::string Text(std::string_view s);
  // A web address: kept to its host when its path, decoded, holds such a name.
  std::string Url(std::string_view url);
  // An entity id: that of a private person gives nothing of the name away.
  std::string Id(std::string_view entity_id);
  // Words of a report's text; `masked` (may be null) tells whether anything in them was.
  std::string Quote(const resolve::ResolvedReport& report, Span span, bool* masked = nullptr);
  // The masked spans of a report's text, ascending, disjoint.
  std::span<const Span> Spans(const resolve::ResolvedReport& report);

 private:
  std::vector<Span> Find(std::string_view s) const;

  std::span<const resolve::ResolvedReport> reports_;
  bool on_ = false;
  size_t count_ = 0;
  std::vector<std::string> names_;             // folded, longest first
  std::map<std::string, std::string> ids_;     // entity id -> what is shown
  std::map<size_t, std::vector<Span>> spans_;  // by report, made when first asked for
};

}  // namespace tawatur::publish
