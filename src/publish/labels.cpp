// The label table: key, Arabic, English, separated by tabs. Entry point: Labels.
#include "publish/labels.h"

#include <algorithm>

#include "publish/embedded.h"

namespace tawatur::publish {
namespace {

Label Split(std::string_view line) {
  const size_t a = line.find('\t');
  if (a == std::string_view::npos) return {};
  const size_t b = line.find('\t', a + 1);
  if (b == std::string_view::npos) return {};
  return {line.substr(0, a), line.substr(a + 1, b - a - 1), line.substr(b + 1)};
}

template <class Each>
void EachLine(std::string_view table, Each each) {
  while (!table.empty()) {
    const size_t end = std::min(table.find('\n'), table.size());
    if (end > 0 && table[0] != '#') each(table.substr(0, end));
    table.remove_prefix(std::min(end + 1, table.size()));
  }
}

std::string Spaced(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace

Labels::Labels() {
  EachLine(EmbeddedFile("labels.tsv"), [&](std::string_view line) {
    if (const Label label = Split(line); !label.key.empty()) labels_.push_back(label);
  });
  // Event classes bring their own names: class in the first column, Arabic and English in the last two.
  EachLine(EmbeddedFile("event-classes.tsv"), [&](std::string_view line) {
    const size_t en = line.rfind('\t');
    if (en == std::string_view::npos || en == 0) return;
    const size_t ar = line.rfind('\t', en - 1);
    if (ar == std::string_view::npos) return;
    events_.push_back({line.substr(0, line.find('\t')), line.substr(ar + 1, en - ar - 1), line.substr(en + 1)});
  });
  std::sort(labels_.begin(), labels_.end(), [](const Label& a, const Label& b) { return a.key < b.key; });
}

const Label* Labels::Find(std::string_view key) const {
  const auto it = std::lower_bound(labels_.begin(), labels_.end(), key,
                                   [](const Label& a, std::string_view k) { return a.key < k; });
  return it != labels_.end() && it->key == key ? &*it : nullptr;
}

const Label* Labels::Event(std::string_view event_class) const {
  const auto it = std::find_if(events_.begin(), events_.end(), [&](const Label& e) { return e.key == event_class; });
  return it == events_.end() ? nullptr : &*it;
}

std::string_view Labels::Ar(std::string_view key) const {
  const Label* label = Find(key);
  return label ? label->ar : key;
}

std::string_view Labels::En(std::string_view key) const {
  const Label* label = Find(key);
  return label ? label->en : key;
}

std::string Labels::Ar(std::string_view prefix, std::string_view word) const {
  const Label* label = prefix == "event" ? Event(word) : Find(std::string(prefix) + "." + std::string(word));
  return label ? std::string(label->ar) : Spaced(word);
}

std::string Labels::En(std::string_view prefix, std::string_view word) const {
  const Label* label = prefix == "event" ? Event(word) : Find(std::string(prefix) + "." + std::string(word));
  return label ? std::string(label->en) : Spaced(word);
}

std::string_view Labels::MaskToken() {
  std::string_view token = "[name withheld]";
  EachLine(EmbeddedFile("labels.tsv"), [&](std::string_view line) {
    if (const Label label = Split(line); label.key == "mask.token") token = label.ar;
  });
  return token;
}

}  // namespace tawatur::publish
