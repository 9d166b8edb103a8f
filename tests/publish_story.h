// An invented story, built by hand, for the tests of what is published: four reports of an explosion in a market, with
// a toll that grows and is disputed, an accusation and its denial, a copy, a named victim, page furniture. Entry point:
// MakeStory().
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/sha256.h"
#include "reconcile/reconcile.h"

namespace tawatur::testing {

struct Sample {
  std::vector<resolve::ResolvedReport> reports;
  reconcile::Dossiers dossiers;
};

class SampleReport {
 public:
  SampleReport(std::string id, std::string outlet, std::string url, std::string title, std::string published,
               std::string text) {
    r.meta.id = id, r.meta.paths = {std::move(id)}, r.meta.outlet = std::move(outlet), r.meta.url = std::move(url);
    r.meta.title = std::move(title), r.meta.published = std::move(published), r.meta.lang = "ar";
    r.meta.basis = r.meta.published.empty() ? ingest::DateBasis::kNone : ingest::DateBasis::kByline;
    r.text = std::move(text);
    r.meta.sha256 = Sha256Hex(r.text);
  }
  Span Find(std::string_view words, size_t from = 0) const {
    const size_t at = r.text.find(words, from);
    if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(words));
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  }
  Index Name(std::string_view words, std::string id, std::string name, std::string name_en, lexicon::EntityType type,
             bool is_private = false) {
    resolve::Entity e;
    e.id = std::move(id), e.name = std::move(name), e.name_en = std::move(name_en), e.type = type,
    e.private_person = is_private;
    if (type == lexicon::EntityType::kPlace) e.has_point = true, e.lat = 35.1204, e.lon = 40.4312, e.kind = "town";
    r.entities.push_back(e);
    extract::Mention m;
    m.span = Find(words), m.type = type, m.rule = "sample.name";
    r.findings.mentions.push_back(m);
    r.mention_entity.push_back(static_cast<Index>(r.entities.size() - 1));
    return static_cast<Index>(r.findings.mentions.size() - 1);
  }
  Index Described(std::string_view words) {
    extract::Mention m;
    m.span = Find(words), m.anonymous = true, m.rule = "sample.described";
    r.findings.mentions.push_back(m);
    r.mention_entity.push_back(kNone);
    return static_cast<Index>(r.findings.mentions.size() - 1);
  }
  Index Said(Index speaker, extract::SpeakerKind kind, std::string_view cue, std::vector<Index> via = {}) {
    extract::Attribution a;
    a.speaker = speaker, a.speaker_kind = kind, a.cue = Find(cue), a.verb = "say", a.via = std::move(via),
    a.rule = "sample.said";
    r.findings.attributions.push_back(a);
    return static_cast<Index>(r.findings.attributions.size() - 1);
  }
  Index Figure(extract::FigureKind kind, std::optional<int64_t> low, std::optional<int64_t> high,
               extract::Modality modality, std::string_view number, std::string_view evidence, Index said,
               std::string as_of) {
    extract::Figure f;
    f.kind = kind, f.low = low, f.high = high, f.modality = modality, f.evidence = Find(evidence);
    f.number = Find(number, f.evidence.begin), f.attribution = said, f.rule = "sample.figure";
    r.findings.figures.push_back(f);
    r.figure_when.push_back("2024-03-11");
    r.figure_as_of.push_back(std::move(as_of));
    return static_cast<Index>(r.findings.figures.size() - 1);
  }
  Index Claim(extract::ClaimType type, extract::Strength strength, Index speaker, extract::SpeakerKind kind,
              Index target, std::string_view content, std::string_view evidence) {
    extract::Claim c;
    c.type = type, c.strength = strength, c.speaker = speaker, c.speaker_kind = kind, c.target = target;
    c.content = Find(content), c.evidence = Find(evidence), c.rule = "sample.claim";
    r.findings.claims.push_back(c);
    return static_cast<Index>(r.findings.claims.size() - 1);
  }
  Index Event(std::string_view event_class, std::string_view trigger, std::string_view evidence, Index place,
              std::string date) {
    extract::Event e;
    e.event_class = event_class, e.trigger = Find(trigger), e.evidence = Find(evidence), e.place = place,
    e.rule = "sample.event";
    r.findings.events.push_back(e);
    r.event_date.push_back(std::move(date));
    return static_cast<Index>(r.findings.events.size() - 1);
  }
  void Furniture(std::string_view words, std::string kind) {
    text::Furniture f;
    f.span = Find(words), f.kind = std::move(kind);
    r.furniture.push_back(f);
  }
  resolve::ResolvedReport r;
};

