// What every step asks of each report again and again, worked out once. Entry points: FactsOf(), Tie().
#pragma once
#include <span>
#include <vector>

#include "reconcile/days.h"
#include "reconcile/layout.h"
#include "reconcile/reconcile.h"

namespace tawatur::reconcile {

struct Facts {
  Layout layout;
  std::vector<Index> counted;               // by figure: the mention of a happening that it counts, or kNone
  std::vector<std::vector<Index>> figures;  // by mention of a happening: the figures that count it, ascending
  std::vector<Days> days;                   // by mention of a happening: as dated, else by the sentence that dates one of its class at its place
  std::vector<Index> weighty;               // the mentions that can be of a main happening, as they stand in the text
  std::vector<Index> event;                 // by mention of a happening: which event of the story it is; set by Tie()
};

struct View;
Facts FactsOf(const View& v, const resolve::ResolvedReport& report);  // facts.cpp
std::vector<Index> MentionsOf(const resolve::ResolvedReport& report);  // of_event.cpp: Facts::counted
void Tie(const Story& story, std::vector<Facts>& facts);               // once its events are merged

}  // namespace tawatur::reconcile
