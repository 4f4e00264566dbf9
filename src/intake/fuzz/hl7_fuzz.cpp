// SPDX-License-Identifier: Apache-2.0
// Any bytes come apart into pieces that are the bytes again; what is read as a message prints so that it reads back the
// same; what it says has ids and holds no identity number.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include <lossa/intake/hl7_message.hpp>

#include "../hl7/gatherer.hpp"
#include "../hl7/pieces.hpp"
#include "../hl7/report.hpp"
#include "../hl7/time.hpp"

namespace {

namespace intake = lossa::intake;
namespace terminology = lossa::terminology;
using intake::ForeignData;
using lossa::Date;

constexpr std::string_view codes_file = R"(
[[system]]
id = "snomed"
names = ["SCT"]
[[system]]
id = "loinc"
names = ["LN"]
[[source]]
id = "here"
known = "memory"
cite = "a fuzzer's own"
[[meaning]]
sense = "culture"
word = "blood"
codes = [{ system = "loinc", code = "600-7", source = "here", en = "Blood culture", sv = "Blododling" }]
[[meaning]]
sense = "susceptibility"
word = "oxacillin"
codes = [{ system = "loinc", code = "18961-3", source = "here", en = "Oxacillin", sv = "Oxacillin" }]
[[meaning]]
sense = "growth"
word = "no_growth"
codes = [{ system = "snomed", code = "264868006", source = "here", en = "No growth", sv = "Ingen v\u00E4xt" }]
[[meaning]]
sense = "lab"
word = "crp"
codes = [{ system = "loinc", code = "1988-5", source = "here", en = "CRP", sv = "CRP" }]
)";
constexpr std::string_view organisms_file = R"(
[[group]]
id = "staphylococcus"
name.en = "Staphylococci"
name.sv = "Stafylokocker"
[[organism]]
id = "staphylococcus_aureus"
latin = "Staphylococcus aureus"
name.en = "Staphylococcus aureus"
name.sv = "Staphylococcus aureus"
groups = ["staphylococcus"]
snomed = { code = "3092008", known = "memory", cite = "a fuzzer's own" }
)";

template <typename Terms>
const Terms& terms(std::string_view bytes) {
  static const auto read = Terms::read(bytes, "f.toml");
  if (!read.value.has_value()) std::abort();
  return *read.value;
}

void map(const intake::Hl7Message& message, ForeignData& data, intake::hl7::Gatherer& gatherer) {
  const intake::Dictionary dictionary{.codes = terms<terminology::Codes>(codes_file),
                                      .organisms = terms<terminology::Organisms>(organisms_file)};
  static const auto today = Date::parse("2024-04-01").value();
  const intake::Hl7Origin origin{.file = "f"};
  const auto groups = intake::hl7::groups_of(message, origin);
  const auto* found = std::get_if<std::vector<intake::hl7::PersonGroup>>(&groups);
  if (found == nullptr) return;
  const intake::hl7::Source source{.dictionary = dictionary,
                                   .origin = origin,
                                   .today = today,
                                   .quality = data.quality,
                                   .sender = "f",
                                   .sent = intake::hl7::sortable_time(message.segments.front().text(7)),
                                   .sent_at = {}};
  gatherer.add(intake::hl7::map_message(*found, source), source.sent);
}

void require_same(const intake::Hl7Message& message) {
  const auto back = intake::parse_hl7(intake::print_hl7(message), {}, {.bytes = std::size_t{1} << 30U});
  if (!back.message || back.message->segments.size() != message.segments.size()) std::abort();
  for (std::size_t i = 0; i < message.segments.size(); ++i)
    if (back.message->segments[i].fields != message.segments[i].fields) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string file(bytes, bytes + size);
  std::istringstream stream(file);
  intake::hl7::Pieces pieces(stream, 1U << 20U);
  ForeignData data;
  intake::hl7::Gatherer gatherer(terms<terminology::Organisms>(organisms_file), data);
  std::string together;
  while (const auto piece = pieces.next()) {
    together += piece->bytes;
    const auto parsed = intake::parse_hl7(piece->bytes, {});
    if (!parsed.message) {
      if (parsed.faults.empty()) std::abort();
      continue;
    }
    require_same(*parsed.message);
    map(*parsed.message, data, gatherer);
  }
  if (together != file) std::abort();
  gatherer.finish();
  for (const auto& sighting : data.sightings) {
    if (sighting.source_id.empty() || sighting.person.empty()) std::abort();
    if (intake::hl7::without_identity_numbers(sighting.entry.text) != sighting.entry.text) std::abort();
    if (!data.people.contains(sighting.person)) std::abort();
  }
  return 0;
}
