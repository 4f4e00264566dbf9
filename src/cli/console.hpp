// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include <lossa/base/date.hpp>
#include <lossa/base/error.hpp>
#include <lossa/base/issue.hpp>
#include <lossa/base/language.hpp>
#include <lossa/journal/journal.hpp>

#include "writer.hpp"

namespace lossa::cli {

/// The exit status, in rising order of what went wrong.
enum class Exit { done = 0, found_faults = 1, wrong_use = 2, could_not_run = 3 };

/// What the commands may touch of the world: tests give their own.
struct Console {
  std::ostream& out;                               ///< results
  std::ostream& err;                               ///< messages
  std::ostream* progress = nullptr;                ///< a terminal to be told how far a long work is; else null
  Language language = Language::en;                ///< what the environment asks for
  Screen screen = {};                              ///< of `out`, as it is or as is usual
  std::function<Date()> now = {};                  ///< the wall clock here
  std::function<journal::Timestamp()> clock = {};  ///< the same moment for records
};

/// Runs the program; the arguments are those after its own name.
Exit run(const std::vector<std::string>& arguments, Console& console);

/// One message to a person: "lossa: there is no file …".
void complain(Console& console, std::string_view message);
void complain(Console& console, const Error& error);
/// Every issue on a line of its own; says whether there is an error among them.
bool report(Console& console, const Issues& issues);

Exit exit_of(const Error& error);
/// The graver of the two.
Exit worse(Exit a, Exit b);

}  // namespace lossa::cli
