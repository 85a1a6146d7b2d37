# cmake -DINPUT=ingredients.toml -DOUTPUT=ingredients_toml.cpp -P embed.cmake
# Writes a C++ source that holds the file's text as `percuta::builtin::ingredients_toml`.
file(READ "${INPUT}" text)
string(FIND "${text}" ")embedded\"" closing)
if(NOT closing EQUAL -1)
  message(FATAL_ERROR "${INPUT} holds the sequence )embedded\" and cannot be embedded")
endif()
file(WRITE "${OUTPUT}" "// Generated from ingredients.toml.
#include \"database.hpp\"

namespace percuta::builtin {

const std::string_view ingredients_toml = R\"embedded(${text})embedded\";

}  // namespace percuta::builtin
")
