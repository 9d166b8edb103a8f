// store: what people decided about what the machine read: an append-only log. Entry points: Reviews::Append(), List(),
// Find(), InForce(). The rules: docs/review.md.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reconcile/decisions.h"
#include "store/store.h"

namespace tawatur::store {

// One row of the log. `before` and `after` are JSON objects; empty = {}.
struct Review {
  int64_t number = 0;  // given by the log
  std::string at;      // ISO 8601; the library has no clock
  std::string who;
  std::string object;  // figure, claim, event, name, place, join, membership, dating
  std::string target;  // store/address.h
  std::string action;  // accept, reject, correct, move, merge, split, undo
  std::string before;  // what the machine had read
  std::string after;   // correct: slots and their values; move: {"with": SHA-256} or {"alone": true};
                       // merge: {"into": entity id}; undo: {"review": number}
  std::string reason;  // may be empty
  std::string hash;    // given by the log
};

// What a short id names: what Append() wants to know of it.
struct Subject {
  std::string object, target;
  std::string before;  // JSON, as it was read
  std::string report;  // its id; empty for an entity
};

// {"speaker":{"id":"x"},"low":3} as "speaker.id" = x, "low" = 3; null is a blank.
std::vector<resolve::SlotValue> FlatSlots(const std::string& json);

class Reviews {
 public:
  explicit Reviews(Store& store) : store_(store) {}

  // One row, whole and on the disk, or an error that says what is wrong with it. Gives its number.
  Result<int64_t> Append(const Review& review);
  // Rows after number `after`, oldest first, of one target or (empty) of all.
  Result<std::vector<Review>> List(std::string_view target = {}, int64_t after = 0);
  // The number of the last row; 0 where there is none.
  Result<int64_t> Last();
  // "0123456789ab:f120" (as in every output; also c, e, and m for a name), the SHA-256 (or its first 12 digits) or the
  // id of a report, or "entity:ID". What is not there is a kUsage error.
  Result<Subject> Find(std::string_view id);
  // What stands after the whole log: later rows win, what was undone never was.
  Result<reconcile::Decisions> InForce();
  // Says where the chain of hashes is broken; empty = nowhere.
  Result<std::string> Check();

 private:
  Store& store_;
};

}  // namespace tawatur::store
