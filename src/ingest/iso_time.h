// ingest: publication dates as inputs state them. Entry point: NormalIsoTime().
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tawatur::ingest {

// ISO 8601 in its extended form (2022-01, 2022-01-20, 2022-01-20T19:30:05+03:00), made from the extended or basic form,
// with a blank or 'T' before the time. Nothing where the words are no ISO 8601 or name a day or hour that does not
// exist.
std::optional<std::string> NormalIsoTime(std::string_view stated);

}  // namespace tawatur::ingest