inline Sample MakeStory() {
  using extract::ClaimType, extract::FigureKind, extract::Modality, extract::SpeakerKind, extract::Strength,
      lexicon::EntityType;
  Sample out;

  SampleReport a("reports/ufuq-01.txt", "وكالة الأفق", "https://ufuq.example/2024/03/11/market",
                 "انفجار في سوق تل النور", "2024-03-11T18:40",
                 "انفجار في سوق تل النور يوقع 12 قتيلا على الأقل\n"
                 "تل النور - الأفق: قُتل ما لا يقل عن 12 شخصا وأصيب نحو ثلاثين آخرين في انفجار سيارة مفخخة داخل سوق "
                 "بلدة تل النور ظهر الإثنين، "
                 "وفق ما قال مدير مستشفى البلدة الطبيب سامر العطار لوكالة الأفق.\n"
                 "وقال الناطق باسم قيادة العمليات العقيد فارس البدري إن «جماعة الراية تقف وراء التفجير».\n"
                 "ولم تعلن أي جهة مسؤوليتها عن التفجير.\n"
                 "شارك الخبر | اقرأ أيضا <b>المزيد</b>");
  const Index a_place = a.Name("تل النور", "tall-al-nur", "تل النور", "Tall al-Nur", EntityType::kPlace);
  const Index a_doctor = a.Name("سامر العطار", "samer-al-attar", "سامر العطار", "Samer al-Attar", EntityType::kPerson);
  const Index a_agency = a.Name("الأفق", "ufuq", "وكالة الأفق", "Ufuq News Agency", EntityType::kOrganisation);
  const Index a_colonel = a.Name("فارس البدري", "faris-al-badri", "فارس البدري", "Faris al-Badri", EntityType::kPerson);
  const Index a_group = a.Name("جماعة الراية", "al-raya", "جماعة الراية", "al-Raya Group", EntityType::kOrganisation);
  const Index a_said = a.Said(a_doctor, SpeakerKind::kAuthority, "وفق ما قال", {a_agency});
  constexpr std::string_view kFirst =
      "قُتل ما لا يقل عن 12 شخصا وأصيب نحو ثلاثين آخرين في انفجار سيارة مفخخة داخل سوق بلدة تل النور ظهر الإثنين، "
      "وفق ما قال مدير مستشفى البلدة الطبيب سامر العطار لوكالة الأفق.";
  const Index a12 =
      a.Figure(FigureKind::kKilled, 12, std::nullopt, Modality::kAtLeast, "12", kFirst, a_said, "2024-03-11T18:40");
  const Index a30 =
      a.Figure(FigureKind::kInjured, 30, 30, Modality::kAbout, "ثلاثين", kFirst, a_said, "2024-03-11T18:40");
  const Index a_event = a.Event("car_bombing", "انفجار سيارة مفخخة", kFirst, a_place, "2024-03-11");
  const Index a_accuse =
      a.Claim(ClaimType::kAccusation, Strength::kAsserted, a_colonel, SpeakerKind::kParty, a_group,
              "جماعة الراية تقف وراء التفجير",
              "وقال الناطق باسم قيادة العمليات العقيد فارس البدري إن «جماعة الراية تقف وراء التفجير».");
  const Index a_none = a.Claim(ClaimType::kNoComment, Strength::kAsserted, kNone, SpeakerKind::kNone, kNone,
                               "لم تعلن أي جهة مسؤوليتها", "ولم تعلن أي جهة مسؤوليتها عن التفجير.");
  a.Furniture("شارك الخبر | اقرأ أيضا <b>المزيد</b>", "share");

  SampleReport b("reports/marfa-02.txt", "صحيفة المرفأ",
                 "https://marfa.example/%D9%84%D9%8A%D9%84%D9%89-%D8%AD%D8%B3%D9%86-%D9%85%D9%86%D8%B5%D9%88%D8%B1",
                 "ليلى حسن منصور بين ضحايا تل النور", "2024-03-12",
                 "ليلى حسن منصور بين ضحايا تل النور\n"
                 "ارتفعت حصيلة تفجير سوق تل النور إلى 19 قتيلا بينهم 4 أطفال، بحسب مرصد النهر لحقوق الإنسان.\n"
                 "وقالت أم ليلى حسن منصور، وهي طالبة في السادسة عشرة، إن ابنتها خرجت لشراء الخبز.\n"
                 "ونفت جماعة الراية في بيان أن يكون لها دور في التفجير.\n"
                 "ودعا المرصد إلى تحقيق مستقل.");
  const Index b_monitor = b.Name("مرصد النهر لحقوق الإنسان", "nahr-observatory", "مرصد النهر لحقوق الإنسان",
                                 "al-Nahr Observatory", EntityType::kOrganisation);
  b.Name("ليلى حسن منصور", "person~5f0c", "ليلى حسن منصور", "", EntityType::kPerson, true);
  const Index b_group = b.Name("جماعة الراية", "al-raya", "جماعة الراية", "al-Raya Group", EntityType::kOrganisation);
  const Index b_said = b.Said(b_monitor, SpeakerKind::kMonitor, "بحسب");
  constexpr std::string_view kNineteen =
      "ارتفعت حصيلة تفجير سوق تل النور إلى 19 قتيلا بينهم 4 أطفال، بحسب مرصد النهر لحقوق الإنسان.";
  const Index b19 = b.Figure(FigureKind::kKilled, 19, 19, Modality::kExact, "19", kNineteen, b_said, "2024-03-12");
  const Index b4 = b.Figure(FigureKind::kKilled, 4, 4, Modality::kExact, "4", kNineteen, b_said, "2024-03-12");
  b.r.findings.figures[b4].category = extract::Category::kChild;
  b.r.findings.figures[b4].part_of = b19;
  const Index b_deny =
      b.Claim(ClaimType::kDenial, Strength::kAsserted, b_group, SpeakerKind::kParty, kNone,
              "نفت جماعة الراية في بيان أن يكون لها دور", "ونفت جماعة الراية في بيان أن يكون لها دور في التفجير.");
  const Index b_demand = b.Claim(ClaimType::kDemand, Strength::kAsserted, b_monitor, SpeakerKind::kMonitor, kNone,
                                 "دعا المرصد إلى تحقيق مستقل", "ودعا المرصد إلى تحقيق مستقل.");

  SampleReport c("reports/sahifa-03.txt", "", "", "", "",
                 "قالت وزارة الصحة إن عدد قتلى تفجير تل النور بلغ بين 21 و25 قتيلا، فيما قال مصدر أمني إن القتلى 15 "
                 "فقط وإن رقم الوزارة غير صحيح.\n"
                 "وأوضحت الوزارة أن بينهم 4 أطفال و17 بالغا.\n"
                 "وكانت البلدة شهدت في كانون الثاني الماضي تفجيرا أوقع 3 قتلى.\n"
                 "=1+1 سطر غريب \xFF هنا");
  const Index c_ministry =
      c.Name("وزارة الصحة", "health-ministry", "وزارة الصحة", "Ministry of Health", EntityType::kOrganisation);
  const Index c_source = c.Described("مصدر أمني");
  const Index c_said = c.Said(c_ministry, SpeakerKind::kAuthority, "قالت");
  const Index c_anon = c.Said(c_source, SpeakerKind::kAnonymous, "فيما قال");
  constexpr std::string_view kRange =
      "قالت وزارة الصحة إن عدد قتلى تفجير تل النور بلغ بين 21 و25 قتيلا، فيما قال مصدر أمني إن القتلى 15 فقط وإن رقم "
      "الوزارة غير صحيح.";
  const Index c25 = c.Figure(FigureKind::kKilled, 21, 25, Modality::kBetween, "21 و25", kRange, c_said, "2024-03-14");
  const Index c15 = c.Figure(FigureKind::kKilled, 15, 15, Modality::kExact, "15", kRange, c_anon, "2024-03-14");
  const Index c3 = c.Figure(FigureKind::kKilled, 3, 3, Modality::kExact, "3",
                            "وكانت البلدة شهدت في كانون الثاني الماضي تفجيرا أوقع 3 قتلى.", kNone, "2024-03-14");
  c.r.findings.figures[c3].background = true;
  c.r.meta.not_before = "2024-03-13", c.r.meta.not_after = "2024-03-15";
  const Index c_event =
      c.Event("bombing", "تفجيرا", "وكانت البلدة شهدت في كانون الثاني الماضي تفجيرا أوقع 3 قتلى.", kNone, "2024-01");

  SampleReport d("reports/nashra-04.txt", "نشرة الساحل", "https://nashra.example/4", "انفجار في سوق تل النور",
                 "2024-03-11", a.r.text);

  out.reports = {a.r, b.r, c.r, d.r};
  out.reports[3].findings = {}, out.reports[3].entities.clear(), out.reports[3].mention_entity.clear();
  out.reports[3].figure_when.clear(), out.reports[3].figure_as_of.clear(), out.reports[3].event_date.clear();
  out.reports[3].meta.sha256 = Sha256Hex("another wrapping");
  const auto& r = out.reports;
  const auto slot = [](std::string id, std::string name, std::string name_en) {
    reconcile::Slot s;
    s.id = std::move(id), s.name = std::move(name), s.name_en = std::move(name_en), s.text = s.name;
    return s;
  };
  const auto figure_evidence = [&](Index report, Index i) {
    return reconcile::Evidence{report, r[report].findings.figures[i].evidence};
  };
  const auto claim_evidence = [&](Index report, Index i) {
    return reconcile::Evidence{report, r[report].findings.claims[i].evidence};
  };
  const auto doctor = slot("samer-al-attar", "سامر العطار", "Samer al-Attar"),
             monitor = slot("nahr-observatory", "مرصد النهر لحقوق الإنسان", "al-Nahr Observatory"),
             ministry = slot("health-ministry", "وزارة الصحة", "Ministry of Health"),
             group = slot("al-raya", "جماعة الراية", "al-Raya Group"),
             colonel = slot("faris-al-badri", "فارس البدري", "Faris al-Badri"),
             agency = slot("ufuq", "وكالة الأفق", "Ufuq News Agency");
  reconcile::Slot anonymous;
  anonymous.text = "مصدر أمني";

  reconcile::Story s;
  s.id = r[0].meta.sha256.substr(0, 12) + ":e" + std::to_string(r[0].findings.events[0].trigger.begin);
  s.title = "تفجير سيارة: تل النور، 11 مارس 2024", s.title_en = "Car bombing: Tall al-Nur, 11 March 2024";
  s.reports = {0, 1, 2, 3};
  s.copies.push_back({0, 3, 0.97, {{0, 200}}, "longest shared run 120 words"});
  s.event = 0, s.date = "2024-03-11", s.date_prec = 1, s.where_prec = 1;
  s.place = slot("tall-al-nur", "تل النور", "Tall al-Nur");
  s.place.has_point = true, s.place.lat = 35.1204, s.place.lon = 40.4312;
  s.killed.all.low = 12, s.killed.all.best = 21, s.killed.all.high = 25, s.killed.all.rule = "ucdp",
  s.killed.all.evidence = {figure_evidence(2, c25), figure_evidence(0, a12)};
  s.killed.civilian.low = 4, s.killed.civilian.best = 4, s.killed.civilian.high = 4, s.killed.civilian.rule = "ucdp",
  s.killed.civilian.evidence = {figure_evidence(1, b4)};
  s.injured.all.low = 30, s.injured.all.best = 30, s.injured.all.high = 30, s.injured.all.rule = "ucdp",
  s.injured.all.evidence = {figure_evidence(0, a30)};

  reconcile::StoryEvent e;
  e.id = s.id, e.main = {0, a_event}, e.mentions = {{0, a_event}};
  e.event_class = "car_bombing", e.event_type = "Explosions/Remote violence",
  e.sub_event_type = "Remote explosive/landmine/IED", e.plover = "ASSAULT:explosives", e.means = "car_bomb";
  e.actors = {{"attacker", group}}, e.date = "2024-03-11", e.date_prec = 1, e.place = s.place, e.where_prec = 1,
  e.figures = {{0, a12}, {1, b19}};
  e.killed = s.killed, e.injured = s.injured, e.evidence = {figure_evidence(0, a12)};
  e.conflicts.push_back({"date", {"2024-03-11", "2024-03-12"}, {figure_evidence(0, a12), figure_evidence(1, b19)}});
  s.events.push_back(e);
  reconcile::StoryEvent old;
  old.id = reconcile::EventId(r[2], c_event), old.main = {2, c_event}, old.mentions = {{2, c_event}},
  old.event_class = "bombing", old.date = "2024-01", old.date_prec = 4;
  old.background = true, old.evidence = {{2, r[2].findings.events[c_event].evidence}};
  s.events.push_back(old);

  const auto point = [&](Index report, Index figure, const reconcile::Slot& speaker, SpeakerKind kind,
                         std::string origin) {
    reconcile::SeriesPoint p;
    const auto& f = r[report].findings.figures[figure];
    p.as_of = r[report].figure_as_of[figure], p.low = f.low, p.high = f.high, p.modality = f.modality,
    p.speaker = speaker, p.speaker_kind = kind;
    p.origin = std::move(origin), p.figures = {{report, figure}}, p.evidence = {figure_evidence(report, figure)};
    return p;
  };
  reconcile::FigureSeries killed;
  killed.population = "people", killed.population_ar = "أشخاص", killed.place = s.place, killed.event = 0,
  killed.status = "contested", killed.independence = "shown";
  killed.points = {point(0, a12, doctor, SpeakerKind::kAuthority, "samer-al-attar"),
                   point(1, b19, monitor, SpeakerKind::kMonitor, "nahr-observatory"),
                   point(2, c15, anonymous, SpeakerKind::kAnonymous, "unnamed"),
                   point(2, c25, ministry, SpeakerKind::kAuthority, "health-ministry")};
  killed.points[0].via = {agency};
  killed.points[0].evidence.push_back({3, killed.points[0].evidence[0].span});
  killed.points[2].caveat = "لم يتسن التحقق";
  killed.conflict = {
      "value", {"scope"}, "One speaker rejects another's figure (15 / 21-25).", "جهة ترفض رقم جهة أخرى (15 / 21-25)."};
  s.figures.push_back(killed);
  reconcile::FigureSeries children;
  children.population = "children", children.population_ar = "أطفال", children.event = 0, children.status = "single",
  children.independence = "none";
  children.points = {point(1, b4, monitor, SpeakerKind::kMonitor, "nahr-observatory")};
  s.figures.push_back(children);
  reconcile::FigureSeries injured;
  injured.kind = FigureKind::kInjured, injured.population = "people", injured.population_ar = "أشخاص",
  injured.event = 0, injured.status = "single", injured.independence = "none";
  injured.points = {point(0, a30, doctor, SpeakerKind::kAuthority, "samer-al-attar")};
  s.figures.push_back(injured);
  reconcile::FigureSeries earlier;
  earlier.population = "people", earlier.population_ar = "أشخاص", earlier.event = 1, earlier.status = "single",
  earlier.independence = "unknown", earlier.background = true;
  earlier.points = {point(2, c3, {}, SpeakerKind::kNone, "")};
  s.figures.push_back(earlier);

  s.sums.push_back(
      {{21, 21, {{2, c25}}}, {{4, 4, {{1, b4}}}, {17, 17, {}}}, true, {{2, r[2].findings.figures[c25].evidence}}});
  s.claims = {{{0, a_accuse}, {}, {0, 3}, {claim_evidence(0, a_accuse)}},
              {{1, b_deny}, {}, {1}, {claim_evidence(1, b_deny)}},
              {{1, b_demand}, {}, {1}, {claim_evidence(1, b_demand)}},
              {{0, a_none}, {}, {0}, {claim_evidence(0, a_none)}}};
  s.responsible.push_back({group,
                           "perpetrator",
                           "accused",
                           Strength::kAsserted,
                           {colonel},
                           "denied",
                           {claim_evidence(0, a_accuse), claim_evidence(1, b_deny)}});
  s.timeline = {{"happened", "2024-01", 4, "Bombing", "تفجير سابق", old.id, old.evidence},
                {"happened", "2024-03-11", 1, "Car bombing, Tall al-Nur", "تفجير سيارة، تل النور", e.id, e.evidence},
                {"said",
                 "2024-03-11",
                 1,
                 "at least 12 killed (Samer al-Attar)",
                 "12 قتيلا على الأقل (سامر العطار)",
                 reconcile::FigureId(r[0], a12),
                 {figure_evidence(0, a12)}},
                {"said",
                 "2024-03-12",
                 1,
                 "19 killed (al-Nahr Observatory)",
                 "19 قتيلا (مرصد النهر لحقوق الإنسان)",
                 reconcile::FigureId(r[1], b19),
                 {figure_evidence(1, b19)}},
                {"said",
                 "2024-03-14",
                 1,
                 "21-25 killed (Ministry of Health)",
                 "بين 21 و25 قتيلا (وزارة الصحة)",
                 reconcile::FigureId(r[2], c25),
                 {figure_evidence(2, c25)}},
                {"said",
                 "",
                 0,
                 "Demand (al-Nahr Observatory)",
                 "مطالبة (مرصد النهر لحقوق الإنسان)",
                 reconcile::ClaimId(r[1], b_demand),
                 {claim_evidence(1, b_demand)}}};
  s.not_said = {
      {"responsibility", "No claim of responsibility is reported", "لا تذكر التقارير إعلان أي جهة مسؤوليتها"}};
  out.dossiers.stories.push_back(std::move(s));
  return out;
}

}  // namespace tawatur::testing
