// A story as one row of a list: what, where, when, how many, from how many sources. Entry points: RowOf(), WriteRow().
#pragma once
#include <span>
#include <string>
#include <vector>

#include "publish/json_writer.h"
#include "publish/mask.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct RowBounds {
  std::optional<int64_t> low, best, high;
  bool Empty() const { return !low && !best && !high; }
};

struct StoryRow {
  std::string id, title, title_en, event_class, date, date_end;
  std::string country, country_ar, country_en;  // of its place; empty where the lists know none
  reconcile::Slot place;
  int date_prec = 0, where_prec = 0;
  RowBounds killed, injured;
  std::vector<std::string> kinds;  // of the figures that are no background, each once, sorted
  uint32_t reports = 0, copies = 0, origins = 0;
  uint32_t conflicts = 0;  // what time does not explain
};

// Masked already where `mask` is on.
StoryRow RowOf(const reconcile::Story& story, Masker& mask);
// The country that the lists put its place in.
void PutCountry(StoryRow& row);
void WriteRow(JsonWriter& json, const StoryRow& row);

// The rows as a table for spreadsheets (RFC 4180 with a byte order mark, cells guarded) and as RFC 7946 GeoJSON, in which
// a place is a point with its precision, or null: never a pin that is sharper than the reports are.
std::string RowsCsv(std::span<const StoryRow* const> rows);
std::string RowsGeoJson(std::span<const StoryRow* const> rows);

}  // namespace tawatur::publish
