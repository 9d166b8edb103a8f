// Joins mentions to entities: by the lexicon, by being a short form of one another, by the same folded name.
// Entry point: JoinEntities().
#include "resolve/entities.h"

#include <algorithm>
#include <bit>
#include <initializer_list>
#include <string>
#include <vector>

#include "text/clitics.h"
#include "text/fold.h"

namespace tawatur::resolve {
namespace {

using extract::Mention;
using lexicon::EntityType;

constexpr std::string_view kTypeNames[] = {"person", "organisation", "place", "facility"};

constexpr int kShownBits = 48;  // of a name's hash, in an id
constexpr uint64_t kShown = (uint64_t{1} << kShownBits) - 1;

std::string Hex(uint64_t value) {
  std::string s(12, '0');
  for (size_t i = s.size(); i-- > 0; value >>= 4) s[i] = "0123456789abcdef"[value & 15];
  return s;
}

// A name as it is compared: folded, without quotation marks, hash signs and articles, one space between words.
std::string NameKey(std::string_view name) {
  const std::string folded = text::FoldKey(name);
  std::string key;
  key.reserve(folded.size());
  for (size_t i = 0; i < folded.size();) {
    const auto part = [&](size_t k) { return text::IsLetter(static_cast<unsigned char>(folded[k])) || text::IsDigit(static_cast<unsigned char>(folded[k])); };
    if (!part(i)) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < folded.size() && part(end)) ++end;
    std::string_view w = std::string_view(folded).substr(i, end - i);
    if (w.size() > 4 && static_cast<unsigned char>(w[0]) == text::kAlef && static_cast<unsigned char>(w[1]) == text::kLam) w.remove_prefix(2);
    if (!key.empty()) key += ' ';
    key += w;
    i = end;
  }
  return key;
}

// A letter of Arabic as nearly every name is written: shown as it stands.
bool PlainLetter(unsigned char a, unsigned char b) {
  return (a == 0xD8 && b >= 0xA1 && b <= 0xBA) || (a == 0xD9 && b >= 0x81 && b <= 0x8A);
}

// A name as it is shown: the report's words without quotation marks and line ends.
std::string ShownName(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (size_t i = 0; i < words.size();) {
    const auto u = static_cast<unsigned char>(words[i]);
    if (u == ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
      ++i;
      continue;
    }
    size_t plain = i;
    while (plain + 1 < words.size() && PlainLetter(static_cast<unsigned char>(words[plain]), static_cast<unsigned char>(words[plain + 1]))) plain += 2;
    if (plain > i) {
      out.append(words, i, plain - i);
      i = plain;
      continue;
    }
    const size_t size = u < 0x80 ? 1 : u < 0xE0 ? 2 : u < 0xF0 ? 3 : 4;
    const std::string_view c = words.substr(i, size);
    i += size;
    const std::string folded = text::FoldKey(c);
    if (folded == "\"" || c == "#" || folded.empty()) continue;  // quotation marks, hash signs, tatweel and marks
    const bool space = folded == " " || c == "\n" || c == "\r" || c == "\t" || c == "_";
    if (space) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool PrivateKind(std::string_view kind) { return kind == "victim" || kind == "witness" || kind == "citizen" || kind == "kin"; }

class Joiner {
 public:
  Joiner(const lexicon::Lexicon& lexicon, ResolvedReport& r) : lexicon_(lexicon), r_(r) {}

  void Run() {
    const auto& mentions = r_.findings.mentions;
    r_.entities.clear();
    r_.mention_entity.assign(mentions.size(), kNone);
    slots_.assign(std::bit_ceil(2 * mentions.size() + 1), kNone);
    for (Index m = 0; m < mentions.size(); ++m) {
      const Index root = Root(m);
      // Short forms stand behind what they stand for, most often: then that is joined already.
      r_.mention_entity[m] = root < m && mentions[root].same_as == kNone ? r_.mention_entity[root] : Of(root, m);
    }
    r_.entities.reserve(things_.size());
    for (const Thing& t : things_) r_.entities.push_back(Make(mentions[t.root], t.key));
    for (Index m = 0; m < mentions.size(); ++m) {
      if (const Index e = r_.mention_entity[m]; e != kNone) Explain(m, things_[e], r_.entities[e]);
    }
    MarkPrivate();
  }

 private:
  struct Thing {
    uint64_t key;         // of its id: the listed thing's number, or the type and the digits that the id shows
    Index root, mention;  // that it is made of, and the first that means it
  };

  Index Root(Index m) const {
    const auto& all = r_.findings.mentions;
    for (int hops = 0; all[m].same_as != kNone && hops < 16; ++hops) m = all[m].same_as;
    return m;
  }

  std::string_view Words(Index m) const { return Slice(r_.text, r_.findings.mentions[m].span); }

  // The thing's index; kNone for words without a letter.
  Index Of(Index root, Index mention) {
    const Mention& m = r_.findings.mentions[root];
    uint64_t key_of = static_cast<uint64_t>(m.entity);
    if (m.entity < 0) {
      const std::string key = NameKey(Words(root));
      if (key.empty()) return kNone;
      uint64_t h = text::HashWord(key);
      // What only describes ("al-sultat", "masdar amni") is one thing within its report and nothing beyond it.
      if (m.anonymous || m.rule == "short" || m.rule == "surname") h = text::JoinHash(h, text::HashWord(r_.meta.sha256.empty() ? r_.meta.id : r_.meta.sha256));
      key_of = (h & kShown) | (static_cast<uint64_t>(m.type) + 1) << kShownBits;
    }
    const size_t mask = slots_.size() - 1;
    for (size_t at = key_of * 0x9E3779B97F4A7C15u >> 32 & mask;; at = (at + 1) & mask) {
      if (slots_[at] == kNone) {
        slots_[at] = static_cast<Index>(things_.size());
        things_.push_back({key_of, root, mention});
      }
      if (things_[slots_[at]].key == key_of) return slots_[at];
    }
  }

  // Why this mention is the same thing as the others.
  void Explain(Index mention, const Thing& thing, Entity& e) const {
    if (!e.join_reason.empty()) return;
    const Index root = Root(mention);
    const std::string_view words = Words(root);
    if (root != mention) {
      e.join_reason = Text({"\"", Words(mention), "\" stands for \"", words, "\" in this report"});
    } else if (mention != thing.mention && e.lexicon >= 0 && words != e.name) {
      e.join_reason = "names of one thing in the word lists";
    } else if (mention != thing.mention) {
      e.join_reason = "the same name";
    }
  }

  static std::string Text(std::initializer_list<std::string_view> pieces) {
    size_t size = 0;
    for (const std::string_view piece : pieces) size += piece.size();
    std::string text;
    text.reserve(size);
    for (const std::string_view piece : pieces) text += piece;
    return text;
  }

  bool Loaded(std::string_view folded) const {
    const auto letter = [&](size_t i) { return i < folded.size() ? static_cast<unsigned char>(folded[i]) : 0; };
    const auto loaded = [&](std::string_view word) {
      const lexicon::Entry* e = lexicon_.Find(text::HashWord(word));
      return e != nullptr && e->tags.Has(lexicon::Tag::kLoaded);
    };
    // Only an article and "and" may be cut off.
    if (letter(0) != text::kWaw && !(letter(0) == text::kAlef && letter(1) == text::kLam)) return loaded(folded);
    const text::Cuts cuts = text::CutWord(folded);
    for (uint8_t i = 0; i < cuts.size; ++i) {
      if (!(cuts.cut[i].clitics & ~(text::kArticle | text::kAnd)) && loaded(cuts.cut[i].Base(folded))) return true;
    }
    return false;
  }

  // Our own voice is neutral: a name of ours goes without the words of one camp; where nothing else is left it is a quotation.
  std::string Neutral(std::string name) const {
    const std::string folded = text::FoldKey(name);  // which keeps every space: the words of both stand side by side
    std::string out;
    bool loaded = false;
    for (size_t i = 0, f = 0; i < name.size();) {
      const size_t end = std::min(name.find(' ', i), name.size()), f_end = std::min(folded.find(' ', f), folded.size());
      const std::string_view word = std::string_view(name).substr(i, end - i);
      if (Loaded(std::string_view(folded).substr(f, f_end - f))) {
        loaded = true;
      } else if (!word.empty()) {
        out += out.empty() ? "" : " ";
        out += word;
      }
      i = end + 1;
      f = std::min(f_end + 1, folded.size());
    }
    return !loaded ? name : out.empty() ? "\"" + name + "\"" : out;
  }

  Entity Make(const Mention& m, uint64_t key) const {
    if (m.entity >= 0) return ListedEntity(lexicon_, m.entity);
    Entity e;
    e.id = Text({kTypeNames[static_cast<size_t>(m.type)], "~", Hex(key & kShown)});
    e.type = m.type;
    e.anonymous = m.anonymous;
    e.kind = m.kind;
    e.name = Neutral(ShownName(Slice(r_.text, m.span)));
    return e;
  }

  // Named people who are no officials, experts or spokesmen and whom nobody asked: victims, detainees, neighbours.
  void MarkPrivate() {
    const auto& f = r_.findings;
    std::vector<uint8_t> is_public(r_.entities.size(), 0);
    for (Index m = 0; m < f.mentions.size(); ++m) {
      const Index e = r_.mention_entity[m];
      if (e == kNone) continue;
      const Mention& x = f.mentions[m];
      if (PrivateKind(x.kind)) r_.entities[e].private_person = x.type == EntityType::kPerson && !x.anonymous;
      if (!x.kind.empty() && !PrivateKind(x.kind)) is_public[e] = 1;
    }
    for (const extract::Attribution& a : f.attributions) {
      if (a.speaker == kNone || r_.mention_entity[a.speaker] == kNone) continue;
      const Index e = r_.mention_entity[a.speaker];
      if (a.speaker_kind != extract::SpeakerKind::kWitness) is_public[e] = 1;
    }
    for (Index e = 0; e < r_.entities.size(); ++e) {
      Entity& x = r_.entities[e];
      if (x.type != EntityType::kPerson || x.anonymous || x.lexicon >= 0) continue;
      if (!is_public[e]) x.private_person = true;
    }
  }

  const lexicon::Lexicon& lexicon_;
  ResolvedReport& r_;
  std::vector<Thing> things_;
  std::vector<Index> slots_;  // of things_, by key
};

}  // namespace

void JoinEntities(const lexicon::Lexicon& lexicon, ResolvedReport& report) { Joiner(lexicon, report).Run(); }

Entity ListedEntity(const lexicon::Lexicon& lexicon, int64_t index) {
  const lexicon::Entity& l = lexicon.EntityAt(index);
  Entity e;
  e.id = l.id;
  e.type = l.type;
  e.name = l.name;
  e.name_en = l.name_en;
  e.kind = l.kind;
  e.lexicon = index;
  e.parent = l.parent;
  // A facility without a point of its own stands where its place stands.
  const lexicon::Entity* at = &l;
  for (int up = 0; up < 3 && at && !at->has_point && l.type == EntityType::kFacility && !at->parent.empty(); ++up) {
    const int64_t parent = lexicon.EntityById(at->parent);
    at = parent < 0 ? nullptr : &lexicon.EntityAt(parent);
  }
  if (at && at->has_point && (at == &l || at->type == EntityType::kPlace)) {
    e.has_point = true;
    e.lat = at->lat;
    e.lon = at->lon;
  }
  return e;
}

std::string UnlistedId(EntityType type, std::string_view name) {
  const std::string key = NameKey(name);
  if (key.empty()) return {};
  return std::string(kTypeNames[static_cast<size_t>(type)]) + "~" + Hex(text::HashWord(key));
}

}  // namespace tawatur::resolve
