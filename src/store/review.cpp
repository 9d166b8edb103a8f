// store: the review log itself. Entry points: Reviews::Append(), List(), Check().
#include "store/review.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "store/address.h"
#include "store/database.h"

namespace tawatur::store {
namespace {

using Json = nlohmann::json;

struct Allowed { std::string_view object, letters, actions; };  // letters: '-' a report, '*' an entity
constexpr std::array<Allowed, 8> kAllowed = {{
    {"figure", "f", "accept reject correct undo"},
    {"claim", "c", "accept reject correct undo"},
    {"event", "e", "accept reject correct undo"},
    {"name", "m", "accept reject correct undo"},
    {"place", "m", "accept reject correct undo"},
    {"join", "m*", "accept split merge undo"},
    {"membership", "-", "accept move undo"},
    {"dating", "-", "accept correct undo"},
}};

bool HasWord(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

Error Wrong(std::string message) { return {ErrorKind::kUsage, "review", std::move(message)}; }

std::string OrEmptyObject(const std::string& json) { return json.empty() ? "{}" : json; }

// Each field with its length, so that no two rows look the same.
std::string HashOf(const std::string& previous, const Review& r) {
  Sha256 hash;
  for (const std::string* field : {&previous, &r.at, &r.who, &r.object, &r.target, &r.action, &r.before, &r.after, &r.reason}) {
    hash.Update(std::to_string(field->size()) + ":");
    hash.Update(*field);
  }
  return hash.Hex();
}

Trouble CheckSlots(const Review& r, const Json& after) {
  if (after.empty()) return Wrong("a correction names at least one slot and its value");
  for (const auto& [slot, value] : after.items()) {
    if (value.is_structured()) {
      if (!value.is_object()) return Wrong("\"" + slot + "\" is a list; slots hold a value or an object");
      for (const auto& [part, inner] : value.items()) {
        if (inner.is_structured()) return Wrong("\"" + slot + "." + part + "\" is nested too deeply");
      }
    }
  }
  for (const resolve::SlotValue& change : FlatSlots(after.dump())) {
    if (std::string why = reconcile::WhyNot(r.object, change); !why.empty()) return Wrong(std::move(why));
  }
  return std::nullopt;
}

Trouble CheckAfter(const Review& r, const Json& after) {
  auto text = [&](const char* key) {
    auto at = after.find(key);
    return at != after.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  if (r.action == "correct") return CheckSlots(r, after);
  if (r.action == "move") {
    auto alone = after.find("alone");
    if (alone != after.end() && *alone == true) return std::nullopt;
    std::optional<Address> with = ParseAddress(text("with"));
    if (!with || with->sha256.empty() || with->letter != 0) return Wrong("a move says \"with\" which report (its SHA-256), or \"alone\"");
    if (with->sha256 == r.target) return Wrong("a report cannot be moved to itself");
  }
  if (r.action == "merge") {
    std::string into = text("into");
    if (into.empty()) return Wrong("a merge says \"into\" which entity");
    if ("entity:" + into == r.target) return Wrong("a thing cannot be merged with itself");
  }
  if (r.action == "undo" && (!after.contains("review") || !after["review"].is_number_integer()))
    return Wrong("an undo says which \"review\" it takes back");
  return std::nullopt;
}

Trouble CheckRow(const Review& r) {
  if (r.who.empty()) return Wrong("who decided must be said");
  if (r.at.size() < 10) return Wrong("when it was decided must be said, as ISO 8601");
  auto allowed = std::find_if(kAllowed.begin(), kAllowed.end(), [&](const Allowed& a) { return a.object == r.object; });
  if (allowed == kAllowed.end()) return Wrong("\"" + r.object + "\" is nothing that can be reviewed");
  if (!HasWord(allowed->actions, r.action)) return Wrong("\"" + r.action + "\" cannot be done to a " + r.object);
  std::optional<Address> address = ParseAddress(r.target);
  if (!address) return Wrong("\"" + r.target + "\" is no address");
  const char letter = !address->entity.empty() ? '*' : address->letter ? address->letter : '-';
  if (allowed->letters.find(letter) == std::string_view::npos) return Wrong("\"" + r.target + "\" is no " + r.object);
  if (r.action == "merge" && letter != '*') return Wrong("entities are merged, not names");
  if (r.action == "split" && letter != 'm') return Wrong("names are split off, not entities");
  Json before = Json::parse(OrEmptyObject(r.before), nullptr, false), after = Json::parse(OrEmptyObject(r.after), nullptr, false);
  if (!before.is_object() || !after.is_object()) return Wrong("\"before\" and \"after\" are JSON objects");
  return CheckAfter(r, after);
}

Review RowOf(const Statement& s) {
  return {s.Int(0), s.Text(1), s.Text(2), s.Text(3), s.Text(4), s.Text(5), s.Text(6), s.Text(7), s.Text(8), s.Text(9)};
}

constexpr const char* kSelect =
    "SELECT number, at, who, object, target, action, \"before\", \"after\", reason, hash FROM review WHERE number > ?1 "
    "AND (?2 = '' OR target = ?2) ORDER BY number";

}  // namespace

Result<int64_t> Reviews::Append(const Review& given) {
  if (Trouble t = CheckRow(given)) return *t;
  Review r = given;
  r.before = OrEmptyObject(r.before), r.after = OrEmptyObject(r.after);
  Database& database = *store_.database_;
  Transaction transaction(database);
  if (transaction.trouble()) return *transaction.trouble();
  {
    Statement last(database, "SELECT number, hash FROM review ORDER BY number DESC LIMIT 1");
    std::string previous;
    r.number = 1;
    if (last.Step()) r.number = last.Int(0) + 1, previous = last.Text(1);
    if (last.trouble()) return *last.trouble();
    if (r.action == "undo") {
      const int64_t which = Json::parse(r.after)["review"].get<int64_t>();
      Statement find(database, "SELECT object, target FROM review WHERE number = ?1");
      if (!find.Bind(1, which).Step()) {
        if (find.trouble()) return *find.trouble();
        return Wrong("there is no review " + std::to_string(which));
      }
      if (find.Text(0) != r.object || find.Text(1) != r.target) return Wrong("review " + std::to_string(which) + " is about something else");
    }
    r.hash = HashOf(previous, r);
    Statement insert(database,
                     "INSERT INTO review(number, at, who, object, target, action, \"before\", \"after\", reason, hash) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    insert.Bind(1, r.number).Bind(2, r.at).Bind(3, r.who).Bind(4, r.object).Bind(5, r.target).Bind(6, r.action);
    insert.Bind(7, r.before).Bind(8, r.after).BindOrNull(9, r.reason).Bind(10, r.hash).Step();
    if (insert.trouble()) return *insert.trouble();
  }
  if (Trouble t = transaction.Commit()) return *t;
  return r.number;
}

Result<std::vector<Review>> Reviews::List(std::string_view target, int64_t after) {
  std::vector<Review> rows;
  Statement select(*store_.database_, kSelect);
  select.Bind(1, after).Bind(2, target);
  while (select.Step()) rows.push_back(RowOf(select));
  if (select.trouble()) return *select.trouble();
  return rows;
}

Result<int64_t> Reviews::Last() { return store_.database_->Number("SELECT coalesce(max(number), 0) FROM review"); }

Result<std::string> Reviews::Check() {
  Statement select(*store_.database_, kSelect);
  select.Bind(1, int64_t{0}).Bind(2, std::string_view());
  std::string previous, wrong;
  for (int64_t expected = 1; wrong.empty() && select.Step(); ++expected) {
    Review r = RowOf(select);
    if (r.number != expected) wrong = "review " + std::to_string(expected) + " is missing in the log";
    else if (r.hash != HashOf(previous, r)) wrong = "review " + std::to_string(r.number) + " is not as it was written";
    previous = r.hash;
  }
  if (select.trouble()) return *select.trouble();
  return wrong;
}

}  // namespace tawatur::store
