// Does a word of a happening tell one? What its sentence says around it. Entry points: EventFrame::Open(), See(), Tells().
//
// What is feared, asked for, supposed, forbidden or denied has not happened; sport, arts and trade borrow the words of violence; and a
// noun alone ("assassinations solve nothing") is talk until a verb, a victim, a day or a place says that it took place.
#pragma once
#include <string_view>
#include <vector>

#include "extract/events_roles.h"
#include "extract/findings.h"
#include "extract/words.h"

namespace tawatur::extract {

// What is gathered of one sentence; kept from report to report, for its room.
struct EventBuffers {
  struct Governor { uint32_t first, last; bool all; };  // all: whatever follows; else only nouns and verbs that are not in the past
  struct Mark { uint32_t token; std::string_view kind; };
  struct Weapon { uint32_t token; std::string_view event_class; };
  std::vector<Governor> governors;
  std::vector<Mark> marks;
  std::vector<Weapon> weapons;
  std::vector<uint32_t> telling;  // tokens that tell of a happening or turn one
  std::vector<uint32_t> named;    // tokens that name a happening, told or only talked of
  std::vector<EventTrigger> triggers;
};

class EventFrame {
 public:
  EventFrame(const Words& words, const Findings& found, const EventRoles& roles, EventBuffers& buffers)
      : w_(words), t_(*words.text), found_(found), roles_(roles), governors_(buffers.governors), marks_(buffers.marks) {}

  // To be called for each sentence, in the order of the text, then for each of its tokens that say something of happenings.
  void Open(uint32_t sentence);
  void See(uint32_t i);
  // Of the trigger `hit` at token i: does it tell a happening?
  bool Tells(uint32_t i, const Hit& hit) const;
  // Is what stands at token i neither feared nor borrowed? For a weapon that tells a happening alone.
  bool Told(uint32_t i) const { return !domain_ && !Governed(i, false) && !Question(); }
  // Which class the mark beside it gives to a verb that tells nothing alone ("opened ... fire"); empty where it has none.
  std::string_view Refined(uint32_t i, const Hit& hit) const;

 private:
  using Governor = EventBuffers::Governor;
  using Mark = EventBuffers::Mark;

  bool Governed(uint32_t i, bool past) const;
  bool Figurative(uint32_t i, uint32_t last, bool verb) const;
  bool Supported(uint32_t i, uint32_t last) const;
  const Mark* MarkOf(uint32_t i, std::string_view kind) const;
  bool InTime(uint32_t i) const;
  bool Question() const;
  bool Dated() const;

  const Words& w_;
  const text::Text& t_;
  const Findings& found_;
  const EventRoles& roles_;
  const text::Sentence* x_ = nullptr;
  const TagSet* tags_ = nullptr;  // of all its tokens
  std::vector<Governor>& governors_;
  std::vector<Mark>& marks_;
  Index time_ = 0, times_last_ = 0;  // the times of the sentence
  bool domain_ = false, victims_ = false, occurs_ = false;
};

}  // namespace tawatur::extract
