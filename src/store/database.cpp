// store: SQLite without its corners. Entry point: Database::Open().
#include "store/database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace tawatur::store {
namespace {

constexpr int kWaitMilliseconds = 10000;  // for another program that writes

Error Explain(const std::string& path, int code, int system_error, const char* words) {
  auto io = [&](std::string message) { return Error{ErrorKind::kIo, path, std::move(message)}; };
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return io("is locked by another program that writes to it; try again when that has ended");
    case SQLITE_FULL: return io("the disk is full; make room and run the same command again");
    case SQLITE_NOTADB: return {ErrorKind::kUsage, path, "is no store: not an SQLite file"};
    case SQLITE_CORRUPT: return io("is damaged: " + std::string(words));
    case SQLITE_READONLY: return io("cannot be written: the file or its folder is read-only");
    case SQLITE_TOOBIG: return {ErrorKind::kLimit, path, "a report is too large for the store: more than 1 GB"};
    case SQLITE_NOMEM: return {ErrorKind::kInternal, path, "out of memory"};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      if (system_error == ENOSPC || system_error == EDQUOT)
        return io("the disk is full; make room and run the same command again");
      return io(std::string(words) + (system_error ? std::string(": ") + std::strerror(system_error) : ""));
    default: return {ErrorKind::kInternal, path, words};
  }
}

// A writer that was killed leaves work that only a writer can take back or finish: reading begins with that.
void Recover(const std::string& name) {
  sqlite3* writer = nullptr;
  if (sqlite3_open_v2(name.c_str(), &writer, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    sqlite3_busy_timeout(writer, kWaitMilliseconds);
    sqlite3_exec(writer, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  }
  sqlite3_close(writer);
}

}  // namespace

Result<std::unique_ptr<Database>> Database::Open(const std::string& path, Mode mode) {
  struct stat status {};
  bool is_there = path == ":memory:" || stat(path.c_str(), &status) == 0;
  if (mode != Mode::kWrite && !is_there)
    return Error{ErrorKind::kUsage, path, "there is no such store; tawatur add makes one"};
  if (is_there && S_ISDIR(status.st_mode)) return Error{ErrorKind::kUsage, path, "is a folder; give a file"};
  std::unique_ptr<Database> database(new Database(path));
  int flags = mode == Mode::kRead     ? SQLITE_OPEN_READONLY
              : mode == Mode::kChange ? SQLITE_OPEN_READWRITE
                                      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  // "./": a name that begins with "file:" is a name all the same.
  std::string name = path == ":memory:" || path.starts_with('/') ? path : "./" + path;
  if (sqlite3_open_v2(name.c_str(), &database->handle_, flags | SQLITE_OPEN_EXRESCODE, nullptr) != SQLITE_OK)
    return database->ErrorNow();
  sqlite3_busy_timeout(database->handle_, kWaitMilliseconds);
  // A store may come from somebody else: nothing in its schema may call what has side effects.
  sqlite3_db_config(database->handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database->handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database->handle_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  if (Trouble t = database->Run("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"))
    return *t;
  if (mode == Mode::kRead && sqlite3_exec(database->handle_, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) != SQLITE_OK &&
      (sqlite3_errcode(database->handle_) & 0xFF) == SQLITE_READONLY) {
    Recover(name);
  }
  return database;
}

Database::~Database() { sqlite3_close(handle_); }

bool Database::Busy() const { return (sqlite3_errcode(handle_) & 0xFF) == SQLITE_BUSY; }

Trouble Database::Run(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return ErrorNow();
  return std::nullopt;
}

Result<int64_t> Database::Number(const char* sql) {
  Statement statement(*this, sql);
  bool row = statement.Step();
  if (statement.trouble()) return *statement.trouble();
  return row ? statement.Int(0) : 0;
}

int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_); }
int64_t Database::changes() const { return sqlite3_changes64(handle_); }

Error Database::ErrorNow() const {
  if (!handle_) return {ErrorKind::kInternal, path_, "out of memory"};
  return Explain(path_, sqlite3_extended_errcode(handle_), sqlite3_system_errno(handle_), sqlite3_errmsg(handle_));
}

Statement::Statement(Database& database, const char* sql) : database_(database) {
  Check(sqlite3_prepare_v2(database.handle_, sql, -1, &statement_, nullptr));
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), statement_(other.statement_), trouble_(std::move(other.trouble_)) {
  other.statement_ = nullptr;
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::Check(int code) {
  if (code != SQLITE_OK && !trouble_) trouble_ = database_.ErrorNow();
}

Statement& Statement::Bind(int at, std::string_view text) {
  if (!trouble_) {
    Check(sqlite3_bind_text64(statement_, at, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::BindOrNull(int at, std::string_view text) { return text.empty() ? BindNull(at) : Bind(at, text); }

Statement& Statement::BindBlob(int at, std::string_view bytes) {
  if (!trouble_) Check(sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::Bind(int at, int64_t value) {
  if (!trouble_) Check(sqlite3_bind_int64(statement_, at, value));
  return *this;
}

Statement& Statement::Bind(int at, double value) {
  if (!trouble_) Check(sqlite3_bind_double(statement_, at, value));
  return *this;
}

Statement& Statement::BindNull(int at) {
  if (!trouble_) Check(sqlite3_bind_null(statement_, at));
  return *this;
}

bool Statement::Step() {
  if (trouble_) return false;
  int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) Check(code);
  return false;
}

void Statement::Reset() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::Real(int column) const { return sqlite3_column_double(statement_, column); }
bool Statement::IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string Statement::Text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  int size = sqlite3_column_bytes(statement_, column);
  return bytes ? std::string(static_cast<const char*>(bytes), static_cast<size_t>(size)) : std::string();
}

// IMMEDIATE: who cannot write learns it before the work, not after.
Transaction::Transaction(Database& database) : database_(database), trouble_(database.Run("BEGIN IMMEDIATE")) {
  open_ = !trouble_;
}

Transaction::~Transaction() {
  if (open_) (void)database_.Run("ROLLBACK");
}

Trouble Transaction::Commit() {
  if (trouble_) return trouble_;
  if (Trouble t = database_.Run("COMMIT")) return t;
  open_ = false;
  return std::nullopt;
}

}  // namespace tawatur::store
