// What a user would notice of the text room: offsets that hold, words that match whatever their spelling, sentences, furniture.
#include "text/text.h"

#include <gtest/gtest.h>

#include <random>

#include "text/clitics.h"
#include "text/edges.h"
#include "text/fold_wide.h"
#include "text/tokens.h"

namespace tawatur::text {
namespace {

std::string Key(std::string_view s) { return FoldKey(s); }

Text ReadText(const ingest::Report& r) {
  Text t;
  Read(r, t);
  return t;
}

ingest::Report Of(std::string text) {
  ingest::Report r;
  r.text = std::move(text);
  return r;
}

std::vector<std::string> Sentences(const Text& t) {
  std::vector<std::string> out;
  for (const auto& s : t.sentences) out.emplace_back(t.Verbatim(s.span));
  return out;
}

// Every token and sentence names bytes of the text, in order, and every folded byte has an origin inside it.
void Check(const Text& t) {
  const auto size = static_cast<uint32_t>(t.original.size());
  ASSERT_GT(t.folded.origin.size(), t.folded.bytes.size());
  for (size_t i = 0; i <= t.folded.bytes.size(); ++i) ASSERT_LE(t.folded.origin[i], size);
  uint32_t end = 0;
  for (const auto& x : t.tokens) {
    ASSERT_LT(x.begin, x.end);
    ASSERT_LE(x.end, size);
    ASSERT_LE(end, x.begin);
    end = x.end;
    ASSERT_LE(x.fold + x.fold_size, t.folded.bytes.size());
  }
  end = 0;
  for (const auto& s : t.sentences) {
    ASSERT_LE(end, s.span.begin);
    ASSERT_LT(s.span.begin, s.span.end);
    ASSERT_LE(s.span.end, size);
    end = s.span.end;
  }
}

TEST(Fold, SpellingVariantsAreEqual) {
  EXPECT_EQ(Key("قُتِلَ"), Key("قتل"));
  EXPECT_EQ(Key("مقتـــل"), Key("مقتل"));
  EXPECT_EQ(Key("أحمد"), Key("احمد"));
  EXPECT_EQ(Key("إدلب"), Key("ادلب"));
  EXPECT_EQ(Key("مدرسة"), Key("مدرسه"));
  EXPECT_EQ(Key("مصطفى"), Key("مصطفي"));
  EXPECT_EQ(Key("ایران"), Key("إيران"));                    // Persian yeh
  EXPECT_EQ(Key("ﺳﻮﺭﻳﺎ"), Key("سوريا"));  // presentation forms
  EXPECT_EQ(Key("ﻻ"), Key("لا"));
  EXPECT_EQ(Key("١٢٣"), "123");
  EXPECT_EQ(Key("۱۲۳"), "123");
  EXPECT_EQ(Key("«داعش»"), Key("\"داعش\""));
  EXPECT_EQ(Key("“داعش”"), Key("'داعش'"));
  EXPECT_EQ(Key("٣٫٥"), "3.5");
  EXPECT_NE(Key("قلب"), Key("كلب"));
}

TEST(Fold, FoldingLosesNoOffset) {
  const std::string s = "\u200fقُتِلَ 20\u200f شخصاً";
  Folded f;
  Fold(s, f);
  EXPECT_EQ(f.bytes, Key("قتل 20 شخصا"));
  EXPECT_EQ(f.origin[0], 3u);  // the mark before the first letter stays out
  EXPECT_EQ(f.origin[f.bytes.size()], s.size());
}

// Arabic words strewn with whatever else stands in texts, bytes that are no UTF-8 included.
std::string Strewn(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "قتل", "مدنيين", "الغارة", "وأصيب", "إدلب", "مقتـــل", "قُتِلَ", "٣٠", "۴", " ", " ", " ", " ", "  ", "\n", "\r\n", "\r", "\t", ".", ",", "،", "؛", "؟", ":",
      "\"", "'", "`", "«", "»", "“", "…", "–", "\u200f", "\u00a0", "ABC", "News", "27", "گچپژ", "کی", "ٮ", "ﷲ", "ﻻ", "ﻡ", "é", "Ж", "中", "😀", "\x7F",
      "\x01", std::string(1, '\0'), "\xD8", "\xD9", "\x80", "\xA8", "\xE2\x80", "\xF0\x9F", "\xD8\xD8\xA8", "\xFF"};
  std::string s;
  const size_t rare = random() % 4;  // of each four texts one is nearly clean, one nearly all signs
  for (size_t n = random() % 60; n > 0; --n) {
    const size_t most = random() % 10 < 3 * rare ? kPieces.size() : 14;
    s += kPieces[random() % most];
  }
  return s;
}

TEST(Fold, ManyLettersAtATimeGiveTheSame) {
  if (!HasWideFold()) GTEST_SKIP() << "this processor folds one letter at a time";
  std::mt19937 random(7);
  Folded wide, portable;
  for (int i = 0; i < 20000; ++i) {
    const std::string s = Strewn(random);
    Fold(s, wide);
    FoldPortable(s, portable);
    ASSERT_EQ(wide.bytes, portable.bytes) << s;
    for (size_t k = 0; k <= wide.bytes.size(); ++k) ASSERT_EQ(wide.origin[k], portable.origin[k]) << s;
  }
}

TEST(Tokens, ManyLettersAtATimeBeginAndEndTheSame) {
  std::mt19937 random(7);
  Folded folded;
  std::vector<uint32_t> begins, ends, portable_begins, portable_ends;
  for (int i = 0; i < 20000; ++i) {
    Fold(Strewn(random), folded);
    const uint32_t n = FindEdges(folded.bytes, begins, ends);
    ASSERT_EQ(n, FindEdgesPortable(folded.bytes, portable_begins, portable_ends));
    for (uint32_t k = 0; k < n; ++k) {
      ASSERT_EQ(begins[k], portable_begins[k]) << folded.bytes;
      ASSERT_EQ(ends[k], portable_ends[k]) << folded.bytes;
      ASSERT_LT(begins[k], ends[k]);
    }
  }
}

TEST(Fold, ShortWordsHashAsAllWordsDo) {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    char bytes[8];
    for (char& b : bytes) b = static_cast<char>(random());
    uint64_t eight;
    std::memcpy(&eight, bytes, sizeof eight);
    for (size_t n = 1; n <= sizeof bytes; ++n) EXPECT_EQ(HashShortWord(eight, n), HashWord({bytes, n}));
  }
}

