// Numbers: our own cases (cases/numbers/*.txt) and numbers spelt by a speller and read back. Entry point: the cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "case_lines.h"

namespace tawatur {
namespace {

using test::Reading;

constexpr std::array<const char*, 8> kModalities = {"exact", "about", "at_least", "more_than", "less_than", "up_to", "between", "vague"};

std::string Show(double v) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.10g", v);
  return std::fabs(v - std::round(v)) < 1e-12 ? std::to_string(static_cast<long long>(std::llround(v))) : buffer;
}

TEST(Numbers, Cases) {
  auto cases = test::ReadCases("numbers");
  ASSERT_GT(cases.size(), 50u);
  for (const auto& c : cases) {
    SCOPED_TRACE(c.where + " " + c.text);
    Reading r(c.text);
    const auto& got = r.findings.numbers;
    if (c.want.size() == 1 && c.want[0][0] == "none") {
      EXPECT_TRUE(got.empty());
      continue;
    }
    ASSERT_EQ(got.size(), c.want.size());
    for (size_t i = 0; i < got.size(); ++i) {
      const auto& n = got[i];
      const auto& want = c.want[i];
      EXPECT_EQ(r.Quote(n.span), want[0]);
      std::string value = n.vague ? "-" : n.kind == extract::NumberKind::kRange ? Show(*n.low) + ".." + Show(*n.high) : Show(*n.value);
      EXPECT_EQ(value, want[1]);
      EXPECT_STREQ(kModalities[static_cast<size_t>(n.modality)], want[2].c_str());
      std::string unit = n.counts_nothing ? "nothing" : n.unit.empty() ? "-" : std::string(n.unit);
      EXPECT_EQ(unit, want[3]);
    }
  }
}

// The speller's words: cases/numbers/spelling.tsv, "value <TAB> gender-and-case <TAB> words".
class Speller {
 public:
  Speller() {
    std::ifstream in(std::string(TAWATUR_SOURCE_DIR) + "/cases/numbers/spelling.tsv");
    std::string line;
    while (std::getline(in, line)) {
      if (line.empty() || line[0] == '#') continue;
      size_t a = line.find('\t'), b = line.find('\t', a + 1);
      words_[line.substr(0, a) + line.substr(a + 1, b - a - 1)] = line.substr(b + 1);
    }
  }
  bool empty() const { return words_.empty(); }

  // `style`: m or f (gender of what is counted), n or g (nominative or genitive).
  std::string Spell(int64_t v, char gender, char grammar) const {
    std::string out;
    for (int64_t scale : {int64_t{1000000000}, int64_t{1000000}, int64_t{1000}}) {
      int64_t n = v / scale;
      v %= scale;
      if (n == 0) continue;
      std::string key = std::to_string(scale);
      if (n == 1) {
        Join(out, Word(key, 's', grammar));
      } else if (n == 2) {
        Join(out, Word(key, 'd', grammar));
      } else {
        Join(out, Group(n, 'm', grammar) + " " + Word(key, n % 100 >= 3 && n % 100 <= 10 ? 'p' : 's', grammar));
      }
    }
    if (v > 0) Join(out, Group(v, gender, grammar));
    return out;
  }

 private:
  void Join(std::string& out, const std::string& more) const {
    if (!out.empty()) out += " " + words_.at("and*");
    out += more;
  }
  std::string Word(const std::string& key, char gender, char grammar) const {
    for (std::string k : {key + gender + grammar, key + gender, key + grammar, key + "*"})
      if (auto it = words_.find(k); it != words_.end()) return it->second;
    return "?";
  }
  std::string Group(int64_t v, char gender, char grammar) const {
    std::string out;
    if (v >= 100) out = Word(std::to_string(v / 100 * 100), gender, grammar);
    v %= 100;
    if (v == 0) return out;
    if (v <= 19) {
      Join(out, Word(std::to_string(v), gender, grammar));
    } else {
      if (v % 10 != 0) Join(out, Word(std::to_string(v % 10), gender, grammar));
      Join(out, Word(std::to_string(v / 10 * 10), gender, grammar));
    }
    return out;
  }
  std::map<std::string, std::string> words_;
};

void ReadBack(const Speller& speller, int64_t v, std::string_view genders, std::string_view grammars) {
  for (char gender : genders)
    for (char grammar : grammars) {
      std::string words = speller.Spell(v, gender, grammar);
      Reading r(words);
      ASSERT_EQ(r.findings.numbers.size(), 1u) << v << ' ' << words;
      ASSERT_TRUE(r.findings.numbers[0].value.has_value()) << v << ' ' << words;
      ASSERT_EQ(static_cast<int64_t>(*r.findings.numbers[0].value), v) << words;
    }
}

TEST(Numbers, EverySpelledNumberIsReadBack) {
  Speller speller;
  ASSERT_FALSE(speller.empty());
  for (int64_t v = 2; v <= 100000; ++v) ReadBack(speller, v, "mf", "ng");
  std::mt19937_64 random(20220120);
  for (int i = 0; i < 1000000; ++i) {
    int64_t v = static_cast<int64_t>(random() >> (24 + random() % 30)) % 1000000000000;
    if (v > 1) ReadBack(speller, v, i % 2 == 0 ? "m" : "f", i % 4 < 2 ? "n" : "g");
  }
}

}  // namespace
}  // namespace tawatur
