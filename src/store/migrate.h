// store: the schema and its versions. Entry points: Migrate(), CheckVersion().
#pragma once
#include "store/database.h"

namespace tawatur::store {

// "TAWA", so that `file` and people can tell a store from any other SQLite file.
inline constexpr int64_t kApplicationId = 0x54415741;

// Makes the tables of an empty file, or brings an older store to this version, each step whole or not at all.
Trouble Migrate(Database& database);
// The file is a store of this version; says what it is where not.
Trouble CheckVersion(Database& database);

}  // namespace tawatur::store
