// Order of mentions, surnames standing alone, and short forms joined to the full name in this report.
// Entry points: MentionFinder::FindSurnames(), Reorder(), JoinShortForms(), DropOpen().
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <vector>

#include "extract/mentions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

namespace {

constexpr size_t kSurnames = 24;  // people with a surname a report may have; a story names fewer
constexpr Index kWindow = 400;    // mentions looked back

struct Surname {
  uint64_t hash, join;   // of the last word without article; of a joining word before it ("'abd"), 0 if none
  uint64_t whole;        // of the last word as it stands
  uint32_t first, last;  // the full name
};

// Which of kDigestsAtOnce words have a digest among those sought, a bit each.
uint32_t Among(const uint16_t* digests, std::span<const uint8_t> sought) {
  uint32_t found = 0;
#ifdef __SSE2__
  using Bytes = char __attribute__((vector_size(16)));
  Bytes low, high;
  std::memcpy(&low, digests, sizeof low);
  std::memcpy(&high, digests + kDigestsAtOnce / 2, sizeof high);
  Bytes a{}, b{};
  for (const uint8_t s : sought) {
    const Bytes all = Bytes{} + static_cast<char>(s);
    a |= low == all;
    b |= high == all;
  }
  using Shorts = short __attribute__((vector_size(16)));
  const Bytes words = __builtin_ia32_packsswb128(std::bit_cast<Shorts>(a) != 0, std::bit_cast<Shorts>(b) != 0);
  found = static_cast<uint32_t>(__builtin_ia32_pmovmskb128(words));
#else
  for (uint32_t i = 0; i < kDigestsAtOnce; ++i) {
    for (const uint8_t s : sought) found |= uint32_t{(digests[i] & 0xFF) == s || digests[i] >> 8 == s} << i;
  }
#endif
  return found;
}

}  // namespace

// The last word of a person named before.
bool MentionFinder::IsSurname(uint32_t i) const {
  return std::any_of(out_.mentions.begin(), out_.mentions.end(), [&](const Mention& m) {
    return m.type == EntityType::kPerson && !m.anonymous && m.last > m.first + 1 && (m.rule == "title" || m.rule == "name") && text_.tokens[m.last - 1].hash == text_.tokens[i].hash;
  });
}

void MentionFinder::FindSurnames() {
  std::array<Surname, kSurnames> known;
  size_t n = 0;
  const auto keep = [&](const Surname& name) {
    if (n == kSurnames || std::any_of(known.begin(), known.begin() + n, [&](const Surname& k) { return k.hash == name.hash && k.join == name.join; })) return;
    known[n++] = name;
  };
  const size_t named = out_.mentions.size();
  for (size_t m = 0; m < named && n < kSurnames; ++m) {
    const Mention& x = out_.mentions[m];
    if (x.type == EntityType::kPerson && !x.anonymous && x.last == x.first + 1 && (x.rule == "title" || x.rule == "name") && text_.tokens[x.first].hash &&
        text_.tokens[x.first].fold_size > 3 && np_.GivenKind(x.first) == "foreign") {  // "Neymar": known by one name
      keep({HeadHash(x.first), 0, text_.tokens[x.first].hash, x.first, x.last});
    }
    if (x.type != EntityType::kPerson || x.anonymous || x.last - x.first < 2 || x.rule == "role" || x.rule == "source") continue;
    if (text_.tokens[x.last - 1].fold_size < 3 || text_.tokens[x.last - 1].hash == 0) continue;
    if (!words_.words[x.last - 1].senses.empty() && !words_.Is(x.last - 1, Tag::kGivenName) && !words_.Is(x.last - 1, Tag::kName)) continue;
    Surname s = {HeadHash(x.last - 1), 0, text_.tokens[x.last - 1].hash, x.first, x.last};
    if (words_.Is(x.last - 2, Tag::kNameJoin) || np_.SecondHalf(x.last - 1)) s.join = text_.tokens[x.last - 2].hash;
    keep(s);
    const Hit given = words_.At(x.first, Tag::kGivenName);  // foreign first names are no words of ours: they may stand alone
    if (given && text_.tokens[x.first].fold_size > 1 && x.rule != "speaker" && np_.Symbol(given) == "foreign") keep({HeadHash(x.first), 0, 0, 0, 0});
  }
  if (n == 0) return;
  std::array<uint8_t, kSurnames> sought;
  for (size_t k = 0; k < n; ++k) sought[k] = Digest(known[k].hash);
  size_t next = 0;  // mention at or after the token
  const auto look = [&](uint32_t i) {
    const text::Token& t = text_.tokens[i];
    const text::Sentence& sentence = text_.sentences[t.sentence];
    if (sentence.furniture || t.fold_size < 2) return;
    while (next < named && out_.mentions[next].last <= i) ++next;
    if (next < named && out_.mentions[next].first <= i) return;
    if (words_.Is(i, Tag::kSay)) return;  // of a phrase that begins here
    uint64_t h = HeadHash(i);
    const bool cut = std::none_of(known.begin(), known.begin() + n, [&](const Surname& k) { return k.hash == h; });
    if (cut) {  // "li-Daniels", "wa-Fathi": a particle before a name that no list knows
      if (words_.digests[i] >> 8 == 0) return;
      h = text::HashWord(text_.Word(i).substr(1));
    }
    for (size_t k = 0; k < n; ++k) {
      if (known[k].hash != h) continue;
      const bool joined = i > sentence.first && known[k].join && text_.tokens[i - 1].hash == known[k].join;
      if ((known[k].join && !joined) || (cut && joined)) continue;
      uint32_t first = joined ? i - 1 : i;  // the full name, where nothing told it for one
      const uint32_t open = std::max(sentence.first, next > 0 ? out_.mentions[next - 1].last : 0);
      for (uint32_t at = known[k].last > 0 ? known[k].last - (i + 1 - first) : 0; at > known[k].first && first > open && text_.tokens[first - 1].hash == text_.tokens[at - 1].hash;) --first, --at;
      const Index m = Add(first, i + 1, EntityType::kPerson, "", "surname");
      if (cut) out_.mentions[m].span.begin = text_.folded.origin[t.fold + 1];
      else if (t.hash == known[k].whole && first == i) out_.mentions[m].span.begin = t.begin;  // "Falverde": no particle
      break;
    }
  };
  const auto count = static_cast<uint32_t>(text_.tokens.size());
  for (uint32_t at = 0; at < count; at += kDigestsAtOnce) {
    for (uint32_t found = Among(&words_.digests[at], {sought.data(), n}); found; found &= found - 1) {
      const uint32_t i = at + static_cast<uint32_t>(std::countr_zero(found));
      if (i < count) look(i);
    }
  }
}

