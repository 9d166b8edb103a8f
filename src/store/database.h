// store: SQLite without its corners: handles that close themselves, errors with the file's name. Entry point:
// Database::Open(). Only this room sees it.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tawatur::store {

// What went wrong with a step that gives nothing; empty = it went well.
using Trouble = std::optional<Error>;

class Database;

// A prepared statement. A failure stays in it: Step() says no and trouble() names it, so that a row of binds needs one
// question only.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  Statement(Statement&& other) noexcept;
  ~Statement();

  // The bytes must live until Step().
  Statement& Bind(int at, std::string_view text);
  Statement& BindOrNull(int at, std::string_view text);  // empty = NULL
  Statement& BindBlob(int at, std::string_view bytes);
  Statement& Bind(int at, int64_t value);
  Statement& Bind(int at, double value);
  Statement& BindNull(int at);
  // True: there is a row. False: the end, or trouble().
  bool Step();
  void Reset();
  const Trouble& trouble() const { return trouble_; }

  int64_t Int(int column) const;
  double Real(int column) const;
  bool IsNull(int column) const;
  std::string Text(int column) const;  // also of a blob

 private:
  void Check(int code);

  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  Trouble trouble_;
};

class Database {
 public:
  enum class Mode { kWrite, kRead, kChange };  // kWrite makes the file where there is none, kChange does not
  static Result<std::unique_ptr<Database>> Open(const std::string& path, Mode mode);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // Did the last call fail because another program holds the file?
  bool Busy() const;
  Trouble Run(const char* sql);
  // The first column of the first row; 0 where there is none.
  Result<int64_t> Number(const char* sql);
  int64_t last_row() const;
  int64_t changes() const;
  // The error of the last call, in words for a person.
  Error ErrorNow() const;
  const std::string& path() const { return path_; }

 private:
  friend class Statement;
  explicit Database(std::string path) : path_(std::move(path)) {}

  std::string path_;
  sqlite3* handle_ = nullptr;
};

// All or nothing: what was not committed when it goes out of scope never happened.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  ~Transaction();
  const Trouble& trouble() const { return trouble_; }
  Trouble Commit();

 private:
  Database& database_;
  Trouble trouble_;
  bool open_ = false;
};

}  // namespace tawatur::store
