// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words live in their own module, for the command line speaks them too: Words::shipped() are those of the program.
#include <lossa/locale/words.hpp>

namespace lossa::web {

using locale::Speech;
using locale::Words;

}  // namespace lossa::web
