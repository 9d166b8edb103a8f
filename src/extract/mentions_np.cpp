// How far a name extends. Entry points: NpReader::BodyEnd(), NameEnd(), AdjectivesEnd().
#include "extract/mentions_np.h"

#include <algorithm>

namespace tawatur::extract {
namespace {

using text::kAin, text::kAlef, text::kBeh, text::kFeh, text::kHeh, text::kKaf, text::kLam, text::kNoon, text::kTeh, text::kWaw, text::kYeh;

constexpr uint32_t kLongestBody = 12;   // tokens
constexpr uint32_t kLongestQuoted = 9;  // tokens between the quotation marks of a name
constexpr int kLongestName = 5;         // words of a personal name, joining parts not counted

unsigned char At(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[i]) : 0; }
unsigned char Back(std::string_view w, size_t i) { return i < w.size() ? static_cast<unsigned char>(w[w.size() - 1 - i]) : 0; }
// Behind the yeh of a verb rather than of a name.
bool Verbal(unsigned char c) {
  return c == text::kSeen || c == kTeh || c == kAin || c == kHeh || c == text::kHah || c == text::kQaf || c == kFeh || c == kNoon || c == text::kTah || c == text::kSad ||
         c == text::kDad || c == text::kKhah || c == text::kGhain;
}

}  // namespace

// "the residents of the town | the militias": reads like an adjective, and begins the verb's object.
bool NpReader::OwnNoun(uint32_t i) const {
  if (!HasArticle(i) || words_.WordSense(i, Tag::kNpAdjective) || words_.WordSense(i, Tag::kNisba)) return false;
  const Hit name = words_.At(i, Tag::kName);
  return words_.Is(i, Tag::kOrgHead) || (name && words_.lexicon->EntityAt(name.sense->value).type == lexicon::EntityType::kOrganisation);
}

// "the Yemeni government | the Houthis": a masculine plural is no adjective of a feminine singular.
bool NpReader::Disagrees(uint32_t i) const {
  if (!PluralOfPeople(i) || !HasArticle(i - 1)) return false;
  const std::string_view before = text_.Word(i - 1);
  return before.size() >= 5 && Back(before, 0) == kHeh;
}

// A noun that an adjective follows in its feminine form: -a, -at.
bool NpReader::Feminine(uint32_t i) const {
  const std::string_view raw = text_.Verbatim(text_.tokens[i].span()), w = text_.Word(i);
  return (raw.size() > 2 && raw.substr(raw.size() - 2) == "\xD8\xA9") || (w.size() > 4 && Back(w, 0) == kTeh && Back(w, 1) == kAlef);
}

bool NpReader::NumberAt(uint32_t i) const {
  if (text_.tokens[i].kind == text::TokenKind::kNumber) return true;
  if (!NearNumber(i)) return false;
  const auto& n = findings_.numbers;
  auto it = std::upper_bound(n.begin(), n.end(), i, [](uint32_t t, const NumberExpr& x) { return t < x.last; });
  return it != n.end() && it->first <= i;
}

bool NpReader::HamzaFirst(uint32_t i) const {
  const std::string_view raw = text_.Verbatim(text_.tokens[i].span());
  return raw.size() > 2 && raw[0] == '\xD8' && (raw[1] == '\xA2' || raw[1] == '\xA3' || raw[1] == '\xA5');
}

bool NpReader::NoSubject(uint32_t i) const {
  if (!IsWord(i) || HasArticle(i) || !words_.words[i].senses.empty()) return false;
  const std::string_view raw = text_.Verbatim(text_.tokens[i].span()), w = text_.Word(i);
  if (raw.size() > 8 && raw.substr(raw.size() - 2) == "\xD9\x87" && (At(w, 0) == kLam || Back(w, 1) == kTeh)) return true;  // "to his counterpart", "his life"
  return Back(w, 0) == kAlef && SameSentence(i, i + 1) && IsWord(i + 1) && Back(text_.Word(i + 1), 0) == kAlef && !HasArticle(i + 1);  // "new confusion"
}

bool NpReader::House(uint32_t i) const {
  return text_.tokens[i].fold_size == 2 && words_.Is(i, Tag::kNameJoin) && HamzaFirst(i) && At(text_.Word(i), 1) == kLam;
}

bool NpReader::DefiniteGiven(uint32_t i) const {
  return words_.Is(i, Tag::kGivenName) && GivenKind(i) == "definite" && SameSentence(i, i + 1) && IsWord(i + 1) && !Definite(i + 1) && NameToken(i + 1, false) &&
         !OtherForm(i + 1, false, false);
}

