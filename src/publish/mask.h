// Keeps private persons' names out of what is made public (docs/masking.md). Entry points: Masker::Text(), Quote(),
// Id().
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

// The private persons of many reports. Of each it keeps the names only, so that the reports need not stay.
class PrivateNames {
 public:
  void Add(const resolve::ResolvedReport& report);
  // After the last report.
  void Close();
  // Where names stand in a text, ascending and disjoint.
  std::vector<Span> Find(std::string_view s) const;
  // What is shown instead of the id of a private person; null: it is nobody's.
  const std::string* Shown(const std::string& entity_id) const;

 private:
  std::set<std::string> folded_, of_;
  std::vector<std::string> names_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> by_beginning_;  // three bytes -> names
  std::map<std::string, std::string> shown_;
};

// Whether names are withheld, and whose: those of the reports at hand, or of a whole that these are part of.
struct Masking {
  Masking(bool is_on = false) : on(is_on) {}
  Masking(const PrivateNames& of_all) : on(true), names(&of_all) {}
  operator bool() const { return on; }
  bool on = false;
  const PrivateNames* names = nullptr;
};

// Knows the private persons of all reports of one output: a name that one report shows to be a victim's is masked in
// the others too. Switched off (`on` false) it passes everything through. Counts what it masks.
class Masker {
 public:
  Masker() = default;
  Masker(std::span<const resolve::ResolvedReport> reports, Masking masking);

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
  std::span<const resolve::ResolvedReport> reports_;
  bool on_ = false;
  size_t count_ = 0;
  std::shared_ptr<const PrivateNames> own_;    // where nobody gave them
  const PrivateNames* names_ = nullptr;
  std::map<size_t, std::vector<Span>> spans_;  // by report, made when first asked for
};

}  // namespace tawatur::publish
