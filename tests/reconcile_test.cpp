// Tests of reconcile on hand-built reports: copies, stories, dates, series, sums, tolls, who is blamed.
#include "reconcile/reconcile.h"

#include <algorithm>
#include <random>
#include <set>

#include "reconcile/copies.h"
#include "reconcile/days.h"
#include "reconcile/link.h"
#include "reconcile/window.h"
#include "report_builder.h"
#include "resolve/url_date.h"
#include "resolve/url_number.h"

namespace tawatur::reconcile {
namespace {

using extract::Category;
using extract::FigureKind;
using testing::ReportBuilder;

const lexicon::Lexicon& Lex() { return lexicon::Lexicon::Builtin(); }

std::vector<Story> Tell(std::vector<resolve::ResolvedReport>& reports, std::string rule = "ucdp") {
  std::vector<Group> groups = GroupStories(reports);
  Options options;
  options.rule = std::move(rule);
  return Reconcile(reports, groups, Lex(), options).stories;
}

// One story by decree, so that a test of reconciling does not hang on grouping.
Story TellOne(std::vector<resolve::ResolvedReport>& reports, std::string rule = "ucdp") {
  Group g;
  for (Index i = 0; i < reports.size(); ++i) g.reports.push_back(i);
  Options options;
  options.rule = std::move(rule);
  return Reconcile(reports, {g}, Lex(), options).stories.at(0);
}

const FigureSeries* SeriesWith(const Story& s, FigureKind kind, int64_t value) {
  for (const FigureSeries& f : s.figures) {
    for (const SeriesPoint& p : f.points) {
      if (f.kind == kind && p.low == value) return &f;
    }
  }
  return nullptr;
}

TEST(Days, ReadsWhatTimesMayBe) {
  EXPECT_EQ(IsoDay(DaysOf("2022-01-20").from), "2022-01-20");
  EXPECT_EQ(IsoDay(DaysOf("2022-01-20T19:30+03:00").to), "2022-01-20");
  EXPECT_EQ(DaysOf("2022-02").Length(), 28);
  EXPECT_EQ(DaysOf("2024").Length(), 366);
  EXPECT_EQ(IsoDay(DaysOf("2013-W06").from), "2013-02-04");
  EXPECT_EQ(DaysOf("2022-01-29/2022-01-30").Length(), 2);
  EXPECT_FALSE(DaysOf("P7D").known);
  EXPECT_FALSE(DaysOf("2022-13-01").known);
  EXPECT_FALSE(DaysOf("").known);
  EXPECT_EQ(WeekdayOf(DaysOf("2022-01-20").from), 3);
}

const char* kParagraph =
    "قال شهود إن دوي الانفجار سمع في الأحياء البعيدة وإن فرق الإطفاء وصلت بعد نصف ساعة وبدأت تبحث عن عالقين تحت الركام في المبنى القديم";

TEST(Copies, FindsASharedParagraphAndItsDirection) {
  const std::string other = "افتتحت البلدية صباح اليوم جسرا جديدا فوق النهر بحضور عدد كبير من سكان الضفتين وممثلي الشركات المنفذة للمشروع";
  std::vector<resolve::ResolvedReport> r{ReportBuilder("b", "2024-03-02", "عنوان آخر\n" + other + "\n" + kParagraph + "\n").Build(),
                                         ReportBuilder("a", "2024-03-01", std::string("عنوان\n") + kParagraph + "\n").Build()};
  auto copy = FindCopy(r, 0, 1);
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->of, 1u);
  EXPECT_EQ(copy->by, 0u);
  ASSERT_EQ(copy->spans.size(), 1u);
  EXPECT_EQ(Slice(r[0].text, copy->spans[0]), kParagraph);
}

TEST(Copies, AMenuIsNoCopy) {
  const std::string menu = "الرئيسية\nأخبار محلية\nرياضة وشباب\nاقتصاد وأعمال\nثقافة وفنون\nصحة وعلوم\nآراء وكتاب\nمن نحن اليوم\nاتصل بنا الآن\n";
  std::vector<resolve::ResolvedReport> r{ReportBuilder("a", "2024-03-01", std::string("عنوان أول\n") + menu).Build(),
                                         ReportBuilder("b", "2024-03-02", std::string("عنوان ثان\n") + menu).Build()};
  EXPECT_FALSE(FindCopy(r, 0, 1));
}

// Every shared run of fifteen words is found, wherever it stands.
TEST(Copies, EveryRunOfFifteenWords) {
  uint32_t seed = 7;
  auto next = [&] { return seed = seed * 1664525u + 1013904223u; };
  for (int round = 0; round < 300; ++round) {
    extract::Fingerprints a, b;
    std::vector<std::string> wa, wb;
    const size_t run = 15, at_a = next() % 40, at_b = next() % 40;
    std::vector<std::string> shared;
    for (size_t i = 0; i < run; ++i) shared.push_back("s" + std::to_string(next()));
    auto text = [&](size_t at, const std::string& own) {
      std::string t;
      for (size_t i = 0; i < at; ++i) t += own + std::to_string(next()) + " ";
      for (const auto& s : shared) t += s + " ";
      for (size_t i = 0; i < next() % 30; ++i) t += own + std::to_string(next()) + " ";
      return t;
    };
    auto ra = ReportBuilder("a", "", text(at_a, "x")).Build(), rb = ReportBuilder("b", "", text(at_b, "y")).Build();
    const auto runs = SharedRuns(ra.findings.fingerprints, rb.findings.fingerprints);
    ASSERT_EQ(runs.size(), 1u) << round;
    EXPECT_GE(runs[0].size, run);
  }
}

// Two reports of one attack and one of another, days later, in the same city.
std::vector<resolve::ResolvedReport> ThreeReports() {
  std::vector<resolve::ResolvedReport> out;
  {
    ReportBuilder b("one", "2022-01-21",
                    "هجوم على سجن الصناعة في الحسكة\nهاجم تنظيم الدولة مساء الخميس 20 يناير سجن الصناعة في الحسكة وقتل 20 من قوات الأمن الكردية بحسب المرصد السوري.\n");
    Index prison = b.Name("سجن الصناعة", "sinaa-prison");
    Index when = b.Time("20 يناير", "2022-01-20");
    Index isis = b.Name("تنظيم الدولة", "isis");
    Index e = b.Event("prison_attack", "هاجم", prison, when);
    b.findings().events[e].actors.push_back({"attacker", isis, {}});
    Index forces = b.Name("قوات الأمن الكردية", "asayish");
    Index sohr = b.Name("المرصد السوري", "sohr");
    extract::Figure& f = b.Figure(FigureKind::kKilled, "20 من", 20);
    f.category = Category::kSecurityForces, f.affiliation = forces, f.event = e, f.place = prison;
    f.attribution = b.Said(sohr, extract::SpeakerKind::kMonitor, "قتل 20 من قوات الأمن الكردية");
    out.push_back(b.Build());
  }
  {
    ReportBuilder b("two", "2022-02-03",
                    "حصيلة الهجوم على سجن الصناعة بالحسكة\nأسفر الهجوم على سجن الصناعة في 20 يناير عن مقتل 373 شخصا، بينهم 268 من عناصر التنظيم و98 من القوات الكردية وسبعة مدنيين.\n");
    Index prison = b.Name("سجن الصناعة", "sinaa-prison");
    Index when = b.Time("20 يناير", "2022-01-20");
    Index isis = b.Name("التنظيم", "isis");
    Index forces = b.Name("القوات الكردية", "kurdish-forces");
    Index e = b.Event("prison_attack", "أسفر الهجوم", prison, when);
    b.findings().events[e].actors.push_back({"attacker", isis, {}});
    b.Figure(FigureKind::kKilled, "373", 373).event = e;
    extract::Figure& j = b.Figure(FigureKind::kKilled, "268", 268);
    j.category = Category::kCombatant, j.affiliation = isis, j.event = e, j.part_of = 0;
    extract::Figure& s = b.Figure(FigureKind::kKilled, "98", 98);
    s.category = Category::kSecurityForces, s.affiliation = forces, s.event = e, s.part_of = 0;
    extract::Figure& c = b.Figure(FigureKind::kKilled, "سبعة", 7);
    c.category = Category::kCivilian, c.event = e, c.part_of = 0;
    out.push_back(b.Build());
  }
  {
    ReportBuilder b("three", "2023-06-10", "غرق قارب قبالة السواحل\nغرق قارب يحمل مهاجرين قبالة السواحل الجنوبية يوم الجمعة ونجا أربعة من ركابه.\n");
    Index place = b.Name("السواحل الجنوبية", "place~south");
    Index when = b.Time("يوم الجمعة", "2023-06-09");
    b.Event("wreck", "غرق قارب يحمل", place, when);
    out.push_back(b.Build());
  }
  return out;
}

TEST(Stories, JoinsOneHappeningAndKeepsStrangersOut) {
  auto reports = ThreeReports();
  const auto stories = Tell(reports);
  ASSERT_EQ(stories.size(), 2u);
  EXPECT_EQ(stories[0].reports, (std::vector<Index>{0, 1}));
  EXPECT_EQ(stories[0].date, "2022-01-20");
  EXPECT_EQ(stories[0].place.id, "sinaa-prison");
}

// A village in one's headline that the other never names speaks against one story, as far as it is not named along.
TEST(Stories, TheHeadlinesVillageIsMissed) {
  const std::string prose = "\nقصفت مدفعية القوات صباح الاثنين منازل المدنيين والأراضي الزراعية المحيطة بها في أعزاز وعفرين ما أدى إلى أضرار كبيرة في المباني.\n";
  auto make = [&](const char* id, const char* town, const char* entity) {
    ReportBuilder b(id, "2022-03-23", "قصف على " + std::string(town) + prose);
    b.Name(town, entity);
    return b;
  };
  ReportBuilder a = make("a", "أعزاز", "azaz"), b = make("b", "إدلب", "maarrat-misrin");
  ReportBuilder both = make("c", "إدلب", "maarrat-misrin");
  both.Name("أعزاز", "azaz");
  const extract::Rarity rarity;
  auto missing = [&](ReportBuilder& x, ReportBuilder& y) {
    Features f;
    EXPECT_TRUE(FeaturesOf(ProfileOf(x.Build(), rarity), ProfileOf(y.Build(), rarity), f));
    return f[static_cast<size_t>(Feature::kTitleMissing)];
  };
  EXPECT_EQ(missing(a, a), 0);
  EXPECT_EQ(missing(a, b), 1);
  EXPECT_EQ(missing(a, both), 0.5);
}

TEST(Stories, OrderOfInputDoesNotShow) {
  auto a = ThreeReports();
  auto b = ThreeReports();
  std::reverse(b.begin(), b.end());
  const auto x = Tell(a), y = Tell(b);
  ASSERT_EQ(x.size(), y.size());
  for (size_t i = 0; i < x.size(); ++i) {
    EXPECT_EQ(x[i].id, y[i].id);
    EXPECT_EQ(x[i].title, y[i].title);
    ASSERT_EQ(x[i].figures.size(), y[i].figures.size());
    for (size_t k = 0; k < x[i].figures.size(); ++k) EXPECT_EQ(x[i].figures[k].status, y[i].figures[k].status);
  }
}

TEST(Stories, AttacksOfOneCityOnDifferentDatesStayApart) {
  auto make = [](const char* id, const char* published, const char* day, const char* words) {
    ReportBuilder b(id, published, words);
    Index place = b.Name("إدلب", "idlib");
    Index when = b.Time(day, published);
    b.Event("air_strike", "غارة", place, when);
    return b.Build();
  };
  std::vector<resolve::ResolvedReport> r{
      make("a", "2021-03-01", "الاثنين", "غارة على إدلب\nاستهدفت غارة جوية سوقا في مدينة إدلب يوم الاثنين وأدت إلى دمار واسع في المحال التجارية.\n"),
      make("b", "2021-07-14", "الأربعاء", "غارة على إدلب\nأصابت غارة جوية مدرسة في مدينة إدلب يوم الأربعاء وتسببت بأضرار كبيرة في المبنى المجاور.\n")};
  EXPECT_EQ(Tell(r).size(), 2u);
}

TEST(Figures, GrowthScopeSumAndTolls) {
  auto reports = ThreeReports();
  reports.pop_back();
  const Story s = TellOne(reports);
  const FigureSeries* forces = SeriesWith(s, FigureKind::kKilled, 98);
  ASSERT_NE(forces, nullptr);
  EXPECT_EQ(forces->points.size(), 2u);
  EXPECT_EQ(forces->status, "grew");
  ASSERT_TRUE(forces->conflict);
  EXPECT_EQ(forces->conflict->also, std::vector<std::string>{"scope"});
  EXPECT_EQ(forces->independence, "unknown");
  EXPECT_EQ(forces->points[0].origin, "sohr");
  ASSERT_EQ(s.sums.size(), 1u);
  EXPECT_TRUE(s.sums[0].holds);
  EXPECT_EQ(s.killed.all.best, 373);
  EXPECT_EQ(s.killed.all.rule, "ucdp");
  EXPECT_EQ(s.killed.civilian.best, 7);
  EXPECT_EQ(s.killed.combatant_a.best, 268);
  EXPECT_EQ(s.killed.combatant_b.best, 98);
  EXPECT_FALSE(s.injured.all.best);
}

TEST(Figures, ABodyAndItsSpokesmanAreOneOrigin) {
  ReportBuilder b("a", "2022-01-21", "مقتل 20 من الشرطة\nقال المرصد السوري إن 20 شرطيا قتلوا. وأكد المدير سامي رزق أن عدد القتلى يبلغ 20 قتيلا.\n");
  Index sohr = b.Name("المرصد السوري", "sohr");
  Index chief = b.Name("سامي رزق", "person~sami");
  b.findings().mentions[chief].body = sohr;
  b.Event("armed_clash", "مقتل");
  extract::Figure& f = b.Figure(FigureKind::kKilled, "20 شرطيا", 20);
  f.category = Category::kPolice;
  f.attribution = b.Said(sohr, extract::SpeakerKind::kMonitor, "20 شرطيا قتلوا");
  extract::Figure& g = b.Figure(FigureKind::kKilled, "20 قتيلا", 20);
  g.category = Category::kPolice;
  g.attribution = b.Said(chief, extract::SpeakerKind::kMonitor, "عدد القتلى يبلغ 20 قتيلا");
  std::vector<resolve::ResolvedReport> r{b.Build()};
  const Story s = TellOne(r);
  ASSERT_EQ(s.figures.size(), 1u);
  EXPECT_EQ(s.figures[0].independence, "none");
  for (const SeriesPoint& p : s.figures[0].points) EXPECT_EQ(p.origin, "sohr");
}

TEST(Figures, AStockThatDiffersDoesNotGrow) {
  std::vector<resolve::ResolvedReport> r;
  const std::pair<const char*, int64_t> told[] = {{"2022-01-21", 3500}, {"2022-01-25", 3000}, {"2022-01-26", 12000}};
  for (auto [day, n] : told) {
    ReportBuilder b(day, day, "السجن يضم " + std::to_string(n) + " معتقل في سجن الصناعة بحسب التقرير.\n");
    extract::Figure& f = b.Figure(FigureKind::kDetained, std::to_string(n), n);
    f.category = Category::kPrisoner;
    Index prison = b.Name("سجن الصناعة", "sinaa-prison");
    if (n < 10000) b.findings().figures[0].place = prison;
    r.push_back(b.Build());
  }
  const Story s = TellOne(r);
  const FigureSeries* stock = SeriesWith(s, FigureKind::kDetained, 3500);
  ASSERT_NE(stock, nullptr);
  EXPECT_EQ(stock->status, "differs");
  EXPECT_EQ(stock->points.size(), 2u);
  EXPECT_EQ(SeriesWith(s, FigureKind::kDetained, 12000)->status, "single");
}

TEST(Figures, NobodyNamedIsNeverShownAsIndependent) {
  std::vector<resolve::ResolvedReport> r;
  for (const char* id : {"a", "b", "c"}) {
    ReportBuilder b(id, "2022-01-22", std::string("مقتل 11 جنديا عراقيا في قاعدة بديالى ") + id + "\n");
    Index army = b.Name("عراقيا", "iraqi-army");
    extract::Figure& f = b.Figure(FigureKind::kKilled, "11", 11);
    f.category = Category::kSoldier;
    if (id[0] != 'b') f.affiliation = army;
    r.push_back(b.Build());
  }
  const Story s = TellOne(r);
  ASSERT_EQ(s.figures.size(), 1u);
  EXPECT_EQ(s.figures[0].status, "agreed");
  EXPECT_EQ(s.figures[0].independence, "unknown");
}

TEST(Tolls, NamedRules) {
  std::vector<resolve::ResolvedReport> r;
  const std::pair<const char*, int64_t> told[] = {{"2024-05-01", 9}, {"2024-05-01", 12}, {"2024-05-01", 12}};
  int i = 0;
  for (auto [day, n] : told) {
    ReportBuilder b("r" + std::to_string(++i), day, "أدى القصف إلى مقتل " + std::to_string(n) + " أشخاص.\n");
    Index e = b.Event("shelling", "القصف");
    b.Figure(FigureKind::kKilled, std::to_string(n), n).event = e;
    r.push_back(b.Build());
  }
  EXPECT_EQ(TellOne(r, "ucdp").killed.all.best, 12);
  EXPECT_EQ(TellOne(r, "acled").killed.all.best, 9);
  EXPECT_EQ(TellOne(r, "ucdp").killed.all.low, 9);
  EXPECT_EQ(TellOne(r, "ucdp").killed.all.high, 12);
}

// One voice each: the later and then the higher count, as early ones fall short; but never one many times as high.
TEST(Tolls, AmongEqualsTheHigherWithinReason) {
  auto told = [](int64_t a, int64_t b) {
    std::vector<resolve::ResolvedReport> r;
    int i = 0;
    for (int64_t n : {a, b}) {
      ReportBuilder x("r" + std::to_string(++i), "2024-05-01", "أدى القصف على منبج إلى مقتل " + std::to_string(n) + " أشخاص.\n");
      Index e = x.Event("shelling", "القصف", x.Name("منبج", "manbij"));
      x.Figure(FigureKind::kKilled, std::to_string(n), n).event = e;
      r.push_back(x.Build());
    }
    return TellOne(r).killed.all.best;
  };
  EXPECT_EQ(told(3, 4), 4);
  EXPECT_EQ(told(4, 3), 4);
  EXPECT_EQ(told(3, 6954), 3);
}

// A report that counts by person adds up within itself, never across reports.
TEST(Tolls, PeopleAddUpWithinTheirReport) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2024-05-01", "أصيب في القصف أربعة أطفال وامرأتان.\n");
  Index e = a.Event("shelling", "القصف");
  a.Figure(FigureKind::kInjured, "أربعة", 4).event = e;
  a.findings().figures.back().category = Category::kChild;
  a.Figure(FigureKind::kInjured, "امرأتان", 2).event = e;
  a.findings().figures.back().category = Category::kWoman;
  r.push_back(a.Build());
  ReportBuilder b("b", "2024-05-01", "أصيب في القصف 5 أطفال.\n");
  e = b.Event("shelling", "القصف");
  b.Figure(FigureKind::kInjured, "5", 5).event = e;
  b.findings().figures.back().category = Category::kChild;
  r.push_back(b.Build());
  EXPECT_EQ(TellOne(r).injured.all.best, 6);
  EXPECT_EQ(TellOne(r).injured.all.low, 5);
}

