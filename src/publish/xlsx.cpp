// The spreadsheet, by libxlsxwriter, in a file that is in memory only. Entry point: Xlsx().
#include "publish/xlsx.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "publish/json_writer.h"

namespace tawatur::publish {
namespace {

constexpr size_t kLongestCell = 32767;  // characters, of the form itself
constexpr size_t kMostRows = 1048575;   // below the head
constexpr std::string_view kCut = " [cut here: the csv form has all]";

class MemoryFile {
 public:
  MemoryFile() : fd_(memfd_create("tawatur-xlsx", MFD_CLOEXEC)), path_("/proc/self/fd/" + std::to_string(fd_)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (fd_ >= 0) close(fd_);
  }
  bool ok() const { return fd_ >= 0; }
  const char* path() const { return path_.c_str(); }
  std::string Read() const {
    std::string bytes;
    char block[1 << 16];
    for (off_t at = 0;; at += static_cast<off_t>(sizeof block)) {
      const ssize_t n = pread(fd_, block, sizeof block, at);
      if (n <= 0) return bytes;
      bytes.append(block, static_cast<size_t>(n));
      if (static_cast<size_t>(n) < sizeof block) return bytes;
    }
  }

 private:
  int fd_;
  std::string path_;
};

// What XML can hold, and no longer than a cell may be.
std::string CellText(const std::string& s) {
  std::string out;
  size_t characters = 0;
  for (size_t i = 0; i < s.size();) {
    const size_t n = std::max<size_t>(Utf8Length(s, i), 1);
    const std::string_view c = std::string_view(s).substr(i, n);
    characters += n == 4 ? 2 : 1;  // counted in UTF-16
    if (characters > kLongestCell - kCut.size()) return out.append(kCut);
    const bool none = c == "\xEF\xBF\xBE" || c == "\xEF\xBF\xBF";  // U+FFFE, U+FFFF
    if (c[0] != '\0') out += none ? std::string_view("\xEF\xBF\xBD") : c;
    i += n;
  }
  return out;
}

lxw_error PutCell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
  if (const auto* s = std::get_if<std::string>(&cell)) return worksheet_write_string(sheet, row, column, CellText(*s).c_str(), nullptr);
  if (const auto* n = std::get_if<int64_t>(&cell)) return worksheet_write_number(sheet, row, column, static_cast<double>(*n), nullptr);
  if (const auto* d = std::get_if<double>(&cell)) return worksheet_write_number(sheet, row, column, *d, nullptr);
  if (const auto* b = std::get_if<bool>(&cell)) return worksheet_write_boolean(sheet, row, column, *b, nullptr);
  return LXW_NO_ERROR;
}

lxw_error PutTable(lxw_workbook* book, lxw_format* head, const Table& table) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, table.name.c_str());
  if (sheet == nullptr) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  worksheet_right_to_left(sheet);
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_error error = LXW_NO_ERROR;
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    const bool wide = table.columns[c] == "quote" || table.columns[c] == "chain" || table.columns[c] == "title";
    worksheet_set_column(sheet, column, column, wide ? 60 : 14, nullptr);
    error = std::max(error, worksheet_write_string(sheet, 0, column, std::string(table.columns[c]).c_str(), head));
  }
  worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()), static_cast<lxw_col_t>(table.columns.size() - 1));
  for (size_t r = 0; r < table.rows.size(); ++r) {
    for (size_t c = 0; c < table.rows[r].size(); ++c)
      error = std::max(error, PutCell(sheet, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), table.rows[r][c]));
  }
  return error;
}

}  // namespace

Result<std::string> Xlsx(std::span<const Table> tables) {
  for (const Table& table : tables) {
    if (table.rows.size() > kMostRows)
      return Error{ErrorKind::kLimit, "xlsx", "a sheet holds " + std::to_string(kMostRows) + " rows, " + table.name + " has " + std::to_string(table.rows.size()) + ": use csv"};
  }
  const MemoryFile file;
  lxw_workbook* book = file.ok() ? workbook_new(file.path()) : nullptr;
  if (book == nullptr) return Error{ErrorKind::kIo, "xlsx", "no memory for the file"};
  lxw_doc_properties properties{};
  properties.created = 315532800;  // 1980-01-01, where zip's time begins: the same reports give the same bytes
  workbook_set_properties(book, &properties);
  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  lxw_error error = LXW_NO_ERROR;
  for (const Table& table : tables) error = std::max(error, PutTable(book, head, table));
  error = std::max(error, workbook_close(book));
  if (error != LXW_NO_ERROR) return Error{ErrorKind::kIo, "xlsx", lxw_strerror(error)};
  return file.Read();
}

}  // namespace tawatur::publish