// By place in the text, the longer first. They come nearly in order: a body before the role that holds it, surnames last.
void MentionFinder::Reorder() {
  auto& all = out_.mentions;
  const auto before = [](const Mention& a, const Mention& b) { return a.first != b.first ? a.first < b.first : a.last > b.last; };
  if (std::is_sorted(all.begin(), all.end(), before)) return;
  order_.resize(all.size());
  for (Index i = 0; i < order_.size(); ++i) {  // each goes back over the few it stands before
    Index k = i;
    for (; k > 0 && before(all[i], all[order_[k - 1]]); --k) order_[k] = order_[k - 1];
    order_[k] = i;
  }
  now_.resize(all.size());
  for (Index i = 0; i < order_.size(); ++i) now_[order_[i]] = i;
  Renumber();
  for (Index i = 0; i < now_.size(); ++i) {
    for (Index to = now_[i]; to != i; to = now_[i]) {
      std::swap(all[i], all[to]);
      std::swap(now_[i], now_[to]);
    }
  }
}

// Leaves out short forms that stand for nothing named in this report.
void MentionFinder::DropOpen() {
  auto& all = out_.mentions;
  const auto open = [](const Mention& m) { return m.rule == "short" && m.same_as == kNone && !m.anonymous && m.type != EntityType::kOrganisation; };
  if (std::none_of(all.begin(), all.end(), open)) return;
  now_.assign(all.size(), kNone);
  Index kept = 0;
  for (Index i = 0; i < now_.size(); ++i) {
    if (!open(all[i])) now_[i] = kept++;
  }
  std::erase_if(all, open);
  Renumber();
}

// What mentions call each other by has changed to what `now_` says.
void MentionFinder::Renumber() {
  for (Mention& m : out_.mentions) {
    if (m.body != kNone) m.body = now_[m.body];
    if (m.same_as != kNone) m.same_as = now_[m.same_as];
  }
}

// "al-markaz", "al-tanzim": the nearest earlier name with that head noun, else one of that kind.
Index MentionFinder::JoinShort(Index m) const {
  const Mention& x = out_.mentions[m];
  const uint64_t head = HeadHash(x.first);
  const bool alike = !x.anonymous && !x.kind.empty() &&
                     (x.kind == "armed_group" || x.kind == "agency" || x.kind == "outlet" || x.kind == "party" || x.kind == "monitor" || x.kind == "ngo" ||
                      x.kind == "centre" || x.kind == "network" || x.type == EntityType::kFacility || x.type == EntityType::kPlace);
  Index by_kind = kNone;
  for (Index k = m; k-- > 0 && m - k < kWindow;) {
    const Mention& y = out_.mentions[k];
    if (y.adjective || y.rule == "short") continue;
    if (x.anonymous != y.anonymous) continue;
    const bool thing = (y.type == x.type) || (x.type != EntityType::kPerson && y.type != EntityType::kPerson);
    if (!thing) continue;
    if (HeadHash(y.first) == head && y.last > y.first) return k;
    if (y.entity >= 0 && lexicon_.EntityAt(y.entity).head == head) return k;
    if (by_kind == kNone && alike && y.kind == x.kind) by_kind = k;
  }
  return by_kind;
}

