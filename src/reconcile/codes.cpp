// Codes and neutral words from data/mappings/, embedded at build. Entry points: CodesOf(), InfoOf(), WordingOf().
#include <algorithm>
#include <array>

#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

#include "mappings.inc"

struct Line { std::string_view key; std::array<std::string_view, 7> field{}; };
template <size_t N>
struct Table { std::array<Line, N> lines{}; size_t size = 0; };

// A tab-separated list as a table, at compile time. Lists are sorted by key (a test checks it).
template <size_t N>
constexpr Table<N> Parse(std::string_view list) {
  Table<N> out;
  while (!list.empty()) {
    const size_t end = list.find('\n');
    std::string_view line = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    if (line.empty() || line[0] == '#') continue;
    Line row;
    const size_t key = line.find('\t');
    row.key = line.substr(0, key);
    for (size_t i = 0; i < row.field.size() && line.find('\t') != std::string_view::npos; ++i) {
      line = line.substr(line.find('\t') + 1);
      row.field[i] = line.substr(0, line.find('\t'));
    }
    out.lines[out.size++] = row;
  }
  return out;
}

constexpr auto kClasses = Parse<80>(kEventClasses);
constexpr auto kWords = Parse<120>(kWording);

template <size_t N>
const Line* Find(const Table<N>& table, std::string_view key) {
  const auto end = table.lines.begin() + static_cast<std::ptrdiff_t>(table.size);
  const auto it = std::lower_bound(table.lines.begin(), end, key, [](const Line& l, std::string_view k) { return l.key < k; });
  return it != end && it->key == key ? &*it : nullptr;
}

std::string_view Code(std::string_view s) { return s == "-" ? std::string_view() : s; }

}  // namespace

ClassInfo InfoOf(std::string_view event_class) {
  const Line* l = Find(kClasses, event_class);
  if (l == nullptr) return {};
  const auto& f = l->field;
  return {Code(f[0]), Code(f[1]), Code(f[2]), f[3], f[5], f[6], f[4].empty() ? 1 : f[4][0] - '0', f[4].find('~') != std::string_view::npos};
}

std::string_view ClassSymbol(std::string_view event_class) {
  const Line* l = Find(kClasses, event_class);
  return l == nullptr ? std::string_view() : l->key;
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

ClassBits ClassBitsOf(std::string_view event_class) {
  static_assert(kClasses.size <= 64);
  // Which classes fit which: once for all, as asking for each pair of reports is slow.
  static const auto kBits = [] {
    std::array<ClassBits, 64> bits{};
    for (size_t i = 0; i < kClasses.size; ++i) {
      bits[i].own = kClasses.lines[i].key == "other" ? 0 : uint64_t{1} << i;
      for (size_t j = 0; j < kClasses.size; ++j) {
        if (ClassesFit(kClasses.lines[i].key, kClasses.lines[j].key)) bits[i].fitting |= uint64_t{1} << j;
      }
    }
    return bits;
  }();
  const Line* l = Find(kClasses, event_class);
  return l == nullptr ? ClassBits{} : kBits[static_cast<size_t>(l - kClasses.lines.data())];
}

uint64_t ClassesOnce() {
  static const uint64_t kOnce = [] {
    uint64_t all = 0;
    for (size_t i = 0; i < kClasses.size; ++i) all |= kClasses.lines[i].field[4].ends_with('*') ? uint64_t{1} << i : 0;
    return all;
  }();
  return kOnce;
}

Wording WordingOf(std::string_view key) {
  const Line* l = Find(kWords, key);
  return l == nullptr ? Wording{} : Wording{l->field[0], l->field[1]};
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
