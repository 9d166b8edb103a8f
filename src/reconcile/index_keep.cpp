// What grouping found, as bytes, and back; see story_index.h. Entry points: StoryIndex::Keep(), Restore().
#include <algorithm>

#include "reconcile/story_index.h"

namespace tawatur::reconcile {
namespace {

void Write(std::string& out, uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

// Numbers out of bytes that may be anybody's.
struct Numbers {
  std::string_view in;
  bool ok = true;

  uint64_t Next() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (in.empty()) break;
      const auto byte = static_cast<unsigned char>(in.front());
      in.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    ok = false;
    return 0;
  }
  // How many things follow: each takes a byte at least.
  size_t Count() {
    const uint64_t n = Next();
    ok = ok && n <= in.size();
    return ok ? static_cast<size_t>(n) : 0;
  }
};

// Signed numbers, small ones short.
uint64_t Fold(int32_t v) { return v < 0 ? static_cast<uint64_t>(-static_cast<int64_t>(v)) * 2 - 1 : static_cast<uint64_t>(v) * 2; }
int32_t Unfold(uint64_t v) { return static_cast<int32_t>(v % 2 ? -static_cast<int64_t>((v + 1) / 2) : static_cast<int64_t>(v / 2)); }

}  // namespace

std::string StoryIndex::Keep() const {
  std::string out;
  const std::vector<std::vector<uint32_t>> stories = Stories();
  Write(out, stories.size());
  for (const auto& story : stories) {
    Write(out, story.size());
    for (uint32_t r : story) Write(out, r);
  }
  // Each link once, at the lesser of its two.
  for (uint32_t r = 0; r < nodes_.size(); ++r) {
    const auto& links = nodes_[r].links;
    const auto first = std::partition_point(links.begin(), links.end(), [&](const Link& l) { return l.other <= r; });
    if (!states_[r].live || first == links.end()) continue;
    Write(out, r);
    Write(out, static_cast<uint64_t>(links.end() - first));
    uint32_t last = r;
    for (auto l = first; l != links.end(); last = l->other, ++l) {
      Write(out, l->other - last);
      Write(out, Fold(l->score) * 2 + l->same_text);
    }
  }
  return out;
}

std::optional<std::vector<std::vector<uint32_t>>> StoryIndex::StoriesIn(std::string_view kept) {
  Numbers in{kept};
  std::vector<std::vector<uint32_t>> stories(in.Count());
  for (auto& story : stories) {
    story.resize(in.Count());
    for (uint32_t& r : story) r = static_cast<uint32_t>(in.Next());
    if (!in.ok || story.empty()) return std::nullopt;
  }
  return stories;
}

bool StoryIndex::Restore(std::string_view bytes, std::vector<std::pair<uint32_t, Profile>>& reports) {
  if (size_ != 0) return false;
  uint32_t most = 0;
  for (const auto& [r, profile] : reports) most = std::max(most, r + 1);
  std::vector<uint32_t> story_of(most, kNone);
  std::vector<bool> given(most);
  for (const auto& [r, profile] : reports) given[r] = true;
  auto is_report = [&](uint64_t r) { return r < most && given[static_cast<size_t>(r)]; };

  Numbers in{bytes};
  std::vector<std::vector<uint32_t>> stories(in.Count());
  size_t held = 0;
  for (auto& story : stories) {
    story.resize(in.Count());
    for (uint32_t& r : story) {
      const uint64_t number = in.Next();
      if (!in.ok || !is_report(number) || story_of[static_cast<size_t>(number)] != kNone) return false;
      r = static_cast<uint32_t>(number);
      story_of[r] = static_cast<uint32_t>(&story - stories.data());
      ++held;
    }
    if (story.empty()) return false;
  }
  if (held != reports.size()) return false;
  // Twice over the links: once to see whether they are sound and how many each report has, once to take them.
  std::vector<uint32_t> count(most);
  auto each = [&](Numbers links, auto&& take) {
    for (uint64_t least = 0; !links.in.empty();) {
      const uint64_t r = links.Next();
      if (r < least) return false;
      least = r + 1;
      uint64_t other = r;
      for (size_t n = links.Count(); n > 0; --n) {
        const uint64_t step = links.Next(), score = links.Next();
        if (!links.ok || step == 0 || step > most) return false;
        other += step;
        if (!is_report(r) || !is_report(other)) return false;
        take(static_cast<uint32_t>(r), Link{static_cast<uint32_t>(other), Unfold(score / 2), score % 2 != 0});
      }
      if (!links.ok) return false;
    }
    return true;
  };
  if (!each(in, [&](uint32_t r, const Link& link) { ++count[r], ++count[link.other]; })) return false;

  nodes_.resize(most);
  for (auto& [r, profile] : reports) {
    Hold(r, profile);
    profile = Profile();
    nodes_[r].links.reserve(count[r]);
  }
  each(in, [&](uint32_t r, const Link& link) {
    nodes_[r].links.push_back(link);
    nodes_[link.other].links.push_back({r, link.score, link.same_text});
  });
  for (Node& node : nodes_) std::sort(node.links.begin(), node.links.end(), [](const Link& a, const Link& b) { return a.other < b.other; });
  for (const auto& [r, profile] : reports) {
    states_[r].live = true;
    states_[r].story = story_of[r];
    for (const Key& key : KeysOf(*nodes_[r].profile)) postings_.Insert(key.hash, r);
  }
  size_ = settled_ = reports.size();
  next_id_ = static_cast<uint32_t>(stories.size());
  for (uint32_t s = 0; s < next_id_; ++s) stories_.emplace(s, std::move(stories[s]));
  return true;
}

}  // namespace tawatur::reconcile
