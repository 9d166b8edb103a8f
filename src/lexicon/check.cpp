// Each line is compiled by itself, so that one bad line hides no other; then ids, parents and shared names are looked at.
#include "lexicon/check.h"

#include <algorithm>
#include <map>
#include <set>

#include "lexicon/keys.h"
#include "lexicon/split.h"

namespace tawatur::lexicon {
namespace {

struct Line {
  std::string place, id, type, parent;
  std::vector<std::string> names;
};

// The value of a key among "key=value; key=value".
std::string Value(std::string_view attributes, std::string_view key) {
  for (std::string_view pair : Split(attributes, ';')) {
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    if (pair.starts_with(std::string(key) + "=")) return std::string(pair.substr(key.size() + 1));
  }
  return {};
}

}  // namespace

std::vector<Trouble> CheckLists(std::span<const SourceFile> files, const Lexicon& shipped) {
  std::vector<Trouble> out;
  std::vector<Line> lines;
  for (const SourceFile& f : files) {
    int number = 0;
    for (std::string_view line : Split(f.content, '\n')) {
      ++number;
      const std::string place = f.path + ":" + std::to_string(number);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      const SourceFile alone = {f.path, std::string(line)};
      if (const auto compiled = Compile({&alone, 1}); !compiled) {
        out.push_back({place, compiled.error().message});
        continue;
      }
      const auto column = Split(line, '\t');
      if (line.starts_with('#') || column.size() < 6) continue;
      Line l = {place, std::string(column[0]), std::string(column[1]), column.size() > 6 ? Value(column[6], "parent") : std::string(), {std::string(column[3])}};
      for (const std::string_view alias : Split(column[5], '|')) l.names.emplace_back(alias);
      const std::string weak = column.size() > 6 ? Value(column[6], "weak") : std::string();
      for (const std::string_view word : Split(weak, ',')) {
        std::erase_if(l.names, [&](const std::string& n) { return text::FoldKey(n) == text::FoldKey(word); });
      }
      lines.push_back(std::move(l));
    }
  }
  std::map<std::string, std::string> ids;                   // id -> place
  std::map<std::string, std::pair<std::string, std::string>> claimed;  // folded name -> id, place
  for (const Line& l : lines) {
    const auto [at, fresh] = ids.emplace(l.id, l.place);
    if (!fresh) out.push_back({l.place, "id '" + l.id + "' is there already, at " + at->second});
    const int64_t known = shipped.EntityById(l.id);
    if (known >= 0) out.push_back({l.place, "replaces the shipped " + l.id + " (" + std::string(shipped.EntityAt(known).name) + ")", false});
  }
  std::map<std::string, std::string> parents;
  for (const Line& l : lines) parents.emplace(l.id, l.parent);
  const auto parent_of = [&](const std::string& id) {
    if (const auto own = parents.find(id); own != parents.end()) return own->second;
    const int64_t known = shipped.EntityById(id);
    return known < 0 ? std::string() : std::string(shipped.EntityAt(known).parent);
  };
  for (const Line& l : lines) {
    std::string way = l.id, up = l.parent;
    for (std::set<std::string> seen; !up.empty() && up != l.id && seen.insert(up).second; up = parent_of(up)) way += " in " + up;
    if (!up.empty() && up == l.id) out.push_back({l.place, "parent goes in a circle: " + way + " in " + l.id});
  }
  for (const Line& l : lines) {
    if (!l.parent.empty() && !ids.contains(l.parent) && shipped.EntityById(l.parent) < 0) {
      out.push_back({l.place, "parent '" + l.parent + "' is no id of these lists nor of the shipped ones"});
    }
    for (const std::string& name : l.names) {
      const auto words = KeyWords(text::FoldKey(name));
      if (words.empty()) continue;
      const auto [at, fresh] = claimed.emplace(text::FoldKey(name), std::pair{l.id, l.place});
      if (!fresh && at->second.first != l.id) out.push_back({l.place, "'" + name + "' names " + at->second.first + " too, at " + at->second.second, false});
      const Entry* entry = shipped.Find(PhraseHash(words));
      if (entry == nullptr) continue;
      std::set<std::string> others;
      bool common = false;
      for (const Sense& s : entry->Senses()) {
        if (s.tag == Tag::kName || s.tag == Tag::kWeakName) others.insert(std::string(shipped.EntityAt(s.value).id));
        else if (s.tag != Tag::kNisba) common = true;
      }
      others.erase(l.id);
      for (const std::string& other : others) out.push_back({l.place, "'" + name + "' is a name of the shipped " + other + ": yours is meant from now on", false});
      if (common && others.empty()) out.push_back({l.place, "'" + name + "' is a common word too: put it in weak=, beside a name that is none", false});
    }
  }
  const auto key = [](const Trouble& t) {
    const size_t colon = t.place.rfind(':');
    return std::pair{t.place.substr(0, colon), std::stoi(t.place.substr(colon + 1))};
  };
  std::stable_sort(out.begin(), out.end(), [&](const Trouble& a, const Trouble& b) { return key(a) < key(b); });
  return out;
}

}  // namespace tawatur::lexicon
