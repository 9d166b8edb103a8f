// The names of tags as the lists write them.
#include "lexicon/lexicon.h"

namespace tawatur::lexicon {

std::string_view TagName(Tag tag) {
  switch (tag) {
#define TAG(enumerator, name) \
  case Tag::enumerator:       \
    return name;
#include "lexicon/tag.def"
#undef TAG
    case Tag::kCount:
      break;
  }
  return "";
}

}  // namespace tawatur::lexicon
