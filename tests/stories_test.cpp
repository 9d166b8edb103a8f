// Tests of grouping one report at a time: any order of coming and going gives the same stories; profiles survive keeping.
#include "reconcile/story_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <random>
#include <set>

namespace tawatur::reconcile {
namespace {

// A profile out of few places, days and words, so that lists are longer than what a report looks at and blocks touch each other.
Profile Made(uint32_t number) {
  std::mt19937 random(number);
  auto some = [&](uint32_t most) { return static_cast<uint32_t>(random() % most); };
  Profile p;
  p.self = HashOf("report " + std::to_string(number));
  auto add = [&](std::vector<uint32_t> list) {
    const Profile::Range r{static_cast<uint16_t>(p.pool.size()), static_cast<uint16_t>(list.size())};
    p.pool.insert(p.pool.end(), list.begin(), list.end());
    return r;
  };
  auto set_of = [&](uint32_t kind, uint32_t most, size_t n) {
    std::set<uint32_t> out;
    while (out.size() < n) out.insert(kind << 16 | some(most));
    return std::vector<uint32_t>(out.begin(), out.end());
  };
  const uint32_t day = 19000 + some(4) * 2 + (some(8) == 0 ? 30 : 0);  // now and then too far from the others
  if (some(3) != 0) {
    p.published_from = p.published_to = static_cast<int>(day), p.published_known = p.anchored = true;
    p.part[Profile::kDays] = add({day});
  }
  for (uint32_t i = 0; i < 1 + some(2); ++i) {
    Profile::Spot s;
    s.where.id = 7 << 16 | some(9);
    s.where.chain = {s.where.id, 99, 0};
    s.where.capital = some(4) == 0;  // not every report says that the town is meant
    s.words = add(set_of(8, 20, 8)), s.counts = add(set_of(9, 5, 1));
    p.spots.push_back(s);
  }
  p.part[Profile::kRare] = add(set_of(1, 12, 4));
  p.part[Profile::kCounts] = add(set_of(2, 6, 2));
  p.part[Profile::kMarks] = add(set_of(3, 40, 10));
  std::vector<uint32_t> lead;
  for (uint32_t w : set_of(4, 10, 4)) lead.push_back(w), lead.push_back(std::bit_cast<uint32_t>(0.5F));
  p.part[Profile::kLead] = add(lead);
  p.classes = p.fitting = uint64_t{1} << some(2);
  return p;
}

std::set<std::set<uint64_t>> StoriesOf(const StoryIndex& index) {
  std::set<std::set<uint64_t>> out;
  for (const auto& story : index.Stories()) {
    std::set<uint64_t> selves;
    for (uint32_t r : story) selves.insert(index.ProfileAt(r).self);
    out.insert(selves);
  }
  return out;
}

TEST(StoryIndex, AnyOrderOneAtATimeOrAllAtOnce) {
  constexpr uint32_t kReports = 300;
  std::vector<uint32_t> order(kReports);
  for (uint32_t i = 0; i < kReports; ++i) order[i] = i;
  StoryIndex at_once;
  for (uint32_t i : order) at_once.Put(i, Made(i));
  at_once.Settle();
  const auto want = StoriesOf(at_once);
  EXPECT_GT(want.size(), 5u);        // something is told apart,
  EXPECT_LT(want.size(), kReports);  // something joined,
  std::mt19937 random(3);
  for (int round = 0; round < 4; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    StoryIndex index;
    const auto pace = round == 0 ? 1U : static_cast<unsigned>(1 + random() % 60);
    for (uint32_t at = 0; at < kReports; ++at) {
      index.Put(at, Made(order[at]));  // numbers in order of coming
      if (at % pace == 0) index.Settle();
    }
    index.Settle();
    EXPECT_EQ(StoriesOf(index), want) << round;
  }
}

// What is let go as soon as everything is compared changes nothing in what is found and kept.
TEST(StoryIndex, ForGood) {
  StoryIndex want, index;
  for (uint32_t i = 0; i < 300; ++i) want.Put(i, Made(i)), index.Put(i, Made(i));
  want.Settle(), index.SettleForGood();
  EXPECT_EQ(index.Stories(), want.Stories());
  EXPECT_EQ(index.Keep(), want.Keep());
}

TEST(StoryIndex, ReportsThatWentLeaveNothingBehind) {
  StoryIndex want, index;
  std::mt19937 random(5);
  for (uint32_t i = 0; i < 150; ++i) want.Put(i, Made(i));
  want.Settle();
  for (uint32_t i = 0; i < 300; ++i) {
    index.Put(i, Made(i));
    if (i % 7 == 0) index.Settle();
    if (i % 5 == 0) index.Put(i / 2, Made(1000 + i));  // told anew
  }
  std::vector<uint32_t> late(300);
  for (uint32_t i = 0; i < 300; ++i) late[i] = i;
  std::shuffle(late.begin(), late.end(), random);
  for (uint32_t i : late) {
    if (i >= 150) index.Remove(i);
    else index.Put(i, Made(i));
    if (i % 11 == 0) index.Settle();
  }
  index.Settle();
  EXPECT_EQ(index.size(), 150u);
  EXPECT_EQ(StoriesOf(index), StoriesOf(want));
}

TEST(StoryIndex, ChangesSayWhatBecameOfWhat) {
  StoryIndex index;
  std::set<std::vector<uint32_t>> stories;  // kept up to date by the changes alone
  for (uint32_t i = 0; i < 200; ++i) {
    index.Put(i, Made(i));
    if (i % 17 == 9) index.Remove(i - 3);
    for (const StoryChange& c : index.Settle()) {
      for (const auto& before : c.before) stories.erase(before);
      if (!c.reports.empty()) stories.insert(c.reports);
      if (c.kind == StoryChange::Kind::kMerged || c.kind == StoryChange::Kind::kGrew || c.kind == StoryChange::Kind::kSplit) EXPECT_FALSE(c.why.empty());
      if (c.kind == StoryChange::Kind::kMerged) EXPECT_GT(c.before.size(), 1u);
    }
  }
  const auto now = index.Stories();
  EXPECT_EQ(stories, std::set<std::vector<uint32_t>>(now.begin(), now.end()));
}

// A link is of two reports, whichever is asked first.
TEST(StoryIndex, LinksAreMutual) {
  for (uint32_t a = 0; a < 120; ++a) {
    for (uint32_t b = 0; b < a; ++b) {
      Features ab, ba;
      EXPECT_EQ(FeaturesOf(Made(a), Made(b), ab), FeaturesOf(Made(b), Made(a), ba));
      EXPECT_EQ(ab, ba) << a << " " << b;
    }
  }
}

// Nor does it matter how many workers compare, or how the numbers run.
TEST(StoryIndex, AnyWorkers) {
  StoryIndex one, many;
  const Workers backwards = [](size_t n, const std::function<void(size_t)>& work) {
    for (size_t i = n; i > 0; --i) work(i - 1);
  };
  for (uint32_t i = 0; i < 200; ++i) one.Put(i, Made(i)), many.Put(199 - i, Made(i));
  one.Settle(), many.Settle(backwards);
  EXPECT_EQ(StoriesOf(one), StoriesOf(many));
}

// Kept and restored between any two steps, with reports that come, go and change, it ends where it would have.
TEST(StoryIndex, GoesOnAfterItWasKept) {
  StoryIndex want;
  auto index = std::make_unique<StoryIndex>();
  std::map<uint32_t, Profile> held;
  auto put = [&](uint32_t number, uint32_t seed) {
    want.Put(number, Made(seed)), index->Put(number, Made(seed));
    held[number] = Made(seed);
  };
  for (uint32_t i = 0; i < 240; ++i) {
    put(i, i);
    if (i % 9 == 4) put(i / 2, 1000 + i);
    if (i % 13 == 5) want.Remove(i / 3), index->Remove(i / 3), held.erase(i / 3);
    if (i % 20 != 19) continue;
    want.Settle(), index->Settle();
    const std::string bytes = index->Keep();
    index = std::make_unique<StoryIndex>();
    std::vector<std::pair<uint32_t, Profile>> reports(held.begin(), held.end());
    ASSERT_TRUE(index->Restore(bytes, reports));
    EXPECT_EQ(index->Keep(), bytes);
    EXPECT_EQ(index->Candidates(), want.Candidates());
    EXPECT_EQ(StoriesOf(*index), StoriesOf(want));
  }
}

TEST(StoryIndex, DamagedBytesRestoreNothing) {
  StoryIndex whole;
  std::vector<std::pair<uint32_t, Profile>> reports;
  for (uint32_t i = 0; i < 60; ++i) whole.Put(i, Made(i)), reports.emplace_back(i, Made(i));
  whole.Settle();
  const std::string bytes = whole.Keep();
  auto fewer = reports;
  fewer.pop_back();
  EXPECT_FALSE(StoryIndex().Restore(bytes, fewer));
  EXPECT_EQ(fewer.front().second.self, Made(0).self);  // nothing taken
  EXPECT_FALSE(StoryIndex().Restore({}, reports));
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::string bad = bytes.substr(0, round % 2 ? bytes.size() : random() % bytes.size());
    if (!bad.empty()) bad[random() % bad.size()] = static_cast<char>(random());
    auto some = reports;
    StoryIndex index;
    if (index.Restore(bad, some)) index.Put(60, Made(60)), index.Settle();  // other links: another result, but one
  }
}

// Four thousand copies of one text are one story, and none is compared with all the others.
TEST(StoryIndex, ACrowdOfCopies) {
  StoryIndex index;
  for (uint32_t i = 0; i < 4000; ++i) {
    Profile p = Made(1);
    p.self = HashOf("copy " + std::to_string(i));
    index.Put(i, std::move(p));
  }
  index.Settle();
  ASSERT_EQ(index.Stories().size(), 1u);
  EXPECT_LT(index.Candidates().size(), 4000u * 60);
}

TEST(Profile, SurvivesKeeping) {
  for (uint32_t i = 0; i < 50; ++i) {
    const Profile p = Made(i);
    const std::string bytes = Pack(p);
    const auto q = Unpack(bytes);
    ASSERT_TRUE(q);
    EXPECT_EQ(Pack(*q), bytes);
    Features f, g;
    EXPECT_EQ(FeaturesOf(p, Made(i + 1), f), FeaturesOf(*q, Made(i + 1), g));
    EXPECT_EQ(f, g);
  }
}

TEST(Profile, DamagedBytesAreNoProfile) {
  const std::string bytes = Pack(Made(1));
  for (size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(Unpack(std::string_view(bytes).substr(0, n)));
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {  // whatever is read may be compared
    std::string bad = bytes;
    bad[random() % bad.size()] = static_cast<char>(random());
    if (const auto p = Unpack(bad)) {
      Features f;
      FeaturesOf(*p, Made(2), f);
    }
  }
}

}  // namespace
}  // namespace tawatur::reconcile
