// casefile: what a person should look at first. Entry point: QueueOf().
#include "casefile/queue.h"

#include <algorithm>
#include <cmath>

#include "base/span.h"

namespace tawatur::casefile {
namespace {

using reconcile::Evidence;

bool Holds(const std::vector<Evidence>& list, const Evidence& one) { return std::find(list.begin(), list.end(), one) != list.end(); }

bool IsReviewed(const resolve::ResolvedReport& r, std::string_view object, Index index) {
  return std::any_of(r.reviews.begin(), r.reviews.end(), [&](const auto& x) { return x.object == object && x.index == index; });
}

class Queue {
 public:
  explicit Queue(const RunResult& told) : told_(told) {}

  std::vector<QueueItem> Run() {
    for (const reconcile::Story& s : told_.dossiers.stories) {
      reports_ = 1 + std::log2(static_cast<double>(s.reports.size()));
      for (const reconcile::FigureSeries& f : s.figures) Figures(s, f);
      for (const reconcile::StoryClaim& c : s.claims) Claim(s, c);
    }
    std::stable_sort(items_.begin(), items_.end(), [](const QueueItem& a, const QueueItem& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
    return std::move(items_);
  }

 private:
  void Put(QueueItem item, Index report, Span evidence, const reconcile::Story& s) {
    item.story = s.id, item.report = told_.reports[report].meta.id, item.evidence = evidence;
    item.quote = Slice(told_.reports[report].text, evidence);
    item.doubt = static_cast<double>(item.why.size());
    item.effect *= reports_;
    item.score = (1 + item.doubt) * item.effect;
    items_.push_back(std::move(item));
  }

  void Figures(const reconcile::Story& s, const reconcile::FigureSeries& series) {
    for (const reconcile::SeriesPoint& p : series.points) {
      for (const reconcile::Ref& ref : p.figures) {
        const resolve::ResolvedReport& r = told_.reports[ref.report];
        if (IsReviewed(r, "figure", ref.index)) continue;
        const extract::Figure& f = r.findings.figures[ref.index];
        QueueItem item;
        item.object = "figure", item.id = reconcile::FigureId(r, ref.index);
        for (std::string_view d : f.doubt) item.why.emplace_back(d);
        if (series.status == "contested" || series.status == "differs" || series.status == "withdrawn") item.why.push_back(series.status);
        if (p.speaker.Empty()) item.why.emplace_back("speaker_unnamed");
        if (series.points.size() == 1 && series.independence == "none") item.why.emplace_back("one_source");
        if (!f.vague.Empty()) item.why.emplace_back("vague");
        const Evidence evidence{ref.report, f.evidence};
        const bool toll = Holds(s.killed.all.evidence, evidence) || Holds(s.injured.all.evidence, evidence);
        const bool main = series.event == s.event && !series.background;
        item.effect = toll ? 4 : main ? 2 : series.background ? 0.5 : 1;
        Put(std::move(item), ref.report, f.evidence, s);
      }
    }
  }

  void Claim(const reconcile::Story& s, const reconcile::StoryClaim& c) {
    const resolve::ResolvedReport& r = told_.reports[c.claim.report];
    if (IsReviewed(r, "claim", c.claim.index)) return;
    const extract::Claim& x = r.findings.claims[c.claim.index];
    QueueItem item;
    item.object = "claim", item.id = reconcile::ClaimId(r, c.claim.index);
    if (x.speaker == kNone) item.why.emplace_back("speaker_unnamed");
    if (x.target == kNone && !x.target_span.Empty()) item.why.emplace_back("target_unknown");
    if (c.reports.size() == 1) item.why.emplace_back("one_source");
    const Evidence evidence{c.claim.report, x.evidence};
    const bool blame = std::any_of(s.responsible.begin(), s.responsible.end(), [&](const auto& who) { return Holds(who.evidence, evidence); });
    item.effect = blame ? 4 : x.type == extract::ClaimType::kAccusation || x.type == extract::ClaimType::kResponsibility ? 2 : 0.5;
    Put(std::move(item), c.claim.report, x.evidence, s);
  }

  const RunResult& told_;
  double reports_ = 1;
  std::vector<QueueItem> items_;
};

}  // namespace

std::vector<QueueItem> QueueOf(const RunResult& told) { return Queue(told).Run(); }

}  // namespace tawatur::casefile
