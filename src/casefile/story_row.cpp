// casefile: what the list of stories says of one. Entry point: RowOf().
#include <algorithm>

#include <set>

#include "casefile/casefile.h"
#include "casefile/queue.h"
#include "publish/html.h"
#include "publish/words.h"

namespace tawatur::casefile {

store::StoryRow RowOf(const RunResult& told) {
  const reconcile::Story& s = told.dossiers.stories.front();
  const std::vector<resolve::ResolvedReport>& reports = told.reports;
  store::StoryRow row;
  row.id = s.id, row.title = s.title, row.title_en = s.title_en;
  if (s.event < s.events.size()) row.event_class = s.events[s.event].event_class;
  row.date = s.date, row.date_end = s.date_end, row.date_prec = s.date_prec;
  row.place_id = s.place.id, row.place = s.place.name.empty() ? s.place.text : s.place.name, row.place_en = s.place.name_en;
  row.has_point = s.place.has_point, row.lat = s.place.lat, row.lon = s.place.lon, row.where_prec = s.where_prec;
  row.killed = {s.killed.all.low, s.killed.all.best, s.killed.all.high};
  row.injured = {s.injured.all.low, s.injured.all.best, s.injured.all.high};
  row.copies = static_cast<int64_t>(publish::CopyCount(s));
  row.figures = static_cast<int64_t>(s.figures.size()), row.claims = static_cast<int64_t>(s.claims.size());
  for (const reconcile::FigureSeries& f : s.figures) row.conflicts += f.conflict.has_value();
  for (const reconcile::StoryEvent& e : s.events) row.conflicts += static_cast<int64_t>(e.conflicts.size());
  row.origins = static_cast<int64_t>(publish::OriginCount(s));
  std::set<std::string_view> kinds;
  for (const reconcile::FigureSeries& f : s.figures) {
    if (!f.background) kinds.insert(publish::Word(f.kind));
  }
  for (std::string_view kind : kinds) row.kinds.append(row.kinds.empty() ? "" : " ").append(kind);
  for (const QueueItem& item : QueueOf(told)) {
    if (item.object != "figure") continue;
    ++row.waiting;
    row.weight = std::max(row.weight, item.score);
  }
  row.report_count = static_cast<int64_t>(s.reports.size());
  for (Index i : s.reports) {
    const std::string& published = reports[i].meta.published;
    row.reviewed += static_cast<int64_t>(reports[i].reviews.size());
    if (published.empty()) continue;
    if (row.first_published.empty() || published < row.first_published) row.first_published = published;
    row.last_published = std::max(row.last_published, published);
  }
  return row;
}

}  // namespace tawatur::casefile
