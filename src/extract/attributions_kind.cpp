// What a mention is as a speaker: an outlet, somebody who may speak at all, which kind. Entry points: AttributionFinder::IsOutletKind(),
// MaySpeak(), KindOf().
#include "extract/attribution_lookup.h"
#include "extract/attributions_finder.h"

namespace tawatur::extract {

using lexicon::EntityType;

bool AttributionFinder::IsOutletKind(std::string_view kind) { return kind == "agency" || kind == "outlet" || kind == "broadcaster" || kind == "newspaper"; }

bool AttributionFinder::MaySpeak(Index m) const {
  const Mention& x = out_.mentions[m];
  if (x.adjective || (x.type == EntityType::kFacility && x.kind != "hospital")) return false;
  if (x.type == EntityType::kPlace) {
    if (x.entity < 0) return false;
    const std::string_view k = x.kind;
    return k == "state" || k == "country" || k == "capital" || k == "city" || k == "region" || k == "territory";
  }
  return true;
}

SpeakerKind AttributionFinder::KindOf(Index m) const { return KindOfSpeaker(out_, lexicon_, m); }

SpeakerKind KindOfSpeaker(const Findings& findings, const lexicon::Lexicon& lexicon, Index m) {
  if (m == kNone) return SpeakerKind::kNone;
  const Mention& x = findings.mentions[m];
  std::string_view kind = x.kind;
  if (x.anonymous) {
    if (kind == "witness") return SpeakerKind::kWitness;
    if (kind == "media") return SpeakerKind::kOutlet;
    return SpeakerKind::kAnonymous;
  }
  if (x.entity >= 0) {
    const lexicon::Entity& e = lexicon.EntityAt(x.entity);
    const std::string_view k = e.speaker_kind;
    if (k == "party") return SpeakerKind::kParty;
    if (k == "authority") return SpeakerKind::kAuthority;
    if (k == "monitor") return SpeakerKind::kMonitor;
    if (k == "international") return SpeakerKind::kInternational;
    if (k == "expert") return SpeakerKind::kExpert;
    if (k == "outlet") return SpeakerKind::kOutlet;
    if (k == "witness") return SpeakerKind::kWitness;
    kind = e.kind;
  }
  if (x.type == EntityType::kPlace) return SpeakerKind::kAuthority;
  if (x.type == EntityType::kPerson) {
    if (x.body != kNone && x.body != m && (kind.empty() || kind == "head" || kind == "spokesman" || kind == "official" || kind == "leader" || kind == "short")) {
      const Index body = FullestOf(findings, x.body);
      if (body != m && findings.mentions[body].type != EntityType::kPerson) {
        const SpeakerKind k = KindOfSpeaker(findings, lexicon, body);
        if (k != SpeakerKind::kNone) return k;
      }
    }
    if (kind == "official" || kind == "spokesman" || kind == "military" || kind == "politician") return SpeakerKind::kAuthority;
    if (kind == "international") return SpeakerKind::kInternational;
    if (kind == "leader" || kind == "commander") return SpeakerKind::kParty;
    if (kind == "expert" || kind == "journalist" || kind == "head" || kind == "lawyer" || kind == "cleric" || kind == "activist") return SpeakerKind::kExpert;
    if (kind == "correspondent") return SpeakerKind::kOutlet;
    return SpeakerKind::kWitness;
  }
  if (kind == "agency" || kind == "outlet" || kind == "broadcaster" || kind == "newspaper") return SpeakerKind::kOutlet;
  if (kind == "monitor" || kind == "network" || kind == "ngo") return SpeakerKind::kMonitor;
  if (kind == "un" || kind == "mission" || kind == "international") return SpeakerKind::kInternational;
  if (kind == "centre" || kind == "university" || kind == "group") return SpeakerKind::kExpert;
  if (kind == "armed_group" || kind == "militia" || kind == "coalition" || kind == "forces" || kind == "opposition" || kind == "party" || kind == "army") {
    return SpeakerKind::kParty;
  }
  return SpeakerKind::kAuthority;
}

}  // namespace tawatur::extract
