# Flags of every target of ours; linked as percuta_flags.
add_library(percuta_flags INTERFACE)
target_compile_options(percuta_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -ffp-contract=off  # the same bits on every x86-64 target
  $<$<BOOL:${PERCUTA_WERROR}>:-Werror>
  # Clang sees libstdc++ 12's std::stable_sort call what that library deprecates, and finds the
  # embedded ingredients longer than C++ asks a compiler to take.
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-error=deprecated-declarations>
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-overlength-strings>)

if(PERCUTA_SANITIZE)
  add_compile_options(-fsanitize=${PERCUTA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PERCUTA_SANITIZE})
endif()
if(PERCUTA_SANITIZE MATCHES thread)
  find_package(TBB REQUIRED)
  add_library(percuta_tbb_order OBJECT ${PROJECT_SOURCE_DIR}/tests/tsan/tbb_order.cpp)
  target_link_libraries(percuta_tbb_order PRIVATE TBB::tbb)
  # The program needs a libtbb for it; tests that run no loop have none otherwise.
  target_sources(percuta_flags INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:$<TARGET_OBJECTS:percuta_tbb_order>>)
  target_link_libraries(percuta_flags INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:TBB::tbb>)
endif()
