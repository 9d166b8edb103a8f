// The tables of stories. A row that states something carries its quote, offsets, SHA-256 and address. Entry points:
// FigureTable() and the like; StatementTable() has its own file.
#include "publish/tables.h"

#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {

using reconcile::Ref;

std::string TableWords::Names(const std::vector<reconcile::Slot>& slots) {
  std::string out;
  for (const auto& s : slots) out += (out.empty() ? "" : "; ") + Name(s);
  return out;
}

std::string TableWords::MentionName(const resolve::ResolvedReport& r, Index mention) {
  if (mention == kNone || mention >= r.findings.mentions.size()) return {};
  const auto* entity = mention < r.mention_entity.size() ? r.EntityOf(mention) : nullptr;
  return entity && !entity->name.empty() ? mask.Text(entity->name) : mask.Quote(r, r.findings.mentions[mention].span);
}

std::string TableWords::MentionId(const resolve::ResolvedReport& r, Index mention) {
  if (mention == kNone || mention >= r.mention_entity.size()) return {};
  const auto* entity = r.EntityOf(mention);
  return entity ? mask.Id(entity->id) : std::string();
}

void TableWords::Source(Table& t, Index report, Span span) {
  const auto& r = At(report);
  t << mask.Text(r.meta.id) << mask.Text(r.meta.outlet) << r.meta.published << Word(r.meta.basis) << span.begin << span.end
    << mask.Quote(r, span) << r.meta.sha256 << mask.Url(r.meta.url);
}

Table FigureTable(const Selection& selection, Masker& mask) {
  TableWords c{selection, mask};
  Table t("figures",
      "story,figure_id,kind,population,low,high,modality,vague,speaker,speaker_id,speaker_kind,via,origin,as_of,when,"
      "place,lat,lon,"
      "event,background,figure_status,series_status,conflict,independence,caveat,number,number_begin,number_"
      "end," SOURCE_COLUMNS);
  for (const reconcile::Story* story : selection.stories) {
    for (const auto& series : story->figures) {
      for (const auto& p : series.points) {
        for (const Ref& ref : p.figures) {
          const auto& r = selection.reports[ref.report];
          const auto& f = r.findings.figures[ref.index];
          const std::string when = ref.index < r.figure_when.size() ? r.figure_when[ref.index] : std::string();
          t << story->id << reconcile::FigureId(r, ref.index) << Word(series.kind) << mask.Text(series.population)
            << p.low << p.high << Word(p.modality) << mask.Text(p.vague) << c.Name(p.speaker) << mask.Id(p.speaker.id)
            << Word(p.speaker_kind) << c.Names(p.via) << mask.Id(p.origin) << p.as_of << when << c.Name(series.place);
          t.Degrees(series.place.has_point, series.place.lat).Degrees(series.place.has_point, series.place.lon);
          t << (series.event < story->events.size() ? std::string_view(story->events[series.event].id)
                                                     : std::string_view())
            << series.background << Word(f.status) << series.status
            << (series.conflict ? std::string_view(series.conflict->kind) : std::string_view()) << series.independence
            << mask.Text(p.caveat) << mask.Quote(r, f.number) << f.number.begin << f.number.end;
          c.Source(t, ref.report, f.evidence);
          t.End();
        }
      }
    }
  }
  return t;
}

Table EventTable(const Selection& selection, Masker& mask) {
  TableWords c{selection, mask};
  Table t("events",
      "story,event_id,main,class,event_type,sub_event_type,plover,status,means,date,date_end,date_prec,place,place_id,"
      "lat,lon,where_prec,"
      "actors,background,killed_low,killed_best,killed_high,killed_rule,injured_low,injured_best,injured_high,injured_"
      "rule," SOURCE_COLUMNS);
  for (const reconcile::Story* story : selection.stories) {
    for (size_t i = 0; i < story->events.size(); ++i) {
      const auto& e = story->events[i];
      std::string actors;
      for (const auto& who : e.actors) actors += (actors.empty() ? "" : "; ") + who.role + ": " + c.Name(who.slot);
      t << story->id << e.id << (i == story->event) << e.event_class << e.event_type
        << e.sub_event_type << e.plover << Word(e.status) << e.means << e.date << e.date_end;
      t.Precision(e.date_prec) << c.Name(e.place) << mask.Id(e.place.id);
      t.Degrees(e.place.has_point, e.place.lat).Degrees(e.place.has_point, e.place.lon).Precision(e.where_prec);
      t << actors << e.background << e.killed.all.low << e.killed.all.best << e.killed.all.high
        << e.killed.all.rule << e.injured.all.low << e.injured.all.best << e.injured.all.high << e.injured.all.rule;
      const bool known = e.main.report < selection.reports.size();
      if (known) c.Source(t, e.main.report, selection.reports[e.main.report].findings.events[e.main.index].evidence);
      for (int blank = 0; !known && blank < 9; ++blank) t << "";
      t.End();
    }
  }
  return t;
}

