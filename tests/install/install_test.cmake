# cmake -DBUILD=... -DFOLDER=... -DCOMPILER=... -DGENERATOR=... -P install_test.cmake
# Installs BUILD into FOLDER/prefix and uses it as a stranger would, who has nothing else.
cmake_minimum_required(VERSION 3.25)
set(prefix ${FOLDER}/prefix)
set(percuta ${prefix}/bin/percuta)
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER}/elsewhere)
foreach(variable PERCUTA_PLUGIN_PATH XDG_DATA_DIRS CMAKE_PREFIX_PATH)
  unset(ENV{${variable}})
endforeach()
set(ENV{HOME} ${FOLDER}/home)
set(ENV{XDG_DATA_HOME} ${FOLDER}/home/share)
set(ENV{XDG_CACHE_HOME} ${FOLDER}/home/cache)

# run(COMMAND...): runs it in FOLDER/elsewhere; what it prints is left in `printed`.
function(run)
  execute_process(COMMAND ${ARGV} WORKING_DIRECTORY ${FOLDER}/elsewhere
    RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT code EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nended with ${code}\n${out}${err}")
  endif()
  set(printed "${out}" PARENT_SCOPE)
endfunction()

function(expect_printed text)
  string(FIND "${printed}" "${text}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "expected '${text}' in\n${printed}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
foreach(file bin/percuta lib/percuta/plugins/percuta_geometry_cone.so include/percuta/plugin.h
             include/percuta/plugin.hpp include/percuta/sdk/models.hpp
             share/percuta/configs/brightening_serums/protocol.toml
             share/percuta/template/CMakeLists.txt)
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()

# The program finds its plugins beside itself, not in the folder it was built in.
run(${percuta} plugin list)
expect_printed(${prefix}/lib/percuta/plugins)
run(${percuta} run ${prefix}/share/percuta/configs/tracer/layered.toml)
expect_printed("tracer")

# The template, copied away from where it was installed.
set(source ${FOLDER}/elsewhere/logistic)
file(COPY ${prefix}/share/percuta/template/ DESTINATION ${source})
run(${CMAKE_COMMAND} -S ${source} -B ${source}/build -G ${GENERATOR}
    -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_PREFIX_PATH=${prefix}
    "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror")
run(${CMAKE_COMMAND} --build ${source}/build)
run(${percuta} run ${source}/scenario.toml --plugin-path ${source}/build --json -)
expect_printed("\"org.example.logistic\"")
run(${CMAKE_CTEST_COMMAND} --test-dir ${source}/build)

# Installed for the user, it needs no --plugin-path.
run(${CMAKE_COMMAND} --install ${source}/build)
run(${percuta} model show logistic)
expect_printed("org.example.logistic 1.0.0")
