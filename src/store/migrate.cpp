// store: the schema and its versions. Entry points: Migrate(), CheckVersion().
#include "store/migrate.h"

#include <chrono>
#include <iterator>
#include <string>
#include <thread>

#include "store/index.h"

namespace tawatur::store {
namespace {

constexpr int kSwitchTries = 500;  // of 20 ms

#include "schema.inc"

// Pages of the size of a report's rows; what many inserts touch stays in memory (32 MB) and goes to its place in runs of 32 MB.
constexpr const char* kWriting =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; "
    "PRAGMA wal_autocheckpoint = 4096;";

constexpr int64_t kVersion = std::size(kSteps);
constexpr int64_t kNewIndex = 3;  // this version made the search index anew

// An empty file is nobody's; any other must carry our mark.
Trouble CheckOwner(Database& database, int64_t& version) {
  Result<int64_t> owner = database.Number("PRAGMA application_id");
  if (!owner) return owner.error();
  Result<int64_t> found = database.Number("PRAGMA user_version");
  if (!found) return found.error();
  Result<int64_t> tables = database.Number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  version = *found;
  if (*owner != kApplicationId && (*owner != 0 || *tables != 0))
    return Error{ErrorKind::kUsage, database.path(), "is an SQLite file of another program"};
  if (*found > kVersion) {
    return Error{ErrorKind::kUsage, database.path(),
                 "was made by a newer version of tawatur (store version " + std::to_string(*found) + ")"};
  }
  return std::nullopt;
}

}  // namespace

Trouble Migrate(Database& database) {
  int64_t version = 0;
  if (Trouble t = CheckOwner(database, version)) return t;
  // Two programs that make one store: SQLite does not wait for this switch by itself, so we do.
  Trouble switched = database.Run(kWriting);
  for (int tries = 0; switched && database.Busy() && tries < kSwitchTries; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    switched = database.Run(kWriting);
  }
  if (switched) return switched;
  if (version == kVersion) return std::nullopt;
  Transaction transaction(database);
  if (transaction.trouble()) return transaction.trouble();
  if (Trouble t = CheckOwner(database, version)) return t;  // another program may have been first
  for (int64_t step = version; step < kVersion; ++step) {
    if (Trouble t = database.Run(kSteps[step])) return t;
  }
  if (version > 0 && version < kNewIndex) {
    if (Trouble t = FillIndex(database)) return t;
  }
  std::string marks = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                      "; PRAGMA user_version = " + std::to_string(kVersion) + ";";
  if (Trouble t = database.Run(marks.c_str())) return t;
  return transaction.Commit();
}

Trouble CheckVersion(Database& database) {
  int64_t version = 0;
  if (Trouble t = CheckOwner(database, version)) return t;
  if (version == kVersion) return std::nullopt;
  if (version == 0) return Error{ErrorKind::kUsage, database.path(), "is empty; tawatur add puts reports into it"};
  return Error{ErrorKind::kUsage, database.path(), "was made by an older version; tawatur add brings it up to date"};
}

}  // namespace tawatur::store
