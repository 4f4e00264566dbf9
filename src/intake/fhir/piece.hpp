// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/intake/fhir.hpp>

#include "evidence.hpp"
#include "line_scan.hpp"
#include "map.hpp"

namespace lossa::intake::fhir {

/// What is the same for all that one pass reads.
struct Pass {
  enum class Aim {
    find_people,  ///< only who has a device
    keep,         ///< what is said of the people who are known
  };
  Aim aim = Aim::keep;
  const FhirOptions& options;
  const Dictionary& dictionary;
  const Date& today;
  const Keys& known;

  [[nodiscard]] bool keeps(std::string_view person) const {
    return options.whom == FhirOptions::Whom::everyone || known.contains(person);
  }
  [[nodiscard]] bool is_stopped() const { return options.stop != nullptr && options.stop->load(); }
};

/// What a stretch of a file gave. Its lines count from the stretch's first, until they are moved.
struct Piece {
  std::vector<Part> parts;
  std::vector<std::uint64_t> there;  ///< hashes of keys of kept people's resources that say nothing
  DataQuality quality;
  Evidence evidence;
  std::uint64_t lines = 0;  ///< that begin in it
  std::string kept;         ///< the texts of parts, for the state: "LINE TEXT\n"

  /// Lets its lines count from the file's first.
  void move_lines(std::uint64_t lines_before);
};

/// Reads lines or documents of one file into a piece.
class PieceReader {
 public:
  /// `was_searched`: whether this file's people with devices are known already.
  PieceReader(const Pass& pass, std::string file, bool was_searched);

  /// Whole lines; the last may lack its end.
  void read_lines(std::string_view lines);
  /// A whole file: a resource, a Bundle.
  void read_document(std::string_view text);
  /// A line of which nothing could be kept, at the next line number.
  void refuse_line(FaultKind kind, std::string message);
  [[nodiscard]] Piece take();
  [[nodiscard]] std::size_t longest_line() const { return pass_.options.longest_line; }

 private:
  void read_line(const LineLook& look);
  void search_line(const LineLook& look);
  bool is_wanted(const LineLook& look);
  void read_strictly(std::string_view text);
  void map(const Node& document, std::string_view text);
  void search(const Node& document);
  void count_read(std::string_view type);
  std::optional<Node> tree_of(std::string_view text, bool with_faults);
  void note_syntax(std::string_view text, const Issues& issues, bool is_complete);

  const Pass& pass_;
  std::string file_;
  bool was_searched_;
  LineScan scan_;
  Piece piece_;
  std::string counted_type_;
  DataQuality::Count* counted_ = nullptr;
};

}  // namespace lossa::intake::fhir