// The dead of another village on the same day, told by the same report, are not the main happening's.
TEST(Tolls, TheDeadOfAnotherVillageStayThere) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2024-05-01", "قصف قرية السدرة بريف منبج. قتل في السدرة 2 اليوم.\nوقتل في الباب 7 بقصف آخر.\n");
  Index village = a.Name("السدرة", "place~00000000aaaa"), town = a.Name("منبج", "manbij"), other = a.Name("الباب", "al-bab");
  a.findings().mentions[village].kind = "village";
  Index e = a.Event("shelling", "قصف قرية", town), f = a.Event("shelling", "بقصف آخر", other);
  a.Figure(FigureKind::kKilled, "2", 2).event = e;
  a.findings().figures.back().place = town;
  a.Figure(FigureKind::kKilled, "7", 7).event = f;
  a.findings().figures.back().place = other;
  r.push_back(a.Build());
  const Story s = TellOne(r);
  EXPECT_EQ(s.place.name, "السدرة");  // Manbij only says where it lies
  EXPECT_EQ(s.killed.all.best, 2);
}

// "Six wounded in X and Y" counts those of both: for X the report's own four are nearer.
TEST(Tolls, ACountOfTwoPlacesGivesWayToOneOfThePlace) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2024-05-01", "قصف على منبج وعفرين. أصيب 6 في منبج وعفرين اليوم.\nوأصيب 4 في مدينة منبج بالقصف.\n");
  const Index lead = a.Name("منبج", "manbij");
  Index e = a.Event("shelling", "قصف على", lead);
  const size_t both = a.raw().text.find("6 في منبج"), own = a.raw().text.find("مدينة منبج");
  const Index first = a.Name("منبج", "manbij"), second = a.Name("عفرين", "afrin"), town = a.Name("منبج", "manbij");
  auto at = [&](Index m, size_t from, const std::string& name) {
    const auto begin = static_cast<uint32_t>(a.raw().text.find(name, from));
    a.findings().mentions[m].span = {begin, begin + static_cast<uint32_t>(name.size())};
  };
  at(first, both, "منبج"), at(second, both, "عفرين"), at(town, own, "منبج");
  a.Figure(FigureKind::kInjured, "6", 6).event = e;
  a.findings().figures.back().place = first;
  a.Figure(FigureKind::kInjured, "4", 4).event = e;
  a.findings().figures.back().place = town;
  r.push_back(a.Build());
  EXPECT_EQ(TellOne(r).injured.all.best, 4);
}

