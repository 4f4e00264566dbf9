// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lossa {

/// What kind of failure, as far as a caller can act on it. The edge maps each kind to one HTTP status
/// and one exit code; add a kind only when some caller must act differently.
enum class ErrorKind {
  invalid_input,  ///< the caller can fix its request
  not_found,
  conflict,      ///< someone else wrote first; reload and retry
  unavailable,   ///< storage or network; retry may help
  corrupt_data,  ///< stored bytes do not decode; never retry, page someone
};

/// Why an operation could not be carried out. Clinical findings are values, never errors.
struct Error {
  ErrorKind kind;
  std::string message;     ///< one sentence for a person, without patient data
  std::string where = {};  ///< path to the offending element: "cohort[1].years", "cases/x.toml:31"

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace lossa