uint32_t NpReader::ForeignEnd(uint32_t i, uint32_t end) const {
  if (end <= i || !IsWord(i) || Definite(i)) return i;
  if (words_.Is(i, Tag::kGivenName)) return GivenKind(i) != "weak" ? end : i;
  uint32_t k = i;
  while (k < end && (ForeignShape(k) || (k > i && words_.words[k].senses.empty() && At(text_.Word(k), 0) != kBeh && At(text_.Word(k), 0) != kLam))) ++k;
  return k;
}

bool NpReader::AliSpelled(uint32_t i) const {
  const std::string_view raw = text_.Verbatim(text_.tokens[i].span());
  return text_.tokens[i].fold_size == 5 || (raw.size() >= 2 && raw.substr(raw.size() - 2) == "\xD9\x8A");
}

bool NpReader::StopsHere(uint32_t i) const {
  const Word& x = words_.words[i];
  if (x.senses.empty() && x.phrase == kNone) return false;
  if (x.phrase != kNone && words_.phrases[x.phrase].last > i + 1 && (words_.Is(i, Tag::kName) || words_.Is(i, Tag::kWeakName))) return false;  // a listed name of several words
  if (words_.Is(i, Tag::kNpStop)) {
    const bool between = words_.Is(i, Tag::kGivenName) && i > 0 && i + 1 < End() && words_.Is(i - 1, Tag::kGivenName) && words_.Is(i + 1, Tag::kGivenName);
    if (!Ali(i) && !OfGod(i) && !between && x.cut.stop != "idiom" && !x.cut.stop.empty()) return true;  // "Faris Khalaf Ibrahim"
  }
  if (words_.Is(i, Tag::kSay) || words_.Is(i, Tag::kAccording) || words_.Is(i, Tag::kSayActive)) return true;
  const bool article = HasArticle(i);
  if (!article && (words_.Is(i, Tag::kHappening) || words_.Is(i, Tag::kHappeningNoun))) return true;
  return NumberAt(i);
}

Span NpReader::SpanOf(uint32_t first, uint32_t last) const {
  const text::Token& t = text_.tokens[first];
  const Word& w = words_.words[first];
  uint16_t clitics = w.cut.clitics;
  uint32_t front = w.senses.empty() ? 0 : w.cut.front;
  if (w.phrase != kNone && words_.phrases[w.phrase].last <= last) {
    clitics = words_.phrases[w.phrase].clitics;
    front = words_.phrases[w.phrase].front;
  }
  if ((clitics & text::kArticle) && !(clitics & text::kFor) && front >= 2) front -= 2;  // the article belongs to the name
  if (!front && w.senses.empty()) {  // an unknown word: only lam+lam and particle + article are safe to cut
    const std::string_view f = text_.Word(first);
    if (At(f, 0) == kLam && At(f, 1) == kLam && f.size() >= 5) front = 2;
    else if (At(f, 0) == kFeh && first > 0 && IsWord(first - 1) && words_.Is(first - 1, Tag::kSay)) front = 0;  // "qala Falverde"
    else if ((At(f, 0) == kWaw || At(f, 0) == kBeh || At(f, 0) == kFeh) && At(f, 1) == kAlef && At(f, 2) == kLam && f.size() >= 6) front = 1;
  }
  Span s = {t.begin, text_.tokens[last - 1].end};
  if (front && front < t.fold_size) s.begin = text_.folded.origin[t.fold + front];
  return s;
}

uint32_t NpReader::AdjectivesEnd(uint32_t from, bool known) const {
  uint32_t i = from;
  while (i < End() && i < from + 4 && SameSentence(from - 1, i) && !Stops(i) && Adjective(i) &&
         (!known || (!words_.words[i].senses.empty() && !HasArticle(i) && !words_.Is(i, Tag::kName)))) {
    if (i > from && FrontClitic(i, text::kAnd) && words_.Is(i, Tag::kPersonTitle)) break;  // "a Houthi leader and a leader of X"
    ++i;
  }
  return i;
}

