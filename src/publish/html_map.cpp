// The map's place in a dossier, which the script fills: it brings the towns around, so that a reader sees where he is.
// Entry point: PutMap().
#include <algorithm>
#include <charconv>

#include "publish/embedded.h"
#include "publish/html.h"
#include "publish/json_writer.h"

namespace tawatur::publish {
namespace {

constexpr double kAroundLat = 5, kAroundLon = 8;  // degrees that the map shows at most beyond its places

struct Box {
  double south = 90, north = -90, west = 180, east = -180;
  void Add(double lat, double lon) {
    south = std::min(south, lat), north = std::max(north, lat), west = std::min(west, lon), east = std::max(east, lon);
  }
  bool Near(double lat, double lon) const {
    return lat > south - kAroundLat && lat < north + kAroundLat && lon > west - kAroundLon && lon < east + kAroundLon;
  }
};

std::string_view Cut(std::string_view& line) {
  const size_t end = std::min(line.find('\t'), line.size());
  const std::string_view column = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return column;
}

double Degrees(std::string_view s) {
  double v = 0;
  std::from_chars(s.data(), s.data() + s.size(), v);
  return v;
}

std::string Towns(const Box& box) {
  std::string out;
  JsonWriter json(out);
  json.BeginArray();
  for (std::string_view table = EmbeddedFile("towns.tsv"); !table.empty();) {
    const size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line[0] == '#') continue;
    const std::string_view ar = Cut(line), en = Cut(line), lat = Cut(line), lon = Cut(line);
    if (!box.Near(Degrees(lat), Degrees(lon))) continue;
    json.BeginArray();
    json.String(ar);
    json.String(en);
    json.Double(Degrees(lat));
    json.Double(Degrees(lon));
    json.EndArray();
  }
  json.EndArray();
  return out;
}

}  // namespace

void PutMap(Html& h, const reconcile::Story& s) {
  Box box;
  bool any = false;
  for (const auto& e : s.events) {
    if (e.background || !e.place.has_point) continue;
    box.Add(e.place.lat, e.place.lon);
    any = true;
  }
  if (!any) return;
  h.Raw("<div data-island=\"map\" data-towns=\"").Text(Towns(box)).Raw("\"></div>\n");
}

}  // namespace tawatur::publish
