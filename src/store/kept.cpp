// store: dossiers as they were told. Entry points: Keep(), Stories::ReadDossier(), ToldReview().
#include "base/sha256.h"
#include "store/database.h"
#include "store/pack.h"
#include "store/stories.h"

namespace tawatur::store {
namespace {

constexpr size_t kHashDigits = 32;
constexpr int64_t kLargest = int64_t{1} << 30;

}  // namespace

KeptDossier Keep(std::string_view json) {
  return {Sha256Hex(json).substr(0, kHashDigits), Pack(json), static_cast<int64_t>(json.size())};
}

Result<std::optional<Stories::Dossier>> Stories::ReadDossier(std::string_view story_id) {
  Statement row(*store_.database_, "SELECT d.json, d.size, d.hash FROM story s JOIN dossier d ON d.story = s.number WHERE s.id = ?1");
  const bool there = row.Bind(1, story_id).Step();
  if (row.trouble()) return *row.trouble();
  if (!there || row.Int(1) < 0 || row.Int(1) > kLargest) return std::optional<Dossier>();
  std::optional<std::string> json = Unpack(row.Text(0), static_cast<size_t>(row.Int(1)));
  // A damaged one is told again; tawatur verify says so.
  if (!json) return std::optional<Dossier>();
  return std::optional(Dossier{std::move(*json), row.Text(2)});
}

Result<int64_t> Stories::ToldReview() { return store_.database_->Number("SELECT value FROM story_state WHERE name = 'review'"); }

Result<bool> Stories::SetToldReview(int64_t number) {
  Statement put(*store_.database_, "INSERT OR REPLACE INTO story_state(name, value) VALUES ('review', ?1)");
  put.Bind(1, number).Step();
  if (put.trouble()) return *put.trouble();
  return true;
}

Result<std::string> Stories::Grouping(std::string_view reader) {
  Statement row(*store_.database_, "SELECT bytes, size, hash FROM grouping WHERE reader = ?1");
  const bool there = row.Bind(1, reader).Step();
  if (row.trouble()) return *row.trouble();
  if (!there || row.Int(1) < 0 || row.Int(1) > kLargest) return std::string();
  std::optional<std::string> bytes = Unpack(row.Text(0), static_cast<size_t>(row.Int(1)));
  return bytes && Sha256Hex(*bytes).substr(0, kHashDigits) == row.Text(2) ? std::move(*bytes) : std::string();
}

Result<bool> Stories::SetGrouping(std::string_view reader, std::string_view bytes) {
  const KeptDossier kept = Keep(bytes);
  Transaction transaction(*store_.database_);
  if (transaction.trouble()) return *transaction.trouble();
  if (Trouble t = store_.database_->Run("DELETE FROM grouping")) return *t;
  {
    Statement put(*store_.database_, "INSERT INTO grouping(reader, size, bytes, hash) VALUES (?1, ?2, ?3, ?4)");
    put.Bind(1, reader).Bind(2, kept.size).BindBlob(3, kept.packed).Bind(4, kept.hash).Step();
    if (put.trouble()) return *put.trouble();
  }
  if (Trouble t = transaction.Commit()) return *t;
  return true;
}

}  // namespace tawatur::store
