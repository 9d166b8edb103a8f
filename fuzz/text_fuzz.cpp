// fuzz: any bytes as a report's text through reading, extraction and resolution; every span stays inside the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine.h"

namespace {

void Check(tawatur::Span span, size_t size) {
  if (span.begin > span.end || span.end > size) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tawatur;
  ingest::Report report;
  report.id = "input";
  report.paths = {"input"};
  report.sha256 = std::string(64, '0');
  report.text.assign(reinterpret_cast<const char*>(data), size);
  resolve::ResolvedReport resolved = ExtractReport(report, {});
  for (const auto& number : resolved.findings.numbers) Check(number.span, size);
  for (const auto& time : resolved.findings.times) Check(time.span, size);
  for (const auto& mention : resolved.findings.mentions) Check(mention.span, size);
  for (const auto& figure : resolved.findings.figures) Check(figure.evidence, size);
  for (const auto& claim : resolved.findings.claims) Check(claim.evidence, size);
  return 0;
}