uint32_t NpReader::BodyEnd(uint32_t i, uint32_t from, bool facility) const {
  bool definite = HasArticle(i), adjective_only = false, quoted = false;
  for (uint32_t k = i + 1; k < from; ++k) definite = definite || (IsWord(k) && HasArticle(k));
  uint32_t last = from;
  for (uint32_t k = from; k < End() && k < i + kLongestBody && SameSentence(i, k);) {
    if (IsQuote(k)) {  // a quoted name belongs to it whole
      if (!quoted && i > 0 && IsQuote(i - 1) && text_.tokens[i - 1].end == text_.tokens[i].begin) break;  // it began behind one: here is its end
      uint32_t close = k + 1;
      while (close < End() && close < k + kLongestQuoted && SameSentence(i, close) && !IsQuote(close)) ++close;
      if (!IsQuote(close) || close == k + 1 || (IsWord(k + 1) && !StopKind(k + 1).empty())) break;
      if (definite && adjective_only) break;
      if (HasArticle(i) && k == i + 1 && IsWord(k + 1) && (words_.Is(k + 1, Tag::kClaimAttack) || words_.Is(k + 1, Tag::kHappeningNoun))) break;  // "the League (condemned) "the crime of ...""
      last = k = close + 1;
      definite = adjective_only = quoted = true;
      continue;
    }
    if (!IsWord(k)) {
      // A number or a hash sign is part of few names only; everything else ends them.
      if (IsSign(k, '#') && IsWord(k + 1)) { ++k; continue; }
      break;
    }
    // "quwwat al-amn al-'amm", not "... al-'am al-madi" (last year)
    if (k > from && StopKind(k) == "adverb" && HasArticle(k) && HasArticle(k - 1) && words_.WordSense(k, Tag::kNpAdjective)) {
      const auto& times = findings_.times;
      const auto t = std::lower_bound(times.begin(), times.end(), k, [](const TimeExpr& x, uint32_t at) { return x.first < at; });
      if (t == times.end() || t->first != k) {
        last = ++k;
        adjective_only = true;
        continue;
      }
    }
    if (text_.tokens[k].fold_size == 1 && At(text_.Word(k), 0) == kWaw) break;  // "and 250"
    if (Stops(k)) {
      // "wizarat al-sihha fi ghazza"
      if (StopKind(k) == "prep" && text_.Word(k).size() == 2 && k + 1 < End() && SameSentence(i, k + 1) && At(text_.Word(k), 0) == kFeh &&
          At(text_.Word(k), 1) == kYeh && definite && k > i + 1) {
        const Hit place = words_.At(k + 1, Tag::kName);
        if (place && words_.lexicon->EntityAt(place.sense->value).type == lexicon::EntityType::kPlace) {
          const Hit head = words_.At(i, Tag::kOrgHead);
          const std::string_view kind = head ? Symbol(head) : std::string_view{};
          if (kind == "ministry" || kind == "civil_defence" || ((kind == "authority" || kind == "government" || kind == "council") && head.sense->number != lexicon::Number::kPlural)) last = place.last;
        } else if (const Hit area = words_.At(k + 1, Tag::kPlaceHead); area && words_.Is(area.last, Tag::kName)) {
          const Hit head = words_.At(i, Tag::kOrgHead);
          const std::string_view kind = head ? Symbol(head) : std::string_view{};
          if (kind == "ministry" || kind == "authority" || kind == "civil_defence") last = words_.At(area.last, Tag::kName).last;
        }
      }
      // "lil-takhfif min al-kawarith"
      if (StopKind(k) == "prep" && text_.Word(k).size() == 2 && At(text_.Word(k), 0) != kFeh && definite && k > i + 1 && k + 2 < End() && IsWord(k + 1) && !Stops(k + 1) &&
          At(text_.Word(k - 1), 0) == kLam && At(text_.Word(k - 1), 1) == kLam) {
        const bool construct = !HasArticle(k + 1) && SameSentence(i, k + 2) && IsWord(k + 2) && HasArticle(k + 2) && !Stops(k + 2);  // "lil-difa' 'an huquq al-insan"
        if (construct || (HasArticle(k + 1) && k > i + 2 && (At(text_.Word(k), 0) == text::kMeem || !words_.words[k - 1].senses.empty()))) {
          last = k = k + (construct ? 3 : 2);
          continue;
        }
      }
      break;
    }
    if (text_.tokens[k].fold_size == 1 && At(text_.Word(k), 0) == kLam && IsQuote(k + 1)) {  // "li-"X""
      uint32_t close = k + 2;
      while (close < End() && close < k + kLongestQuoted && SameSentence(i, close) && !IsQuote(close)) ++close;
      if (close >= End() || !IsQuote(close)) break;
      const Hit name = IsWord(k + 2) ? words_.At(k + 2, Tag::kName) : Hit{};
      if (name) {
        const std::string_view kind = words_.lexicon->EntityAt(name.sense->value).kind;
        if (kind == "agency" || kind == "outlet") break;
      } else if (const Hit head = words_.At(i, Tag::kOrgHead); !head && (!SameSentence(i, close + 1) || !IsWord(close + 1) || StopKind(close + 1) == "that")) {
        break;  // "al-natiq bism al-jaysh li-"X" inna": told to an outlet
      }
      last = k = close + 1;
      definite = adjective_only = true;
      continue;
    }
    if (const Hit told = words_.At(k, Tag::kOrgHead); told && (told.clitics & text::kFor) && (Symbol(told) == "agency" || Symbol(told) == "outlet")) break;
    const bool article = HasArticle(k);
    if (FrontClitic(k, text::kAnd) || (At(text_.Word(k), 0) == kWaw && text_.Word(k).size() > 4 && words_.words[k].senses.empty())) {
      // "al-idha'a wal-tilifizyun": goes on only where both sides have one shape and the next is no body of its own.
      const bool pair = article && definite && k > i + 1 && !words_.Is(k, Tag::kOrgHead) && !words_.Is(k, Tag::kName) && !words_.Is(k, Tag::kPersonTitle) &&
                        (!PluralOfPeople(k) || PluralOfPeople(k - 1) || words_.Is(k - 1, Tag::kPerson) || words_.Is(k - 1, Tag::kPersonGroup));
      const bool adjectives = !article && !definite && k > i + 1 && Adjective(k);
      if (!pair && !adjectives) break;
      last = ++k;
      continue;
    }
    if (FrontClitic(k, text::kFor) || (At(text_.Word(k), 0) == kLam && At(text_.Word(k), 1) == kLam && text_.Word(k).size() >= 5)) {
      // "li-huquq al-insan", "lil-jaysh al-yamani"; an outlet after lam is the way the speaker spoke.
      const bool hidden = article || (At(text_.Word(k), 0) == kLam && At(text_.Word(k), 1) == kLam);  // "lil-laji'in" is written like "li-laji'in"
      const Hit head = words_.At(k, Tag::kOrgHead);
      if (facility && k == i + 1 && !HasArticle(i)) break;  // "a factory for textiles", "a checkpoint of forces"
      if (head && (Symbol(head) == "agency" || Symbol(head) == "outlet")) break;
      if (const Hit name = words_.At(k, Tag::kName)) {
        const std::string_view kind = words_.lexicon->EntityAt(name.sense->value).kind;
        if (kind == "agency" || kind == "outlet") break;
        last = k = name.last;
        definite = adjective_only = true;
        continue;
      }
      if (!article && head && !words_.Is(k, Tag::kSayNoun)) {  // "al-'alaqat al-'amma li-sharikat "X""
        definite = adjective_only = false;
        ++k;
        continue;
      }
      if (k == i + 1 && !facility && Articled(i) && !words_.Is(k, Tag::kName) && !words_.Is(k, Tag::kOrgHead)) break;  // "the government to the"
      if (!hidden && (facility || words_.Is(k, Tag::kSayNoun) || k + 1 >= End() || !IsWord(k + 1) || !HasArticle(k + 1))) break;
      definite = hidden;
      adjective_only = false;
      last = ++k;
      continue;
    }
    if (FrontClitic(k, text::kWith | text::kLike)) break;
    if (const std::string_view w = text_.Word(k); At(w, 0) == kBeh && At(w, 1) == kAlef && At(w, 2) == kLam && w.size() > 5) break;  // "bil-ta'kid"
    if (quoted && IsQuote(k - 1) && article && !words_.Is(k, Tag::kNisba)) break;  // "the bank "X", a private one"
    if (definite && (OwnNoun(k) || (quoted && words_.Is(k, Tag::kLoaded)))) break;  // a quoted name's loaded adjective is the speaker's
    if (const Hit name = words_.At(k, Tag::kName)) {
      if (definite && adjective_only && !article) break;
      const auto type = words_.lexicon->EntityAt(name.sense->value).type;
      if (definite && (type == lexicon::EntityType::kPerson || type == lexicon::EntityType::kOrganisation)) break;
      if (definite && type == lexicon::EntityType::kPlace && !Adjective(k)) break;
      last = k = name.last;
      definite = adjective_only = true;
      continue;
    }
    if (const Given given = GivenKind(k); words_.Is(k, Tag::kGivenName) && !article && given != "kunya" && given != "family" && given != "middle") {
      const Hit head = words_.At(i, Tag::kOrgHead);
      const std::string_view kind = head ? Symbol(head) : std::string_view{};
      const bool titled = k == i + 2 && !HasArticle(i) && words_.Is(k - 1, Tag::kPersonTitle) && !Adjective(k - 1);  // "the King Saud university"
      const bool honours = titled || facility || kind == "centre" || kind == "university" || kind == "ngo" || kind == "body";  // "markaz Tariq bin Ziyad"
      const uint32_t end = honours && (titled || (!definite && k == from)) ? NameEnd(k, true) : k;
      if (end == k) break;
      last = k = end;
      definite = adjective_only = true;
      continue;
    }
    if (words_.Is(k, Tag::kPersonTitle) && !Adjective(k)) {
      if (definite || k > i + 1) break;
    }
    if (definite) {
      // After one definite word only adjectives go on.
      if (!article || Disagrees(k) || (k > i + 1 && DefiniteGiven(k))) break;
      if (k == i + 1 && Back(text_.Word(k), 0) == kYeh && Adjective(k) && Feminine(i)) break;  // "wazir al-kharijiya | al-qatari": the minister's
      if (!Adjective(k) && (adjective_only || k > i + 1) && !(k == i + 1 && HasArticle(i))) break;
      if (!Adjective(k) && HasArticle(i)) break;
      adjective_only = true;
    } else if (article) {
      if (k > i + 1 && !HasArticle(k - 1) && words_.WordSense(k - 1, Tag::kNpAdjective) && k - 1 > from - 1) break;  // "rights groups | the report": an adjective has no genitive
      definite = true;
    } else if (!Adjective(k) && k > i + 2) {
      break;
    }
    last = ++k;
  }
  return last;
}

