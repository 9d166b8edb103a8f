// Inflection by paradigm. Entry point: Inflect().
#include "lexicon/paradigms.h"

#include "text/fold.h"

namespace tawatur::lexicon {
namespace {

using text::kAlef, text::kHeh, text::kNoon, text::kTeh, text::kWaw, text::kYeh;

std::string With(std::string_view stem, std::initializer_list<unsigned char> ending) {
  std::string s(stem);
  for (unsigned char c : ending) s += static_cast<char>(c);
  return s;
}
unsigned char Last(std::string_view s) { return s.empty() ? 0 : static_cast<unsigned char>(s.back()); }
std::string_view Stem(std::string_view s) { return s.substr(0, s.size() - 1); }

class Forms {
 public:
  explicit Forms(bool pronoun) : pronoun_(pronoun) {}
  void Add(std::string word, Number n, Gender g, Form f = Form::kBase) {
    if (pronoun_) AddBeforePronoun(word, n, g, f);
    out.push_back({std::move(word), n, g, f, false});
  }
  std::vector<Inflected> out;

 private:
  // What the form looks like when a pronoun follows: teh marbuta opens, the alef of -wa and the noon of duals/plurals fall.
  void AddBeforePronoun(const std::string& w, Number n, Gender g, Form f) {
    if (Last(w) == kHeh) {
      out.push_back({With(Stem(w), {kTeh}), n, g, f, true});
    } else if (Last(w) == kAlef && w.size() > 2 && Last(Stem(w)) == kWaw) {
      out.push_back({std::string(Stem(w)), n, g, f, true});
    } else if (Last(w) == kYeh && f != Form::kConstruct) {
      out.push_back({w, n, g, f, true});
      out.push_back({With(Stem(w), {kAlef}), n, g, f, true});  // alef maksura opens too
    } else {
      out.push_back({w, n, g, f, true});
    }
  }
  bool pronoun_;
};

void Masculine(std::string_view x, bool sound, Forms& f) {
  constexpr auto m = Gender::kMasculine;
  f.Add(std::string(x), Number::kSingular, m);
  f.Add(With(x, {kAlef}), Number::kSingular, m);
  f.Add(With(x, {kAlef, kNoon}), Number::kDual, m);
  f.Add(With(x, {kYeh, kNoon}), sound ? Number::kDualOrPlural : Number::kDual, m);
  f.Add(With(x, {kYeh}), sound ? Number::kDualOrPlural : Number::kDual, m, Form::kConstruct);
  if (sound) {
    f.Add(With(x, {kWaw, kNoon}), Number::kPlural, m);
    f.Add(With(x, {kWaw}), Number::kPlural, m, Form::kConstruct);
  }
}

void Feminine(std::string_view x, bool sound, Forms& f, Form form = Form::kBase) {
  constexpr auto g = Gender::kFeminine;
  const std::string_view s = Last(x) == kHeh ? Stem(x) : x;
  f.Add(std::string(x), Number::kSingular, g, form);
  f.Add(With(s, {kTeh, kAlef, kNoon}), Number::kDual, g, form);
  f.Add(With(s, {kTeh, kYeh, kNoon}), Number::kDual, g, form);
  f.Add(With(s, {kTeh, kAlef}), Number::kDual, g, Form::kConstruct);
  f.Add(With(s, {kTeh, kYeh}), Number::kDual, g, Form::kConstruct);
  if (sound) f.Add(With(s, {kAlef, kTeh}), Number::kPlural, g, form);
}

void Plurals(std::string_view list, Gender g, Forms& f) {
  for (size_t i = 0; i <= list.size();) {
    size_t j = list.find(',', i);
    if (j == std::string_view::npos) j = list.size();
    if (j > i) {
      const std::string p = text::FoldKey(list.substr(i, j - i));
      f.Add(p, Number::kPlural, g);
      if (Last(p) != kAlef && Last(p) != kHeh && Last(p) != kYeh) f.Add(With(p, {kAlef}), Number::kPlural, g);
    }
    i = j + 1;
  }
}

void Verb(std::string_view x, std::string_view imperfect, Forms& f) {
  const bool weak = Last(x) == kYeh || Last(x) == kAlef;
  const std::string_view s = weak ? Stem(x) : x;
  f.Add(std::string(x), Number::kSingular, Gender::kMasculine);
  f.Add(With(s, {kTeh}), Number::kSingular, Gender::kFeminine);
  f.Add(With(s, {kWaw, kAlef}), Number::kPlural, Gender::kMasculine);
  f.Add(weak ? With(s, {kYeh, kAlef}) : With(s, {kAlef}), Number::kDual, Gender::kMasculine);
  f.Add(With(s, {kTeh, kAlef}), Number::kDual, Gender::kFeminine);
  f.Add(weak ? With(s, {kYeh, kNoon}) : With(s, {kNoon}), Number::kPlural, Gender::kFeminine);
  f.Add(weak ? With(s, {kYeh, kNoon, kAlef}) : With(s, {kNoon, kAlef}), Number::kPlural, Gender::kNone);
  if (imperfect.size() < 3) return;
  const std::string_view rest = imperfect.substr(1);
  const bool weak_end = Last(rest) == kYeh || Last(rest) == kAlef || Last(rest) == kWaw;
  const std::string_view root = weak_end ? Stem(rest) : rest;
  for (unsigned char person : {kYeh, kTeh, kNoon, kAlef}) {
    const std::string p(1, static_cast<char>(person));
    const Number n = person == kNoon ? Number::kPlural : Number::kSingular;
    const Gender g = person == kTeh ? Gender::kFeminine : Gender::kMasculine;
    f.Add(p + std::string(rest), n, g, Form::kImperfect);
    if (weak_end) f.Add(p + std::string(root), n, g, Form::kImperfect);  // jussive
    if (person == kNoon || person == kAlef) continue;
    f.Add(With(p + std::string(rest), {kAlef, kNoon}), Number::kDual, g, Form::kImperfect);
    f.Add(With(p + std::string(root), {kWaw, kNoon}), Number::kPlural, g, Form::kImperfect);
    f.Add(With(p + std::string(root), {kWaw, kAlef}), Number::kPlural, g, Form::kImperfect);
    f.Add(With(p + std::string(root), {kNoon}), Number::kPlural, Gender::kFeminine, Form::kImperfect);
  }
}

}  // namespace

Result<std::vector<Inflected>> Inflect(std::string_view word, std::string_view paradigm) {
  const bool pronoun = !paradigm.empty() && paradigm.back() == '+';
  if (pronoun) paradigm.remove_suffix(1);
  const size_t colon = paradigm.find(':');
  const std::string_view kind = paradigm.substr(0, colon);
  const std::string_view more = colon == std::string_view::npos ? "" : paradigm.substr(colon + 1);
  Forms f(pronoun);
  if (kind == "-") {
    f.Add(std::string(word), Number::kNone, Gender::kNone);
  } else if (kind == "n") {
    Masculine(word, more.empty(), f);
    Plurals(more, Gender::kMasculine, f);
  } else if (kind == "f") {
    Feminine(word, more.empty(), f);
    Plurals(more, Gender::kFeminine, f);
  } else if (kind == "a") {
    Masculine(word, true, f);
    Feminine(With(word, {kHeh}), true, f, Form::kFeminineAdjective);
    Plurals(more, Gender::kMasculine, f);
  } else if (kind == "v") {
    Verb(word, text::FoldKey(more), f);
  } else {
    return Error{ErrorKind::kData, "", "unknown paradigm '" + std::string(paradigm) + "'"};
  }
  return std::move(f.out);
}

}  // namespace tawatur::lexicon
