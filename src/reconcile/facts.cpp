// The happenings of a report by figure, day and weight, see facts.h. Each is found in about as much time as there are happenings.
#include "reconcile/facts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

using extract::Event;

// The day of a happening that has none of its own: that of another mention of its class that stands beside the name of its place, or that gives a
// finer place before it. Both are the same for all happenings of one class at one place, and asked once for them.
class Lender {
 public:
  Lender(const View& v, const resolve::ResolvedReport& r) : v_(v), r_(r) {
    for (Index i = 0; i < r.findings.events.size(); ++i) {
      const Event& e = r.findings.events[i];
      if (i >= r.event_date.size() || r.event_date[i].empty() || e.background) continue;
      if (const Days d = DaysOf(r.event_date[i]); d.Exact()) dated_.push_back({i, d, WhereOf(v, r, e.place)});
    }
    for (Index m = 0; m < r.findings.mentions.size(); ++m) {
      if (const resolve::Entity* e = EntityAt(r, m)) names_[e].push_back(r.findings.mentions[m].span);
    }
    for (auto& [entity, spans] : names_) std::sort(spans.begin(), spans.end());
  }

  Days Of(Index event) {
    const Event& e = r_.findings.events[event];
    const resolve::Entity* place = EntityAt(r_, e.place);
    const auto [it, fresh] = known_.try_emplace({place, e.event_class, e.status});
    if (fresh) it->second = Find(e, place);
    const Loans& loans = it->second;
    const auto inner = std::find_if(loans.inside.begin(), loans.inside.end(), [&](size_t i) { return Mention(i).trigger.begin < e.trigger.begin; });
    const size_t first = std::min(inner == loans.inside.end() ? dated_.size() : *inner, loans.named);
    return first < dated_.size() ? dated_[first].days : Days{};
  }

 private:
  struct Dated { Index event; Days days; Where where; };
  struct Loans { std::vector<size_t> inside; size_t named = 0; };  // indexes in dated_: of finer places; the first that names the place itself

  const Event& Mention(size_t i) const { return r_.findings.events[dated_[i].event]; }

  Loans Find(const Event& e, const resolve::Entity* place) const {
    Loans out;
    out.named = dated_.size();
    const Where here = WhereOf(v_, r_, e.place);
    const std::vector<Span>& names = names_.at(place);
    for (size_t i = 0; i < dated_.size(); ++i) {
      const Event& x = Mention(i);
      if (x.status != e.status || !ClassesFit(x.event_class, e.event_class)) continue;
      // Told again in the same report, with a finer place: an attack in Iraq on Friday, the attack in the east of Iraq.
      if (dated_[i].where.Known() && FitOf(here, dated_[i].where) == PlaceFit::kInside) out.inside.push_back(i);
      if (out.named < i) continue;
      auto name = std::lower_bound(names.begin(), names.end(), x.evidence.begin, [](Span s, uint32_t at) { return s.begin < at; });
      for (; name != names.end() && name->begin < x.evidence.end; ++name) {
        if (x.evidence.Contains(*name)) out.named = std::min(out.named, i);
      }
    }
    return out;
  }

  const View& v_;
  const resolve::ResolvedReport& r_;
  std::vector<Dated> dated_;
  std::unordered_map<const resolve::Entity*, std::vector<Span>> names_;
  std::map<std::tuple<const resolve::Entity*, std::string_view, extract::EventStatus>, Loans> known_;
};

}  // namespace

Facts FactsOf(const View& v, const resolve::ResolvedReport& r) {
  const std::vector<Event>& events = r.findings.events;
  Facts out{Layout::Of(r), MentionsOf(r), std::vector<std::vector<Index>>(events.size()), std::vector<Days>(events.size()), {}, {}};
  for (Index f = 0; f < out.counted.size(); ++f) {
    if (out.counted[f] != kNone) out.figures[out.counted[f]].push_back(f);
  }
  std::optional<Lender> lender;
  for (Index i = 0; i < events.size(); ++i) {
    if (InfoOf(events[i].event_class).weight >= kWeighty) out.weighty.push_back(i);
    if (i >= r.event_date.size()) continue;
    out.days[i] = DaysOf(r.event_date[i]);
    if (out.days[i].known || events[i].background || EntityAt(r, events[i].place) == nullptr) continue;
    if (!lender) lender.emplace(v, r);
    if (const Days lent = lender->Of(i); lent.known) out.days[i] = lent;
  }
  std::sort(out.weighty.begin(), out.weighty.end(), [&](Index a, Index b) {
    return events[a].trigger.begin != events[b].trigger.begin ? events[a].trigger.begin < events[b].trigger.begin : a > b;
  });
  return out;
}

void Tie(const Story& story, std::vector<Facts>& facts) {
  for (Index r : story.reports) facts[r].event.assign(facts[r].days.size(), kNone);
  for (Index i = 0; i < story.events.size(); ++i) {
    for (Ref m : story.events[i].mentions) facts[m.report].event[m.index] = i;
  }
}

}  // namespace tawatur::reconcile
