// casefile: reports on their way into a case: what the store needs of each, made in the workers. Entry point: Intake::Read().
#pragma once
#include <string>
#include <vector>

#include "casefile/casefile.h"

namespace tawatur::casefile {

class Intake {
 public:
  // `published`: of reports that state no date themselves.
  explicit Intake(const CaseFile& file, const std::string& published = {});

  // A batch as Store::Add() takes it. Those that `wanted` (Store::Wanted()) does not name are passed on unread.
  std::vector<store::Item> Read(std::vector<ingest::Report> batch, const std::vector<bool>& wanted);

 private:
  const CaseFile& file_;
  Aside* const aside_;  // null: what is read there would not be what Update() reads, or nobody wants it
  Extractor extractor_;
};

}  // namespace tawatur::casefile
