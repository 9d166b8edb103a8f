// tawatur review: what people decide about what was read; every decision is a row of the case's log. Entry point:
// AddReview().
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>

#include "console.h"
#include "inputs.h"
#include "output.h"
#include "store/address.h"
#include "store/review.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ReviewOptions {
  std::string store, id, by, at, reason, with, into, name;
  std::vector<std::string> slots;
  int64_t number = 0;
  bool alone = false, json = false;
};

std::string Now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::string Login() {
  const passwd* user = getpwuid(getuid());
  return user && user->pw_name ? user->pw_name : "";
}

store::Store OpenCase(const std::string& path, store::Store::Mode mode) {
  Result<store::Store> store = store::Store::Open(path, mode);
  if (!store) Die(store.error());
  return std::move(*store);
}

// "low=15", "speaker.name=...", "place=" (blank).
std::string AfterOf(const std::vector<std::string>& slots) {
  Json after = Json::object();
  for (const std::string& given : slots) {
    const size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0) Die({ErrorKind::kUsage, given, "is no SLOT=VALUE, such as low=15"});
    const std::string slot = given.substr(0, equals), value = given.substr(equals + 1);
    const size_t dot = slot.find('.');
    Json& at = dot == std::string::npos ? after[slot] : after[slot.substr(0, dot)][slot.substr(dot + 1)];
    if (value.empty()) at = nullptr;
    else at = value;
  }
  return after.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The list of stories follows the decision; where that takes long, the user says when.
void Follow(const std::string& path) {
  constexpr int64_t kSoon = 20000;  // reports
  Result<std::unique_ptr<casefile::CaseFile>> file = casefile::CaseFile::Open(path, store::Store::Mode::kChange, 1, TAWATUR_VERSION);
  if (!file) Die(file.error());
  Result<int64_t> reports = (*file)->store().CountReports();
  if (!reports) Die(reports.error());
  if (*reports <= kSoon) BuildStories(**file, true);
  else Complain("", "the list of stories follows with tawatur build; dossiers show the decision already");
}

void Append(const ReviewOptions& options, const std::string& action, const std::string& object, const std::string& after) {
  store::Store store = OpenCase(options.store, store::Store::Mode::kChange);
  store::Reviews log(store);
  Result<store::Subject> subject = log.Find(options.id);
  if (!subject) Die(subject.error());
  store::Review review;
  review.at = options.at.empty() ? Now() : options.at;
  review.who = options.by.empty() ? Login() : options.by;
  review.object = object.empty() ? subject->object : object;
  review.target = subject->target;
  review.action = action;
  review.before = subject->before;
  review.after = after;
  review.reason = options.reason;
  Result<int64_t> number = log.Append(review);
  if (!number) Die(number.error());
  Complain("", fmt::format("review {}: {} {} {}", *number, review.who, action, options.id));
  Follow(options.store);
}

void Move(const ReviewOptions& options) {
  if (options.with.empty() != options.alone) Die({ErrorKind::kUsage, "review move", "takes --with REPORT or --alone"});
  Json after{{"alone", true}};
  if (!options.alone) {
    store::Store store = OpenCase(options.store, store::Store::Mode::kRead);
    // A story is named after its earliest report, so its id names a report too.
    const std::string report = options.with.ends_with(":s") ? options.with.substr(0, options.with.size() - 2) : options.with;
    Result<store::Subject> with = store::Reviews(store).Find(report);
    if (!with) Die(with.error());
    after = Json{{"with", store::ParseAddress(with->target)->sha256}};
  }
  Append(options, "move", "membership", after.dump());
}

void Undo(const ReviewOptions& options) {
  store::Store store = OpenCase(options.store, store::Store::Mode::kChange);
  store::Reviews log(store);
  Result<std::vector<store::Review>> rows = log.List({}, options.number - 1);
  if (!rows) Die(rows.error());
  if (options.number < 1 || rows->empty() || rows->front().number != options.number)
    Die({ErrorKind::kUsage, std::to_string(options.number), "is no number of a review; tawatur review list shows them"});
  store::Review undo = rows->front();
  undo.before = undo.after;
  undo.after = Json{{"review", options.number}}.dump();
  undo.action = "undo";
  undo.at = options.at.empty() ? Now() : options.at;
  undo.who = options.by.empty() ? Login() : options.by;
  undo.reason = options.reason;
  Result<int64_t> number = log.Append(undo);
  if (!number) Die(number.error());
  Complain("", fmt::format("review {}: {} undo {}", *number, undo.who, options.number));
  Follow(options.store);
}