// "The shelling wounded seven": told without a place or a day of its own, it is the shelling that the report tells.
TEST(Tolls, ABareMentionIsTheReportsOwnHappening) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2024-05-01", "قصفت المدفعية قرية السدرة.\nوأسفر القصف عن إصابة 7 نقلوا إلى مشفى في الباب.\n");
  a.Event("shelling", "قصفت", a.Name("السدرة", "place~00000000aaaa"));
  Index e = a.Event("shelling", "القصف");
  a.Figure(FigureKind::kInjured, "7", 7).event = e;
  r.push_back(a.Build());
  const Story s = TellOne(r);
  EXPECT_EQ(s.place.name, "السدرة");
  EXPECT_EQ(s.injured.all.best, 7);
}

// A village without a point on the map stands near the town that it is told to lie by, and is said to be near it only.
TEST(Places, AVillageWithoutAPointStandsNearItsTown) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2024-05-01", "قصف قرية السدرة بريف منبج.\n");
  const Index village = a.Name("السدرة", "place~00000000aaaa"), town = a.Name("منبج", "manbij");
  a.findings().mentions[village].kind = "village";
  a.Event("shelling", "قصف", town);
  r.push_back(a.Build());
  const Story s = TellOne(r);
  EXPECT_EQ(s.place.name, "السدرة");
  EXPECT_TRUE(s.place.has_point);
  EXPECT_NEAR(s.place.lat, 36.5, 0.1);
  EXPECT_EQ(s.where_prec, 2);
}

