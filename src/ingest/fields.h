// ingest: the names under which collections keep the same field of a report. Entry points: NamesOf(), IsNameOf().
#pragma once
#include <span>
#include <string_view>

namespace tawatur::ingest {

enum class Field { kId, kText, kUrl, kOutlet, kTitle, kPublished };
constexpr size_t kFields = 6;

// Our own name of the field, as --map takes it.
std::string_view NameOf(Field field);
// In order of preference: ours, then those of Media Cloud, GDELT DOC, Event Registry and common tables.
std::span<const std::string_view> NamesOf(Field field);
// Without regard to case.
bool IsNameOf(Field field, std::string_view name);

}  // namespace tawatur::ingest