bool NpReader::NameToken(uint32_t i, bool first) const {
  if (!first && IsWord(i) && HasArticle(i) && GivenKind(i) == "family" && words_.Is(i - 1, Tag::kGivenName) && GivenKind(i - 1) != "weak" &&
      (!words_.Is(i, Tag::kNpStop) || Closes(i, i + 1))) {
    return true;  // "Yusuf al-Shahid", spelled like a verb
  }
  if (!first && IsWord(i) && !HasArticle(i) && words_.Is(i - 1, Tag::kNameJoin) && At(text_.Word(i - 1), 0) == kAlef && StopKind(i) == "masdar") return true;  // "Abu Daqqa"
  if (!first && House(i - 1) && IsWord(i) && StopKind(i).empty() && text_.tokens[i].fold_size > 2) return true;  // "Al Thani"
  if (!IsWord(i) || Stops(i) || text_.tokens[i].fold_size < 2) return false;
  const Word& x = words_.words[i];
  if (words_.Is(i, Tag::kNpStop) && x.cut.stop.empty()) return false;  // "... Kamal | mansib ..."
  if (words_.Is(i, Tag::kNameJoin) && At(text_.Word(i), 0) == kFeh) {  // "fa-inna", spelled like "van"
    const std::string_view raw = text_.Verbatim(text_.tokens[i].span());
    if (raw.find("\xD8\xA5") != std::string_view::npos || raw.find("\xD8\xA3") != std::string_view::npos) return false;
  }
  if (first && x.senses.empty() && x.phrase != kNone) {  // a listed name of several words
    const Hit n = words_.At(i, Tag::kName);
    if (n && words_.lexicon->EntityAt(n.sense->value).type != lexicon::EntityType::kPerson) return false;
  }
  if (words_.Is(i, Tag::kGivenName)) {
    const Given kind = GivenKind(i);
    if (x.cut.clitics & (text::kAnd | text::kWith | text::kFor) && !first) return false;
    if (kind == "weak" && !first && !HasArticle(i) && (words_.Is(i, Tag::kPersonTitle) || words_.Is(i, Tag::kPersonTitleIfNamed))) return false;  // "Neymar, najm ..."
    if (kind == "family" || kind == "middle") return !first && (HasArticle(i) || (kind == "family" && (Closes(i, i + 1) || (IsWord(i + 1) && FrontClitic(i + 1, text::kAnd))))) && i > 0 && IsWord(i - 1) && (words_.Is(i - 1, Tag::kGivenName) || words_.Is(i - 1, Tag::kNameJoin) || words_.words[i - 1].senses.empty());  // "Jamil al-Sayyid"
    return true;
  }
  if (words_.Is(i, Tag::kNameJoin)) return true;
  if (Ali(i)) {  // as a first name only between a title and another name
    if (!first) return true;
    const Word& next = words_.words[std::min(i + 1, End() - 1)];
    if (i == 0 || !SameSentence(i - 1, i + 1) || !IsWord(i + 1)) return false;
    const Index titled = words_.words[i - 1].inside;  // "al-amin al-'amm 'Ali al-Hajj"
    const bool after_title = words_.Is(i - 1, Tag::kPersonTitle) || (titled != kNone && words_.Is(words_.phrases[titled].first, Tag::kPersonTitle));
    return (after_title || words_.Is(i - 1, Tag::kSay)) && (next.tags.Has(Tag::kGivenName) || next.senses.empty());
  }
  if (first && At(text_.Word(i), 0) == kWaw && text_.tokens[i].fold_size >= 5) return false;  // "and ..."
  if (x.senses.empty() && At(text_.Word(i), 0) == kLam && At(text_.Word(i), 1) == kLam) return false;  // "hasim lil-ghaya"
  if (x.senses.empty()) return !first || text_.tokens[i].fold_size < 6 || Back(text_.Word(i), 0) != kTeh || Back(text_.Word(i), 1) != kAlef;  // "elections" begins no name
  if (!first && !HasArticle(i)) {  // "... Busquets | la'ib wasat": what he does
    const Hit title = words_.At(i, Tag::kPersonTitleIfNamed);
    if (title && Symbol(title) != "cleric" && Symbol(title) != "honorific" && Symbol(title) != "kin") return false;
  }
  if (first && words_.Is(i, Tag::kFigureDirection)) return false;
  if (x.cut.clitics & text::kLike) return true;  // a cut that names hardly ever have
  if (x.cut.clitics & (text::kAnd | text::kThen | text::kFor | text::kWith)) return false;
  if (const Hit n = words_.At(i, Tag::kName)) {
    const auto type = words_.lexicon->EntityAt(n.sense->value).type;
    if (type == lexicon::EntityType::kPerson) return true;
    // Family names are often places, with the article where they end in -i.
    return type == lexicon::EntityType::kPlace && !first && n.last == i + 1 && (!HasArticle(i) || Back(text_.Word(i), 0) == kYeh);
  }
  if (!first && words_.Is(i, Tag::kWeakName) && !words_.Is(i, Tag::kPersonTitle)) return true;
  if (!first && HasArticle(i) && i > 0 && (words_.Is(i - 1, Tag::kGivenName) || (i > 1 && words_.Is(i - 2, Tag::kNameJoin) && words_.words[i - 1].senses.empty())) &&
      (words_.Is(i, Tag::kNisba) || (words_.Is(i, Tag::kNpAdjective) && Back(text_.Word(i), 0) == kYeh))) {
    return true;  // "al-Misri" as a family name
  }
  // "al-Shabbi": with its article no construct ("two youths of"), but a family name
  if (!first && HasArticle(i) && Back(text_.Word(i), 0) == kYeh && !x.senses.empty() && x.senses.front().form == lexicon::Form::kConstruct && words_.Is(i - 1, Tag::kGivenName)) return true;
  if (words_.Is(i, Tag::kPersonTitle) || (first && words_.Is(i, Tag::kPersonTitleIfNamed)) || words_.Is(i, Tag::kOrgHead) || words_.Is(i, Tag::kSourceRole) ||
      (HasArticle(i) && words_.Is(i, Tag::kOrgHeadIfNamed)) || words_.Is(i, Tag::kPlaceHead) || words_.Is(i, Tag::kNisba) || words_.Is(i, Tag::kPerson) || words_.Is(i, Tag::kNpAdjective) ||
      words_.Is(i, Tag::kSayNoun) || words_.Is(i, Tag::kSaidTo) || (!first && words_.Is(i, Tag::kSayThat))) {
    return false;
  }
  return !first;  // a listed word of another kind may be a family name, never a first name
}

