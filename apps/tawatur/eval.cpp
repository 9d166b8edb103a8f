// tawatur eval: what was found held against a gold that people made (docs/eval.md). Entry point: AddEval().
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <fstream>
#include <functional>
#include <iostream>
#include <unordered_map>

#include "console.h"
#include "scores.h"
#include "table.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

using Json = nlohmann::ordered_json;

struct EvalOptions {
  std::string gold, found, errors;
  TableOptions table;
};

// A JSON object a line, each of one report.
void ForEachLine(const std::string& path, const std::function<void(Json)>& take) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) Die({ErrorKind::kUsage, path, "cannot be read"});
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Json object = Json::parse(line, nullptr, false);
    if (!object.is_object()) Die({ErrorKind::kUsage, path + ":" + std::to_string(number), "is no JSON object, as tawatur extract writes them"});
    take(std::move(object));
  }
  if (in.bad()) Die({ErrorKind::kIo, path, "cannot be read to its end"});
}

// A report's names, the surest first.
std::vector<std::string> NamesOf(const Json& line) {
  const Json& report = line.contains("report") ? line["report"] : line;
  std::vector<std::string> names;
  for (const char* key : {"sha256", "id"}) {
    if (std::string name = TextAt(report, key); !name.empty()) names.push_back(std::move(name));
  }
  return names;
}

std::string Words(size_t right, size_t all) {
  const Share s = Wilson(right, all);
  return all == 0 ? std::string() : fmt::format("{:.3f} ({:.3f}-{:.3f})", s.value, s.low, s.high);
}

Json ShareOf(size_t right, size_t all) {
  if (all == 0) return nullptr;
  const Share s = Wilson(right, all);
  auto rounded = [](double x) { return std::round(x * 10000) / 10000; };
  return {{"value", rounded(s.value)}, {"low", rounded(s.low)}, {"high", rounded(s.high)}};
}

void PutTally(Table& table, const std::string& what, const std::string& name, const Tally& t) {
  const double f1 = std::round(t.F1() * 10000) / 10000;
  const Json row{{"what", what}, {"name", name}, {"right", t.right}, {"extra", t.extra}, {"missed", t.missed},
                 {"precision", ShareOf(t.right, t.right + t.extra)}, {"recall", ShareOf(t.right, t.right + t.missed)}, {"f1", f1}};
  table.Add(row, {what, name, std::to_string(t.right), std::to_string(t.extra), std::to_string(t.missed), Words(t.right, t.right + t.extra),
                  Words(t.right, t.right + t.missed), fmt::format("{:.3f}", f1)});
}

void Eval(const EvalOptions& options) {
  if (options.gold == "-" && options.found == "-") Die({ErrorKind::kUsage, "-", "can be GOLD or FOUND, not both"});
  std::vector<Json> gold;
  std::unordered_map<std::string, size_t> at;
  ForEachLine(options.gold, [&](Json line) {
    const std::vector<std::string> names = NamesOf(line);
    if (names.empty()) Die({ErrorKind::kUsage, options.gold, "line " + std::to_string(gold.size() + 1) + " names no report: neither id nor sha256"});
    for (const std::string& name : names) at.emplace(name, gold.size());
    gold.push_back(std::move(line));
  });
  Scorer scorer;
  std::vector<bool> done(gold.size());
  ForEachLine(options.found, [&](Json line) {
    for (const std::string& name : NamesOf(line)) {
      const auto found = at.find(name);
      if (found == at.end()) continue;
      if (!done[found->second]) scorer.Compare(gold[found->second], line);
      done[found->second] = true;
      break;
    }
  });
  size_t missing = 0;
  for (size_t i = 0; i < gold.size(); ++i) {
    if (done[i]) continue;
    ++missing;
    scorer.Compare(gold[i], Json());
    Complain(NamesOf(gold[i]).back(), "is in the gold, and nothing was found for it: all its findings count as missed");
  }
  if (!options.errors.empty()) {
    Output errors(options.errors);
    for (const Json& mistake : scorer.mistakes()) errors.Write(mistake.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    errors.Commit();
  }
  Table table(options.table, {"what", "name", "right", "extra", "missed", "precision", "recall", "f1"});
  for (const std::string what : {"figures", "claims"}) {
    const Tally total = scorer.Total(what);
    if (total.right + total.extra + total.missed == 0) continue;
    PutTally(table, what, "all", total);
    for (const auto& [key, tally] : scorer.kinds()) {
      if (key.first == what) PutTally(table, what, key.second, tally);
    }
    for (const auto& [key, slot] : scorer.slots()) {
      if (key.first != what) continue;
      const Json row{{"what", what + ".slot"}, {"name", key.second}, {"right", slot.right}, {"all", slot.all}, {"share", ShareOf(slot.right, slot.all)}};
      table.Add(row, {what + ".slot", key.second, std::to_string(slot.right), std::to_string(slot.all - slot.right), "", Words(slot.right, slot.all), "", ""});
    }
  }
  table.Commit();
  if (missing > 0) throw Exit(kPartial);
  if (table.size() == 0) throw Exit(kNothing);
}

}  // namespace

void AddEval(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("eval", "hold findings against a gold: what is right, extra and missed, with intervals");
  auto options = std::make_shared<EvalOptions>();
  verb->add_option("GOLD", options->gold, "JSON Lines as tawatur extract writes them, corrected by people; - = standard input")->required();
  verb->add_option("FOUND", options->found, "what tawatur extract wrote for the same reports; - = standard input")->required();
  AddTableOptions(*verb, options->table);
  verb->add_option("--errors", options->errors, "write every mistake to this file, JSON Lines");
  verb->callback([options] { Eval(*options); });
}

}  // namespace tawatur::cli