// Who was struck at its positions and struck back did not attack the village; return fire is no accusation here.
TEST(Responsible, ReturnFireAccusesNobody) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2024-05-01", "قصفت قوات سوريا الديمقراطية منبج.\nوردت القوات التركية فقصفت مواقعها.\n");
  const Index town = a.Name("منبج", "manbij"), sdf = a.Name("قوات سوريا الديمقراطية", "sdf"), turks = a.Name("القوات التركية", "turkish-army");
  const Index e = a.Event("shelling", "قصفت", town), back = a.Event("shelling", "فقصفت");
  auto actor = [&](Index event, const char* role, Index who) { a.findings().events[event].actors.push_back({role, who, a.findings().mentions[who].span}); };
  actor(e, "attacker", sdf);
  actor(back, "attacker", turks);
  actor(back, "target", sdf);
  r.push_back(a.Build());
  const Story s = TellOne(r);
  ASSERT_EQ(s.responsible.size(), 1u);
  EXPECT_EQ(s.responsible[0].who.id, "sdf");
}

TEST(Tolls, ANumberThatItsSourceRejectsCountsNobody) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2023-09-12", "فيضان في درنة. قالت وزارة الداخلية إن 5300 قتلوا.\n");
  Index e = a.Event("flood", "فيضان", a.Name("درنة", "derna"));
  extract::Figure& first = a.Figure(FigureKind::kKilled, "5300", 5300);
  first.event = e, first.attribution = a.Said(a.Name("وزارة الداخلية", "ministry"), extract::SpeakerKind::kAuthority, "5300 قتلوا");
  r.push_back(a.Build());
  ReportBuilder b("b", "2023-09-14", "فيضان في درنة. قال الهلال الأحمر إن 11300 قتلوا.\n");
  e = b.Event("flood", "فيضان", b.Name("درنة", "derna"));
  extract::Figure& more = b.Figure(FigureKind::kKilled, "11300", 11300);
  more.event = e, more.attribution = b.Said(b.Name("الهلال الأحمر", "crescent"), extract::SpeakerKind::kInternational, "11300 قتلوا");
  r.push_back(b.Build());
  ReportBuilder c("c", "2023-09-16", "فيضان في درنة. نفى الهلال الأحمر حصيلة 11300 قتيل.\n");
  e = c.Event("flood", "فيضان", c.Name("درنة", "derna"));
  extract::Figure& no = c.Figure(FigureKind::kKilled, "11300", 11300);
  no.event = e, no.status = extract::FigureStatus::kDenied;
  no.attribution = c.Said(c.Name("الهلال الأحمر", "crescent"), extract::SpeakerKind::kInternational, "11300 قتيل");
  r.push_back(c.Build());
  const Story s = TellOne(r);
  EXPECT_EQ(s.killed.all.best, 5300);
  EXPECT_EQ(s.killed.all.high, 5300);
}

