// store: from the log to what stands. Entry point: Reviews::InForce().
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "store/address.h"
#include "store/review.h"

namespace tawatur::store {
namespace {

using Json = nlohmann::json;

std::string ValueText(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

void Flatten(const std::string& prefix, const Json& thing, std::vector<resolve::SlotValue>& out) {
  for (const auto& [key, value] : thing.items()) {
    const std::string slot = prefix.empty() ? key : prefix + "." + key;
    if (value.is_object()) Flatten(slot, value, out);
    else if (value.is_null()) out.push_back({slot, std::nullopt});
    else if (!value.is_array()) out.push_back({slot, ValueText(value)});
  }
}

// "speaker": null takes "speaker.id" away, and the other way round.
bool SameSlot(std::string_view a, std::string_view b) { return a.substr(0, a.find('.')) == b.substr(0, b.find('.')); }

void Merge(std::vector<resolve::SlotValue>& into, const std::vector<resolve::SlotValue>& changes) {
  std::erase_if(into, [&](const resolve::SlotValue& old) {
    return std::any_of(changes.begin(), changes.end(), [&](const resolve::SlotValue& c) { return SameSlot(old.slot, c.slot); });
  });
  into.insert(into.end(), changes.begin(), changes.end());
}

// What was undone, undos themselves included: the latest word counts.
std::set<int64_t> Undone(const std::vector<Review>& rows) {
  std::set<int64_t> undone;
  for (size_t i = rows.size(); i-- > 0;) {
    if (rows[i].action != "undo" || undone.count(rows[i].number)) continue;
    undone.insert(Json::parse(rows[i].after, nullptr, false).value("review", int64_t{0}));
  }
  return undone;
}

void Decide(const Review& r, const Address& address, std::vector<reconcile::Decision>& list) {
  auto at = std::find_if(list.begin(), list.end(), [&](const reconcile::Decision& d) {
    return d.object == r.object && d.letter == address.letter && d.span == address.span;
  });
  if (at == list.end()) at = list.insert(list.end(), reconcile::Decision{});
  reconcile::Decision& d = *at;
  d.review = r.number, d.object = r.object, d.letter = address.letter, d.span = address.span;
  d.by = r.who, d.at = r.at, d.reason = r.reason;
  if (std::vector<resolve::SlotValue> machine = FlatSlots(r.before); !machine.empty()) d.machine = std::move(machine);
  if (r.action == "correct") Merge(d.changes, FlatSlots(r.after));
  d.status = r.action == "reject" ? "rejected" : r.action == "split" ? "split" : d.changes.empty() ? "accepted" : "corrected";
}

}  // namespace

std::vector<resolve::SlotValue> FlatSlots(const std::string& json) {
  std::vector<resolve::SlotValue> out;
  Json object = Json::parse(json, nullptr, false);
  if (object.is_object()) Flatten("", object, out);
  return out;
}

Result<reconcile::Decisions> Reviews::InForce() {
  Result<std::vector<Review>> rows = List();
  if (!rows) return rows.error();
  const std::set<int64_t> undone = Undone(*rows);
  reconcile::Decisions out;
  for (const Review& r : *rows) {
    std::optional<Address> address = ParseAddress(r.target);
    if (r.action == "undo" || undone.count(r.number) || !address) continue;
    const Json after = Json::parse(r.after, nullptr, false);
    if (r.action == "move") {
      std::erase_if(out.moves, [&](const reconcile::Move& m) { return m.report == r.target; });
      out.moves.push_back({r.number, r.target, after.value("with", ""), r.who, r.at, r.reason});
    } else if (r.action == "merge") {
      std::erase_if(out.joins, [&](const reconcile::EntityJoin& j) { return j.from == address->entity; });
      out.joins.push_back({r.number, address->entity, after.value("into", ""), r.who, r.at, r.reason});
    } else if (!address->sha256.empty()) {
      Decide(r, *address, out.of_report[address->sha256]);
    }
  }
  return out;
}

}  // namespace tawatur::store