TEST(Tokens, GluedNumbersAreTwoTokens) {
  const auto r = Of("سقط 27قتيلا و140حوثيا");
  const Text t = ReadText(r);
  ASSERT_EQ(t.tokens.size(), 6u);
  EXPECT_EQ(t.Verbatim(t.tokens[1].span()), "27");
  EXPECT_EQ(t.Verbatim(t.tokens[2].span()), "قتيلا");
  EXPECT_FALSE(t.tokens[2].space_before);
}

TEST(Tokens, DirectionMarksTrailNoWord) {
  const auto r = Of("قُتِلَ\u200f \u200e20\u200f شخصاً");
  const Text t = ReadText(r);
  EXPECT_EQ(t.Verbatim(t.tokens[0].span()), "قُتِلَ");
  EXPECT_EQ(t.Verbatim(t.tokens[1].span()), "20");
}

TEST(Tokens, CloakedWordsAreRead) {
  for (std::string word : {"استشــ. ــاد", "شهـ ـيدان", "قـ.تل", "ق//تل"}) {
    const auto r = Of("خبر " + word + " هنا");
    const Text t = ReadText(r);
    ASSERT_EQ(t.tokens.size(), 3u) << word;
    EXPECT_TRUE(t.tokens[1].joined);
    EXPECT_EQ(t.Verbatim(t.tokens[1].span()), word);
    ASSERT_EQ(t.notes.size(), 1u);
    EXPECT_EQ(t.notes[0].name, "cloaked_words");
  }
  const auto r = Of("في تصريح لـ “الحل” عام 1443 هـ. وقال");
  EXPECT_TRUE(ReadText(r).notes.empty());
}

