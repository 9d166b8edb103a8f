// Codes and neutral words from data/mappings/, embedded at build. Entry points: CodesOf(), InfoOf(), WordingOf().
#include <array>
#include <optional>

#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

#include "mappings.inc"

// The fields after `key` in a tab-separated list; empty views where there is no such line.
template <size_t N>
std::optional<std::array<std::string_view, N>> Row(std::string_view table, std::string_view key) {
  std::array<std::string_view, N> out{};
  if (key.empty()) return std::nullopt;
  for (size_t at = 0; at < table.size();) {
    size_t end = table.find('\n', at);
    if (end == std::string_view::npos) end = table.size();
    std::string_view line = table.substr(at, end - at);
    at = end + 1;
    if (line.size() <= key.size() || line[key.size()] != '\t' || !line.starts_with(key)) continue;
    line.remove_prefix(key.size() + 1);
    for (size_t i = 0; i < N; ++i) {
      const size_t tab = line.find('\t');
      out[i] = line.substr(0, tab);
      line = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
    }
    return out;
  }
  return std::nullopt;
}

std::string_view Code(std::string_view s) { return s == "-" ? std::string_view() : s; }

}  // namespace

ClassInfo InfoOf(std::string_view event_class) {
  auto row = Row<7>(kEventClasses, event_class);
  if (!row) return {};
  const auto& f = *row;
  return {Code(f[0]), Code(f[1]), Code(f[2]), f[3], f[5], f[6], f[4].empty() ? 1 : f[4][0] - '0'};
}

EventCodes CodesOf(std::string_view event_class) {
  const ClassInfo i = InfoOf(event_class);
  return {i.event_type, i.sub_event_type, i.plover};
}

bool ClassesFit(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a == "other" || b == "other") return false;
  const std::string_view fa = InfoOf(a).family, fb = InfoOf(b).family;
  if (fa.empty() || fb.empty()) return false;
  if (fa == fb) return true;
  auto violent = [](std::string_view f) {
    return f == "assault" || f == "remote" || f == "explosion" || f == "shooting" || f == "any_violence" || f == "execution";
  };
  // "An attack" may be any of them, and so may "a massacre": they say what it was, not how it was done.
  const bool loose = a == "attack" || b == "attack" || fa == "any_violence" || fb == "any_violence";
  if (loose && violent(fa) && violent(fb)) return true;
  auto either = [&](std::string_view x, std::string_view y) { return (a == x && b == y) || (a == y && b == x); };
  return either("prison_break", "prison_attack") || either("explosion", "missile_attack") || either("explosion", "air_strike") ||
         either("explosion", "drone_strike") || either("explosion", "shelling") || either("missile_attack", "bombing") ||
         either("flood", "storm") || either("fire", "explosion") || either("raid", "arrest") || either("shooting", "armed_clash") ||
         either("assassination", "bombing") || either("assassination", "car_bombing") || either("assassination", "drone_strike");
}

Wording WordingOf(std::string_view key) {
  auto row = Row<2>(kWording, key);
  return row ? Wording{(*row)[0], (*row)[1]} : Wording{};
}

std::string_view KindSymbol(extract::FigureKind kind) {
  static constexpr std::string_view kName[] = {"killed",   "injured",  "casualties", "missing",   "detained", "arrested", "surrendered", "escaped",
                                               "released", "abducted", "displaced",  "rescued",   "strength", "affected"};
  return kName[static_cast<size_t>(kind)];
}

std::string_view CategorySymbol(extract::Category category) {
  static constexpr std::string_view kName[] = {"all",     "civilian",   "combatant", "soldier",  "police",  "security_forces", "child",
                                               "woman",   "man",        "elderly",   "journalist", "medic", "prisoner",        "refugee",
                                               "foreigner", "worker",   "student",   "protester"};
  return kName[static_cast<size_t>(category)];
}

std::string_view ClaimSymbol(extract::ClaimType type) {
  static constexpr std::string_view kName[] = {"accusation", "denial", "responsibility", "acknowledgement", "no_comment", "condemnation",
                                               "threat",     "pledge", "demand",         "warning",         "prediction", "assessment"};
  return kName[static_cast<size_t>(type)];
}

}  // namespace tawatur::reconcile
