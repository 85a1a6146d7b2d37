# percuta_add_plugin(KIND diffusion MODEL my_model SOURCES model.cpp [LINK lib...])
#
# Builds the plugin library percuta_<kind>_<model>.so, the name under which the host looks for the
# model first. KIND is diffusion, geometry, closure or ingredients. The only exported symbol is the
# descriptor. The target is called percuta_<kind>_<model>.
#
# PERCUTA_PLUGIN_OUTPUT   folder the library is built into; default: the current binary folder
function(percuta_add_plugin)
  cmake_parse_arguments(arg "" "KIND;MODEL" "SOURCES;LINK" ${ARGN})
  foreach(required KIND MODEL SOURCES)
    if(NOT arg_${required})
      message(FATAL_ERROR "percuta_add_plugin: ${required} is missing")
    endif()
  endforeach()
  set(target percuta_${arg_KIND}_${arg_MODEL})
  add_library(${target} MODULE ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE percuta::sdk ${arg_LINK})
  target_compile_options(${target} PRIVATE -ffp-contract=off)
  set(map ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map)
  target_link_options(${target} PRIVATE -Wl,--version-script=${map})
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${map})
  set_target_properties(${target} PROPERTIES
    PREFIX "" CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
  if(PERCUTA_PLUGIN_OUTPUT)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PERCUTA_PLUGIN_OUTPUT})
  endif()
endfunction()
