# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later

# gatehouse_icons(TARGET): compiles the Breeze icons of icons.tsv into TARGET as :/icons/NAME.svg.
function(gatehouse_icons target)
  set(list ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/icons.tsv)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
  set(GATEHOUSE_BREEZE_DIR /usr/share/icons/breeze CACHE PATH "Folder of the installed breeze-icon-theme")
  file(STRINGS ${list} lines REGEX "^[^#]")
  set(files)
  foreach(line IN LISTS lines)
    string(REPLACE "\t" ";" columns "${line}")
    list(GET columns 0 name)
    list(GET columns 1 path)
    set(source ${GATEHOUSE_BREEZE_DIR}/${path})
    if(NOT EXISTS ${source})
      message(FATAL_ERROR "The icon ${source} is missing: install breeze-icon-theme")
    endif()
    # Many icons of the theme are links; what is compiled in must be the file itself.
    file(REAL_PATH ${source} source)
    set(copy ${CMAKE_CURRENT_BINARY_DIR}/icons/${name}.svg)
    configure_file(${source} ${copy} COPYONLY)
    list(APPEND files ${copy})
  endforeach()
  qt_add_resources(${target} icons PREFIX /icons BASE ${CMAKE_CURRENT_BINARY_DIR}/icons FILES ${files})
endfunction()
