// What every step of reconcile reads, and the small questions they share: who, where, which body, which words.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/days.h"
#include "reconcile/facts.h"
#include "reconcile/reconcile.h"

namespace tawatur::reconcile {

struct View {
  std::span<const resolve::ResolvedReport> reports;
  const lexicon::Lexicon* lexicon = nullptr;
  const Options* options = nullptr;
  const std::map<std::string, std::string>* full_names = nullptr;  // bodies told by a bare name -> by their full one; bodies.cpp
  const std::vector<Facts>* facts = nullptr;  // parallel to reports; set from Reconcile() on
  const Facts& FactsAt(Index r) const { return (*facts)[r]; }
  const Layout& LayoutAt(Index r) const { return FactsAt(r).layout; }
  const resolve::ResolvedReport& At(Index r) const { return reports[r]; }
  const extract::Figure& FigureAt(Ref f) const { return reports[f.report].findings.figures[f.index]; }
  const extract::Event& EventAt(Ref e) const { return reports[e.report].findings.events[e.index]; }
  const extract::Claim& ClaimAt(Ref c) const { return reports[c.report].findings.claims[c.index]; }
};

// Entities. A mention that names nothing definite falls back on the mention it repeats.
const resolve::Entity* EntityAt(const resolve::ResolvedReport& r, Index mention);
Slot SlotOf(const resolve::ResolvedReport& r, Index mention);
// The id of the body a speaker speaks for: a person's organisation, an office's superior; itself if it has none; empty if unnamed.
std::string BodyOf(const View& v, const resolve::ResolvedReport& r, Index mention);
std::string RootBody(const View& v, const std::string& id);
Index SpeakerOf(const resolve::ResolvedReport& r, const extract::Figure& f);
// "The ministry of health" in one report of a story, "the Syrian ministry of health" in another: the same, where there is only one such.
std::map<std::string, std::string> FullNames(const View& v, const std::vector<Index>& reports);  // bodies.cpp
// A state, its government and its army are one side of a fight, and answer for each other.
bool OneSide(const View& v, const std::string& a, const std::string& b);                         // bodies.cpp

// Places. Chain: the place and what contains it, nearest first (ids).
std::vector<std::string> PlaceChain(const View& v, const resolve::ResolvedReport& r, Index mention);
// A happening that lies more than a month before the report that tells it is background, whatever it was told as.
inline Days DaysOfMention(const View& v, Ref event) { return v.FactsAt(event.report).days[event.index]; }
bool LongAgo(const View& v, const Group& group, Ref event);
// "X in the countryside of Y": X, for a mention of Y that only says where X lies; else the mention itself.
Index SpotOf(const resolve::ResolvedReport& r, Index mention);
Index SpotOfEvent(const View& v, Ref event);
bool IsPart(const resolve::ResolvedReport& r, Index mention);  // "the north of X": not X itself
enum class PlaceFit { kUnknown, kApart, kInside, kSame };  // kInside: one contains the other, or they lie within 15 km
struct Where {  // a place as one report gives it
  std::string id, kind;
  std::vector<std::string> chain;
  bool has_point = false, wide = false;  // wide: a country, governorate or region
  bool capital = false;                  // BearsGovernorate(), and nothing says that the town is meant
  double lat = 0, lon = 0;
  bool Known() const { return !id.empty(); }
};
Where WhereOf(const View& v, const resolve::ResolvedReport& r, Index mention);
PlaceFit FitOf(const Where& a, const Where& b);
bool IsWide(std::string_view kind);
bool IsGovernorate(std::string_view kind);
std::string GovernorateOf(const View& v, const Where& w);          // the nearest that it is or lies in; empty if none is listed
bool BearsGovernorate(const View& v, const std::string& id);       // a town by whose name its governorate goes
double Kilometres(double lat1, double lon1, double lat2, double lon2);
int WherePrec(const Where& w);  // UCDP where_prec

// Canonical order of reports: published (undated last), then id. Never the order of input.
bool Before(const resolve::ResolvedReport& a, const resolve::ResolvedReport& b);
Evidence At(Index report, Span span);
void AddEvidence(std::vector<Evidence>& to, Evidence e);  // once each, in order of coming

// Our own voice (data/mappings/wording.tsv). {a} and {b} are filled in. Unknown keys give an empty string.
struct Wording { std::string_view ar, en; };
Wording WordingOf(std::string_view key);
std::string Fill(std::string_view pattern, std::string_view a, std::string_view b = {});
// A name we may print in our own voice: listed names only, for what nobody listed may be loaded or private.
std::string NeutralName(const View& v, const Slot& slot, bool english);

constexpr int kWeighty = 5;  // weight of a class that can be a story's main happening
// Classes of events (data/mappings/event-classes.tsv).
struct ClassInfo { std::string_view event_type, sub_event_type, plover, family, label_ar, label_en; int weight = 1; bool natural = false; };  // natural: nobody does it
ClassInfo InfoOf(std::string_view event_class);
std::string_view ClassSymbol(std::string_view event_class);  // the table's own copy; empty where it has none
bool ClassesFit(std::string_view a, std::string_view b);  // may name one happening
struct ClassBits { uint64_t own = 0, fitting = 0; };      // a bit a class: itself ("other" has none); those that fit it
ClassBits ClassBitsOf(std::string_view event_class);
uint64_t ClassesOnce();  // bits of the classes that do not come twice to one place within weeks: floods, quakes
std::string_view KindSymbol(extract::FigureKind kind);
std::string_view CategorySymbol(extract::Category category);  // "all" for none
std::string_view ClaimSymbol(extract::ClaimType type);

}  // namespace tawatur::reconcile