void List(const ReviewOptions& options) {
  store::Store store = OpenCase(options.store, store::Store::Mode::kRead);
  store::Reviews log(store);
  std::string target;
  if (!options.id.empty()) {
    Result<store::Subject> subject = log.Find(options.id);
    if (!subject) Die(subject.error());
    target = subject->target;
  }
  Result<std::vector<store::Review>> rows = log.List(target);
  if (!rows) Die(rows.error());
  const bool table = !options.json && isatty(STDOUT_FILENO) == 1;
  Output out("");
  for (const store::Review& r : *rows) {
    if (table) {
      const std::optional<store::Address> a = store::ParseAddress(r.target);
      const std::string id = !a || !a->entity.empty() ? r.target : a->letter ? fmt::format("{}:{}{}", a->sha256.substr(0, 12), a->letter, a->span.begin) : a->sha256.substr(0, 12);
      out.Write(fmt::format("{:>5}  {:<20}  {:<12}  {:<8}  {:<10}  {:<24}  {}{}{}\n", r.number, r.at.substr(0, 20), r.who, r.action, r.object, id,
                            r.after == "{}" ? "" : r.after, r.reason.empty() ? "" : "  ", r.reason));
      continue;
    }
    Json line{{"review", r.number}, {"at", r.at}, {"who", r.who}, {"object", r.object}, {"target", r.target}, {"action", r.action},
              {"before", Json::parse(r.before, nullptr, false)}, {"after", Json::parse(r.after, nullptr, false)},
              {"reason", r.reason.empty() ? Json() : Json(r.reason)}, {"hash", r.hash}};
    out.Write(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  }
  out.Commit();
}

CLI::App* Add(CLI::App& review, const std::shared_ptr<ReviewOptions>& options, const char* name, const char* what, bool needs_id = true) {
  CLI::App* verb = review.add_subcommand(name, what);
  AddStoreOption(*verb, options->store);
  if (needs_id) verb->add_option("ID", options->id, "of a figure, claim, event, name (...:m120) or report, or entity:ID")->required();
  return verb;
}

void AddWho(CLI::App* verb, const std::shared_ptr<ReviewOptions>& options) {
  verb->add_option("--by", options->by, "who decides (default: $TAWATUR_REVIEWER, else the login name)")->envname("TAWATUR_REVIEWER");
  verb->add_option("--reason", options->reason, "why, in your own words");
  verb->add_option("--at", options->at, "ISO 8601 time of the decision (default: now)");
}

}  // namespace

void AddReview(CLI::App& app) {
  CLI::App* review = app.add_subcommand("review", "accept, reject and correct what was read; every decision is kept in the log");
  review->require_subcommand(1);
  auto o = std::make_shared<ReviewOptions>();
  for (const char* action : {"accept", "reject"}) {
    const bool yes = action[0] == 'a';
    CLI::App* verb = Add(*review, o, action, yes ? "the machine has read this rightly" : "this is not what the report states");
    AddWho(verb, o);
    verb->callback([o, action] { Append(*o, action, "", "{}"); });
  }
  CLI::App* correct = Add(*review, o, "correct", "give slots another value: low=15 speaker.name=... place= (blank)");
  correct->add_option("SLOT=VALUE", o->slots, "as in docs/review.md")->required();
  AddWho(correct, o);
  correct->callback([o] {
    const bool dates = o->slots.size() == 1 && o->slots[0].starts_with("published=");
    Append(*o, "correct", dates ? "dating" : "", AfterOf(o->slots));
  });
  CLI::App* move = Add(*review, o, "move", "a report belongs to another story, or to none");
  move->add_option("--with", o->with, "a report of that story, or the story's id");
  move->add_flag("--alone", o->alone, "to a story of its own");
  AddWho(move, o);
  move->callback([o] { Move(*o); });
  CLI::App* merge = Add(*review, o, "merge", "two ids are one thing: entity:ID --into OTHER");
  merge->add_option("--into", o->into, "the id that stays")->required();
  AddWho(merge, o);
  merge->callback([o] { Append(*o, "merge", "join", Json{{"into", o->into}}.dump()); });
  CLI::App* split = Add(*review, o, "split", "a name is not the thing that it was joined to");
  split->add_option("--name", o->name, "what it is called (default: its words)");
  AddWho(split, o);
  split->callback([o] { Append(*o, "split", "join", o->name.empty() ? "{}" : Json{{"name", o->name}}.dump()); });
  CLI::App* undo = Add(*review, o, "undo", "take a decision back; both stay in the log", false);
  undo->add_option("NUMBER", o->number, "of the review")->required();
  AddWho(undo, o);
  undo->callback([o] { Undo(*o); });
  CLI::App* list = Add(*review, o, "list", "the log, oldest first", false);
  list->add_option("ID", o->id, "of this thing only");
  list->add_flag("--json", o->json, "JSON Lines also on a terminal");
  list->callback([o] { List(*o); });
  AddReviewQueue(*review);
}

}  // namespace tawatur::cli
