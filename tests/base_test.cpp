// Tests of base/: SHA-256 vectors of FIPS 180-4, day arithmetic, spans, bytes put aside.
#include <gtest/gtest.h>

#include "base/iso_date.h"
#include "base/sha256.h"
#include "base/sha256_blocks.h"
#include "base/span.h"
#include "base/spill.h"

namespace tawatur {
namespace {

TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Sha256Hex(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnHowTheBytesArrive) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) bytes += static_cast<char>(i * 7);
  for (size_t cut = 0; cut <= bytes.size(); ++cut) {
    Sha256 hash;
    hash.Update(std::string_view(bytes).substr(0, cut));
    hash.Update(std::string_view(bytes).substr(cut));
    ASSERT_EQ(hash.Hex(), Sha256Hex(bytes)) << cut;
  }
}

TEST(Sha256, TheFastWayAgreesWithThePlainOne) {
  std::string bytes;
  for (int i = 0; i < 64 * 50; ++i) bytes += static_cast<char>(i * i + i / 7);
  const unsigned char* data = reinterpret_cast<const unsigned char*>(bytes.data());
  for (size_t blocks = 1; blocks <= 50; ++blocks) {
    uint32_t plain[8] = {1, 2, 3, 4, 5, 6, 7, 8}, fast[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    Sha256BlocksPlain(plain, data, blocks);
    if (!Sha256BlocksFast(fast, data, blocks)) GTEST_SKIP() << "this processor has no such instructions";
    for (int i = 0; i < 8; ++i) ASSERT_EQ(plain[i], fast[i]) << blocks;
  }
}

TEST(IsoDate, NumbersDaysFromTheEpoch) {
  EXPECT_EQ(DayNumber({1970, 1, 1}), 0);
  EXPECT_EQ(DayNumber({2000, 3, 1}), 11017);
  EXPECT_EQ(DayNumber({2022, 1, 20}), 19012);
  EXPECT_EQ(DayNumber({1969, 12, 31}), -1);
}

TEST(IsoDate, EveryDayComesBack) {
  int64_t first = DayNumber({1600, 1, 1}), last = DayNumber({2400, 12, 31});
  CivilDay before = DayOfNumber(first - 1);
  for (int64_t n = first; n <= last; ++n) {
    CivilDay d = DayOfNumber(n);
    ASSERT_TRUE(IsCivilDay(d));
    ASSERT_EQ(DayNumber(d), n);
    ASSERT_NE(d, before);
    before = d;
  }
}

TEST(IsoDate, KnowsWeekdays) {
  EXPECT_EQ(Weekday(DayNumber({2022, 1, 20})), 3);   // a Thursday
  EXPECT_EQ(Weekday(DayNumber({1970, 1, 1})), 3);    // a Thursday
  EXPECT_EQ(Weekday(DayNumber({1969, 12, 29})), 0);  // a Monday
}

TEST(IsoDate, ReadsAndWritesDays) {
  EXPECT_EQ(IsoDay({2022, 1, 20}), "2022-01-20");
  EXPECT_EQ(IsoDay({987, 6, 5}), "0987-06-05");
  EXPECT_EQ(ParseIsoDay("2022-01-20T19:30"), (CivilDay{2022, 1, 20}));
  EXPECT_EQ(ParseIsoDay("2020-02-29"), (CivilDay{2020, 2, 29}));
  for (const char* bad :
       {"", "2022", "2022-01", "2022-13-01", "2021-02-29", "2022-1-20", "2022-01-200", "20x2-01-20"}) {
    EXPECT_FALSE(ParseIsoDay(bad)) << bad;
  }
}

TEST(Span, ContainsAndOverlaps) {
  Span a{2, 6};
  EXPECT_TRUE(a.Contains({2, 6}));
  EXPECT_FALSE(a.Contains({2, 7}));
  EXPECT_TRUE(a.Overlaps({5, 9}));
  EXPECT_FALSE(a.Overlaps({6, 9}));
  EXPECT_EQ(Join(a, {8, 9}), (Span{2, 9}));
  EXPECT_EQ(Slice("abcdefgh", a), "cdef");
}

TEST(Spill, GivesBackWhatWasPutAside) {
  Spill spill(testing::TempDir(), 1000);
  std::vector<std::pair<std::string, Spill::Place>> put;
  for (size_t i = 0; i < 300; ++i) {
    std::string bytes(i % 37, static_cast<char>('a' + i % 26));
    Result<Spill::Place> place = spill.Put(bytes);
    ASSERT_TRUE(place);
    put.emplace_back(std::move(bytes), *place);
  }
  for (const auto& [bytes, place] : put) {
    const Result<std::string> got = spill.Get(place);
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, bytes);
  }
}

TEST(Spill, SaysWhereItCannotWrite) {
  Spill spill("/no/such/folder", 10);
  EXPECT_TRUE(spill.Put("12345"));  // nothing is written yet
  const Result<Spill::Place> place = spill.Put("1234567");
  ASSERT_FALSE(place);
  EXPECT_EQ(place.error().kind, ErrorKind::kIo);
  EXPECT_EQ(place.error().place, "/no/such/folder");
}

}  // namespace
}  // namespace tawatur