Table ClaimTable(const Selection& selection, Masker& mask) {
  TableWords c{selection, mask};
  Table t("claims",
      "story,claim_id,type,strength,speaker,speaker_kind,target,target_unnamed,relayed_by,endorsed,content,"
      "reports," SOURCE_COLUMNS);
  for (const reconcile::Story* story : selection.stories) {
    for (const auto& claim : story->claims) {
      std::vector<Ref> all = {claim.claim};
      for (const Ref& same : claim.same) {
        if (same != claim.claim) all.push_back(same);
      }
      for (const Ref& ref : all) {
        const auto& r = selection.reports[ref.report];
        const auto& x = r.findings.claims[ref.index];
        t << story->id << reconcile::ClaimId(r, ref.index) << Word(x.type) << Word(x.strength)
          << c.MentionName(r, x.speaker) << Word(x.speaker_kind)
          << (x.target != kNone ? c.MentionName(r, x.target) : mask.Quote(r, x.target_span))
          << x.target_unnamed << c.MentionName(r, x.relayed_by)
          << x.endorsed << mask.Quote(r, x.content)
          << static_cast<int64_t>(claim.reports.size());
        c.Source(t, ref.report, x.evidence);
        t.End();
      }
    }
  }
  return t;
}

Table ConflictTable(const Selection& selection, Masker& mask) {
  TableWords c{selection, mask};
  Table t("conflicts", "story,about,kind,also,value,speaker,as_of,explanation," SOURCE_COLUMNS);
  for (const reconcile::Story* story : selection.stories) {
    for (const auto& f : story->figures) {
      if (!f.conflict) continue;
      std::string also;
      for (const auto& a : f.conflict->also) also += (also.empty() ? "" : "; ") + a;
      for (const auto& p : f.points) {
        const std::string low = p.low ? std::to_string(*p.low) : "", high = p.high ? std::to_string(*p.high) : "";
        for (const auto& e : p.evidence) {
          t << story->id << std::string(Word(f.kind)) + (f.population.empty() ? "" : ": " + mask.Text(f.population))
            << f.conflict->kind << also << (low == high ? low : low + ".." + high) << c.Name(p.speaker) << p.as_of
            << mask.Text(f.conflict->explanation);
          c.Source(t, e.report, e.span);
          t.End();
        }
      }
    }
    for (const auto& event : story->events) {
      for (const auto& conflict : event.conflicts) {
        std::string values;
        for (const auto& v : conflict.values) values += (values.empty() ? "" : "; ") + mask.Text(v);
        for (const auto& e : conflict.evidence) {
          t << story->id << "event " + event.id << conflict.slot << "" << values << "" << "" << "";
          c.Source(t, e.report, e.span);
          t.End();
        }
      }
    }
  }
  return t;
}

Table TimelineTable(const Selection& selection, Masker& mask) {
  TableWords c{selection, mask};
  Table t("timeline", "story,lane,date,date_prec,what,ref," SOURCE_COLUMNS);
  for (const reconcile::Story* story : selection.stories) {
    for (const auto& entry : story->timeline) {
      for (const auto& e : entry.evidence) {
        t << story->id << entry.lane << entry.date;
        t.Precision(entry.date_prec) << mask.Text(entry.what) << entry.ref;
        c.Source(t, e.report, e.span);
        t.End();
      }
    }
  }
  return t;
}

Table SourceTable(const Selection& selection, Masker& mask) {
  Table t("sources",
      "story,report,path,outlet,title,published,published_basis,not_before,not_after,lang,copy_of,copy_share,sha256,"
      "url");
  for (const reconcile::Story* story : selection.stories) {
    for (Index i : story->reports) {
      const auto& m = selection.reports[i].meta;
      std::string of, share;
      for (const auto& copy : story->copies) {
        if (copy.by != i) continue;
        of = mask.Text(selection.reports[copy.of].meta.id);
        share = std::to_string(static_cast<int>(copy.share * 100 + 0.5)) + "%";
      }
      t << story->id << mask.Text(m.id) << (m.paths.empty() ? std::string() : mask.Text(m.paths[0]))
        << mask.Text(m.outlet) << mask.Text(m.title) << m.published << Word(m.basis) << m.not_before << m.not_after
        << m.lang << of << share << m.sha256 << mask.Url(m.url);
      t.End();
    }
  }
  return t;
}

}  // namespace tawatur::publish
