// Who is said to be responsible, and what is claimed, side by side with what is answered. Entry points:
// PutResponsible(), PutClaims().
#include <algorithm>
#include <map>
#include <set>

#include "publish/html.h"
#include "publish/words.h"
#include "reconcile/reconcile.h"

namespace tawatur::publish {
namespace {

using extract::ClaimType;
using reconcile::StoryClaim;

constexpr size_t kOpenClaims = 6;

struct View {
  const resolve::ResolvedReport& r;
  const extract::Claim& c;
};

View Of(Html& h, const StoryClaim& c) {
  return {h.reports()[c.claim.report], h.reports()[c.claim.report].findings.claims[c.claim.index]};
}

// What a mention is known by: its entity, else its words.
std::string KeyOf(const resolve::ResolvedReport& r, Index mention) {
  if (mention == kNone || mention >= r.findings.mentions.size()) return {};
  const auto* e = mention < r.mention_entity.size() ? r.EntityOf(mention) : nullptr;
  return e ? e->id : std::string(Slice(r.text, r.findings.mentions[mention].span));
}

std::string TargetKey(const View& v) {
  if (v.c.target != kNone) return KeyOf(v.r, v.c.target);
  return std::string(Slice(v.r.text, v.c.target_span));
}

// What the accused says to it: rejects it, keeps silent, or says that it was so.
bool Answers(ClaimType t) {
  return t == ClaimType::kDenial || t == ClaimType::kNoComment || t == ClaimType::kResponsibility ||
         t == ClaimType::kAcknowledgement;
}

void PutTarget(Html& h, const View& v) {
  if (v.c.target != kNone) {
    h.Mention(v.r, v.c.target);
  } else if (!v.c.target_span.Empty()) {
    h.Raw("<bdi lang=\"ar\">").Text(h.mask().Quote(v.r, v.c.target_span)).Raw("</bdi>");
  } else {
    h.Raw("<span class=\"none\">").L(v.c.target_unnamed ? "none.target_unnamed" : "none.target").Raw("</span>");
  }
}

void PutSpeaker(Html& h, const View& v) {
  if (v.c.speaker == kNone) {
    h.Raw("<span class=\"none\">")
        .L("none.claimant")
        .Raw("</span> <bdi>")
        .Text(h.mask().Text(v.r.meta.outlet))
        .Raw("</bdi>");
  } else {
    h.Mention(v.r, v.c.speaker);
  }
}

void PutClaim(Html& h, const StoryClaim& claim, bool with_target) {
  const View v = Of(h, claim);
  const int n = h.BeginStatement();
  h.Raw("<div class=\"claim t-")
      .Raw(Word(v.c.type))
      .Raw("\" data-claim=\"")
      .Text(reconcile::ClaimId(v.r, claim.claim.index))
      .Raw("\"")
      .StatementId(n)
      .Raw("><p class=\"meta\"><strong>")
      .W("claim", Word(v.c.type))
      .Raw("</strong> \xC2\xB7 ");
  PutSpeaker(h, v);
  if (v.c.speaker_kind != extract::SpeakerKind::kNone)
    h.Raw(" <span class=\"role\">").W("speaker_kind", Word(v.c.speaker_kind)).Raw("</span>");
  h.Raw(" ").StatementMark(n).Raw("</p>");
  h.Raw("<p class=\"meta\">");
  // Words that name nobody are in the quotation; as a label they would only puzzle.
  const bool known = v.c.target != kNone && v.c.target < v.r.mention_entity.size() && v.r.EntityOf(v.c.target) != nullptr;
  if (with_target && (known || v.c.target_unnamed)) {
    h.L("word.about").Raw(" <strong>");
    PutTarget(h, v);
    h.Raw("</strong> \xC2\xB7 ");
  }
  h.Raw("<span class=\"strength\">")
      .L("word.strength")
      .Raw(": ")
      .W("strength", Word(v.c.strength))
      .Raw("</span>");
  if (!v.c.hedge.Empty()) h.Raw(" <q lang=\"ar\" dir=\"rtl\">").Text(h.mask().Quote(v.r, v.c.hedge)).Raw("</q>");
  if (v.c.relayed_by != kNone && KeyOf(v.r, v.c.relayed_by) != KeyOf(v.r, v.c.speaker)) {
    h.Raw(" \xC2\xB7 ").L("word.relayed_by").Raw(" ").Mention(v.r, v.c.relayed_by);
    if (v.c.endorsed) h.Raw(" (").L(*v.c.endorsed ? "word.endorsed" : "word.rejected").Raw(")");
  }
  if (claim.reports.size() > 1) h.Raw(" \xC2\xB7 ").Count(static_cast<int64_t>(claim.reports.size()), "count.report");
  h.Raw("</p>").Quotes(n, claim.evidence).Raw("</div>\n");
}

}  // namespace

void PutResponsible(Html& h, const reconcile::Story& s) {
  if (s.responsible.empty()) return;
  h.OpenSection("responsible", "section.responsible");
  h.Raw("<p class=\"lead\">").L("responsible.lead").Raw("</p>\n<table class=\"grid\"><thead><tr>");
  for (std::string_view col : {"col.who", "col.role", "col.stated_by", "col.answer", "col.words"})
    h.Raw("<th scope=\"col\">").L(col).Raw("</th>");
  h.Raw("</tr></thead><tbody>\n");
  for (const auto& r : s.responsible) {
    const int n = h.BeginStatement();
    h.Raw("<tr")
        .StatementId(n)
        .Raw("><th scope=\"row\">")
        .Slot(r.who)
        .Raw("</th><td><span class=\"th\">")
        .L("col.role")
        .Raw("</span>")
        .W("role", r.role);
    h.Raw(" \xC2\xB7 ")
        .W("stance", r.stance)
        .Raw(" <span class=\"role\">")
        .W("strength", Word(r.strength))
        .Raw("</span></td><td><span class=\"th\">")
        .L("col.stated_by")
        .Raw("</span><ul class=\"plain\">");
    std::set<std::string> seen;
    for (const auto& by : r.stated_by) {
      if (seen.insert(by.id + "|" + by.name + "|" + by.text).second)
        h.Raw("<li>").Slot(by, "none.claimant").Raw("</li>");
    }
    h.Raw("</ul></td><td><span class=\"th\">")
        .L("col.answer")
        .Raw("</span>")
        .W("answer", r.answer.empty() ? std::string_view("not reported") : std::string_view(r.answer));
    h.Raw("</td><td class=\"words\">").StatementMark(n).Quotes(n, r.evidence).Raw("</td></tr>\n");
  }
  h.Raw("</tbody></table>\n");
  h.CloseSection();
}

void PutClaims(Html& h, const reconcile::Story& s) {
  if (s.claims.empty()) return;
  h.OpenSection("claims", "section.claims");
  // Accusations by whom they are against, each beside what that one answers.
  struct Pair {
    std::vector<size_t> left, right;
  };
  std::vector<std::string> order;
  std::map<std::string, Pair> pairs;
  std::vector<size_t> rest;
  for (size_t i = 0; i < s.claims.size(); ++i) {
    const View v = Of(h, s.claims[i]);
    if (v.c.type != ClaimType::kAccusation) continue;
    const std::string key = TargetKey(v);
    if (pairs.find(key) == pairs.end()) order.push_back(key);
    pairs[key].left.push_back(i);
  }
  for (size_t i = 0; i < s.claims.size(); ++i) {
    const View v = Of(h, s.claims[i]);
    if (v.c.type == ClaimType::kAccusation) continue;
    const auto speaker = pairs.find(KeyOf(v.r, v.c.speaker));
    const bool answer = Answers(v.c.type) && v.c.speaker != kNone && speaker != pairs.end();
    answer ? speaker->second.right.push_back(i) : rest.push_back(i);
  }
  // First those with an answer or several accusers; the others two in a row.
  const auto lone = [&](const std::string& key) { return pairs[key].right.empty() && pairs[key].left.size() == 1; };
  std::stable_partition(order.begin(), order.end(), [&](const std::string& key) { return !lone(key); });
  bool in_cards = false;
  for (const auto& key : order) {
    const auto& pair = pairs[key];
    if (lone(key) && !in_cards) {
      h.Raw("<div class=\"cards lone\">\n");
      in_cards = true;
    }
    const View v = Of(h, s.claims[pair.left[0]]);
    h.Raw("<article class=\"versus\"><h3>");
    if (v.c.target == kNone && v.c.target_span.Empty() && !v.c.target_unnamed) {
      h.L("claims.no_target");
    } else {
      h.L("claims.against").Raw(" ");
      PutTarget(h, v);
    }
    // A side that is silent gets a word, not an empty column. Whether it is silent is not for the page to judge: its army
    // or its spokesman may have answered for it.
    if (pair.right.empty()) {
      const auto known = std::find_if(s.responsible.begin(), s.responsible.end(), [&](const auto& r) { return r.who.id == key; });
      if (known != s.responsible.end() && !key.empty()) {
        const bool silent = known->answer.empty() || known->answer == "not reported";
        h.Raw(" <span class=\"role\">");
        if (silent) {
          h.L("claims.no_reply");
        } else {
          h.L("claims.answer").Raw(": ").W("answer", known->answer);
        }
        h.Raw("</span>");
      }
      h.Raw("</h3>");
      if (!in_cards) h.Raw("<div class=\"cards\">\n");
      for (size_t i : pair.left) PutClaim(h, s.claims[i], false);
      h.Raw(in_cards ? "</article>\n" : "</div></article>\n");
      continue;
    }
    h.Raw("</h3><div class=\"pair\"><div><h4>").L("claims.said").Raw("</h4>");
    for (size_t i : pair.left) PutClaim(h, s.claims[i], false);
    h.Raw("</div><div><h4>").L("claims.answer").Raw("</h4>");
    for (size_t i : pair.right) PutClaim(h, s.claims[i], true);
    h.Raw("</div></div></article>\n");
  }
  if (in_cards) h.Raw("</div>\n");
  if (!rest.empty()) {
    h.Raw("<h3 class=\"minor\">").L("claims.other").Raw("</h3>\n");
    // By type; long lists are folded.
    std::map<ClaimType, std::vector<size_t>> by_type;
    for (size_t i : rest) by_type[Of(h, s.claims[i]).c.type].push_back(i);
    for (const auto& [type, members] : by_type) {
      h.Raw(members.size() <= kOpenClaims ? "<details class=\"fold\" open><summary>"
                                          : "<details class=\"fold\"><summary>")
          .W("claim", Word(type));
      h.Raw(" (").Number(static_cast<int64_t>(members.size())).Raw(")</summary><div class=\"cards\">\n");
      for (size_t i : members) PutClaim(h, s.claims[i], true);
      h.Raw("</div></details>\n");
    }
  }
  h.CloseSection();
}

}  // namespace tawatur::publish
