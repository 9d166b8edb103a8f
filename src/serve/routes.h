// serve: the table of what can be asked for. Entry point: Route(). Paths are looked up in it and never on the disk.
#pragma once
#include <optional>

#include "publish/dossier_html.h"
#include "serve/case.h"
#include "serve/http.h"
#include "serve/jobs.h"

namespace tawatur::serve {

Response Route(Case& c, const Request& request);

// The handlers, one file a subject.
Response AnswerIndex(Case& c);
Response AnswerStories(Case& c, const Request& request, std::string_view form);  // json, csv, geojson
Response AnswerStoryPage(Case& c, const Entry& entry);
Response AnswerStoryJson(Case& c, const Entry& entry);
Response AnswerStoryGeoJson(Case& c, const Entry& entry);
Response AnswerStoryTable(Case& c, const Entry& entry, std::string_view table);
Response AnswerReportPage(Case& c, const std::string& sha256);
Response AnswerReportJson(Case& c, const std::string& sha256);
Response AnswerReportText(Case& c, const std::string& sha256);
Response AnswerReviewQueue(Case& c, const Request& request);
Response AnswerReviewLog(Case& c, std::string_view form);  // json, csv
// `report` is then the SHA-256 of what was decided about.
Response AnswerDecision(const std::string& store_path, Case& c, const Request& request, std::string& report);
Response AnswerUpload(Jobs& jobs, const Request& request);
Response AnswerJobs(const Jobs& jobs);
Response AnswerSearch(Case& c, const Request& request);

inline constexpr std::string_view kReadOnly = "this service is read only";
inline constexpr std::string_view kNoReview = "a public service has no review";
inline constexpr std::string_view kHtmlType = "text/html; charset=utf-8";
publish::HtmlOptions PageOf(const Case& c);

// A whole number between the bounds; `otherwise` where the field is missing, nothing where it is no such number.
std::optional<size_t> NumberField(const Request& request, std::string_view name, size_t least, size_t most,
                                  size_t otherwise);
std::string StoryPath(std::string_view id);

}  // namespace tawatur::serve
