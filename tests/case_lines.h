// Reads the line-based case files of cases/: every test of one extractor walks its file with this. Entry point: ReadCases().
#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "ingest/report.h"

namespace tawatur::test {

struct Case {
  std::string where, published, text;
  std::vector<std::vector<std::string>> want;  // fields of the '=' lines; "none" alone = nothing is expected
};

inline std::string Trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return std::string(s);
}

inline std::vector<std::string> Fields(std::string_view line) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= line.size();) {
    size_t bar = std::min(line.find('|', at), line.size());
    out.push_back(Trim(line.substr(at, bar - at)));
    at = bar + 1;
  }
  return out;
}

// Every *.txt of cases/<folder>: "> text", "| line of a text", "@ published", "= fields", '#' comments, an empty line parts cases.
inline std::vector<Case> ReadCases(const std::string& folder) {
  std::vector<Case> out;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(TAWATUR_SOURCE_DIR) + "/cases/" + folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path());
    std::string line, published;
    Case now;
    int number = 0;
    auto flush = [&] {
      if (!now.text.empty()) out.push_back(now);
      now = Case{};
      now.published = published;
    };
    while (std::getline(in, line)) {
      ++number;
      if (line.empty()) {
        flush();
      } else if (line[0] == '@') {
        published = now.published = Trim(std::string_view(line).substr(1));
      } else if (line[0] == '>' || line[0] == '|') {
        if (!now.text.empty()) now.text += '\n';
        now.text += Trim(std::string_view(line).substr(1));
        if (now.where.empty()) now.where = entry.path().filename().string() + ":" + std::to_string(number);
      } else if (line[0] == '=') {
        now.want.push_back(Fields(std::string_view(line).substr(1)));
      }
    }
    flush();
  }
  return out;
}

// How far a case is read: an extractor is tested on what those before it found.
enum class UpTo { kNumbers, kMentions, kAll };

// Text, words and findings, kept together because they point into each other.
struct Reading {
  ingest::Report report;
  text::Text text;
  extract::Words words;
  extract::Findings findings;

  explicit Reading(std::string_view content, UpTo up_to = UpTo::kNumbers) {
    report.id = "case";
    report.text = content;
    text::Read(report, text);
    if (up_to == UpTo::kAll) {
      extract::Extract(text, lexicon::Lexicon::Builtin(), words, findings);
      return;
    }
    extract::Annotate(text, lexicon::Lexicon::Builtin(), words);
    extract::FindNumbers(words, findings);
    if (up_to == UpTo::kNumbers) return;
    extract::FindTimes(words, findings);
    extract::FindMentions(words, findings);
  }
  std::string Quote(Span s) const { return std::string(Slice(report.text, s)); }
};

}  // namespace tawatur::test