// What the page says of each rule (rule_long in data/publish/labels.tsv) and docs/tolls.md.
TEST(Tolls, WhatEachRuleTakesAmongEquals) {
  const auto best = [](int64_t first, int64_t second, const char* second_day, const char* rule) {
    std::vector<resolve::ResolvedReport> r;
    const std::pair<int64_t, const char*> told[] = {{first, "2024-05-01"}, {second, second_day}};
    for (const auto& [n, day] : told) {
      const bool is_first = r.empty();
      const std::string number = std::to_string(n), who = is_first ? "الدفاع المدني" : "الهلال الأحمر";
      ReportBuilder b(is_first ? "a" : "b", day, "قصف على منبج. قال " + who + " إن " + number + " قتلوا.\n");
      const Index e = b.Event("shelling", "قصف", b.Name("منبج", "manbij"));
      extract::Figure& f = b.Figure(FigureKind::kKilled, number, n);
      f.event = e;
      f.attribution = b.Said(b.Name(who, is_first ? "civil" : "crescent"), extract::SpeakerKind::kInternational, number + " قتلوا");
      r.push_back(b.Build());
    }
    return TellOne(r, rule).killed.all.best.value_or(-1);
  };
  const char* same = "2024-05-01";
  EXPECT_EQ(best(10, 12, same, "ucdp"), 12);  // the higher
  EXPECT_EQ(best(10, 12, same, "gtd"), 10);
  EXPECT_EQ(best(10, 12, same, "acled"), 10);
  EXPECT_EQ(best(10, 12, same, "latest"), 12);
  EXPECT_EQ(best(12, 10, "2024-05-02", "ucdp"), 10);  // the later
  EXPECT_EQ(best(10, 40, same, "ucdp"), 10);  // more than three times as high and by more than five
  EXPECT_EQ(best(10, 30, same, "ucdp"), 30);
  EXPECT_EQ(best(1, 6, same, "ucdp"), 6);
}

