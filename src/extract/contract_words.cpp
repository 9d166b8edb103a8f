// The contract's words. One table an enumeration, in the order of its declaration. Entry point: Word().
#include "extract/contract_words.h"

#include <array>

namespace tawatur::extract {
namespace {

template <size_t N, class E>
std::string_view Pick(const std::array<std::string_view, N>& table, E v) {
  const auto i = static_cast<size_t>(v);
  return i < N ? table[i] : std::string_view();
}

using Table = std::string_view;
constexpr std::array<Table, 5> kNumberKind = {"cardinal", "ordinal", "fraction", "percent", "range"};
constexpr std::array<Table, 8> kModality = {"exact",     "about", "at_least", "more_than",
                                            "less_than", "up_to", "between",  "vague"};
constexpr std::array<Table, 8> kTimeType = {"date",          "datetime",  "time",     "daterange",
                                            "datetimerange", "timerange", "duration", "set"};
constexpr std::array<Table, 9> kSpeakerKind = {"",       "party",   "authority", "monitor",  "international",
                                               "expert", "witness", "outlet",    "anonymous"};
constexpr std::array<Table, 14> kFigureKind = {"killed",    "injured",     "casualties", "missing",  "detained",
                                               "arrested",  "surrendered", "escaped",    "released", "abducted",
                                               "displaced", "rescued",     "strength",   "affected"};
constexpr std::array<Table, 18> kCategory = {
    "",        "civilian",   "combatant", "soldier",  "police",  "security_forces", "child",  "woman",   "man",
    "elderly", "journalist", "medic",     "prisoner", "refugee", "foreigner",       "worker", "student", "protester"};
constexpr std::array<Table, 5> kFigureStatus = {"asserted", "denied", "hypothetical", "planned", "claimed_false"};
constexpr std::array<Table, 12> kClaimType = {"accusation", "denial",       "responsibility", "acknowledgement",
                                              "no_comment", "condemnation", "threat",         "pledge",
                                              "demand",     "warning",      "prediction",     "assessment"};
constexpr std::array<Table, 6> kStrength = {"asserted",    "alleged",       "inferred",
                                            "conditional", "not_ruled_out", "reported"};
constexpr std::array<Table, 5> kEventStatus = {"happened", "attempted", "foiled", "planned", "denied"};
constexpr std::array<Table, 4> kEntityType = {"person", "organisation", "place", "facility"};

}  // namespace

std::string_view Word(NumberKind v) { return Pick(kNumberKind, v); }
std::string_view Word(Modality v) { return Pick(kModality, v); }
std::string_view Word(TimeType v) { return Pick(kTimeType, v); }
std::string_view Word(SpeakerKind v) { return Pick(kSpeakerKind, v); }
std::string_view Word(FigureKind v) { return Pick(kFigureKind, v); }
std::string_view Word(Category v) { return Pick(kCategory, v); }
std::string_view Word(FigureStatus v) { return Pick(kFigureStatus, v); }
std::string_view Word(ClaimType v) { return Pick(kClaimType, v); }
std::string_view Word(Strength v) { return Pick(kStrength, v); }
std::string_view Word(EventStatus v) { return Pick(kEventStatus, v); }
std::string_view Word(lexicon::EntityType v) { return Pick(kEntityType, v); }

}  // namespace tawatur::extract
