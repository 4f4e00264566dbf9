// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "inputs.hpp"
#include "piece.hpp"

namespace lossa::intake::fhir {

/// What is kept of files that were read to their end, so that a later reading takes it from here: the lines that were
/// kept, as they stand, and how good the others were. What they say is mapped anew.
class State {
 public:
  /// Its files are those of this knowledge: codes, organisms, options and the people known. Fails with unavailable if
  /// the folder cannot be made.
  static Result<State> open(const Pass& pass);

  /// Nothing when the file was not read to its end, or has changed since, or other things were known then.
  [[nodiscard]] std::optional<Piece> load(const Input& input, PieceReader& reader) const;
  /// Whole or not at all, for its owner alone. Fails with unavailable.
  [[nodiscard]] Result<void> save(const Input& input, const Piece& piece) const;

 private:
  State(std::string folder, std::string knowledge) : folder_(std::move(folder)), knowledge_(std::move(knowledge)) {}
  [[nodiscard]] std::string path_of(const Input& input) const;

  std::string folder_;
  std::string knowledge_;
};

}  // namespace lossa::intake::fhir
