// A story as one self-contained page in Arabic and English. Entry points: StoryHtml(), IndexHtml(),
// ReportHtml(), AppHtml(), ProblemHtml().
#pragma once
#include <span>
#include <string>

#include "publish/mask.h"
#include "publish/story_row.h"
#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct HtmlOptions {
  Masking mask{};       // private persons' names are withheld
  bool served = false;  // by the service: script and style are linked, data is asked for, the bar leads to its pages
  bool read_only = false;  // a service that takes neither decisions nor files
};

// The file name of a story's page ("<id>.html", with nothing in it that a file system minds); the index links to it.
std::string StoryFileName(const reconcile::Story& story);
std::string StoryHtml(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options);
std::string IndexHtml(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options);
// The list of stories: these rows of `stories` from `reports`.
std::string ListHtml(std::span<const StoryRow* const> rows, size_t reports, size_t stories, const HtmlOptions& options);
// One report with its text.
std::string ReportHtml(const resolve::ResolvedReport& report, const HtmlOptions& options);
// A page of the service that the script fills: stories, compare, review, add.
std::string AppHtml(std::string_view kind, const HtmlOptions& options);
// What a person gets instead of a page: no such thing, or not now.
std::string ProblemHtml(int status, std::string_view detail, const HtmlOptions& options);

}  // namespace tawatur::publish
