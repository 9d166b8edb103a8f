// tawatur: findings held against a gold. Entry points: Scorer::Compare(), Wilson(). docs/eval.md states the rules.
#pragma once
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tawatur::cli {

// Where a share of `right` in `all` lies, with 95 % confidence (Wilson's score interval).
struct Share { double low = 0, value = 0, high = 0; };
Share Wilson(size_t right, size_t all);

struct Tally {
  size_t right = 0, extra = 0, missed = 0;
  double F1() const;
};
struct SlotTally {
  size_t right = 0, all = 0;  // of the right findings whose gold says something about the slot
};

class Scorer {
 public:
  using Json = nlohmann::ordered_json;
  // Both as `tawatur extract` writes them; `found` is null where there is nothing for this report.
  void Compare(const Json& gold, const Json& found);

  using Key = std::pair<std::string, std::string>;  // "figures" or "claims"; kind or slot
  const std::map<Key, Tally>& kinds() const { return kinds_; }
  const std::map<Key, SlotTally>& slots() const { return slots_; }
  Tally Total(std::string_view what) const;
  // One object a mistake: report, what, mistake (missed, extra, other, slot), gold, found.
  const std::vector<Json>& mistakes() const { return mistakes_; }

 private:
  struct Kind;
  void CompareList(const Kind& kind, const Json& gold, const Json& found, const std::string& report);
  void CompareSlots(const Kind& kind, const Json& gold, const Json& found, const std::string& report);

  std::map<Key, Tally> kinds_;
  std::map<Key, SlotTally> slots_;
  std::vector<Json> mistakes_;
};

}  // namespace tawatur::cli
