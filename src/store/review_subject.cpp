// store: what a short id names in the findings of its report. Entry point: Reviews::Find().
#include <nlohmann/json.hpp>

#include "store/address.h"
#include "store/database.h"
#include "store/review.h"

namespace tawatur::store {
namespace {

using Json = nlohmann::json;

struct Kind { char letter; const char *object, *list, *words; };  // words: the slot whose span is the address
constexpr Kind kKinds[] = {
    {'f', "figure", "figures", "number"}, {'c', "claim", "claims", "content"}, {'e', "event", "events", "trigger"}, {'m', "name", "entities", nullptr}};

Error NotThere(std::string_view id, const char* what) { return {ErrorKind::kUsage, std::string(id), what}; }

}  // namespace

Result<Subject> Reviews::Find(std::string_view id) {
  if (id.starts_with("entity:")) return Subject{"join", std::string(id), "{}", {}};
  // A full address is as good as a short id.
  if (std::optional<Address> full = ParseAddress(id); full && full->letter != 0) {
    return Find(full->sha256.substr(0, 12) + ":" + full->letter + std::to_string(full->span.begin));
  }
  const size_t colon = id.rfind(':');
  const bool statement = colon == 12 && id.size() > 14 && id.substr(14).find_first_not_of("0123456789") == std::string_view::npos &&
                         std::string_view("fcem").find(id[13]) != std::string_view::npos;
  const std::string_view key = statement ? id.substr(0, colon) : id;
  const bool hex = key.size() >= 12 && key.size() <= 64 && key.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  Statement find(*store_.database_, hex ? "SELECT r.sha256, r.id, r.published, f.json FROM report r JOIN findings f ON f.report = r.number "
                                          "WHERE r.sha256 >= ?1 AND r.sha256 < ?1 || 'g' ORDER BY r.sha256 LIMIT 2"
                                        : "SELECT r.sha256, r.id, r.published, f.json FROM arrival a JOIN report r ON r.number = a.report "
                                          "JOIN findings f ON f.report = r.number WHERE a.id = ?1 GROUP BY r.number LIMIT 2");
  if (!find.Bind(1, key).Step()) {
    if (find.trouble()) return *find.trouble();
    return NotThere(id, "no report of the case has this id");
  }
  Address address;
  address.sha256 = find.Text(0);
  Subject subject;
  subject.report = find.Text(1);
  std::string published = find.Text(2), json = find.Text(3);
  if (find.Step()) return NotThere(id, "more than one report has this id; give its SHA-256");
  Json findings = Json::parse(json, nullptr, false);
  if (findings.is_discarded()) return Error{ErrorKind::kIo, subject.report, "the findings are no JSON"};
  if (!statement) {
    subject.object = "membership";
    subject.target = AddressText(address);
    Json before{{"published", findings["report"].value("published", Json())}};
    subject.before = before.dump();
    return subject;
  }
  for (const Kind& kind : kKinds) {
    if (kind.letter != id[13] || !findings.contains(kind.list)) continue;
    const uint64_t begin = strtoull(std::string(id.substr(14)).c_str(), nullptr, 10);
    for (const Json& thing : findings[kind.list]) {
      const Json& words = kind.words ? thing.value(kind.words, Json::object()) : thing;
      if (words.value("begin", UINT64_MAX) != begin) continue;
      address.letter = kind.letter;
      address.span = {words.value("begin", 0u), words.value("end", 0u)};
      subject.object = kind.letter == 'm' && thing.value("type", "") == "place" ? "place" : kind.object;
      subject.target = AddressText(address);
      subject.before = thing.dump();
      return subject;
    }
  }
  return NotThere(id, "its report states nothing under this id");
}

}  // namespace tawatur::store
