// Tests of ingest/: encodings, JSON Lines, folders, limits. Each writes its own files into a folder of its own.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/sha256.h"
#include "ingest/encoding.h"
#include "ingest/iso_time.h"
#include "ingest/reader.h"

namespace tawatur::ingest {
namespace {

// "qutila thalathatu madaniyyin fi madinati Homs" in letters, so that encodings can be told apart.
const std::string kArabic =
    "\u0642\u062A\u0644 \u062B\u0644\u0627\u062B\u0629 \u0645\u062F\u0646\u064A\u064A\u0646 \u0641\u064A "
    "\u0645\u062F\u064A\u0646\u0629 "
    "\u062D\u0645\u0635 \u0627\u0644\u0633\u0648\u0631\u064A\u0629 \u0627\u0644\u064A\u0648\u0645 "
    "\u0627\u0644\u0623\u062D\u062F";

// The letters above in windows-1256 and ISO 8859-6.
std::string Legacy(bool windows) {
  std::string out;
  for (size_t i = 0; i < kArabic.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(kArabic[i]);
    if (c < 0x80) {
      out += kArabic[i];
      continue;
    }
    unsigned u = (c & 0x1Fu) << 6 | (static_cast<unsigned char>(kArabic[++i]) & 0x3Fu);
    unsigned iso = u - 0x0560;
    // windows-1256 keeps French letters between the Arabic ones.
    static const std::pair<unsigned, unsigned> kMoved[] = {
        {0x637, 0xD8}, {0x638, 0xD9}, {0x639, 0xDA}, {0x63A, 0xDB}, {0x641, 0xDD}, {0x642, 0xDE}, {0x643, 0xDF},
        {0x644, 0xE1}, {0x645, 0xE3}, {0x646, 0xE4}, {0x647, 0xE5}, {0x648, 0xE6}, {0x649, 0xEC}, {0x64A, 0xED}};
    unsigned win = iso;
    for (auto [letter, byte] : kMoved) win = letter == u ? byte : win;
    out += static_cast<char>(windows ? win : iso);
  }
  return out;
}

std::string Utf16(const std::string& utf8, bool little, bool mark) {
  std::string out;
  auto put = [&](unsigned u) {
    char high = static_cast<char>(u >> 8), low = static_cast<char>(u & 0xFF);
    out += little ? low : high;
    out += little ? high : low;
  };
  if (mark) put(0xFEFF);
  for (size_t i = 0; i < utf8.size(); ++i) {
    unsigned c = static_cast<unsigned char>(utf8[i]);
    put(c < 0x80 ? c : (c & 0x1Fu) << 6 | (static_cast<unsigned char>(utf8[++i]) & 0x3Fu));
  }
  return out;
}

class ReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/tawatur-ingest-XXXXXX";
    folder_ = mkdtemp(name);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, std::string_view bytes) {
    std::filesystem::path path = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path.string();
  }
  std::vector<Report> Read(std::vector<std::string> paths, ReaderOptions options = {}) {
    Reader reader(paths, options);
    std::vector<Report> reports;
    while (std::optional<Report> r = reader.Next()) reports.push_back(std::move(*r));
    errors_ = reader.TakeFailures();
    notes_ = reader.TakeNotes();
    return reports;
  }
  static bool HasNote(const Report& report, std::string_view name) {
    for (const Note& note : report.notes) {
      if (note.name == name) return true;
    }
    return false;
  }

  std::string folder_;
  std::vector<Failure> errors_;
  std::vector<Note> notes_;
};

TEST_F(ReaderTest, KeepsUtf8BytesAsTheyAre) {
  std::string bytes = "\xEF\xBB\xBF" + kArabic + "\r\n" + std::string(1, '\0') + "\xE2\x80\x8F x\r\n";
  std::vector<Report> reports = Read({Write("a.txt", bytes)});
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].text, bytes);
  EXPECT_FALSE(reports[0].made_text);
  EXPECT_EQ(reports[0].id, folder_ + "/a.txt");
  EXPECT_EQ(reports[0].sha256, Sha256Hex(bytes));
  EXPECT_TRUE(reports[0].notes.empty());
}

TEST_F(ReaderTest, KeepsAFewInvalidBytesAndNamesThem) {
  std::string bytes = kArabic + "\xC3 " + kArabic;
  std::vector<Report> reports = Read({Write("a.txt", bytes)});
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].text, bytes);
  ASSERT_TRUE(HasNote(reports[0], "invalid_utf8"));
  EXPECT_EQ(reports[0].notes[0].span.begin, kArabic.size());
}

