// Two reports -> their maximal shared runs and the direction of copying, see copies.h.
#include "reconcile/copies.h"

#include <algorithm>
#include <unordered_map>

#include "reconcile/view.h"

namespace tawatur::reconcile {
namespace {

constexpr size_t kFirstHolders = 8;

// A run carries news when it covers most of a written line of prose; menus and titles of other articles do not.
bool Carries(const std::vector<bool>& prose_a, const std::vector<bool>& prose_b, const Run& run) {
  uint32_t prose = 0;
  for (uint32_t i = 0; i < run.size; ++i) prose += prose_a[run.a + i] && prose_b[run.b + i];
  return prose >= 10;
}

// The same last lines under two articles: a sign-off where nothing else is shared.
bool Tail(size_t na, size_t nb, const Run& run) { return run.a > na * 3 / 4 && run.b > nb * 3 / 4 && run.size * 4 < std::min(na, nb); }

}  // namespace

std::vector<Run> SharedRuns(const extract::Fingerprints& a, const extract::Fingerprints& b) {
  using Mark = extract::Fingerprints::Mark;
  std::vector<Mark> marks = b.mark;
  std::sort(marks.begin(), marks.end(), [](const Mark& x, const Mark& y) { return x.hash != y.hash ? x.hash < y.hash : x.word < y.word; });
  std::vector<Run> runs;
  // Where the last run of each alignment ends: a mark inside it is part of it.
  std::unordered_map<int64_t, uint32_t> end_of;
  for (const Mark& m : a.mark) {
    auto it = std::lower_bound(marks.begin(), marks.end(), m.hash, [](const Mark& x, uint64_t h) { return x.hash < h; });
    for (int tries = 0; it != marks.end() && it->hash == m.hash && tries < 16; ++it, ++tries) {
      const uint32_t at = it->word;
      uint32_t& end = end_of[static_cast<int64_t>(at) - m.word];
      if (m.word < end) continue;
      uint32_t back = 0, size = 0;
      while (back < m.word && back < at && a.word[m.word - back - 1] == b.word[at - back - 1]) ++back;
      while (m.word + size < a.word.size() && at + size < b.word.size() && a.word[m.word + size] == b.word[at + size]) ++size;
      end = m.word + size;
      if (back + size >= kLeastRun) runs.push_back({m.word - back, at - back, back + size});
    }
  }
  std::sort(runs.begin(), runs.end(), [](const Run& x, const Run& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  return runs;
}

std::optional<Copy> FindCopy(std::span<const resolve::ResolvedReport> reports, Index a, Index b) {
  // Direction: the earlier publication is the source; where that is open, the longer text; then the id.
  const resolve::ResolvedReport *ra = &reports[a], *rb = &reports[b];
  const bool dated = !ra->meta.published.empty() && !rb->meta.published.empty() && ra->meta.published != rb->meta.published;
  const size_t na = ra->findings.fingerprints.word.size(), nb = rb->findings.fingerprints.word.size();
  const bool swap = dated ? rb->meta.published < ra->meta.published : na != nb ? na < nb : rb->meta.id < ra->meta.id;
  if (swap) std::swap(a, b), std::swap(ra, rb);
  const extract::Fingerprints &fa = ra->findings.fingerprints, &fb = rb->findings.fingerprints;
  if (fa.word.empty() || fb.word.empty()) return std::nullopt;

  const std::vector<bool> prose_a = ProseOf(*ra), prose_b = ProseOf(*rb);
  Copy copy{a, b, 0, {}, {}};
  std::vector<bool> in_a(fa.word.size()), in_b(fb.word.size());
  uint32_t longest = 0;
  std::vector<Run> runs = SharedRuns(fa, fb);
  std::erase_if(runs, [&](const Run& run) { return !Carries(prose_a, prose_b, run); });
  if (std::all_of(runs.begin(), runs.end(), [&](const Run& run) { return Tail(fa.word.size(), fb.word.size(), run); })) return std::nullopt;
  for (const Run& run : runs) {
    longest = std::max(longest, run.size);
    for (uint32_t i = 0; i < run.size; ++i) in_a[run.a + i] = in_b[run.b + i] = true;
    const uint32_t begin = fb.token[run.b], last = fb.token[run.b + run.size - 1];
    uint32_t end = last;  // the end of the last word: up to white space
    while (end < rb->text.size() && static_cast<unsigned char>(rb->text[end]) > ' ') ++end;
    copy.spans.push_back({begin, end});
  }
  std::sort(copy.spans.begin(), copy.spans.end());
  std::vector<Span> joined;
  for (Span s : copy.spans) {
    if (!joined.empty() && s.begin <= joined.back().end) joined.back().end = std::max(joined.back().end, s.end);
    else joined.push_back(s);
  }
  copy.spans = std::move(joined);
  auto percent = [](const std::vector<bool>& in) { return static_cast<double>(std::count(in.begin(), in.end(), true)) / static_cast<double>(in.size()); };
  copy.share = percent(in_b);
  copy.reason = "longest shared run " + std::to_string(longest) + " words; " + std::to_string(static_cast<int>(copy.share * 100 + 0.5)) +
                "% of the later text, " + std::to_string(static_cast<int>(percent(in_a) * 100 + 0.5)) + "% of the earlier; order by " +
                (dated ? "publication time" : na != nb ? "length, as publication times are open" : "id, as publication times are open");
  return copy;
}

std::vector<Copy> FindCopies(std::span<const resolve::ResolvedReport> reports, const std::vector<Index>& story) {
  // Each is held against the first that have a fingerprint in common with it: of four thousand copies of one text each is one of the first.
  std::vector<Index> order = story;
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return Before(reports[a], reports[b]); });
  std::unordered_map<uint64_t, std::vector<Index>> holders;
  std::vector<Copy> out;
  std::vector<Index> sources;
  for (Index r : order) {
    sources.clear();
    for (const auto& m : reports[r].findings.fingerprints.mark) {
      std::vector<Index>& held = holders[m.hash];
      sources.insert(sources.end(), held.begin(), held.end());
      if (held.size() < kFirstHolders && (held.empty() || held.back() != r)) held.push_back(r);
    }
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    for (Index s : sources) {
      if (s == r) continue;
      if (auto copy = FindCopy(reports, s, r)) out.push_back(std::move(*copy));
    }
  }
  std::sort(out.begin(), out.end(), [&](const Copy& x, const Copy& y) {
    return x.of != y.of ? Before(reports[x.of], reports[y.of]) : x.by != y.by && Before(reports[x.by], reports[y.by]);
  });
  return out;
}

}  // namespace tawatur::reconcile