// "At least 15 civilians" of 40 people is a bound and no count of the civilians.
TEST(Tolls, ABoundThatATotalOutgrewIsNoCount) {
  std::vector<resolve::ResolvedReport> r;
  ReportBuilder a("a", "2024-05-01", "قصف على منبج وإصابة أكثر من 15 مدنيا. ارتفع عدد المصابين في القصف إلى 40.\n");
  Index e = a.Event("shelling", "قصف", a.Name("منبج", "manbij"));
  extract::Figure& few = a.Figure(FigureKind::kInjured, "15", 15);
  few.event = e, few.category = Category::kCivilian, few.high.reset(), few.modality = extract::Modality::kMoreThan;
  a.Figure(FigureKind::kInjured, "40", 40).event = e;
  r.push_back(a.Build());
  const Story s = TellOne(r);
  EXPECT_EQ(s.injured.all.best, 40);
  EXPECT_FALSE(s.injured.civilian.best.has_value());
  EXPECT_EQ(s.injured.civilian.low, 15);
}

TEST(Dating, YesterdayMondayAfterAKnownThursday) {
  auto reports = ThreeReports();
  reports.pop_back();
  ReportBuilder b("undated", "", "استسلام عناصر\nأعلنت قسد أمس الاثنين استسلام 300 عنصر. ومنذ الخميس الماضي يشهد سجن الصناعة هجوما.\n");
  Index prison = b.Name("سجن الصناعة", "sinaa-prison");
  extract::TimePoint monday, thursday;
  monday.relative = true, monday.offset = -1, monday.offset_unit = extract::Unit::kDay, monday.weekday = 0;
  thursday.weekday = 3, thursday.direction = -1;
  b.Time("أمس الاثنين", "", monday);
  Index t = b.Time("الخميس الماضي", "", thursday);
  b.Event("prison_attack", "هجوما", prison, t);
  reports.push_back(b.Build());
  Group g{{0, 1, 2}};
  EXPECT_EQ(InferDate(reports, g, 2), "2022-01-25");
}

TEST(Dating, NothingIsMadeUp) {
  auto reports = ThreeReports();
  reports.pop_back();
  ReportBuilder b("undated", "", "رأي\nشن التنظيم يوم الخميس 20/1/2022 هجوما على سجن الصناعة.\n");
  Index prison = b.Name("سجن الصناعة", "sinaa-prison");
  extract::TimePoint p;
  p.weekday = 3, p.day = 20, p.month = 1, p.year = 2022;
  b.Event("prison_attack", "هجوما", prison, b.Time("يوم الخميس 20/1/2022", "2022-01-20", p));
  reports.push_back(b.Build());
  Group g{{0, 1, 2}};
  EXPECT_EQ(InferDate(reports, g, 2), "");
  EXPECT_EQ(reports[2].meta.not_before, "2022-01-20");
}

TEST(Stories, AnyOrderOfInputGivesTheSameStories) {
  // Undated and dated reports of two towns; every order must give the same crowds, by id.
  auto make = [](int i) {
    const bool first = i % 2 == 0;
    ReportBuilder b("r" + std::to_string(i), i % 3 == 0 ? "" : first ? "2022-03-0" + std::to_string(1 + i % 3) : "2022-03-1" + std::to_string(i % 3),
                    first ? "قصف على سراقب\nأصاب قصف مدفعي حيا في سراقب صباح الثلاثاء وأوقع ضحايا بين العائلات التي تسكن قرب السوق القديم هناك.\n"
                          : "غارة على إدلب\nاستهدفت غارة جوية مدرسة في مدينة إدلب يوم الخميس وألحقت دمارا واسعا بالمبنى والبيوت المجاورة له كما قال شهود.\n");
    Index place = first ? b.Name("سراقب", "saraqib") : b.Name("إدلب", "idlib");
    b.Event(first ? "shelling" : "air_strike", first ? "قصف" : "غارة", place, b.Time(first ? "الثلاثاء" : "الخميس", first ? "2022-03-01" : "2022-03-10"));
    return b.Build();
  };
  std::vector<resolve::ResolvedReport> reports;
  for (int i = 0; i < 9; ++i) reports.push_back(make(i));
  auto crowds = [](std::span<const resolve::ResolvedReport> r) {
    std::set<std::set<std::string>> out;
    for (const Group& g : GroupStories(r)) {
      std::set<std::string> ids;
      for (Index i : g.reports) ids.insert(r[i].meta.id);
      out.insert(ids);
    }
    return out;
  };
  const auto want = crowds(reports);
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    std::shuffle(reports.begin(), reports.end(), random);
    EXPECT_EQ(crowds(reports), want);
  }
}