// By its form no part of a name: an infinitive of a derived stem, a noun in the accusative, a participle, a verb, a noun with its
// pronoun. Tells only words that no list of names holds.
bool NpReader::OtherForm(uint32_t i, bool first, bool foreign) const {
  if (words_.Is(i, Tag::kGivenName) || words_.Is(i, Tag::kName) || words_.Is(i, Tag::kNameJoin)) return false;
  const std::string_view raw = text_.Verbatim(text_.tokens[i].span());
  const auto ends = [&](std::string_view letter) { return raw.size() > 2 && raw.substr(raw.size() - 2) == letter; };
  if (raw.size() > 4 && (raw.substr(raw.size() - 2) == "\xD9\x8B" || raw.substr(raw.size() - 4, 2) == "\xD9\x8B")) return true;  // with tanween
  const std::string_view w = text_.Word(i);
  const bool article = w.size() >= 6 && At(w, 0) == kAlef && At(w, 1) == kLam && !HamzaFirst(i);
  const std::string_view b = article ? w.substr(2) : w;
  const size_t n = b.size();
  const bool unknown = words_.words[i].senses.empty(), marbuta = ends("\xD8\xA9");
  if (article || !foreign) {
    if (At(b, 0) == kAlef && At(b, 1) == text::kSeen && At(b, 2) == kTeh && n >= 6 && Back(b, 0) != kYeh && Back(b, 0) != kAlef) return true;  // X
    if (At(b, 0) == kAlef && n == 6 && At(b, 4) == kAlef && (At(b, 2) == kTeh || At(b, 1) == kNoon)) return true;                            // VIII, VII
    const bool fourth = raw.find("\xD8\xA5") == (article ? 4u : 0u);
    if (fourth && n == 5 && (At(b, 3) == kAlef || (At(b, 2) == kAlef && marbuta))) return true;  // IV
    if (article && At(b, 0) == kTeh && At(b, 3) == kYeh && n == 5) return true;                   // II
    if (article && n >= 6 && marbuta && Back(b, 1) == kYeh) return true;                           // "the economic ..."
  }
  if (article || foreign) return false;
  if (Back(w, 0) == kAlef && n >= 4 && (!unknown || (At(w, 0) == text::kMeem && n >= 5 && At(w, 1) != kAlef && (At(w, 1) != kWaw || raw.find("\xD8\xA4") == 2) && At(w, 1) != kYeh)) && !words_.Is(i, Tag::kWeakName)) return true;
  if (!unknown) return false;
  if (At(w, 0) == kTeh && Back(w, 0) == kTeh && n >= 5) return true;                             // "dealt with"
  if (first && marbuta && n >= 6 && (At(w, 0) == kLam || At(w, 0) == kBeh)) return true;  // "for a treaty of"
  if (At(w, 0) == text::kMeem && marbuta && n >= 6 && !first && (At(w, 1) == kTeh || (n == 6 && At(w, 3) == kWaw))) return true;  // "found dead"
  if ((At(w, 0) == kYeh || (At(w, 0) == kTeh && !first)) && ends("\xD9\x89") && n >= 4) return true;
  if ((first || Back(w, 1) == kTeh || At(w, 0) == kYeh || At(w, 0) == kTeh) && n >= 5 && ends("\xD9\x87")) return true;
  if (n >= 5 && (Back(w, 1) == kNoon || Back(w, 1) == text::kMeem || Back(w, 1) == kBeh || Back(w, 1) == kAin || Back(w, 1) == text::kQaf) && ends("\xD9\x87")) return true;
  return n >= 5 && Back(w, 1) == kHeh && (Back(w, 0) == kAlef || Back(w, 0) == text::kMeem);
}

