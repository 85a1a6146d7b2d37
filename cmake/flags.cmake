# Flags of every target of ours; linked as percuta_flags.
add_library(percuta_flags INTERFACE)
target_compile_options(percuta_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -ffp-contract=off  # the same bits on every x86-64 target
  $<$<BOOL:${PERCUTA_WERROR}>:-Werror>)
if(PERCUTA_SANITIZE)
  add_compile_options(-fsanitize=${PERCUTA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PERCUTA_SANITIZE})
endif()
