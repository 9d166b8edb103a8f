// Masking: by mention where the reports were read, by folded name everywhere else. Entry point: Masker.
#include "publish/mask.h"

#include <algorithm>

#include "publish/labels.h"
#include "text/fold.h"

namespace tawatur::publish {
namespace {

bool IsWordByte(char c) { return text::IsLetter(static_cast<unsigned char>(c)); }

// One-letter words that Arabic writes together with the name that follows: and, then, by, to, like.
bool IsProclitic(unsigned char c) {
  return c == text::kWaw || c == text::kFeh || c == text::kBeh || c == text::kLam || c == text::kKaf;
}

bool BeginsWord(std::string_view s, size_t at) {
  if (at == 0 || !IsWordByte(s[at - 1])) return true;
  return IsProclitic(static_cast<unsigned char>(s[at - 1])) && (at == 1 || !IsWordByte(s[at - 2]));
}

constexpr size_t kBeginning = 3;  // bytes of a name by which it is looked up
uint32_t Beginning(std::string_view s) {
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(s[i])); };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

std::vector<Span> Merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> out;
  for (Span s : spans) {
    if (s.Empty()) continue;
    if (!out.empty() && s.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, s.end);
    } else {
      out.push_back(s);
    }
  }
  return out;
}

std::string Decoded(std::string_view url) {
  const auto hex = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
  };
  std::string out;
  for (size_t i = 0; i < url.size(); ++i) {
    if (url[i] == '%' && i + 2 < url.size() && hex(url[i + 1]) >= 0 && hex(url[i + 2]) >= 0) {
      out += static_cast<char>(hex(url[i + 1]) * 16 + hex(url[i + 2]));
      i += 2;
    } else {
      out += url[i] == '-' || url[i] == '_' || url[i] == '+' ? ' ' : url[i];
    }
  }
  return out;
}

}  // namespace

std::string_view Masker::Token() { return Labels::MaskToken(); }

void PrivateNames::Add(const resolve::ResolvedReport& report) {
  const auto add = [&](std::string_view name) {
    std::string folded = text::FoldKey(name);
    // Two letters are no name to search for: the mention's own span still is masked.
    if (folded.size() >= kBeginning) folded_.insert(std::move(folded));
  };
  for (const auto& entity : report.entities) {
    if (!entity.private_person || entity.anonymous) continue;
    of_.insert(entity.id);
    add(entity.name);
    add(entity.name_en);
  }
  for (size_t m = 0; m < report.findings.mentions.size() && m < report.mention_entity.size(); ++m) {
    const auto* entity = report.EntityOf(static_cast<Index>(m));
    if (entity == nullptr || !entity->private_person || entity->anonymous) continue;
    add(Slice(report.text, report.findings.mentions[m].span));
  }
}

void PrivateNames::Close() {
  names_.assign(folded_.begin(), folded_.end());
  for (uint32_t i = 0; i < names_.size(); ++i) by_beginning_[Beginning(names_[i])].push_back(i);
  for (const std::string& id : of_) shown_.emplace(id, "person~withheld" + std::to_string(shown_.size() + 1));
  folded_.clear(), of_.clear();
}

const std::string* PrivateNames::Shown(const std::string& entity_id) const {
  const auto found = shown_.find(entity_id);
  return found == shown_.end() ? nullptr : &found->second;
}

std::vector<Span> PrivateNames::Find(std::string_view s) const {
  std::vector<Span> out;
  if (names_.empty() || s.empty()) return out;
  text::Folded folded;
  text::Fold(s, folded);
  const std::string_view bytes = folded.bytes;
  for (size_t at = 0; at + kBeginning <= bytes.size(); ++at) {
    if (!BeginsWord(bytes, at)) continue;
    const auto some = by_beginning_.find(Beginning(bytes.substr(at)));
    if (some == by_beginning_.end()) continue;
    for (uint32_t i : some->second) {
      const size_t end = at + names_[i].size();
      if (!bytes.substr(at).starts_with(names_[i]) || (end < bytes.size() && IsWordByte(bytes[end]))) continue;
      out.push_back({folded.origin[at], folded.origin[end]});
    }
  }
  // A name's trailing marks belong to it, white space after it does not: the map already ends where the next letter
  // begins.
  for (Span& span : out) {
    while (span.end > span.begin && (s[span.end - 1] == ' ' || s[span.end - 1] == '\n')) --span.end;
  }
  return Merged(std::move(out));
}

Masker::Masker(std::span<const resolve::ResolvedReport> reports, Masking masking) : reports_(reports), on_(masking.on), names_(masking.names) {
  if (!on_ || names_ != nullptr) return;
  auto names = std::make_shared<PrivateNames>();
  for (const auto& report : reports) names->Add(report);
  names->Close();
  own_ = std::move(names);
  names_ = own_.get();
}

std::string Masker::Text(std::string_view s) {
  if (!on_) return std::string(s);
  std::string out;
  size_t at = 0;
  for (Span span : names_->Find(s)) {
    out.append(s, at, span.begin - at);
    out += Token();
    at = span.end;
    ++count_;
  }
  out.append(s.substr(at));
  return out;
}

std::string Masker::Url(std::string_view url) {
  if (!on_ || names_->Find(Decoded(url)).empty()) return std::string(url);
  ++count_;
  const size_t scheme = url.find("://");
  const size_t slash = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  return std::string(url.substr(0, slash)) + "/withheld";
}

std::string Masker::Id(std::string_view entity_id) {
  if (!on_) return std::string(entity_id);
  const std::string* shown = names_->Shown(std::string(entity_id));
  return shown == nullptr ? Text(entity_id) : *shown;  // "report:PATH" may hold a name
}

std::span<const Span> Masker::Spans(const resolve::ResolvedReport& report) {
  const auto at = &report - reports_.data();
  if (!on_ || at < 0 || static_cast<size_t>(at) >= reports_.size()) return {};
  const auto [it, is_new] = spans_.try_emplace(static_cast<size_t>(at));
  if (!is_new) return it->second;
  auto all = names_->Find(report.text);
  for (size_t m = 0; m < report.findings.mentions.size() && m < report.mention_entity.size(); ++m) {
    const auto* entity = report.EntityOf(static_cast<Index>(m));
    // A person whom another report shows to be private is private here too.
    if (entity != nullptr && names_->Shown(entity->id) != nullptr) all.push_back(report.findings.mentions[m].span);
  }
  return it->second = Merged(std::move(all));
}

std::string Masker::Quote(const resolve::ResolvedReport& report, Span span, bool* masked) {
  std::string out;
  uint32_t at = span.begin;
  if (masked != nullptr) *masked = false;
  for (Span hidden : Spans(report)) {
    if (!hidden.Overlaps(span)) continue;
    if (hidden.begin > at) out.append(report.text, at, hidden.begin - at);
    out += Token();
    ++count_;
    if (masked != nullptr) *masked = true;
    at = std::min(hidden.end, span.end);
  }
  if (at < span.end) out.append(report.text, at, span.end - at);
  return out;
}

}  // namespace tawatur::publish