// What stands behind a name that goes no further: the end, a sign, a that-clause.
bool NpReader::Closes(uint32_t i, uint32_t k) const {
  return !SameSentence(i, k) || IsSign(k, ',') || IsSign(k, ':') || IsSign(k, '(') || IsSign(k, '.') || IsQuote(k) || (IsWord(k) && StopKind(k) == "that");
}

// "Karim al-'Ubaydi" and "Amal Mahmud", not "karim jiddan" and "'id mubarak".
bool NpReader::ClearName(uint32_t i, uint32_t end) const {
  const uint32_t k = i + 1;
  if (k >= end) return false;
  if (words_.Is(k, Tag::kNameJoin)) return k + 1 < end;
  const bool speaks = Closes(i, end) && !IsSign(end, ',');
  if (words_.words[k].senses.empty() && (speaks || (IsWord(end) && words_.Is(end, Tag::kPersonTitle)))) return true;  // "Amir Karara:"
  const std::string_view w = text_.Word(k);
  if (ForeignShape(k) && Back(w, 0) != kHeh && Back(w, 0) != kAlef && !(Back(w, 0) == kTeh && Back(w, 1) == kAlef)) return true;  // "'Umar Qubaran"
  if (!HasArticle(k)) return words_.Is(k, Tag::kGivenName) && (end > k + 1 || GivenKind(k) != "weak");
  if (OfFaith(k) || Ali(k)) return true;
  const bool nisba = Back(w, 0) == kYeh && (words_.words[k].senses.empty() || words_.Is(k, Tag::kNisba) || words_.Is(k, Tag::kName));
  if (!nisba) return words_.Is(k, Tag::kGivenName) || words_.Is(k, Tag::kName);
  return !SameSentence(i, end) || !IsWord(end) || !HasArticle(end) || words_.Is(end, Tag::kPersonTitle) || !StopKind(end).empty();  // "kamil al-aradi al-suriya"
}

