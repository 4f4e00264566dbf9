// SPDX-License-Identifier: Apache-2.0
// What every result has: state, times, id, place.
#include <algorithm>
#include <utility>

#include "mapping.hpp"

namespace lossa::intake::hl7 {
namespace {

/// HL7 tables 0085 (OBX-11) and 0123 (OBR-25) agree on these letters; others say nothing about a result.
Status meaning_of_letter(std::string_view letter) {
  using enum Sighting::State;
  if (letter == "F" || letter == "U") return {.state = current, .final = Truth::yes(), .rank = 2};
  if (letter == "C" || letter == "B") return {.state = current, .final = Truth::yes(), .rank = 3};
  if (letter == "D" || letter == "W" || letter == "X") return {.state = withdrawn, .final = {}, .rank = 4};
  if (letter == "P" || letter == "R" || letter == "S" || letter == "I" || letter == "A")
    return {.state = current, .final = Truth::no(), .rank = 1};
  return {};
}

/// The first time that is said.
model::OptionalWhen first_time(const Source& source,
                               std::initializer_list<std::pair<const Hl7Segment*, std::size_t>> fields) {
  for (const auto& [segment, field] : fields)
    if (segment != nullptr)
      if (auto time = time_in(*segment, field, source)) return time;
  return std::nullopt;
}

void note_if_drawn_after_sending(const Observation& observation, const model::OptionalWhen& at, const Source& source) {
  if (!at || !source.sent_at) return;
  const auto* drawn = std::get_if<Date>(&*at);
  const auto* sent = std::get_if<Date>(&*source.sent_at);
  if (drawn != nullptr && sent != nullptr && before(*sent, *drawn).is_yes())
    source.note(FaultKind::impossible_date, *observation.segment, "its time is later than the message");
}

}  // namespace

Status status_of(const Order& order, const Observation& observation) {
  const auto own = observation.segment->text(11);
  return meaning_of_letter(own.empty() ? order.segment->text(25) : own);
}

std::string result_id(std::string_view filler, std::string_view test, std::string_view sub_id) {
  return std::string(filler) + " " + std::string(test) + " " + (sub_id.empty() ? "1" : std::string(sub_id));
}

Sighting frame_of(const OrderFrame& frame, const Observation& observation, const Source& source) {
  const auto& order = frame.order;
  const auto& segment = *observation.segment;
  const auto status = status_of(order, observation);
  Sighting sighting;
  sighting.person = frame.person;
  sighting.state = status.state;
  sighting.version = source.sent.empty() ? "" : source.sent + "/" + std::to_string(status.rank);
  sighting.source_id = safe_id(result_id(frame.filler, segment.text(3), segment.text(4)));
  sighting.entry.place = place_of(segment, source.origin);
  sighting.entry.read_in = read_in(sighting.entry.place);
  sighting.entry.at = first_time(source, {{observation.specimen, 17}, {order.segment, 7}, {&segment, 14}});
  sighting.entry.known_at = first_time(source, {{order.segment, 22}, {&segment, 19}});
  if (!sighting.entry.known_at) sighting.entry.known_at = source.sent_at;
  note_if_drawn_after_sending(observation, sighting.entry.at, source);
  return sighting;
}

}  // namespace lossa::intake::hl7
