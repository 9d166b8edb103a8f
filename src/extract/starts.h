// What may begin at a token, for each reader: the tags that start it. Entry points: StartsOf(), Words::NextStart().
//
// Readers go from one token that concerns them to the next and never look at the others: most words concern nobody, and a test
// that fails on most words costs more, word by word, than the reading itself.
#pragma once
#include <array>
#include <cstdint>

#include "lexicon/lexicon.h"

namespace tawatur::extract {

enum Start : uint16_t {
  kStartsNumber = 1,
  kStartsTime = 2,
  kStartsMention = 4,
  kStartsCue = 8,      // words that attribute
  kStartsClaim = 16,
  kStartsToCome = 32,  // what only the letters tell: verbs in the future; and the "upon" of "upon X that he ..."
  kStartsColon = 64,   // the sign
  kEndsClause = 512,   // signs and words that the clause of a position may end before
  kStartsKnown = 128,  // anything listed
  kStartsLam = 1024,   // the letter alone: "li-" before a quotation mark
  kEdgesSpeaker = 2048,   // what may end who speaks: signs, digits, words that end names, heads of bodies, titles, names, a lam
  kTellsFigure = 8192,    // words that mean something to a count of people
  kTellsEvent = 16384,    // words of happenings, and those that turn one
  kEndsName = 4096,       // words that may end the name before them
  kStartsCalendar = 256,  // digits, and words of times and fractions without those that stand everywhere
  kTellsWay = 32768,      // the way a statement came ("told X": whatever begins with lam), and what it stands before: "that", quotation mark, full stop
};

// What MentionFinder reads at a token.
enum MentionKind : uint8_t { kNames = 1, kSources = 2, kTitles = 4, kPlaces = 8, kBodies = 16, kGiven = 32, kNisbas = 64, kCues = 128 };

// Start bits of so many tokens: for each kind the tokens that have it.
inline constexpr uint32_t kStartBlock = 64;
struct StartBlock {
  std::array<uint64_t, 16> kind;
  [[gnu::always_inline]] uint64_t Any(uint16_t mask) const {
    uint64_t tokens = 0;
#pragma GCC unroll 16
    for (uint32_t k = 0; k < 16; ++k) tokens |= mask >> k & 1 ? kind[k] : 0;
    return tokens;
  }
};

namespace starts {

using lexicon::Tag;
using lexicon::TagSet;
using lexicon::TagsOf;

inline constexpr TagSet kNumber = TagsOf({Tag::kNumUnit, Tag::kNumOne, Tag::kNumTen, Tag::kNumTens, Tag::kNumHundred, Tag::kNumScale, Tag::kNumTwice,
                                          Tag::kNumScales, Tag::kNumVague, Tag::kNumSeveral, Tag::kNumOrdinal, Tag::kNumFraction, Tag::kNumFractionDual,
                                          Tag::kNumFractionIf});

// The words of other time tags only stand inside a time.
inline constexpr TagSet kTime = TagsOf({Tag::kTimeAgo, Tag::kTimeDaily, Tag::kTimeDay, Tag::kTimeDaypart, Tag::kTimeDecade, Tag::kTimeEvery, Tag::kTimeFeast,
                                        Tag::kTimeHijri, Tag::kTimeLast, Tag::kTimeMidnight, Tag::kTimeMonth, Tag::kTimeNoon, Tag::kTimeNow, Tag::kTimePart,
                                        Tag::kTimeSeason, Tag::kTimeSince, Tag::kTimeThis, Tag::kTimeToday, Tag::kTimeUnit, Tag::kTimeWeakMonth,
                                        Tag::kTimeWeekday, Tag::kNumUnit, Tag::kNumOne, Tag::kNumOrdinal, Tag::kNumTens, Tag::kNumTen, Tag::kNumFraction,
                                        Tag::kNumHundred, Tag::kNumScale});

inline constexpr TagSet kCalendar = [] {
  TagSet set = TagsOf({Tag::kNumFraction, Tag::kTimeAmpm, Tag::kTimeZone, Tag::kTimeLocalZone});
  for (auto t = 0; t < static_cast<int>(Tag::kCount); ++t) {
    const auto tag = static_cast<Tag>(t);
    if (kTime.Has(tag) && !kNumber.Has(tag) && tag != Tag::kTimeThis && tag != Tag::kTimeAgo) set.Add(tag);
  }
  return set;
}();

inline constexpr TagSet kNames = TagsOf({Tag::kName, Tag::kWeakName}), kGiven = TagsOf({Tag::kGivenName}), kNisbas = TagsOf({Tag::kNisba});
inline constexpr TagSet kSources = TagsOf({Tag::kSourceRole, Tag::kSourceRoleIfSpeaker, Tag::kSourceRoleIfAdjective});
inline constexpr TagSet kTitles = TagsOf({Tag::kPersonTitle, Tag::kPersonTitleIfNamed, Tag::kPersonTitleIfOf});
inline constexpr TagSet kPlaces = TagsOf({Tag::kPlaceHead, Tag::kPlaceHeadApposition, Tag::kPlaceHeadIfPlace, Tag::kFacilityHead, Tag::kFacilityHeadIfNamed});
inline constexpr TagSet kBodies = TagsOf({Tag::kOrgHead, Tag::kOrgHeadIfNamed, Tag::kOrgHeadIfAdjective});
inline constexpr TagSet kCues = TagsOf({Tag::kSay, Tag::kSayThat, Tag::kAccording, Tag::kSayStatement});

// NpReader::Stops() tells more of them.
inline constexpr TagSet kEnds = TagsOf({Tag::kNpStop, Tag::kSay, Tag::kAccording, Tag::kSayActive, Tag::kHappening, Tag::kHappeningNoun});

inline constexpr TagSet kEdges = TagsOf({Tag::kFigureToll, Tag::kOrgHead, Tag::kName, Tag::kPersonTitle, Tag::kSayNoun});

inline constexpr TagSet kCue = TagsOf({Tag::kSay, Tag::kSayThat, Tag::kAccording, Tag::kSayActive, Tag::kSayActiveThat, Tag::kSayStatement});

// Tags that ClaimScan::Find() takes a position from; the other claim tags only stand around one.
inline constexpr TagSet kClaim = TagsOf({Tag::kClaimAct, Tag::kClaimBecause, Tag::kClaimBy, Tag::kClaimHostile, Tag::kClaimHostileNoun, Tag::kClaimJudge,
                                         Tag::kClaimMark, Tag::kClaimMay, Tag::kClaimNot, Tag::kClaimNoun, Tag::kClaimOwnLoss, Tag::kClaimParticiple,
                                         Tag::kClaimSaid, Tag::kClaimSuperlative});
inline constexpr TagSet kBreak = TagsOf({Tag::kClaimBreak, Tag::kClaimThat});
inline constexpr TagSet kWay = TagsOf({Tag::kSaidTo});

// The tags that figures_marks.cpp reads.
inline constexpr TagSet kFigure = TagsOf({
    Tag::kClauseBreak, Tag::kClauseRelative, Tag::kClauseThat, Tag::kFigureBackground, Tag::kFigureBetween,
    Tag::kFigureCause, Tag::kFigureCaveat, Tag::kFigureCumulative, Tag::kFigureDirection, Tag::kFigureDisease,
    Tag::kFigureDoer, Tag::kFigureFiction, Tag::kFigureFiller, Tag::kFigureForces, Tag::kFigureGrowth,
    Tag::kFigureHad, Tag::kFigureOf, Tag::kFigureOne, Tag::kFigureOr, Tag::kFigurePart, Tag::kFigurePassive,
    Tag::kFigurePreposition, Tag::kFigureProtest, Tag::kFigureRanks, Tag::kFigureShare, Tag::kFigureSport,
    Tag::kFigureStatus, Tag::kFigureToll, Tag::kFigureTry, Tag::kFigureVague, Tag::kFigureWas,
    Tag::kHappening, Tag::kHappeningClose, Tag::kHappeningNoun, Tag::kHappeningNounWeak, Tag::kHappeningOpen,
    Tag::kHappeningTail, Tag::kHappeningWeak,
    Tag::kHeadFamily, Tag::kHeadThing, Tag::kNisba, Tag::kNumUnitNoun, Tag::kPerson, Tag::kPersonAdjective,
    Tag::kPersonCreed, Tag::kPersonDual, Tag::kPersonGroup, Tag::kPersonKin, Tag::kPersonKind,
    Tag::kPersonKindWeak, Tag::kPersonOther, Tag::kPersonWeak, Tag::kSay, Tag::kTimeDay, Tag::kTimeDaypart,
    Tag::kTimeIn, Tag::kTimeRel, Tag::kTimeThis});

// What tells of a happening or turns it (events.cpp), and what EventFrame::See() looks at.
inline constexpr TagSet kEvent = TagsOf({Tag::kEvent, Tag::kEventLight, Tag::kEventStatus, Tag::kEventNot, Tag::kEventPast, Tag::kEventMark, Tag::kEventUnreal,
                                         Tag::kEventWeapon, Tag::kMeans});

}  // namespace starts

constexpr uint8_t KindsOf(const lexicon::TagSet& tags) {
  return static_cast<uint8_t>((tags.Any(starts::kNames) ? kNames : 0) | (tags.Any(starts::kSources) ? kSources : 0) |
                              (tags.Any(starts::kTitles) ? kTitles : 0) | (tags.Any(starts::kPlaces) ? kPlaces : 0) |
                              (tags.Any(starts::kBodies) ? kBodies : 0) | (tags.Any(starts::kGiven) ? kGiven : 0) |
                              (tags.Any(starts::kNisbas) ? kNisbas : 0) | (tags.Any(starts::kCues) ? kCues : 0));
}

constexpr uint16_t StartsOf(const lexicon::TagSet& tags) {
  return static_cast<uint16_t>((tags.Any(starts::kNumber) ? kStartsNumber : 0) | (tags.Any(starts::kTime) ? kStartsTime : 0) |
                               (KindsOf(tags) ? kStartsMention : 0) | (tags.Any(starts::kCue) ? kStartsCue : 0) |
                               (tags.Any(starts::kClaim) ? kStartsClaim : 0) | (tags.Any(starts::kBreak) ? kEndsClause : 0) |
                               (tags.Any(starts::kCalendar) ? kStartsCalendar : 0) | (tags.Any(starts::kEnds) ? kEndsName : 0) |
                               (tags.Any(starts::kFigure) ? kTellsFigure : 0) | (tags.Any(starts::kEvent) ? kTellsEvent : 0) |
                               (tags.Any(starts::kWay) ? kTellsWay : 0) |
                               (tags.Any(starts::kEnds) || tags.Any(starts::kEdges) ? kEdgesSpeaker : 0) | kStartsKnown);
}

}  // namespace tawatur::extract