TEST(Tokens, CloakedWordFoldsToTheWord) {
  const auto r = Of("استشــ. ــاد");
  const Text t = ReadText(r);
  EXPECT_EQ(t.Word(0), Key("استشهاد").substr(0, 4) + Key("اد"));  // the writer left a letter out: so do we
}

TEST(Sentences, EndWhereTheyEnd) {
  const auto r = Of("قتل 3.5 آلاف شخص في د. أحمد. وقال آخر! هل تم؟ نعم\nسطر جديد");
  EXPECT_EQ(Sentences(ReadText(r)), (std::vector<std::string>{"قتل 3.5 آلاف شخص في د. أحمد.", "وقال آخر!", "هل تم؟", "نعم", "سطر جديد"}));
}

TEST(Sentences, AFullStopWithoutSpaceEndsOne) {
  const auto r = Of("انتهى القصف.وقالت الشرطة إن الأمر هادئ. قناة الجزيرة.نت");
  EXPECT_EQ(Sentences(ReadText(r)).size(), 3u);
}

TEST(Sentences, NoneOutgrowsEvidence) {
  std::string s;
  for (int i = 0; i < 2000; ++i) s += i % 9 ? "كلمة " : "كلمة، ";
  const auto r = Of(s);
  const Text t = ReadText(r);
  EXPECT_GT(t.sentences.size(), 5u);
  for (const auto& x : t.sentences) EXPECT_LE(x.span.Size(), 1500u);
}

TEST(Furniture, RepeatedLinesAndLinkLists) {
  const auto r = Of("مقتل ثلاثة أشخاص في المدينة\nالرئيسية\nأخبار\nرياضة\nثقافة وفن\nمقتل ثلاثة أشخاص في المدينة\nقال مصدر إن ثلاثة قتلوا.");
  const Text t = ReadText(r);
  EXPECT_FALSE(t.sentences[0].furniture);
  for (int i = 1; i <= 5; ++i) EXPECT_TRUE(t.sentences[i].furniture) << i;
  EXPECT_FALSE(t.sentences[6].furniture);
}

TEST(Language, TellsArabicFromItsNeighbours) {
  EXPECT_EQ(GuessLanguage("قتل ثلاثة أشخاص في المدينة"), "ar");
  EXPECT_EQ(GuessLanguage("گزارش‌ها از کشته شدن چند نفر در پی حمله حکایت دارد"), "fa");
  EXPECT_EQ(GuessLanguage("Three people were killed in the city"), "en");
  EXPECT_EQ(GuessLanguage("12 / 4"), "zxx");
}

TEST(Property, SpansHoldOnArbitraryBytes) {
  std::mt19937 rng(7);
  const std::string pieces[] = {"قتل", " ", "ـ", "\u200f", "\xff", "\xd9", "\n", "\r\n", ".", "20", "٣", "ﻻ", "…", "«", "x", "é", "中", "\xf0\x9f\x98\x80", "\0", "//", "ً"};
  for (int round = 0; round < 3000; ++round) {
    std::string s;
    for (int k = static_cast<int>(rng() % 40); k > 0; --k) {
      if (rng() % 4 == 0) {
        s += static_cast<char>(rng());
      } else {
        s += pieces[rng() % std::size(pieces)];
      }
    }
    const auto r = Of(s);
    const Text t = ReadText(r);
    Check(t);
    if (HasFatalFailure()) FAIL() << testing::PrintToString(s);
    for (uint32_t i = 0; i < t.tokens.size(); ++i) {
      if (t.tokens[i].kind == TokenKind::kWord && !t.tokens[i].joined) {
        EXPECT_EQ(Key(t.Verbatim(t.tokens[i].span())), t.Word(i));
      }
    }
  }
}

TEST(Clitics, CutsAreListedFewestLettersFirst) {
  const std::string w = Key("وللمدنيين");
  const Cuts c = CutWord(w);
  ASSERT_GE(c.size, 3);
  EXPECT_EQ(c.cut[0].Base(w), w);
  bool found = false;
  for (int i = 0; i < c.size; ++i) found |= c.cut[i].Base(w) == Key("مدنيين") && c.cut[i].clitics == (kAnd | kFor | kArticle);
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace tawatur::text
