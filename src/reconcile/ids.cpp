// Ids of figures, events and claims: a report's own bytes and where the words stand. Entry points: FigureId(), EventId(), ClaimId().
#include "reconcile/reconcile.h"

namespace tawatur::reconcile {
namespace {

std::string Id(const resolve::ResolvedReport& r, char letter, uint32_t begin) {
  std::string id = r.meta.sha256.substr(0, 12);
  id += ':';
  id += letter;
  return id + std::to_string(begin);
}

}  // namespace

std::string FigureId(const resolve::ResolvedReport& r, Index figure) { return Id(r, 'f', r.findings.figures[figure].number.begin); }
std::string EventId(const resolve::ResolvedReport& r, Index event) { return Id(r, 'e', r.findings.events[event].trigger.begin); }
std::string ClaimId(const resolve::ResolvedReport& r, Index claim) { return Id(r, 'c', r.findings.claims[claim].content.begin); }

}  // namespace tawatur::reconcile
