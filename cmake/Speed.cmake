# ccache and mold, where they are installed. Paths are hashed relative to the project, so that every build folder and
# every clone shares what was compiled once.
include_guard()

find_program(LOSSA_CCACHE ccache)
if(LOSSA_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${LOSSA_CCACHE})
endif()
find_program(LOSSA_MOLD mold)
if(LOSSA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
