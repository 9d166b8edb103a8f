// tawatur: rows for people and for programs: a table on a terminal, JSON Lines in a pipe. Entry point: Table.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "output.h"

namespace CLI {
class App;
}

namespace tawatur::cli {

// --format table|json|jsonl|csv|tsv, --json
struct TableOptions {
  std::string form;
  bool json = false;
};
void AddTableOptions(CLI::App& verb, TableOptions& options);

class Table {
 public:
  Table(const TableOptions& options, std::vector<std::string> columns);
  // `row` for programs, `cells` (as many as columns) for people and for CSV.
  void Add(const nlohmann::ordered_json& row, std::vector<std::string> cells);
  size_t size() const { return size_; }
  void Commit();

 private:
  void Line(const std::vector<std::string>& cells, const std::vector<size_t>& widths);
  void Separated(const std::vector<std::string>& cells, char separator);

  std::string form_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> held_;  // a table's rows wait for the widths
  size_t size_ = 0;
  Output out_;
};

// How many cells of a terminal it takes: marks above letters take none.
size_t Columns(std::string_view utf8);
// Arabic between isolates, so that numbers and brackets around it keep their places.
std::string Isolate(std::string_view words);
// Cut at a character, with an ellipsis, to so many columns.
std::string Cut(std::string_view words, size_t columns);
// "12", "12-25", "12+", or nothing: a blank is never 0.
std::string Bounds(const nlohmann::ordered_json& low, const nlohmann::ordered_json& high);
// The text under a key of an object; empty where it is not there or null.
std::string TextAt(const nlohmann::ordered_json& object, std::string_view key);
// Its `date`, as far as `date_prec` says that it is known: a month has no day.
std::string DateAt(const nlohmann::ordered_json& object);
// The name of an entity slot, else its words.
std::string NameAt(const nlohmann::ordered_json& object, std::string_view key);

}  // namespace tawatur::cli