TEST(Dating, ByOwnWords) {
  auto day = [](int weekday, int d, int month, int year, bool today) {
    extract::TimePoint p;
    p.weekday = static_cast<int8_t>(weekday), p.day = static_cast<int8_t>(d), p.month = static_cast<int8_t>(month), p.year = static_cast<int16_t>(year);
    if (today) p.offset_unit = extract::Unit::kDay;
    return p;
  };
  ReportBuilder today("a", "", "قصف\nأصيب ثلاثة مدنيين اليوم الأربعاء 1 حزيران بقصف استهدف قرية في ريف حلب الشمالي كما قال مراسلنا في المنطقة اليوم.\n");
  today.Time("اليوم الأربعاء 1 حزيران", "", day(2, 1, 6, 0, true));
  EXPECT_EQ(DateByOwnWords(today.Build()).published, "2022-06-01");  // the last year in which 1 June is a Wednesday
  ReportBuilder bare("b", "", "قصف\nأصيب ثلاثة مدنيين الأربعاء 1 حزيران بقصف استهدف قرية في ريف حلب الشمالي كما قال مراسلنا في المنطقة نفسها.\n");
  bare.Time("الأربعاء 1 حزيران", "", day(2, 1, 6, 0, false));
  EXPECT_EQ(DateByOwnWords(bare.Build()).published, "");
  EXPECT_EQ(DateByOwnWords(bare.Build()).near, "2022-06-21");
}

// A page that shows a post was published on that day or soon after.
TEST(Dating, ByPostsShown) {
  auto said = [](int weekday) {
    extract::TimePoint p;
    p.relative = true, p.weekday = static_cast<int8_t>(weekday), p.offset_unit = extract::Unit::kDay;
    return p;
  };
  auto page = [&](std::string_view post, int weekday) {
    ReportBuilder b("a", "", "قصف على قرية\nأصيب ثلاثة مدنيين اليوم بقصف استهدف قرية في ريف حلب الشمالي كما قال مراسلنا في المنطقة نفسها.\n" + std::string(post) + "\nوأضاف أن القصف طال قرى أخرى.\n");
    b.Time("اليوم", "", said(weekday));
    return b.Build();
  };
  EXPECT_EQ(DateByOwnWords(page("الدفاع المدني (@civil) November 6, 2022", 6)).published, "2022-11-06");  // a Sunday
  EXPECT_EQ(DateByOwnWords(page("الدفاع المدني (@civil) 6 Nov 2022", 0)).published, "2022-11-07");
  EXPECT_EQ(DateByOwnWords(page("الدفاع المدني (@civil) November 6, 2022", 5)).published, "");  // six days later, or the post is of another matter
  EXPECT_EQ(DateByOwnWords(page("الدفاع المدني (@civil) November 2022", 6)).published, "");
  EXPECT_EQ(DateByOwnWords(page("الدفاع المدني November 6, 2022", 6)).published, "");
}

TEST(Dating, ByWebAddress) {
  EXPECT_EQ(resolve::UrlDay("https://a.example/2022/3/8/x"), "2022-03-08");
  EXPECT_EQ(resolve::UrlDay("https://a.example/ar/20220120-x"), "2022-01-20");
  EXPECT_EQ(resolve::UrlDay("https://a.example/news/2023-05-02-1.17"), "2023-05-02");
  EXPECT_EQ(resolve::UrlDay("https://a.example/ar/articles/20221345/x"), "");
  EXPECT_EQ(resolve::UrlDay("https://a.example/2022/03/x"), "");
  EXPECT_EQ(resolve::UrlDay("https://a.example/reports/daily-23-11-2021.html?x=1-2-2020"), "2021-11-23");
  EXPECT_EQ(resolve::UrlDay("https://a.example/reports/daily-3-1-2021/"), "2021-01-03");
  EXPECT_EQ(resolve::UrlDay("https://a.example/reports/daily-31-11-2021"), "");
  EXPECT_EQ(resolve::UrlDay("https://a.example/reports/b52-1-2021"), "");
  EXPECT_EQ(resolve::UrlYear("https://a.example/2022/03/x"), 2022);
}

// Pages are numbered one after the other: between two known days lies a third.
TEST(Dating, ByPageNumber) {
  auto day = [](std::string_view iso) { return DaysOf(iso).from; };
  const resolve::NumberedDays d = resolve::DaysByNumber("https://www.enabbaladi.net/archives/545000?fbclid=x");
  ASSERT_TRUE(d.known);
  EXPECT_GT(d.from, day("2022-01-20"));
  EXPECT_LT(d.to, day("2022-02-21"));
  EXPECT_LT(d.to - d.from, 14);
  const resolve::NumberedDays later = resolve::DaysByNumber("https://enabbaladi.net/archives/660000");  // beyond the last: a long while
  ASSERT_TRUE(later.known);
  EXPECT_GT(later.to - later.from, 30);
  EXPECT_FALSE(resolve::DaysByNumber("https://www.enabbaladi.net/about").known);
  EXPECT_FALSE(resolve::DaysByNumber("https://a.example/archives/545000").known);
  EXPECT_FALSE(resolve::DaysByNumber("https://www.enabbaladi.net/2022/01/").known);
}