TEST_F(ReaderTest, DecodesLegacyArabic) {
  for (bool windows : {true, false}) {
    std::vector<Report> reports = Read({Write("a.txt", Legacy(windows))});
    ASSERT_EQ(reports.size(), 1u);
    EXPECT_EQ(reports[0].text, kArabic) << windows;
    EXPECT_TRUE(reports[0].made_text);
    EXPECT_TRUE(HasNote(reports[0], "decoded"));
    EXPECT_EQ(reports[0].sha256, Sha256Hex(Legacy(windows)));
  }
}

TEST_F(ReaderTest, DecodesUtf16WithAndWithoutMark) {
  for (bool little : {true, false}) {
    for (bool mark : {true, false}) {
      std::vector<Report> reports = Read({Write("a.txt", Utf16(kArabic, little, mark))});
      ASSERT_EQ(reports.size(), 1u) << little << mark;
      EXPECT_EQ(reports[0].text, kArabic) << little << mark;
      EXPECT_TRUE(reports[0].made_text);
    }
  }
}

TEST_F(ReaderTest, AnEmptyInputIsAReportWithANote) {
  std::vector<Report> reports = Read({Write("a.txt", "")});
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_TRUE(HasNote(reports[0], "empty_input"));
  EXPECT_TRUE(errors_.empty());
}

TEST_F(ReaderTest, BinaryFilesFailByNameAndWorkGoesOn) {
  std::string noise;
  uint32_t x = 1;
  for (int i = 0; i < 5000; ++i) noise += static_cast<char>((x = x * 1664525u + 1013904223u) >> 24);
  std::vector<Report> reports = Read(
      {Write("a.bin", noise), Write("b.pdf", "%PDF-1.7 " + kArabic), Write("c.txt", kArabic), folder_ + "/none.txt"});
  ASSERT_EQ(reports.size(), 1u);
  ASSERT_EQ(errors_.size(), 3u);
  EXPECT_EQ(errors_[0].Place(), folder_ + "/a.bin");
  EXPECT_EQ(errors_[1].kind, ErrorKind::kData);
  EXPECT_EQ(errors_[2].kind, ErrorKind::kIo);
}

TEST_F(ReaderTest, ReadsJsonLinesAndGoesOnAfterABadOne) {
  std::string lines =
      R"({"id":"r1","text":"one","url":"http://a.example/x","outlet":"A","title":"T","published":"2022-01-20T19:30+03:00"})"
      "\r\n\n"
      R"({"text": "no id", "published": "yesterday"})"
      "\n{broken\n[1]\n{\"id\":\"x\"}\n"
      R"({"id":7,"text":"last","published":null})";
  std::vector<Report> reports = Read({Write("a.jsonl", lines)});
  ASSERT_EQ(reports.size(), 3u);
  EXPECT_EQ(reports[0].id, "r1");
  EXPECT_EQ(reports[0].url, "http://a.example/x");
  EXPECT_EQ(reports[0].outlet, "A");
  EXPECT_EQ(reports[0].title, "T");
  EXPECT_EQ(reports[0].published, "2022-01-20T19:30+03:00");
  EXPECT_EQ(reports[0].basis, DateBasis::kMeta);
  EXPECT_EQ(reports[1].id, folder_ + "/a.jsonl:3");
  EXPECT_TRUE(reports[1].published.empty());
  EXPECT_TRUE(HasNote(reports[1], "bad_published"));
  EXPECT_EQ(reports[2].id, "7");
  EXPECT_TRUE(reports[2].notes.empty());
  ASSERT_EQ(errors_.size(), 3u);
  EXPECT_EQ(errors_[0].Place(), folder_ + "/a.jsonl:4");
  EXPECT_EQ(errors_[2].Place(), folder_ + "/a.jsonl:6");
}

TEST_F(ReaderTest, LoneSurrogatesAndInvalidBytesInJsonAreNotes) {
  std::string lines = R"({"id":"a","text":"x \ud800 y \\ud800 \ud83d\ude00 \udc00"})"
                      "\n"
                      "{\"id\":\"b\",\"text\":\"x \xFF y\"}\n";
  std::vector<Report> reports = Read({Write("a.jsonl", lines)});
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].text, "x \xEF\xBF\xBD y \\ud800 \xF0\x9F\x98\x80 \xEF\xBF\xBD");
  EXPECT_TRUE(HasNote(reports[0], "lone_surrogate"));
  EXPECT_EQ(reports[1].text, "x \xEF\xBF\xBD y");
  EXPECT_TRUE(HasNote(reports[1], "invalid_utf8"));
}

