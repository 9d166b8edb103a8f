// The shipped schemas, by name. Entry point: Schemas().
#include "publish/schemas.h"

#include "publish/embedded.h"

namespace tawatur::publish {

std::span<const Schema> Schemas() {
  static const Schema kSchemas[] = {
      {"dossiers", EmbeddedFile("dossiers.schema.json")},
      {"findings", EmbeddedFile("findings.schema.json")},
      {"reports-input", EmbeddedFile("reports-input.schema.json")},
      {"statements", EmbeddedFile("statements.schema.json")},
  };
  return kSchemas;
}

}  // namespace tawatur::publish
