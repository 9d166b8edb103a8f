// The toll over time by speaker, as inline SVG: a step line a speaker, bands where a statement is a range. Entry point:
// PutCharts(). One quantity and one population a chart; the numbers are those of the series' table.
#include <algorithm>
#include <cmath>
#include <map>

#include "publish/html.h"
#include "publish/words.h"

namespace tawatur::publish {
namespace {

using reconcile::FigureSeries;
using reconcile::SeriesPoint;

constexpr int kWidth = 860, kHeight = 270, kLeft = 64, kRight = 262, kTop = 22, kBottom = 46;
constexpr size_t kMostCharts = 2, kMostLines = 6;

// Minutes since 1970 of an ISO day or time; nullopt for coarser values, which have no place on a day axis.
std::optional<double> Minutes(std::string_view iso) {
  const auto number = [&](size_t at, size_t n) {
    int v = 0;
    for (size_t i = at; i < at + n; ++i) {
      if (i >= iso.size() || iso[i] < '0' || iso[i] > '9') return -1;
      v = v * 10 + (iso[i] - '0');
    }
    return v;
  };
  int y = number(0, 4);
  const int m = number(5, 2), d = number(8, 2);
  if (y < 0 || m < 1 || d < 1) return std::nullopt;
  y -= m <= 2;
  const int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const double days = era * 146097.0 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
  const int hour = iso.size() >= 16 ? number(11, 2) : 12, minute = iso.size() >= 16 ? number(14, 2) : 0;
  return days * 1440 + std::max(hour, 0) * 60 + std::max(minute, 0);
}

bool Unnamed(const SeriesPoint& p) { return p.speaker.Empty() || p.speaker_kind == extract::SpeakerKind::kAnonymous; }

struct Dot {
  double t;
  double low, high;
  bool open;  // a bound on one side only
  const SeriesPoint* point;
};

struct LineOf {
  const SeriesPoint* first;
  std::vector<Dot> dots;
};

std::string Fixed(double v) {
  const auto tenths = static_cast<long>(std::lround(v * 10));
  std::string s = std::to_string(tenths / 10);
  if (tenths % 10 != 0) s += "." + std::to_string(std::labs(tenths % 10));
  return s;
}

double NiceStep(double top) {
  const double raw = top / 4, power = std::pow(10, std::floor(std::log10(std::max(raw, 1.0))));
  for (double m : {1.0, 2.0, 5.0, 10.0}) {
    if (m * power >= raw) return std::max(1.0, m * power);
  }
  return power * 10;
}

// Lines by speaker in order of their first statement.
std::vector<LineOf> Lines(const FigureSeries& f) {
  std::vector<LineOf> out;
  std::map<std::string, size_t> at;
  for (const auto& p : f.points) {
    const auto t = Minutes(p.as_of);
    if (!t || (!p.low && !p.high) || p.status != extract::FigureStatus::kAsserted) continue;
    const std::string who = p.speaker.id.empty() ? p.speaker.text : p.speaker.id;
    const auto [it, is_new] = at.emplace(who, out.size());
    if (is_new) out.push_back({&p, {}});
    const auto low = static_cast<double>(p.low ? *p.low : *p.high),
               high = static_cast<double>(p.high ? *p.high : *p.low);
    out[it->second].dots.push_back({*t, low, high, !p.low || !p.high, &p});
  }
  for (auto& line : out)
    std::stable_sort(line.dots.begin(), line.dots.end(), [](const Dot& a, const Dot& b) { return a.t < b.t; });
  return out;
}

bool Chartable(const FigureSeries& f, Index main_event) {
  if (f.background || f.kind != extract::FigureKind::kKilled || (f.event != kNone && f.event != main_event))
    return false;
  size_t dots = 0;
  std::optional<double> first;
  bool moves = false;
  for (const auto& line : Lines(f)) {
    for (const auto& dot : line.dots) {
      ++dots;
      moves |= first && *first != dot.t;
      first = dot.t;
    }
  }
  return dots >= 2 && moves;
}

// Every line has a marker of its own besides its colour and dash.
void PutMarker(Html& h, size_t line, double x, double y, bool open) {
  const std::string cls = "m c" + std::to_string(line) + (open ? " o" : "");
  const auto at = [](double v) { return Fixed(v); };
  switch (line % 6) {
    case 0: h.Raw("<circle class=\"" + cls + "\" cx=\"" + at(x) + "\" cy=\"" + at(y) + "\" r=\"5\"/>"); break;
    case 1:
      h.Raw("<rect class=\"" + cls + "\" x=\"" + at(x - 4.5) + "\" y=\"" + at(y - 4.5) +
            "\" width=\"9\" height=\"9\"/>");
      break;
    case 2: h.Raw("<path class=\"" + cls + "\" d=\"M" + at(x) + " " + at(y - 6) + "l6 10h-12z\"/>"); break;
    case 3: h.Raw("<path class=\"" + cls + "\" d=\"M" + at(x) + " " + at(y - 6) + "l6 6l-6 6l-6-6z\"/>"); break;
    case 4: h.Raw("<path class=\"" + cls + "\" d=\"M" + at(x) + " " + at(y + 6) + "l6-10h-12z\"/>"); break;
    default: h.Raw("<path class=\"" + cls + " o\" d=\"M" + at(x - 5) + " " + at(y - 5) + "l10 10m0-10l-10 10\"/>");
  }
}

void PutText(Html& h, std::string_view cls, double x, double y, std::string_view anchor, std::string_view ar,
             std::string_view en) {
  const std::string head =
      "\" x=\"" + Fixed(x) + "\" y=\"" + Fixed(y) + "\" text-anchor=\"" + std::string(anchor) + "\"";
  if (ar == en) {
    h.Raw("<text class=\"").Raw(cls).Raw(head).Raw(">").Text(ar).Raw("</text>");
    return;
  }
  // The drawing runs left to right; its Arabic words are isolated, right to left.
  h.Raw("<text class=\"ar ")
      .Raw(cls)
      .Raw(head)
      .Raw(" lang=\"ar\">\xE2\x81\xA7")
      .Text(ar)
      .Raw("\xE2\x81\xA9")
      .Raw("</text>");
  h.Raw("<text class=\"en ").Raw(cls).Raw(head).Raw(" lang=\"en\">").Text(en).Raw("</text>");
}

std::string Shortened(const std::string& name) {
  // Cut at a character, and say so.
  size_t chars = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    if ((static_cast<unsigned char>(name[i]) & 0xC0) != 0x80 && ++chars > 31) return name.substr(0, i) + "\xE2\x80\xA6";
  }
  return name;
}

void PutChart(Html& h, const FigureSeries& f, size_t index) {
  auto lines = Lines(f);
  const bool cut = lines.size() > kMostLines;
  if (cut) lines.resize(kMostLines);
  double t0 = 1e18, t1 = -1e18, top = 1;
  for (const auto& line : lines) {
    for (const auto& dot : line.dots) t0 = std::min(t0, dot.t), t1 = std::max(t1, dot.t), top = std::max(top, dot.high);
  }
  const double step = NiceStep(top), y_max = std::ceil(top / step) * step;
  const auto x = [&](double t) { return kLeft + (t1 > t0 ? (t - t0) / (t1 - t0) : 0.5) * (kWidth - kLeft - kRight); };
  const auto y = [&](double v) { return kHeight - kBottom - v / y_max * (kHeight - kTop - kBottom); };

  const auto& labels = h.labels();
  const auto [name_ar, name_en] = SeriesName(h, f);
  const std::string id = "chart" + std::to_string(index);

  // Words of the same numbers, for those who do not see the drawing.
  std::string desc_ar, desc_en;
  for (const auto& line : lines) {
    for (const auto& dot : line.dots) {
      const auto [day_ar, day_en] = DateWords(labels, std::string_view(dot.point->as_of).substr(0, 10));
      const std::string value = dot.low == dot.high ? Grouped(static_cast<int64_t>(dot.low))
                                                    : Grouped(static_cast<int64_t>(dot.low)) + "-" +
                                                          Grouped(static_cast<int64_t>(dot.high));
      const auto& who = dot.point->speaker;
      const std::string who_ar =
          who.Empty() ? std::string(labels.Ar("none.source")) : h.mask().Text(who.name.empty() ? who.text : who.name);
      const std::string who_en = who.Empty()           ? std::string(labels.En("none.source"))
                                 : who.name_en.empty() ? who_ar
                                                       : h.mask().Text(who.name_en);
      desc_ar += day_ar + ": " + value + " (" + who_ar + "). ";
      desc_en += day_en + ": " + value + " (" + who_en + "). ";
    }
  }

  h.Raw("<figure class=\"chart\"><figcaption>")
      .L("chart.title")
      .Raw(" ")
      .Both(name_ar, name_en)
      .Raw("</figcaption><div class=\"scroll\" dir=\"ltr\" tabindex=\"0\" role=\"group\" aria-labelledby=\"");
  h.Raw(id)
      .Raw("t\"><svg viewBox=\"0 0 ")
      .Raw(std::to_string(kWidth))
      .Raw(" ")
      .Raw(std::to_string(kHeight))
      .Raw("\" role=\"img\" aria-labelledby=\"")
      .Raw(id)
      .Raw("t ")
      .Raw(id)
      .Raw("d\">");
  h.Raw("<title id=\"")
      .Raw(id)
      .Raw("t\" data-ar=\"")
      .Text(name_ar)
      .Raw("\" data-en=\"")
      .Text(name_en)
      .Raw("\">")
      .Text(name_ar)
      .Raw("</title>");
  h.Raw("<desc id=\"")
      .Raw(id)
      .Raw("d\" data-ar=\"")
      .Text(desc_ar)
      .Raw("\" data-en=\"")
      .Text(desc_en)
      .Raw("\">")
      .Text(desc_ar)
      .Raw("</desc>");
  for (double v = 0; v <= y_max + step / 2; v += step) {
    h.Raw("<path class=\"g\" d=\"M" + std::to_string(kLeft) + " " + Fixed(y(v)) + "H" +
          std::to_string(kWidth - kRight) + "\"/>");
    const std::string tick = Grouped(static_cast<int64_t>(v));
    PutText(h, "tick n", kLeft - 10, y(v) + 4, "end", tick, tick);
  }
  for (size_t l = 0; l < lines.size(); ++l) {
    const auto& dots = lines[l].dots;
    // A range holds until the speaker's next statement, like the value itself.
    for (size_t i = 0; i < dots.size(); ++i) {
      if (dots[i].low == dots[i].high) continue;
      const double from = x(dots[i].t), to = i + 1 < dots.size()
                                                 ? x(dots[i + 1].t)
                                                 : std::min(from + 26, static_cast<double>(kWidth - kRight));
      h.Raw("<rect class=\"band c" + std::to_string(l) + "\" x=\"" + Fixed(from) + "\" y=\"" + Fixed(y(dots[i].high)) +
            "\" width=\"" + Fixed(std::max(to - from, 8.0)) + "\" height=\"" + Fixed(y(dots[i].low) - y(dots[i].high)) +
            "\"/>");
    }
    std::string path = "M" + Fixed(x(dots[0].t)) + " " + Fixed(y(dots[0].high));
    for (size_t i = 1; i < dots.size(); ++i) path += "H" + Fixed(x(dots[i].t)) + "V" + Fixed(y(dots[i].high));
    h.Raw("<path class=\"line c" + std::to_string(l) + " d" + std::to_string(l % 6) + "\" d=\"" + path + "\"/>");
    for (const auto& dot : dots) {
      PutMarker(h, l, x(dot.t), y(dot.high), dot.open || Unnamed(*dot.point));
      std::string value = Grouped(static_cast<int64_t>(dot.low));
      if (dot.low != dot.high) value += "\xE2\x80\x93" + Grouped(static_cast<int64_t>(dot.high));
      PutText(h, "val n", x(dot.t), y(dot.high) - 10, "middle", value, value);
    }
  }
  // Direct labels at the last statement of each line, kept apart.
  std::vector<std::pair<double, size_t>> ends;
  for (size_t l = 0; l < lines.size(); ++l) ends.emplace_back(y(lines[l].dots.back().high), l);
  std::sort(ends.begin(), ends.end());
  double last = kTop - 20;
  for (auto& [at, l] : ends) {
    const double shown = std::max(at, last + 20);
    last = shown;
    const auto& dot = lines[l].dots.back();
    const auto& who = lines[l].first->speaker;
    const std::string ar =
        who.Empty() ? std::string(labels.Ar("none.source")) : h.mask().Text(who.name.empty() ? who.text : who.name);
    const std::string en = who.Empty()           ? std::string(labels.En("none.source"))
                           : who.name_en.empty() ? ar
                                                 : h.mask().Text(who.name_en);
    const double from = x(dot.t), label = kWidth - kRight + 34;
    h.Raw("<path class=\"lead c" + std::to_string(l) + "\" d=\"M" + Fixed(from + 8) + " " + Fixed(at) + "L" +
          Fixed(label - 16) + " " + Fixed(shown) + "\"/>");
    PutMarker(h, l, label - 8, shown, Unnamed(*lines[l].first));
    PutText(h, "label", label + 4, shown + 4.5, "start", Shortened(ar), Shortened(en));
  }
  // First and last day are written out, the days between are ticks; more than some weeks have none.
  constexpr double kDay = 1440;
  if (t1 - t0 <= 45 * kDay) {
    for (double day = std::floor(t0 / kDay) * kDay + kDay; day < t1; day += kDay) {
      if (day > t0) h.Raw("<path class=\"g\" d=\"M" + Fixed(x(day)) + " " + Fixed(y(0)) + "v6\"/>");
    }
  }
  h.Raw("<path class=\"axis\" d=\"M" + std::to_string(kLeft) + " " + Fixed(y(0)) + "H" +
        std::to_string(kWidth - kRight) + "\"/>");
  const SeriesPoint *earliest = nullptr, *latest = nullptr;
  for (const auto& line : lines) {
    for (const auto& dot : line.dots) {
      if (dot.t == t0) earliest = dot.point;
      if (dot.t == t1) latest = dot.point;
    }
  }
  // Within one day the clock tells them apart, where it is stated.
  const size_t length = earliest->as_of.substr(0, 10) == latest->as_of.substr(0, 10) ? 16 : 10;
  const auto [a_ar, a_en] = DateWords(labels, std::string_view(earliest->as_of).substr(0, length));
  const auto [b_ar, b_en] = DateWords(labels, std::string_view(latest->as_of).substr(0, length));
  PutText(h, "tick n", kLeft, kHeight - 18, "start", a_ar, a_en);
  PutText(h, "tick n", kWidth - kRight, kHeight - 18, "end", b_ar, b_en);
  h.Raw("</svg></div><p class=\"key\">").L("chart.key");
  if (cut) h.Raw(" ").L("chart.cut");
  h.Raw(" <a href=\"#f").Raw(std::to_string(index)).Raw("\">").L("chart.table").Raw("</a></p></figure>\n");
}

}  // namespace

void PutCharts(Html& h, const reconcile::Story& s) {
  // The series with most statements tell most.
  std::vector<size_t> all;
  for (size_t i = 0; i < s.figures.size(); ++i) {
    if (Chartable(s.figures[i], s.event)) all.push_back(i);
  }
  std::stable_sort(all.begin(), all.end(),
                   [&](size_t a, size_t b) { return s.figures[a].points.size() > s.figures[b].points.size(); });
  for (size_t i = 0; i < all.size() && i < kMostCharts; ++i) PutChart(h, s.figures[all[i]], all[i]);
}

}  // namespace tawatur::publish
