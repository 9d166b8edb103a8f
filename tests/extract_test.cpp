// The walk of extract as a whole: texts longer than any report are read in parts, and nothing shows the seams.
#include "extract/extract.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/report.h"

namespace tawatur::extract {
namespace {

Findings Read(const ingest::Report& report) {
  text::Text text;
  Words words;
  Findings found;
  text::Read(report, text);
  Extract(text, lexicon::Lexicon::Builtin(), words, found);
  return found;
}

// A paragraph as agencies write it; the number makes each another line.
std::string Paragraph(int n) {
  return "قالت وزارة الصحة السورية إن " + std::to_string(n) + " شخصا قتلوا في غارة جوية على مدينة حلب يوم الأحد، وأضافت أن 7 آخرين أصيبوا بجروح.\n";
}

TEST(Extract, ReadsAGiantTextAsItsParagraphs) {
  ingest::Report one, giant;
  one.text = Paragraph(100);
  const Findings want = Read(one);
  ASSERT_EQ(want.figures.size(), 2u);
  constexpr int kParagraphs = 3000;  // more than half a megabyte: several parts
  for (int i = 0; i < kParagraphs; ++i) giant.text += Paragraph(100 + i);
  const Findings found = Read(giant);
  ASSERT_EQ(found.figures.size(), want.figures.size() * kParagraphs);
  ASSERT_EQ(found.events.size(), want.events.size() * kParagraphs);
  for (size_t i = 0; i < found.figures.size(); ++i) {
    const Figure& figure = found.figures[i];
    const Figure& like = want.figures[i % 2];
    const int n = 100 + static_cast<int>(i / 2);
    EXPECT_EQ(Slice(giant.text, figure.number), i % 2 ? std::string(Slice(one.text, like.number)) : std::to_string(n));
    EXPECT_EQ(figure.kind, like.kind);
    EXPECT_TRUE(figure.evidence.Contains(figure.number));
    ASSERT_EQ(figure.attribution == kNone, like.attribution == kNone);
    if (figure.attribution == kNone) continue;
    const Attribution& said = found.attributions[figure.attribution];
    EXPECT_TRUE(said.content.Contains(figure.number));
    ASSERT_LT(said.speaker, found.mentions.size());
    EXPECT_EQ(Slice(giant.text, found.mentions[said.speaker].span), Slice(one.text, want.mentions[want.attributions[like.attribution].speaker].span));
    ASSERT_EQ(figure.place == kNone, like.place == kNone);
    if (figure.place != kNone) EXPECT_EQ(Slice(giant.text, found.mentions[figure.place].span), Slice(one.text, want.mentions[like.place].span));
    ASSERT_EQ(figure.event == kNone, like.event == kNone);
    if (figure.event != kNone) EXPECT_TRUE(figure.evidence.Overlaps(found.events[figure.event].trigger));
  }
}

TEST(Extract, ReadsALongTextWithoutLineEnds) {
  ingest::Report report;
  for (int i = 0; i < 3000; ++i) report.text += Paragraph(100 + i).substr(0, Paragraph(100 + i).size() - 1) + " ";
  const Findings found = Read(report);
  EXPECT_GT(found.figures.size(), 3000u);
  for (const Figure& figure : found.figures) EXPECT_TRUE(figure.evidence.Contains(figure.number));
}

}  // namespace
}  // namespace tawatur::extract
