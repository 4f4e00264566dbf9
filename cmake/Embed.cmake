# lossa_embed(VARIABLE BASE_DIR dir FOLDERS ...)
#
# Sets VARIABLE to a generated source that holds every file below these folders of BASE_DIR as constants, and gives them
# as lossa::resources::all(). It is made anew when a file changes, comes or goes. Hidden files are left out.
include_guard()
find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

function(lossa_embed variable)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "BASE_DIR" "FOLDERS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_BASE_DIR OR NOT arg_FOLDERS)
    message(FATAL_ERROR "lossa_embed: needs a variable, BASE_DIR and FOLDERS: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  list(TRANSFORM arg_FOLDERS PREPEND "${arg_BASE_DIR}/")
  list(TRANSFORM arg_FOLDERS APPEND "/*" OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE paths CONFIGURE_DEPENDS RELATIVE ${arg_BASE_DIR} ${patterns})
  list(FILTER paths EXCLUDE REGEX "(^|/)\\.")
  list(SORT paths)

  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${variable}.cpp)
  set(list_file ${CMAKE_CURRENT_BINARY_DIR}/${variable}.txt)
  list(JOIN paths "\n" lines)
  file(CONFIGURE OUTPUT ${list_file} CONTENT "${lines}\n" @ONLY)  # written only when it differs
  list(TRANSFORM paths PREPEND "${arg_BASE_DIR}/")
  add_custom_command(
    OUTPUT ${generated}
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed.py ${arg_BASE_DIR} ${list_file} ${generated}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${list_file} ${paths}
    COMMENT "Embedding guidelines, words, pages and cases"
    VERBATIM)
  set_source_files_properties(${generated} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  set(${variable} ${generated} PARENT_SCOPE)
endfunction()
