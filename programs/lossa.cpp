// SPDX-License-Identifier: Apache-2.0
#include <lossa/cli/run.hpp>

int main(int argc, char** argv) { return lossa::cli::run(argc, argv); }
