# What an installation has beside the program and its plugins: scenarios, licence, and the package
# for authors of plugins.
install(DIRECTORY configs DESTINATION ${CMAKE_INSTALL_DATADIR}/percuta)
install(FILES LICENSE README.md CHANGELOG.md docs/formats.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Percuta)
configure_package_config_file(cmake/PercutaConfig.cmake.in PercutaConfig.cmake
  INSTALL_DESTINATION ${package} PATH_VARS CMAKE_INSTALL_BINDIR)
# The plugin interfaces are at revision 0: a plugin is built for one version only.
write_basic_package_version_file(PercutaConfigVersion.cmake COMPATIBILITY ExactVersion
                                 ARCH_INDEPENDENT)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/PercutaConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/PercutaConfigVersion.cmake DESTINATION ${package})
