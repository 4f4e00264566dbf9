// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.hpp"
#include "piece.hpp"

namespace lossa::intake::fhir {

/// A part of an unpacked file of lines: those lines that begin in it.
struct Stretch {
  std::uint64_t begin = 0, end = 0;
};

/// Reads those lines. The last line may go on beyond the end; of one that is too long no more is
/// held than the longest line that is read.
Result<Piece> read_stretch(const Input& input, Stretch stretch, PieceReader& reader);

/// Reads a packed file of lines from its beginning to its end.
Result<Piece> read_packed_lines(const Input& input, PieceReader& reader);

/// Some servers give lines the name of a document: does a text that begins so have one object a line, and more of them?
bool looks_like_lines(std::string_view text);

/// Reads a file that is one document.
Result<Piece> read_document_file(const Input& input, PieceReader& reader);

}  // namespace lossa::intake::fhir
