# Turns files into a C++ table: cmake -DOUT=embedded.cpp -DFILES=a|b|c -P embed.cmake. Names are file names without folders.
# Long files are cut into pieces, because compilers bound the length of one literal.
string(REPLACE "|" ";" files "${FILES}")
set(rows "")
set(body "")
set(n 0)
list(TRANSFORM files REPLACE "^(.*/)?([^/]+)$" "\\2" OUTPUT_VARIABLE names)
foreach(file name IN ZIP_LISTS files names)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" escaped "${hex}")
  # A literal a line of 64 bytes: adjacent literals are one.
  string(LENGTH "${escaped}" length)
  set(literal "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${escaped}" ${at} 256 piece)
    string(APPEND literal "    \"${piece}\"\n")
    math(EXPR at "${at} + 256")
  endwhile()
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(APPEND body "constexpr char kFile${n}[] =\n${literal}    \"\";\n")
  string(APPEND rows "    {\"${name}\", {kFile${n}, ${size}}},\n")
  math(EXPR n "${n} + 1")
endforeach()
file(WRITE "${OUT}" "// Made by embed.cmake. Entry point: EmbeddedFile().
#include \"publish/embedded.h\"
namespace tawatur::publish {
namespace {
${body}constexpr Embedded kFiles[] = {
${rows}};
}  // namespace
std::span<const Embedded> EmbeddedFiles() { return kFiles; }
std::string_view EmbeddedFile(std::string_view name) {
  for (const Embedded& file : kFiles) {
    if (file.name == name) return file.bytes;
  }
  return {};
}
}  // namespace tawatur::publish
")
