// Text lists -> blob. Entry point: Compile(). Used by the build tool and by --lexicon; the reader is lexicon.cpp.
#include "lexicon/compile.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "lexicon/blob.h"
#include "lexicon/keys.h"
#include "lexicon/paradigms.h"
#include "lexicon/split.h"
#include "text/fold.h"

namespace tawatur::lexicon {
namespace {

struct FlatSense {
  Tag tag{};
  Number number{};
  Gender gender{};
  Form form{};
  bool pronoun = false, symbolic = false;
  int64_t value = 0;
  std::string symbol;  // until ids are given
  std::string surface;  // of each form a sense of its own
  auto Key() const { return std::tie(tag, number, gender, form, pronoun, symbolic, value, symbol, surface); }
  bool operator<(const FlatSense& o) const { return Key() < o.Key(); }
};

struct Key {
  std::set<FlatSense> senses;
  uint8_t longest = 0;
  uint64_t next = 0;  // NextBit() of the words that follow
};

struct FlatEntity {
  std::string type, kind, name, name_en, parent, domain, speaker;
  bool point = false;
  double lat = 0, lon = 0;
  std::vector<std::string> aliases, weak, adjectives;
};

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

// What a short form of the name has in common with it.
uint64_t HeadOf(const std::string& name) {
  const size_t space = name.find(' ');
  if (space == std::string::npos) return 0;
  const std::string first = text::FoldKey(name.substr(0, space));
  return text::HashWord(first.size() > 4 ? WithoutArticle(first) : first);
}

class Compiler {
 public:
  Result<std::string> Run(std::span<const SourceFile> files) {
    for (const SourceFile& f : files) {
      const size_t slash = f.path.rfind('/');
      const bool names = std::string_view(f.path).substr(slash == std::string::npos ? 0 : slash + 1).starts_with("names");
      int number = 0;
      for (std::string_view line : Split(f.content, '\n')) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (Trim(line).empty() || line.front() == '#') continue;
        // A line with the columns of a name is one, whatever a user's file is called.
        std::string trouble = names || std::count(line.begin(), line.end(), '\t') >= 5 ? NameLine(line) : WordLine(line);
        if (!trouble.empty()) return Error{ErrorKind::kData, f.path + ":" + std::to_string(number), trouble};
      }
    }
    for (const auto& [id, e] : entities_) {
      if (!e.parent.empty() && !entities_.contains(e.parent)) missing_parents_.push_back(id + " -> " + e.parent);
    }
    NameKeys();
    ShareWithArticle();
    return Write();
  }

