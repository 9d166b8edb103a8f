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

// The same form, made from the dates of mail and RSS (RFC 822): "Thu, 20 Jan 2022 19:30:05 +0300". A zone that is not one
// of theirs leaves the time without an offset.
std::optional<std::string> NormalMailTime(std::string_view stated);

}  // namespace tawatur::ingest