// "al-mutahaddith", "al-bahith": the person who bears that title.
Index MentionFinder::JoinRole(Index m) const {
  const Mention& x = out_.mentions[m];
  const uint64_t head = HeadHash(x.first);
  const auto body_of = [&](Index b) {
    for (int hops = 0; b != kNone && out_.mentions[b].same_as != kNone && hops < 8; ++hops) b = out_.mentions[b].same_as;
    return b;
  };
  for (Index k = m; k-- > 0 && m - k < kWindow;) {
    const Mention& y = out_.mentions[k];
    if (y.type != EntityType::kPerson || y.anonymous || k == m) continue;
    const bool role = y.rule == "role";
    if (!role && y.title.Empty()) continue;
    // The title stands right before or after the name, or is the mention itself.
    const auto& tokens = text_.tokens;
    uint32_t at = y.first;
    if (!role) {
      const auto it = std::upper_bound(tokens.begin(), tokens.end(), y.title.begin, [](uint32_t b, const text::Token& t) { return b < t.end; });
      at = static_cast<uint32_t>(it - tokens.begin());
    }
    if (HeadHash(at) != head) continue;
    if (x.body != kNone && y.body != kNone) {
      const Index a = body_of(x.body), b = body_of(y.body);
      const Mention &p = out_.mentions[a], &q = out_.mentions[b];
      const bool same = a == b || (p.entity >= 0 && p.entity == q.entity) || text_.Verbatim(p.span) == text_.Verbatim(q.span);
      if (!same) continue;
    } else if (x.body != kNone) {
      continue;
    } else if (role && x.last - x.first > 1 && text_.Verbatim(x.span) != text_.Verbatim(y.span)) {
      continue;
    }
    return k;
  }
  return kNone;
}

// The people whom a surname or a first name alone may stand for.
void MentionFinder::ListFullNames() {
  for (Index m = 0; m < out_.mentions.size(); ++m) {
    const Mention& x = out_.mentions[m];
    if (x.type != EntityType::kPerson || x.anonymous || x.last - x.first < 2 || x.rule == "role" || text_.tokens[x.last - 1].hash == 0) continue;
    full_names_.emplace_back(m, HeadHash(x.last - 1));
  }
}

void MentionFinder::JoinShortForms() {
  auto& all = out_.mentions;
  bool listed = false;
  for (Index m = 0; m < all.size(); ++m) {
    Mention& x = all[m];
    if (x.rule == "short") {
      x.same_as = JoinShort(m);
      if (x.same_as == kNone && x.type == EntityType::kOrganisation) {  // the full name may follow: "al-markaz ... markaz jusur"
        const uint64_t head = HeadHash(x.first);
        for (Index k = m + 1; k < all.size() && k < m + 40; ++k) {
          if (all[k].rule != "short" && !all[k].anonymous && all[k].type == x.type && HeadHash(all[k].first) == head) {
            x.same_as = k;
            break;
          }
        }
      }
      if (x.same_as != kNone && x.body == kNone) x.body = all[x.same_as].body;
    } else if (x.rule == "role") {
      x.same_as = JoinRole(m);
    } else if ((x.type == EntityType::kPerson || (x.rule == "speaker" && x.last - x.first == 1)) && !x.anonymous && x.entity < 0 && x.last - x.first <= 2) {
      // A surname or first name alone: the fuller name that ends (or begins) with it.
      if (!listed) ListFullNames();
      listed = true;
      const uint64_t last = HeadHash(x.last - 1);
      for (const auto& [k, end] : full_names_) {
        const Mention& y = all[k];
        if (k == m || y.last - y.first <= x.last - x.first) continue;
        const bool first_name = x.last - x.first == 1 && words_.Is(x.first, Tag::kGivenName) && HeadHash(y.first) == last;
        if (end != last && !first_name) continue;
        if (x.last - x.first == 2 && HeadHash(x.first) != HeadHash(y.last - 2) && HeadHash(x.first) != HeadHash(y.first)) continue;
        x.same_as = k;
        x.type = EntityType::kPerson;
        const text::Token &own = text_.tokens[x.first], &full = text_.tokens[y.last - 1];
        if (x.last - x.first == 1 && own.hash == full.hash && own.hash != 0) x.span.begin = own.begin;  // "Falverde": no particle
        break;
      }
    }
    // Never in a ring.
    if (x.same_as != kNone && all[x.same_as].same_as == m) x.same_as = kNone;
  }
}

}  // namespace tawatur::extract