TEST_F(ReaderTest, LimitsFailByName) {
  ReaderOptions options;
  options.text_limit = 100;
  options.record_limit = 60;
  std::string lines = "{\"text\":\"" + std::string(1 << 20, 'x') + "\"}\n{\"text\":\"y\"}\n";
  std::vector<Report> reports = Read({Write("a.txt", std::string(101, 'x')), Write("b.jsonl", lines)}, options);
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].text, "y");
  EXPECT_EQ(reports[0].id, folder_ + "/b.jsonl:2");
  ASSERT_EQ(errors_.size(), 2u);
  EXPECT_EQ(errors_[0].kind, ErrorKind::kLimit);
  EXPECT_EQ(errors_[1].kind, ErrorKind::kLimit);
  EXPECT_EQ(errors_[1].Place(), folder_ + "/b.jsonl:1");
}

TEST_F(ReaderTest, LinesAcrossBlocksAreWhole) {
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"" + std::string(static_cast<size_t>(i), 'x') + "\"}\n";
  std::vector<Report> reports = Read({Write("a.jsonl", lines)});
  ASSERT_EQ(reports.size(), 3000u);
  for (size_t i = 0; i < reports.size(); ++i) {
    ASSERT_EQ(reports[i].id, std::to_string(i));
    ASSERT_EQ(reports[i].text.size(), i);
  }
}

TEST_F(ReaderTest, FoldersAreReadInSortedOrderWithoutLoopsAndPipes) {
  Write("d/b.txt", "b");
  Write("d/a/z.txt", "z");
  Write("d/c.txt", "c");
  Write("d/.hidden", "h");
  ASSERT_EQ(mkfifo((folder_ + "/d/pipe").c_str(), 0600), 0);
  ASSERT_EQ(symlink("..", (folder_ + "/d/a/up").c_str()), 0);
  std::vector<Report> reports = Read({folder_ + "/d"});
  std::string order;
  for (const Report& r : reports) order += r.text;
  EXPECT_EQ(order, "zbc");
  EXPECT_TRUE(errors_.empty());
  ASSERT_EQ(notes_.size(), 2u);
  EXPECT_EQ(notes_[0].name, "folder_loop");
  EXPECT_EQ(notes_[1].name, "not_a_file");
}

TEST_F(ReaderTest, ASidecarTellsAboutItsText) {
  Write("d/x.txt", kArabic);
  Write("d/x.txt.json", R"({"url":"http://a.example","outlet":"A","title":"T","published":"2022-01-20"})");
  Write("d/y.txt", kArabic + "2");
  Write("d/y.txt.json", "nothing");
  std::vector<Report> reports = Read({folder_ + "/d"});
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].outlet, "A");
  EXPECT_EQ(reports[0].published, "2022-01-20");
  EXPECT_EQ(reports[0].basis, DateBasis::kMeta);
  EXPECT_TRUE(HasNote(reports[1], "bad_sidecar"));
}

TEST_F(ReaderTest, TheFormIsSeenByContent) {
  std::vector<Report> reports = Read({Write("a.txt", " \n{ \"text\" : \"x\" }\n"), Write("b.jsonl", "{ not an object"),
                                      Write("c.txt", "{\"quoted\", he said")});
  ASSERT_EQ(reports.size(), 3u);
  EXPECT_EQ(reports[0].text, "x");
  EXPECT_EQ(reports[1].text, "{ not an object");
  EXPECT_EQ(reports[2].text, "{\"quoted\", he said");
}

TEST(IsoTime, NormalisesWhatIsoAllows) {
  const std::pair<const char*, const char*> kGood[] = {
      {"2022", "2022"},
      {"2022-01", "2022-01"},
      {"2022-01-20", "2022-01-20"},
      {"20220120", "2022-01-20"},
      {"2022-01-20T19:30", "2022-01-20T19:30"},
      {" 2022-01-20 19:30:05.25+03 ", "2022-01-20T19:30:05+03:00"},
      {"20220120T193005Z", "2022-01-20T19:30:05Z"},
      {"2022-01-20T19:30-0330", "2022-01-20T19:30-03:30"},
  };
  for (auto [stated, normal] : kGood) EXPECT_EQ(NormalIsoTime(stated).value_or("nothing"), normal) << stated;
  for (const char* bad :
       {"", "yesterday", "2022-13-01", "2022-02-30", "202201", "2022-01-20T", "2022-01-20T25:00",
        "2022-01-20T19:30+15:00", "2022-01-20T19:30 x", "20/01/2022", "1642705200", "2022-01-20T19:3"}) {
    EXPECT_FALSE(NormalIsoTime(bad)) << bad;
  }
}

}  // namespace
}  // namespace tawatur::ingest