 private:
  // Each returns what is wrong with the line, or nothing.
  std::string WordLine(std::string_view line) {
    const auto col = Split(line, '\t');
    if (col.size() != 3) return "wants 3 columns (form, paradigm, tags), has " + std::to_string(col.size());
    std::vector<FlatSense> senses;
    for (std::string_view item : Split(Trim(col[2]), ' ')) {
      if (item.empty()) continue;
      FlatSense s;
      const size_t eq = item.find('=');
      const std::string_view name = item.substr(0, eq);
      bool known = false;
      for (int t = 0; t < static_cast<int>(Tag::kCount); ++t) {
        if (TagName(static_cast<Tag>(t)) == name) {
          s.tag = static_cast<Tag>(t);
          known = true;
        }
      }
      if (!known) return "unknown tag '" + std::string(name) + "'";
      if (eq != std::string_view::npos) {
        const std::string_view v = item.substr(eq + 1);
        const auto [end, ec] = std::from_chars(v.data(), v.data() + v.size(), s.value);
        if (ec != std::errc() || end != v.data() + v.size()) {
          s.value = 0;
          s.symbol = v;
          s.symbolic = true;
          if (v.empty() || v.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-.:") != std::string_view::npos) return "bad value '" + std::string(v) + "'";
        }
      }
      s.surface = Trim(col[0]);
      senses.push_back(std::move(s));
    }
    if (senses.empty()) return "no tag";
    return AddForms(Trim(col[0]), Trim(col[1]), senses);
  }

  std::string AddForms(std::string_view form, std::string_view paradigm, const std::vector<FlatSense>& senses) {
    std::vector<std::string> words = KeyWords(text::FoldKey(form));
    if (words.empty()) return "no word in '" + std::string(form) + "'";
    auto forms = Inflect(words[0], paradigm);
    if (!forms) return forms.error().message;
    for (const Inflected& i : *forms) {
      if (i.before_pronoun && words.size() > 1) continue;
      words[0] = i.word;
      for (FlatSense s : senses) {
        s.number = i.number;
        s.gender = i.gender;
        s.form = i.form;
        s.pronoun = i.before_pronoun;
        AddKey(words, i.before_pronoun, s);
      }
    }
    return "";
  }

  void AddKey(const std::vector<std::string>& words, bool pronoun, const FlatSense& s) {
    uint64_t h = PhraseHash(words);
    if (pronoun) h = text::JoinHash(h, kPronounKey);
    keys_[h].senses.insert(s);
    if (words.size() == 1 && !pronoun) singles_.emplace(words[0], h);
    // Every beginning of a phrase is a key too, so that look-up stops at the first word that leads nowhere.
    uint64_t begin = text::HashWord(words[0]);
    for (size_t i = 1; i < words.size(); ++i) {
      Key& key = keys_[begin];
      key.longest = std::max<uint8_t>(key.longest, static_cast<uint8_t>(std::min<size_t>(words.size(), 255)));
      const uint64_t next = text::HashWord(WithoutArticle(words[i]));
      key.next |= NextBit(next);
      begin = text::JoinHash(begin, next);
    }
  }

  std::string NameLine(std::string_view line) {
    const auto col = Split(line, '\t');
    if (col.size() != 7 && col.size() != 6) return "wants 7 columns (id, type, kind, name, name_en, aliases, attributes), has " + std::to_string(col.size());
    const std::string id(Trim(col[0]));
    if (id.empty() || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) return "bad id '" + id + "'";
    FlatEntity e;
    bool east = false;
    e.type = Trim(col[1]);
    if (e.type != "person" && e.type != "organisation" && e.type != "place" && e.type != "facility") return "bad type '" + e.type + "'";
    e.kind = Trim(col[2]);
    e.name = Trim(col[3]);
    e.name_en = Trim(col[4]);
    if (e.name.empty()) return "no name";
    e.aliases.push_back(e.name);
    for (auto a : Split(col[5], '|')) {
      if (!Trim(a).empty()) e.aliases.emplace_back(Trim(a));
    }
    for (auto pair : Split(col.size() == 7 ? col[6] : std::string_view(), ';')) {
      pair = Trim(pair);
      if (pair.empty()) continue;
      const size_t eq = pair.find('=');
      if (eq == std::string_view::npos) return "attribute without '=': '" + std::string(pair) + "'";
      const std::string_view k = Trim(pair.substr(0, eq)), v = Trim(pair.substr(eq + 1));
      auto list = [&](std::vector<std::string>& out) {
        for (auto x : Split(v, ',')) {
          if (!Trim(x).empty()) out.emplace_back(Trim(x));
        }
      };
      auto number = [&](double& out) {
        const auto [end, ec] = std::from_chars(v.data(), v.data() + v.size(), out);
        return ec == std::errc() && end == v.data() + v.size();
      };
      if (k == "lat") {
        if (!number(e.lat) || e.lat < -90 || e.lat > 90) return "bad lat";
        e.point = true;
      } else if (k == "lon") {
        if (!number(e.lon) || e.lon < -180 || e.lon > 180) return "bad lon";
        east = true;
      } else if (k == "parent") {
        e.parent = v;
      } else if (k == "domain") {
        e.domain = v;
      } else if (k == "speaker") {
        e.speaker = v;
      } else if (k == "adj") {
        list(e.adjectives);
      } else if (k == "weak") {
        list(e.weak);
      } else {
        return "unknown attribute '" + std::string(k) + "'";
      }
    }
    if (e.point != east) return "lat and lon stand together";
    if (!entities_.emplace(id, std::move(e)).second) return "id '" + id + "' stands twice";
    return "";
  }

  void NameKeys() {
    std::set<std::pair<std::string, std::string>> weak_seen;
    int64_t index = 0;
    for (const auto& [id, e] : entities_) {
      FlatSense s;
      s.value = index++;
      std::set<std::string> weak;
      for (const auto& w : e.weak) weak.insert(text::FoldKey(w));
      for (const auto& a : e.aliases) {
        auto words = KeyWords(text::FoldKey(a));
        if (words.empty() || weak.contains(text::FoldKey(a))) continue;
        s.tag = Tag::kName;
        s.surface = a;
        AddKey(words, false, s);
      }
      for (const auto& a : e.weak) {
        auto words = KeyWords(text::FoldKey(a));
        if (words.empty()) continue;
        s.tag = Tag::kWeakName;
        s.surface = a;
        AddKey(words, false, s);
      }
      for (const auto& a : e.adjectives) {
        FlatSense n = s;
        n.tag = Tag::kNisba;
        n.surface = a;
        const size_t colon = a.find(':');  // "singular:broken plural"
        const std::string one = a.substr(0, colon);
        if (colon != std::string::npos) n.surface = one;
        AddForms(one, colon == std::string::npos ? "a" : "a" + a.substr(colon), {n});
      }
    }
  }

  // A word listed with its article has the senses of the bare word too: look-up would stop at the longer form.
  void ShareWithArticle() {
    for (const auto& [word, hash] : singles_) {
      const std::string_view bare = WithoutArticle(word);
      const auto it = bare.size() == word.size() ? singles_.end() : singles_.find(std::string(bare));
      if (it == singles_.end()) continue;
      for (const FlatSense& s : keys_[it->second].senses) {
        if (s.tag != Tag::kName && s.tag != Tag::kWeakName) keys_[hash].senses.insert(s);
      }
    }
  }

  Result<std::string> Write() {
    std::map<std::string, int64_t> symbols;
    for (const auto& [h, k] : keys_) {
      for (const auto& s : k.senses) {
        if (s.symbolic) symbols.emplace(s.symbol, 0);
      }
    }
    for (const auto& [slug, e] : entities_) symbols.emplace(e.kind, 0);
    BlobWriter w;
    w.bytes = kMagic;
    w.Put(kVersion);
    w.Put(static_cast<uint32_t>(symbols.size()));
    int64_t id = 0;
    for (auto& [name, index] : symbols) {
      index = id++;
      w.Put(std::string_view(name));
    }
    w.Put(static_cast<uint32_t>(entities_.size()));
    for (const auto& [slug, e] : entities_) {
      w.Put(std::string_view(slug));
      w.Put(std::string_view(e.type));
      w.Put(static_cast<uint32_t>(symbols[e.kind]));
      for (const std::string* x : {&e.name, &e.name_en, &e.parent, &e.domain, &e.speaker}) w.Put(std::string_view(*x));
      w.Put(static_cast<uint8_t>(e.point));
      w.Put(e.lat);
      w.Put(e.lon);
      w.Put(HeadOf(e.name));
    }
    w.Put(static_cast<uint32_t>(keys_.size()));
    for (const auto& [h, k] : keys_) {
      w.Put(h);
      w.Put(k.longest);
      if (k.longest > 0) w.Put(k.next);
      w.Put(static_cast<uint16_t>(k.senses.size()));
      for (const auto& s : k.senses) {
        w.Put(static_cast<uint16_t>(s.tag));
        w.Put(static_cast<uint8_t>(s.number));
        w.Put(static_cast<uint8_t>(s.gender));
        w.Put(static_cast<uint8_t>(s.form));
        w.Put(static_cast<uint8_t>((s.pronoun ? 1 : 0) | (s.symbolic ? 2 : 0)));
        w.Put(s.symbolic ? symbols[s.symbol] : s.value);
      }
    }
    return std::move(w.bytes);
  }

  std::map<uint64_t, Key> keys_;
  std::map<std::string, uint64_t> singles_;  // one-word keys by word
  std::map<std::string, FlatEntity> entities_;
  std::vector<std::string> missing_parents_;
};

}  // namespace

Result<std::string> Compile(std::span<const SourceFile> files) { return Compiler().Run(files); }

}  // namespace tawatur::lexicon
