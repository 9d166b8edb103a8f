// Numbers: our own cases (cases/numbers/*.txt) and numbers spelt by a speller and read back. Entry point: the cases.
#include <gtest/gtest.h>
#include <unicode/rbnf.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>

#include "case_lines.h"

namespace tawatur {
namespace {

using test::Reading;

constexpr std::array<const char*, 8> kModalities = {"exact",     "about", "at_least", "more_than",
                                                    "less_than", "up_to", "between",  "vague"};

std::string Show(double v) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.10g", v);
  return std::fabs(v - std::round(v)) < 1e-12 ? std::to_string(static_cast<long long>(std::llround(v))) : buffer;
}

TEST(Numbers, Cases) {
  auto cases = test::ReadCases("numbers");
  ASSERT_GE(cases.size(), 250u);
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
      const bool range = n.kind == extract::NumberKind::kRange;
      std::string value = n.vague ? "-" : range ? Show(*n.low) + ".." + Show(*n.high) : Show(*n.value);
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

// Reads many spelled numbers back at once, one a line.
class Batch {
 public:
  void Add(int64_t value, const std::string& words) {
    values_.push_back(value);
    text_ += words;
    text_ += '\n';
    if (values_.size() == 500) Check();
  }

  void Check() {
    Reading r(text_);
    const auto& got = r.findings.numbers;
    for (size_t i = 0; i < std::min(got.size(), values_.size()) && !HasFailed(); ++i) {
      const double value = got[i].value.value_or(-1);
      ASSERT_EQ(static_cast<int64_t>(std::llround(value)), values_[i]) << r.Quote(got[i].span);
    }
    ASSERT_EQ(got.size(), values_.size());
    values_.clear();
    text_.clear();
  }
  static bool HasFailed() { return ::testing::Test::HasFatalFailure(); }

 private:
  std::vector<int64_t> values_;
  std::string text_;
};

// Spells by the rules that CLDR gives for Arabic.
class IcuSpeller {
 public:
  IcuSpeller() : format_(icu::URBNF_SPELLOUT, icu::Locale("ar"), status_) {}
  bool good() const { return U_SUCCESS(status_) != 0; }
  std::string Spell(int64_t v, const char* rules) {
    icu::UnicodeString out;
    icu::FieldPosition position;
    UErrorCode status = U_ZERO_ERROR;
    format_.format(v, icu::UnicodeString(rules), out, position, status);
    std::string utf8;
    out.toUTF8String(utf8);
    return utf8;
  }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format_;
};

constexpr std::array<const char*, 3> kCardinals = {"%spellout-numbering", "%spellout-cardinal-masculine",
                                                   "%spellout-cardinal-feminine"};
constexpr std::array<const char*, 2> kOrdinals = {"%spellout-ordinal-masculine", "%spellout-ordinal-feminine"};

TEST(Numbers, EverySpelledNumberIsReadBack) {
  const Speller speller;
  ASSERT_FALSE(speller.empty());
  Batch batch;
  for (int64_t v = 2; v <= 100000; ++v)
    for (char gender : {'m', 'f'})
      for (char grammar : {'n', 'g'}) {
        batch.Add(v, speller.Spell(v, gender, grammar));
        if (Batch::HasFailed()) return;
      }
  batch.Check();
}

TEST(Numbers, EveryNumberThatIcuSpellsIsReadBack) {
  IcuSpeller icu;
  ASSERT_TRUE(icu.good());
  Batch batch;
  for (int64_t v = 1; v <= 100000; ++v)
    for (const char* rules : kCardinals) {
      batch.Add(v, icu.Spell(v, rules));
      if (Batch::HasFailed()) return;
    }
  for (int64_t v = 1; v <= 99; ++v)
    for (const char* rules : kOrdinals) batch.Add(v, icu.Spell(v, rules));
  batch.Check();
}

// A million up to 10^12 with all lengths alike, each in one of the seven spellings in turn.
TEST(Numbers, ASampleOfLargeNumbersIsReadBack) {
  const Speller speller;
  IcuSpeller icu;
  std::mt19937_64 random(20220120);
  Batch batch;
  for (int i = 0; i < 1000000; ++i) {
    const int64_t v = static_cast<int64_t>(random() >> (24 + random() % 30)) % 1000000000000;
    if (v < 2) continue;
    const int way = i % 7;
    if (way < 4) {
      batch.Add(v, speller.Spell(v, way % 2 == 0 ? 'm' : 'f', way < 2 ? 'n' : 'g'));
    } else {
      batch.Add(v, icu.Spell(v, kCardinals[static_cast<size_t>(way - 4)]));
    }
    if (Batch::HasFailed()) return;
  }
  batch.Check();
}

}  // namespace
}  // namespace tawatur
