// Totals and their parts among the drafts of a report. Used by figures_assembly.cpp; defined in figures_totals.cpp.
#pragma once
#include <algorithm>

#include "extract/figures_governor.h"

namespace tawatur::extract::figures {

class Totals : protected Governor {
 public:
  Totals(Reading& r, uint32_t sentence) : Governor(r, sentence), begin_draft_(static_cast<Index>(r.drafts.size())) {}

 protected:
  bool IsPending(Index d) const { return std::find(r_.pending.begin(), r_.pending.end(), d) != r_.pending.end(); }
  void Settle();
  Index LastDraft() const { return r_.drafts.size() > begin_draft_ ? static_cast<Index>(r_.drafts.size() - 1) : kNone; }
  Index LastTotal() const;
  bool OfThem(uint32_t i) const;
  bool OfThoseBefore(Draft& d) const;
  bool CoordinatedTightly(const Chunk& c) const;
  Index AmongThose(size_t k, const Chunk& c) const;
  Index TotalNamed(uint32_t marker, const Chunk& part) const;
  Index TotalOf(FigureKind kind, const Chunk& part) const;
  bool OneOf(Draft& d);
  bool PartOf(size_t k, Draft& d);
  void SetPart(const Chunk& c, Draft& d);

  Index begin_draft_;
  // A toll whose number is waited for: FindToll() in figures_assembly.cpp.
  bool toll_ = false;
  FigureKind toll_kind_ = FigureKind::kKilled;
  Category toll_category_ = Category::kNone;
  uint32_t toll_at_ = 0;
};

}  // namespace tawatur::extract::figures
