// A story as one self-contained page in Arabic and English. Entry points: StoryHtml(), IndexHtml().
#pragma once
#include <span>
#include <string>

#include "reconcile/dossier.h"
#include "resolve/resolved.h"

namespace tawatur::publish {

struct HtmlOptions {
  bool mask = false;  // private persons' names are withheld
};

// The file name of a story's page ("<id>.html", with nothing in it that a file system minds); the index links to it.
std::string StoryFileName(const reconcile::Story& story);
std::string StoryHtml(const reconcile::Story& story, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options);
std::string IndexHtml(const reconcile::Dossiers& dossiers, std::span<const resolve::ResolvedReport> reports,
                      const HtmlOptions& options);

}  // namespace tawatur::publish
