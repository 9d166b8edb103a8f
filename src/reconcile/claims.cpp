// Claims of all reports -> one entry each, told by one or several reports. Entry point: MergeClaims().
#include <algorithm>
#include <map>
#include <tuple>

#include "reconcile/steps.h"

namespace tawatur::reconcile {
namespace {

// Hashes of the words in a span, sorted.
std::vector<uint64_t> WordsOf(const resolve::ResolvedReport& r, Span span) {
  const extract::Fingerprints& f = r.findings.fingerprints;
  std::vector<uint64_t> out;
  auto it = std::lower_bound(f.token.begin(), f.token.end(), span.begin);
  for (; it != f.token.end() && *it < span.end; ++it) out.push_back(f.word[static_cast<size_t>(it - f.token.begin())]);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double Jaccard(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<uint64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size() - both.size());
}

constexpr double kCopied = 0.8;  // of the words

// One body, or two that no list holds and that each report therefore has to itself.
bool Fits(const std::string& a, const std::string& b) {
  return a == b || (a.find('~') != std::string::npos && b.find('~') != std::string::npos);
}

struct Told {
  std::string speaker, target;
  std::vector<uint64_t> words;
};

}  // namespace

void MergeClaims(const View& v, Story& story) {
  std::vector<Told> told;
  std::map<Index, std::vector<size_t>> of_report;  // entries that a report has a part in
  std::map<Index, std::vector<Index>> copied_with;
  for (const Copy& c : story.copies) copied_with[c.by].push_back(c.of), copied_with[c.of].push_back(c.by);
  std::map<std::tuple<extract::ClaimType, std::string, std::string>, std::vector<size_t>> alike;  // by kind, speaker, target: entries
  for (Index r : story.reports) {
    const resolve::ResolvedReport& report = v.At(r);
    for (Index i = 0; i < report.findings.claims.size(); ++i) {
      const extract::Claim& c = report.findings.claims[i];
      Told t{BodyOf(v, report, c.speaker), BodyOf(v, report, c.target), WordsOf(report, c.content.Empty() ? c.evidence : c.content)};
      const Evidence evidence = At(r, c.evidence);
      StoryClaim* same = nullptr;
      // The same words in a copy: whoever nobody lists is another one in each report, and still the same.
      for (Index other : copied_with[r]) {
        for (size_t k : of_report[other]) {
          const extract::Claim& d = v.ClaimAt(story.claims[k].claim);
          const bool fits = same == nullptr && d.type == c.type && Fits(told[k].speaker, t.speaker) && Fits(told[k].target, t.target);
          if (fits && Jaccard(told[k].words, t.words) >= kCopied) same = &story.claims[k];
        }
      }
      const bool copied = same != nullptr;
      std::vector<size_t>& entries = alike[{c.type, t.speaker, t.target}];
      for (size_t k : copied ? std::vector<size_t>() : entries) {
        if (t.speaker.empty() && story.claims[k].claim.report != r) {
          // Two outlets each speak for themselves, unless the words were copied.
          if (Jaccard(told[k].words, t.words) < kCopied) continue;
        }
        if (Jaccard(told[k].words, t.words) < 0.5) continue;
        same = &story.claims[k];
        break;
      }
      if (same == nullptr) {
        same = &story.claims.emplace_back();
        same->claim = {r, i};
        entries.push_back(told.size());
        told.push_back(std::move(t));
      } else {
        same->same.push_back({r, i});
        if (copied) same->copied.push_back({r, i});
      }
      of_report[r].push_back(static_cast<size_t>(same - story.claims.data()));
      if (std::find(same->reports.begin(), same->reports.end(), r) == same->reports.end()) same->reports.push_back(r);
      AddEvidence(same->evidence, evidence);
    }
  }
}

}  // namespace tawatur::reconcile
