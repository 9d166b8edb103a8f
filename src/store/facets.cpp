// store: what a report is about, as search filters by it. Entry points: FacetsOf(), FacetWords(), FacetWord().
#include "store/facets.h"

#include <set>

#include "extract/contract_words.h"
#include "text/fold.h"

namespace tawatur::store {
namespace {

std::string Line(std::string_view sort, std::string_view id, std::string_view name, std::string_view name_en) {
  std::string line(sort);
  for (std::string_view value : {id, name, name_en}) {
    if (!value.empty()) line.append("\t").append(value);
  }
  for (char& c : line) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return line;
}

}  // namespace

std::string FacetsOf(const resolve::ResolvedReport& r, const lexicon::Lexicon& lexicon) {
  std::set<std::string> lines;
  auto add = [&](std::string_view sort, Index mention) {
    if (const resolve::Entity* e = r.EntityOf(mention)) lines.insert(Line(sort, e->id, e->name, e->name_en));
  };
  const extract::Findings& f = r.findings;
  for (const resolve::Entity& e : r.entities) {
    const bool place = e.type == lexicon::EntityType::kPlace || e.type == lexicon::EntityType::kFacility;
    if (e.anonymous) continue;
    lines.insert(Line(place ? "place" : "actor", e.id, e.name, e.name_en));
    std::string_view up = place ? std::string_view(e.parent) : std::string_view();
    for (int hops = 0; !up.empty() && hops < 6; ++hops) {
      const int64_t at = lexicon.EntityById(up);
      if (at < 0) break;
      const lexicon::Entity& parent = lexicon.EntityAt(at);
      lines.insert(Line("place", parent.id, parent.name, parent.name_en));
      up = parent.parent;
    }
  }
  for (const extract::Figure& x : f.figures) {
    lines.insert(Line("kind", extract::Word(x.kind), {}, {}));
    if (x.attribution != kNone) add("speaker", f.attributions[x.attribution].speaker);
  }
  for (const extract::Claim& x : f.claims) {
    lines.insert(Line("claim", extract::Word(x.type), {}, {}));
    add("speaker", x.speaker);
  }
  for (const extract::Event& x : f.events) lines.insert(Line("class", x.event_class, {}, {}));
  std::string out;
  for (const std::string& line : lines) out.append(line).append("\n");
  return out;
}

std::string FacetWord(std::string_view sort, std::string_view name) {
  uint64_t h = text::JoinHash(text::HashWord(sort), text::HashWord(text::FoldKey(name)));
  std::string word = "f0000000000";
  for (size_t i = word.size(); i-- > 1; h >>= 4) word[i] = "0123456789abcdef"[h & 15];
  return word;
}

std::string FacetWords(std::string_view facets) {
  std::string words;
  while (!facets.empty()) {
    const size_t end = std::min(facets.find('\n'), facets.size());
    std::string_view line = facets.substr(0, end);
    facets.remove_prefix(std::min(end + 1, facets.size()));
    size_t tab = line.find('\t');
    const std::string_view sort = line.substr(0, tab);
    while (tab != std::string_view::npos) {
      line.remove_prefix(tab + 1);
      tab = line.find('\t');
      words += FacetWord(sort, line.substr(0, tab));
      words += ' ';
    }
  }
  return words;
}

}  // namespace tawatur::store
