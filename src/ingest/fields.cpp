// ingest: the names under which collections keep the same field of a report. Entry points: NamesOf(), IsNameOf().
#include "ingest/fields.h"

#include <strings.h>

#include <algorithm>

namespace tawatur::ingest {
namespace {

constexpr std::string_view kIdNames[] = {"id", "stories_id", "uri", "guid"};
constexpr std::string_view kTextNames[] = {"text", "body", "story_text", "full_text", "article_text", "content"};
constexpr std::string_view kUrlNames[] = {"url", "link"};
constexpr std::string_view kOutletNames[] = {"outlet", "source", "media_name", "domain", "publisher"};
constexpr std::string_view kTitleNames[] = {"title", "headline"};
constexpr std::string_view kPublishedNames[] = {"published", "publish_date", "dateTimePub", "dateTime", "seendate", "pubDate", "published_at", "date"};

}  // namespace

std::string_view NameOf(Field field) { return NamesOf(field).front(); }

std::span<const std::string_view> NamesOf(Field field) {
  switch (field) {
    case Field::kId: return kIdNames;
    case Field::kText: return kTextNames;
    case Field::kUrl: return kUrlNames;
    case Field::kOutlet: return kOutletNames;
    case Field::kTitle: return kTitleNames;
    case Field::kPublished: break;
  }
  return kPublishedNames;
}

bool IsNameOf(Field field, std::string_view name) {
  std::span<const std::string_view> names = NamesOf(field);
  return std::any_of(names.begin(), names.end(), [&](std::string_view n) {
    return n.size() == name.size() && strncasecmp(n.data(), name.data(), n.size()) == 0;
  });
}

}  // namespace tawatur::ingest