// The words that NameToken() may take for the first of a name.
bool NpReader::MayBeginName(uint32_t i) const {
  static constexpr TagSet kFirst = TagsOf({Tag::kGivenName, Tag::kNameJoin, Tag::kName});
  if (!IsWord(i)) return false;
  const Word& w = words_.words[i];
  return w.senses.empty() || w.tags.Any(kFirst) || (w.cut.clitics & text::kLike) || Ali(i);
}

uint32_t NpReader::NameEnd(uint32_t i, bool sure) const {
  if (!MayBeginName(i) || (Definite(i) && !(DefiniteGiven(i) && (sure || (words_.Is(i + 1, Tag::kGivenName) && GivenKind(i + 1) != "weak")))) || !NameToken(i, true)) return i;
  if (const Hit listed = words_.At(i, Tag::kName); listed && words_.lexicon->EntityAt(listed.sense->value).type == lexicon::EntityType::kPerson) {
    return Longer(listed.last);
  }
  uint32_t k = i;
  int count = 0;
  bool family = false, joined = false;
  const bool said = i > 0 && (words_.Is(i - 1, Tag::kSay) || words_.Is(i - 1, Tag::kSayThat));
  const bool foreign = GivenKind(i) == "foreign";  // one family name, without article, that is no word of ours
  while (k < End() && SameSentence(i, k) && count < kLongestName) {
    if (!NameToken(k, k == i) || OtherForm(k, k == i, foreign)) break;
    if (const Hit listed = k > i ? words_.At(k, Tag::kName) : Hit{}; listed && (listed.clitics & text::kFor) != 0) break;  // "fulan li-frans bris"
    const unsigned char head = At(text_.Word(k), 0);
    const bool unknown = words_.words[k].senses.empty();
    const bool article = k > i && Definite(k) && !(foreign && head == kFeh && unknown);  // "Ernesto Valverde"
    if (!joined && unknown && head == kYeh && (count >= 2 || (count == 1 && !foreign && Back(text_.Word(k), 0) != kYeh)) && !said && !Closes(i, k + 1)) break;  // a verb, most often
    if (!joined && unknown && count > 0 && head == text::kSeen && !foreign && (At(text_.Word(k), 1) == kTeh || (count > 1 && At(text_.Word(k), 1) == kYeh))) break;  // "will ..."
    if (!joined && unknown && count > 0 && head == kYeh && text_.tokens[k].fold_size >= 4 && Verbal(At(text_.Word(k), 1)) && !Closes(i, k + 1)) break;  // "Moon yastahiqq"
    // "... Bu'un | ashrafa 'ala": behind a family name a first name before a preposition is the verb it looks like.
    if (!joined && count >= 2 && !foreign && !article && words_.words[k - 1].senses.empty() && words_.Is(k, Tag::kGivenName) && SameSentence(i, k + 1) &&
        IsWord(k + 1) && StopKind(k + 1) == "prep") {
      break;
    }
    if (k > i && head == kWaw && text_.Word(k).size() > 4 && words_.words[k].senses.empty() && !joined) break;  // "and ..."
    if (foreign && count > 0 && !joined && !words_.Is(k, Tag::kGivenName) && !words_.Is(k, Tag::kNameJoin)) {
      if (article || (family && (count > 3 || (!ForeignShape(k) && !(unknown && text_.tokens[k].fold_size < 5 && Closes(i, k + 1))))) || (!unknown && !words_.Is(k, Tag::kName))) break;
      family = true;
    } else if (article && !joined) {
      if (Back(text_.Word(k), 0) == kTeh && Back(text_.Word(k), 1) == kAlef && words_.words[k].senses.empty()) break;  // "... al-isa'at": a verb's object
      if (family) break;
      if (count == 0) break;
      const bool goes_on = (GivenKind(k) == "middle" || GivenKind(k) == "definite") && SameSentence(i, k + 1) && IsWord(k + 1) && !HasArticle(k + 1) && (words_.Is(k + 1, Tag::kGivenName) || Ali(k + 1));
      family = !SecondHalf(k) && !goes_on;
    } else if (family && !joined && !words_.Is(k, Tag::kNameJoin)) {
      break;
    }
    if (k > i && House(k - 1)) family = true;
    joined = words_.Is(k, Tag::kNameJoin);
    if (!joined) ++count;
    ++k;
    const bool hyphen = IsSign(k, '-') && SameSentence(i, k + 1) && IsWord(k + 1) && tokens_[k].begin == tokens_[k - 1].end && tokens_[k + 1].begin == tokens_[k].end;
    if (hyphen && !Definite(k + 1) && (words_.words[k + 1].senses.empty() || words_.Is(k + 1, Tag::kGivenName))) k += 2;  // "Hanson-Young"
  }
  if (joined && count > 0 && !foreign && !HasArticle(k - 1)) --k;  // "Muhammad wulid fi": no part of the name
  if (count == 0) return i;
  if (count == 1 && k == i + 1 && !sure && !words_.Is(i, Tag::kGivenName)) return i;
  return k;
}

}  // namespace tawatur::extract
