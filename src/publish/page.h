// The page around what it shows: language, policy, bar, labels and data for the script. Entry point: Page().
#pragma once
#include <string>
#include <string_view>

#include "publish/dossier_html.h"
#include "publish/html.h"

namespace tawatur::publish {

struct PageFrame {
  std::string_view kind;  // what the script is to do: story, index, or a page of the service
  std::string title_ar, title_en;
  std::string data;       // JSON for the script; empty where it asks the service
};

// The bar with the switches, up to the opened <main>.
void PutBar(Html& h, const HtmlOptions& options);
// A whole document. Text inside `body` closes its <main>.
std::string Page(Html& body, const PageFrame& frame, const HtmlOptions& options);

// The labels of both languages: {"key":["ar","en"]}.
std::string LabelsJson(const Labels& labels);

}  // namespace tawatur::publish
