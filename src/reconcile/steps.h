// The steps from one group to its dossier, in their order. Each reads what the ones before it wrote. Called by Reconcile().
#pragma once
#include "reconcile/view.h"

namespace tawatur::reconcile {

// Mentions of happenings -> clusters that are one happening. Canonical: the order of input cannot show.
std::vector<std::vector<Ref>> SameEvents(const View& v, const Group& group);          // same_event.cpp
std::vector<StoryEvent> MergeEvents(const View& v, const Group& group);               // events.cpp
struct MainPlace { Where where; Ref mention; double score = 0; };  // mention.index: of a mention
MainPlace FindMainPlace(const View& v, const std::vector<Index>& reports);            // main_place.cpp
bool DeniedActor(const View& v, Ref event, const extract::Actor& actor);               // events.cpp: named by the words of a denial only
Index MainEvent(const View& v, const std::vector<StoryEvent>& events, const MainPlace& place);  // events.cpp
Where PlaceOfEvent(const View& v, const StoryEvent& e);                               // events.cpp
inline Index MentionOf(const View& v, Ref figure) { return v.FactsAt(figure.report).counted[figure.index]; }  // of a happening
inline Index EventOf(const View& v, Ref figure) {                                     // once the story's events are tied; kNone = cannot be told
  const Index mention = MentionOf(v, figure);
  return mention == kNone ? kNone : v.FactsAt(figure.report).event[mention];
}

// Statements that count the same people in the same happening.
std::vector<std::vector<Ref>> SameFigures(const View& v, const Story& story);         // same_figure.cpp
void MergeFigures(const View& v, Story& story);                                       // figures.cpp
std::string OriginOf(const View& v, Ref figure, const std::vector<Copy>& copies);     // figures.cpp
Index SourceOf(const View& v, Index report, Span words, const std::vector<Copy>& copies);  // figures.cpp: the report that these words were taken from

void FindTolls(const View& v, Story& story);                                          // tolls.cpp
void FindSums(const View& v, Story& story);                                           // sums.cpp
void MergeClaims(const View& v, Story& story);                                        // claims.cpp
void FindResponsible(const View& v, Story& story);                                    // responsible.cpp
void MakeTimeline(const View& v, Story& story);                                       // timeline.cpp
void FindNotSaid(const View& v, Story& story);                                        // not_said.cpp

// Which side of the fight a counted group is on, as one id; empty where the text does not say.
std::string SideOf(const View& v, Ref figure);                                        // same_figure.cpp
bool SidesFit(const View& v, Ref a, Ref b);                                           // same_figure.cpp

}  // namespace tawatur::reconcile
