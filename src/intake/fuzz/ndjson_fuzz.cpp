// SPDX-License-Identifier: Apache-2.0
// Any bytes as lines: read together they give what they give one by one, and a look at a line finds it whole only if it
// is one object.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../fhir/piece.hpp"
#include "fhir_dictionary.hpp"

namespace {

using namespace std::string_view_literals;
namespace fhir = lossa::intake::fhir;

fhir::Pass pass_of(const lossa::intake::FhirOptions& options) {
  static const fhir::Keys nobody;
  static const auto today = lossa::Date::parse("2025-06-01").value();
  return {.aim = fhir::Pass::Aim::keep,
          .options = options,
          .dictionary = lossa::intake::small_dictionary(),
          .today = today,
          .known = nobody};
}

std::string told(const fhir::Piece& piece) {
  std::string text = std::to_string(piece.lines) + " " + std::to_string(piece.parts.size());
  for (const auto* quality : {&piece.quality, &piece.mapped}) {
    for (const auto& [type, count] : quality->elements)
      text += " " + type + std::to_string(count.read) + "," + std::to_string(count.set_aside);
    for (const auto& faults : quality->faults) text += " " + std::to_string(faults.count);
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const lossa::intake::FhirOptions options{.whom = lossa::intake::FhirOptions::Whom::everyone, .longest_line = 4096};
  const auto pass = pass_of(options);
  fhir::Tools tools(lossa::intake::small_dictionary());

  fhir::PieceReader together(pass, tools, "f", true);
  together.read_lines(bytes);
  fhir::PieceReader apart(pass, tools, "f", true);
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end == std::string_view::npos ? end : end + 1);
    apart.read_lines(line);
    rest.remove_prefix(line.size());
  }
  if (told(together.take()) != told(apart.take())) std::abort();
  return 0;
}
