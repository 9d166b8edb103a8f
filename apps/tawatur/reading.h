// tawatur: what the verbs that read a case have in common. Entry points: AddReadOptions(), Reading.
#pragma once
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "casefile/casefile.h"
#include "publish/mask.h"
#include "table.h"

namespace tawatur::cli {

struct ReadOptions {
  std::string store, event;
  store::Filter filter;
  TableOptions table;
  bool mask = false, quiet = false;
};

enum class Asks { kStory, kStories, kQuery };  // one story; one or, with filters, many; words and filters
void AddReadOptions(CLI::App& verb, ReadOptions& options, Asks asks);

// A case that is only read. What is missing ends the program with a word on what to do.
class Reading {
 public:
  explicit Reading(const ReadOptions& options);

  casefile::CaseFile& file() { return *file_; }
  // The story that was asked for.
  store::StoryRow Story();
  // Its dossier, or those of all stories that the filters leave, as the contract writes them.
  void ForEachDossier(const std::function<void(const nlohmann::ordered_json& story, const nlohmann::ordered_json& reports)>& take);
  RunResult Tell(const store::StoryRow& story, std::string_view until = {});
  nlohmann::ordered_json Document(const RunResult& told);
  // With --public: whom any report of the case shows to be private.
  publish::Masking masking() const { return options_.mask ? publish::Masking(names_) : publish::Masking(); }
  // What the options ask for; with --public nobody is found by a name that is withheld.
  const store::Filter& filter() const { return filter_; }

 private:
  const ReadOptions& options_;
  std::unique_ptr<casefile::CaseFile> file_;
  std::optional<store::Snapshot> held_;  // all that is read, names and stories, is of one moment
  publish::PrivateNames names_;
  store::Filter filter_;
};

// Exit code 1: done, but nothing matched.
void EndOfTable(Table& table);

}  // namespace tawatur::cli