TEST(Dating, WindowOfMonths) {
  ReportBuilder r("a", "", "قصف\nأصيب ثلاثة مدنيين يوم الخميس بقصف استهدف قرية في ريف حلب بعد قصف مثله في نوفمبر الماضي كما قال مراسلنا في المنطقة.\n");
  extract::TimePoint november;
  november.month = 11, november.direction = -1;
  r.Time("نوفمبر الماضي", "", november);
  const Window w = WindowOf(r.Build());
  EXPECT_FALSE(w.days.known);
  EXPECT_EQ(w.months, 1 << 11 | 1 << 0 | 1 << 1 | 1 << 2);  // December to March
  EXPECT_EQ(w.weekday, -1);
  ReportBuilder since("b", "", "قصف\nأصيب ثلاثة مدنيين يوم الخميس بقصف استهدف قرية في ريف حلب التي تقصف منذ نوفمبر الماضي كما قال مراسلنا في المنطقة.\n");
  since.Time("نوفمبر الماضي", "", november);
  resolve::ResolvedReport r2 = since.Build();
  r2.findings.times[0].open_to = true;  // "since last November" tells as much as "last November"
  EXPECT_EQ(WindowOf(r2).months, w.months);
}

TEST(Dating, WeekdayOfPublication) {
  const std::string text = "قصف\nأصيب ثلاثة مدنيين أمس الأربعاء بقصف استهدف قرية في ريف حلب بعد قصف مثله يوم الاثنين كما قال مراسلنا في المنطقة نفسها.\n";
  extract::TimePoint yesterday, monday;
  yesterday.weekday = 2, yesterday.relative = true, yesterday.offset = -1, yesterday.offset_unit = extract::Unit::kDay;
  monday.weekday = 0;
  ReportBuilder said("a", "", text);
  said.Time("أمس الأربعاء", "", yesterday);
  said.Time("يوم الاثنين", "", monday);
  EXPECT_EQ(WindowOf(said.Build()).weekday, 3);  // a Thursday
  ReportBuilder bare("b", "", text);
  bare.Time("يوم الاثنين", "", monday);
  EXPECT_EQ(WindowOf(bare.Build()).weekday, 0);
  EXPECT_EQ(WindowOf(ReportBuilder("c", "2022-01-20", text).Build()).weekday, 3);
}

TEST(Responsible, RolesAndAnswers) {
  auto reports = ThreeReports();
  reports.pop_back();
  ReportBuilder b("claims", "2022-01-25", "اتهام\nاتهم الباحث هشام سالم تركيا بدعم الهجوم على سجن الصناعة. ونفت تركيا ذلك.\n");
  Index who = b.Name("هشام سالم", "person~hisham");
  Index turkey = b.Name("تركيا", "turkey");
  b.Event("prison_attack", "الهجوم", b.Name("سجن الصناعة", "sinaa-prison"));
  b.Claim(extract::ClaimType::kAccusation, "تركيا بدعم الهجوم", who, turkey);
  b.Claim(extract::ClaimType::kDenial, "ونفت تركيا ذلك", turkey, kNone);
  b.raw().entities[1].type = lexicon::EntityType::kOrganisation;
  reports.push_back(b.Build());
  const Story s = TellOne(reports);
  ASSERT_EQ(s.responsible.size(), 2u);
  EXPECT_EQ(s.responsible[0].who.id, "isis");
  EXPECT_EQ(s.responsible[0].role, "perpetrator");
  EXPECT_EQ(s.responsible[0].stance, "accused");
  EXPECT_EQ(s.responsible[1].role, "supporter");
  EXPECT_EQ(s.responsible[1].answer, "denied");
}

TEST(Dossier, EverythingCarriesItsWordsAndTheGapsAreTold) {
  auto reports = ThreeReports();
  reports.pop_back();
  const Story s = TellOne(reports);
  for (const TimelineEntry& t : s.timeline) {
    ASSERT_FALSE(t.evidence.empty());
    for (const Evidence& e : t.evidence) EXPECT_LE(e.span.end, reports[e.report].text.size());
    EXPECT_FALSE(t.what.empty());
    EXPECT_FALSE(t.what_ar.empty());
  }
  EXPECT_TRUE(std::any_of(s.not_said.begin(), s.not_said.end(), [](const NotSaid& n) { return n.name == "toll_source"; }));
  EXPECT_TRUE(std::any_of(s.not_said.begin(), s.not_said.end(), [](const NotSaid& n) { return n.name == "injured"; }));
  EXPECT_FALSE(s.title.empty());
  for (const char* loaded : {"إرهاب", "مرتزق", "شهداء", "شهيد", "احتلال", "ميليشيا", "مليشيا"}) {
    std::string all = s.title;
    for (const TimelineEntry& t : s.timeline) all += t.what_ar;
    for (const FigureSeries& f : s.figures) all += f.population_ar + (f.conflict ? f.conflict->explanation_ar : "");
    for (const NotSaid& n : s.not_said) all += n.text_ar;
    EXPECT_EQ(all.find(loaded), std::string::npos) << loaded;
  }
}

TEST(Codes, MapToAcledAndPlover) {
  EXPECT_EQ(CodesOf("air_strike").sub_event_type, "Air/drone strike");
  EXPECT_EQ(CodesOf("prison_attack").event_type, "Battles");
  EXPECT_EQ(CodesOf("flood").event_type, "");
  EXPECT_EQ(CodesOf("no_such_class").plover, "");
}

}  // namespace
}  // namespace tawatur::reconcile
