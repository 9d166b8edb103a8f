// The contract's words for dates, and codes that only an output needs. Entry points: Word(), SplitDate().
#include "publish/words.h"

#include <array>
#include <utility>

namespace tawatur::publish {
namespace {

constexpr std::array<std::string_view, 7> kDateBasis = {"none", "byline", "updated", "meta", "url", "inferred", "user"};

int Number(std::string_view s) {
  int n = 0;
  for (char c : s) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return s.empty() ? -1 : n;
}

// Days since 1970-01-01 of an ISO day, or -1.
int64_t DayNumber(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return -1;
  int64_t y = Number(iso.substr(0, 4));
  const int64_t m = Number(iso.substr(5, 2)), d = Number(iso.substr(8, 2));
  if (y < 0 || m < 1 || d < 1) return -1;
  y -= m <= 2;
  const int64_t era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

}  // namespace

std::string_view Word(ingest::DateBasis v) {
  const auto i = static_cast<size_t>(v);
  return i < kDateBasis.size() ? kDateBasis[i] : std::string_view();
}

std::string_view DoubtWords(std::string_view doubt) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kWords = {{
      {"ambiguous_dual", "the written form is a dual or a plural, and nothing in the report tells which; 2 was taken"},
      {"continued_speaker", "no speaker stands in this sentence; the one of the statement before it was taken"},
      {"day_assumed", "the sentence gives no day for this count; the report's own day was taken"},
      {"far_verb", "many words stand between the number and the verb that says what happened"},
      {"kind_from_noun", "no verb governs the number; what happened was read from the noun alone"},
      {"no_head_noun", "no noun follows the number; that it counts people was read from the verb"},
      {"place_elsewhere", "the sentence names no place; one named elsewhere in the report was taken"},
      {"superseded", "the report itself replaces this number by a later one"},
      {"unclear_speaker", "words of saying stand here, but they name nobody"},
      {"unknown_noun", "the noun after the number is in no word list; that it is a person was read from the verb"},
      {"victims_unresolved", "victims may be dead or dead and wounded; dead was taken"},
  }};
  for (const auto& [name, words] : kWords) {
    if (name == doubt) return words;
  }
  return doubt;
}

DateSpan SplitDate(std::string_view iso) {
  DateSpan out;
  const size_t slash = iso.find('/');
  out.from = iso.substr(0, slash);
  if (slash != std::string_view::npos) out.to = iso.substr(slash + 1);
  if (out.from.empty()) return out;
  if (!out.to.empty()) {
    const int64_t a = DayNumber(out.from), b = DayNumber(out.to);
    if (a < 0 || b < 0)
      out.precision = 5;
    else
      out.precision = b - a == 0 ? 1 : b - a <= 6 ? 2 : b - a <= 7 ? 3 : b - a <= 31 ? 4 : 5;
  } else if (out.from.size() >= 10) {
    out.precision = 1;
  } else if (out.from.find('W') != std::string_view::npos) {
    out.precision = 3;
  } else {
    out.precision = out.from.size() == 7 ? 4 : 5;
  }
  return out;
}

int WherePrecision(lexicon::EntityType type, std::string_view kind) {
  if (kind == "country" || kind == "state") return 6;
  if (kind == "governorate" || kind == "province") return 4;
  if (kind == "district") return 3;
  if (kind == "region" || kind == "river" || kind == "sea" || kind == "road") return 5;
  if (type == lexicon::EntityType::kFacility) return 1;
  if (kind == "city" || kind == "town" || kind == "village" || kind == "quarter" || kind == "camp") return 1;
  return 0;
}

}  // namespace tawatur::publish
