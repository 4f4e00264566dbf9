// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lossa::cli {

/// Runs the program as its arguments say and gives its exit status: 0 done, 1 found something wrong in the data,
/// 2 wrong use, 3 could not run. Results go to stdout, messages to stderr.
int run(int argc, char** argv);

}  // namespace lossa::cli
