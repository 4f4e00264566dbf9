// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/intake/fhir.hpp>

#include "bytes.hpp"
#include "evidence.hpp"
#include "line_scan.hpp"
#include "map.hpp"
#include "relevance.hpp"

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

/// What one thread works with from piece to piece.
struct Tools {
  explicit Tools(const Dictionary& dictionary) : relevance(dictionary) {}
  LineScan scan;
  Relevance relevance;
  Buffer buffer;
};

/// The text of a line that gave something; a document counts as line 0.
struct KeptLine {
  std::uint64_t line = 0;
  std::string text;
};

/// What a stretch of a file gave. Its lines count from the stretch's first, until they are moved.
struct Piece {
  std::vector<Part> parts;
  std::vector<std::uint64_t> there;  ///< hashes of keys of kept people's resources that say nothing
  DataQuality quality;               ///< of what was passed over or could not be read
  DataQuality mapped;                ///< of what was mapped
  Evidence evidence;
  std::uint64_t lines = 0;     ///< that begin in it
  std::vector<KeptLine> kept;  ///< what was mapped, when there is a state to write it to

  /// Lets its lines count from the file's first.
  void move_lines(std::uint64_t lines_before);
};

/// Reads lines or documents of one file into a piece.
class PieceReader {
 public:
  /// `was_searched`: whether this file's people with devices are known already.
  PieceReader(const Pass& pass, Tools& tools, std::string file, bool was_searched);

  /// Whole lines; the last may lack its end.
  void read_lines(std::string_view lines);
  /// A whole file: a resource, a Bundle.
  void read_document(std::string_view text);
  /// A line or document that was kept before.
  void read_kept(const KeptLine& kept);
  /// A line of which nothing could be kept, at the next line number.
  void refuse_line(FaultKind kind, std::string message);
  [[nodiscard]] Piece take();
  [[nodiscard]] std::size_t longest_line() const { return pass_.options.longest_line; }
  [[nodiscard]] Buffer& buffer() { return tools_.buffer; }
  [[nodiscard]] const Pass& pass() const { return pass_; }

 private:
  void read_line(const LineLook& look);
  void search_line(const LineLook& look);
  void pass_over(const LineLook& look);
  bool is_wanted(const LineLook& look);
  [[nodiscard]] bool is_ours(const Part& part) const;
  void read_strictly(std::string_view text);
  void map(const Node& document, std::string_view text);
  void search(const Node& document);
  void count_read(std::string_view type);
  std::optional<Node> tree_of(std::string_view text, bool with_faults);
  void note_syntax(std::string_view text, const Issues& issues, bool is_complete);

  const Pass& pass_;
  Tools& tools_;
  std::string file_;
  bool was_searched_;
  Piece piece_;
  std::string counted_type_;
  DataQuality::Count* counted_ = nullptr;
};

}  // namespace lossa::intake::fhir
