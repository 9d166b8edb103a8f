// A table on its way out: named columns, rows of typed cells; and its plain forms. Entry points: Table, Csv(), JsonLines().
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tawatur::publish {

// A blank is std::monostate, never 0 and never "unknown".
using Cell = std::variant<std::monostate, std::string, int64_t, double, bool>;

// Rows are filled cell by cell: `t << a << b; t.End();`. An empty string is a blank.
class Table {
 public:
  // `columns` is a comma separated list of words, that lives as long as the program.
  Table(std::string name, std::string_view columns);

  Table& operator<<(std::string_view cell);
  Table& operator<<(const char* cell) { return *this << std::string_view(cell); }
  Table& operator<<(std::optional<int64_t> v) { return Add(v ? Cell(*v) : Cell()); }
  Table& operator<<(int64_t v) { return Add(v); }
  Table& operator<<(uint32_t v) { return Add(static_cast<int64_t>(v)); }
  Table& operator<<(bool v) { return Add(v); }
  Table& operator<<(std::optional<bool> v) { return Add(v ? Cell(*v) : Cell()); }
  // UCDP's precision codes: 0 is not one of them.
  Table& Precision(int code) { return *this << (code > 0 ? std::optional<int64_t>(code) : std::nullopt); }
  Table& Degrees(bool known, double v) { return Add(known ? Cell(v) : Cell()); }
  void End();
  // The row that is being filled.
  const std::vector<Cell>& open() const { return row_; }

  std::string name;
  std::vector<std::string_view> columns;
  std::vector<std::vector<Cell>> rows;

 private:
  Table& Add(Cell cell);
  std::vector<Cell> row_;
};

struct CsvOptions {
  bool bom = false;      // spreadsheets take the Arabic for Arabic then
  char separator = ',';  // or a tab
};

// RFC 4180 (also with tabs). A text that a spreadsheet would run as a formula begins with an apostrophe instead.
std::string Csv(const Table& table, const CsvOptions& options);
// One object a row, keys in the order of the columns; a blank is null. Nothing is guarded: JSON runs no formulas.
std::string JsonLines(const Table& table);

// Whether a spreadsheet would take this text for a formula.
bool LooksLikeFormula(std::string_view text);
// The shortest digits that give this very number again.
std::string Digits(double v);

}  // namespace tawatur::publish
