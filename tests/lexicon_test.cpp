// The word lists: what a line stands for, what the compiler refuses, and that the shipped lists are in order.
#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lexicon/blob.h"
#include "lexicon/compile.h"
#include "text/fold.h"

namespace tawatur::lexicon {
namespace {

struct Compiled {
  std::string blob;
  std::unique_ptr<Lexicon> lexicon;
};

Compiled Of(std::string words, std::string names = "") {
  const SourceFile files[] = {{"words.tsv", std::move(words)}, {"names-test.tsv", std::move(names)}};
  auto blob = Compile(files);
  EXPECT_TRUE(blob.ok()) << blob.error().place << ": " << blob.error().message;
  Compiled c;
  c.blob = std::move(*blob);
  auto lexicon = Lexicon::FromBlob(c.blob);
  EXPECT_TRUE(lexicon.ok());
  c.lexicon = std::move(*lexicon);
  return c;
}

std::string WhatIsWrong(std::string words, std::string names = "") {
  const SourceFile files[] = {{"words.tsv", std::move(words)}, {"names-test.tsv", std::move(names)}};
  auto blob = Compile(files);
  return blob.ok() ? "" : blob.error().place + ": " + blob.error().message;
}

const Sense* Find(const Lexicon& l, std::string_view word) {
  const Entry* e = l.Find(text::HashWord(text::FoldKey(word)));
  return e && e->count > 0 ? e->first : nullptr;
}

TEST(Lexicon, AnyNumberOfSenses) {
  const auto tag = [](int t) { return static_cast<Tag>(static_cast<int>(Tag::kFurnitureLine) + t); };
  for (const int count : {1, 2, 7, 8, 9, 20}) {
    std::string tags;
    for (int t = 0; t < count; ++t) tags += (t ? " " : "") + std::string(TagName(tag(2 * t)));
    const Compiled c = Of("\xD9\x83\xD9\x84\xD9\x85\t-\t" + tags + "\n");
    const Entry* e = c.lexicon->Find(text::HashWord(text::FoldKey("\xD9\x83\xD9\x84\xD9\x85")));
    ASSERT_NE(e, nullptr);
    for (int t = 0; t < 2 * count + 2; ++t) {
      const Sense* s = FindSense(e->Senses(), tag(t));
      ASSERT_EQ(s != nullptr, t % 2 == 0 && t < 2 * count) << count << " senses, tag " << t;
      if (s) {
        EXPECT_EQ(s->tag, tag(t));
      }
    }
  }
  EXPECT_EQ(FindSense({}, Tag::kName), nullptr);
}

TEST(Paradigms, ANounStandsForItsForms) {
  const auto c = Of("قتيل\tn:قتلى\tevent=x\nمقاتل\tn\tevent=y\n");
  ASSERT_TRUE(Find(*c.lexicon, "قتيلان"));
  EXPECT_EQ(Find(*c.lexicon, "قتيلين")->number, Number::kDual);
  EXPECT_EQ(Find(*c.lexicon, "قتلى")->number, Number::kPlural);
  EXPECT_EQ(Find(*c.lexicon, "قتيلاً")->number, Number::kSingular);
  EXPECT_EQ(Find(*c.lexicon, "مقاتلين")->number, Number::kDualOrPlural);  // the text decides
  EXPECT_EQ(Find(*c.lexicon, "مقاتلو")->form, Form::kConstruct);
  EXPECT_FALSE(Find(*c.lexicon, "قتيلون"));
}

TEST(Paradigms, FeminineVerbAndAdjective) {
  const auto c = Of("شرطية\tf\tevent=x\nأعلن\tv:يعلن\tevent=y\nنفى\tv:ينفي\tevent=z\nمسلح\ta\tevent=w\n");
  EXPECT_EQ(Find(*c.lexicon, "شرطيتين")->number, Number::kDual);
  EXPECT_TRUE(Find(*c.lexicon, "شرطيات"));
  for (const char* form : {"أعلنت", "أعلنوا", "يعلن", "تعلن", "يعلنون", "نفت", "نفوا", "ينفون", "مسلحة", "مسلحون", "مسلحات"}) EXPECT_TRUE(Find(*c.lexicon, form)) << form;
}

TEST(Paradigms, PronounsStandOnlyWhereTheLineSaysSo) {
  const auto c = Of("إصابة\tf+\tevent=x\nجريح\tn:جرحى\tevent=y\n");
  auto with_pronoun = [&](std::string_view base) { return c.lexicon->Find(text::JoinHash(text::HashWord(text::FoldKey(base)), kPronounKey)); };
  EXPECT_TRUE(with_pronoun("إصابت"));
  EXPECT_FALSE(Find(*c.lexicon, "إصابت"));  // the bare form is a verb
  EXPECT_FALSE(with_pronoun("جريح"));
}

TEST(Compiler, NamesFileAndLineOfWhatIsWrong) {
  EXPECT_EQ(WhatIsWrong("# head\nكلمة\t-\n"), "words.tsv:2: wants 3 columns (form, paradigm, tags), has 2");
  EXPECT_EQ(WhatIsWrong("كلمة\t-\tno.such.tag\n"), "words.tsv:1: unknown tag 'no.such.tag'");
  EXPECT_EQ(WhatIsWrong("كلمة\tq\tevent=x\n"), "words.tsv:1: unknown paradigm 'q'");
  EXPECT_EQ(WhatIsWrong("", "a\tplace\tcity\tحلب\tAleppo\t\tlat=95; lon=3\n"), "names-test.tsv:1: bad lat");
  EXPECT_EQ(WhatIsWrong("", "a\tplace\tcity\tحلب\tAleppo\t\t\na\tplace\tcity\tحمص\tHoms\t\t\n"), "names-test.tsv:2: id 'a' stands twice");
}

TEST(Compiler, OrderOfLinesDoesNotMatter) {
  const SourceFile a[] = {{"words.tsv", "قتل\t-\tevent=x\nجرح\t-\tevent=y\n"}};
  const SourceFile b[] = {{"words.tsv", "جرح\t-\tevent=y\nقتل\t-\tevent=x\n"}};
  EXPECT_EQ(*Compile(a), *Compile(b));
}

TEST(Names, AllNamesOfAThingAreOneEntity) {
  const auto c = Of("", "sdf\torganisation\tarmed_group\tقوات سوريا الديمقراطية\tSDF\tقسد\t\nsy\tplace\tcountry\tسوريا\tSyria\tسورية\tadj=سوري; lat=35; lon=38\n");
  EXPECT_EQ(c.lexicon->EntityAt(Find(*c.lexicon, "قسد")->value).id, "sdf");
  const Sense* adjective = Find(*c.lexicon, "سوريين");
  ASSERT_TRUE(adjective);
  EXPECT_EQ(adjective->tag, Tag::kNisba);
  EXPECT_EQ(c.lexicon->EntityAt(adjective->value).id, "sy");
}

TEST(Blob, DamagedBytesAreRefused) {
  auto c = Of("قتل\t-\tevent=x\n");
  EXPECT_FALSE(Lexicon::FromBlob("TWLX").ok());
  EXPECT_FALSE(Lexicon::FromBlob("").ok());
  EXPECT_FALSE(Lexicon::FromBlob(std::string_view(c.blob).substr(0, c.blob.size() - 3)).ok());
}

// The shipped lists: sorted within their file, every key found again, every parent known, coordinates in pairs.
TEST(ShippedLists, AreSortedAndSound) {
  const Lexicon& l = Lexicon::Builtin();
  EXPECT_GT(l.entity_count(), 300u);
  for (size_t i = 0; i < l.entity_count(); ++i) {
    const Entity& e = l.EntityAt(static_cast<int64_t>(i));
    if (!e.parent.empty()) {
      EXPECT_GE(l.EntityById(e.parent), 0) << e.id << " has the unknown parent " << e.parent;
    }
    EXPECT_FALSE(e.has_point && e.lat == 0 && e.lon == 0) << e.id;
  }
  for (const auto& file : std::filesystem::directory_iterator(TAWATUR_SOURCE_DIR "/data/lexicon")) {
    if (file.path().extension() != ".tsv") continue;
    std::ifstream in(file.path());
    std::string line, last;
    bool head = false;
    while (std::getline(in, line)) {
      if (line.starts_with('#')) {
        head = true;
        continue;
      }
      if (line.empty()) continue;
      EXPECT_LE(last, line) << file.path().filename() << " is not sorted";
      last = line;
    }
    EXPECT_TRUE(head) << file.path().filename() << " has no head comment";
  }
}

TEST(UserLists, ReplaceAndAdd) {
  const std::string path = testing::TempDir() + "/names-user.tsv";
  std::ofstream(path) << "my-group\torganisation\tarmed_group\tلواء التجربة\tTest Brigade\t\t\n";
  const std::string paths[] = {path};
  auto l = Lexicon::WithUserLists(paths);
  ASSERT_TRUE(l.ok());
  EXPECT_GE((*l)->EntityById("my-group"), 0);
  EXPECT_GT((*l)->entity_count(), Lexicon::Builtin().entity_count());
  const std::string none[] = {"/nonexistent/list.tsv"};
  EXPECT_FALSE(Lexicon::WithUserLists(none).ok());
}

}  // namespace
}  // namespace tawatur::lexicon
