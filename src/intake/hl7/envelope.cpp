// SPDX-License-Identifier: Apache-2.0
#include "envelope.hpp"

#include <charconv>
#include <utility>

namespace lossa::intake::hl7 {

void Envelopes::count_message() {
  if (!open_.empty() && open_.back().name == "BHS") ++open_.back().inside;
}

std::optional<Hl7Fault> Envelopes::add(const Piece& piece, const Hl7Origin& origin) {
  auto parsed = parse_hl7(piece.bytes, origin);
  if (!parsed.message) {
    auto& reason = parsed.faults.back();
    quality_->note(reason.kind, reason.place, reason.message);
    return std::move(reason);
  }
  const auto& segment = parsed.message->segments.front();
  ++quality_->elements[segment.name].read;
  if (segment.name == "FHS" || segment.name == "BHS")
    open(segment.name, origin);
  else
    close(segment, origin);
  if (parsed.message->segments.size() == 1) return std::nullopt;
  const auto& stray = parsed.message->segments[1];
  Hl7Fault fault{.kind = FaultKind::malformed,
                 .place = place_of(stray, origin),
                 .message = "after " + segment.name + " there may be only a message or the envelope's next segment"};
  quality_->note(fault.kind, fault.place, fault.message);
  return fault;
}

void Envelopes::open(const std::string& name, const Hl7Origin& origin) {
  const Place place{.file = origin.file, .line = origin.line, .column = 0, .path = name};
  if (static_cast<int>(open_.size()) >= most_) {
    quality_->note(FaultKind::too_deep, place, "a batch in a batch: the outer one has no end");
    open_.pop_back();
  }
  if (!open_.empty() && open_.back().name == name) {
    quality_->note(FaultKind::truncated_file, place, "the " + name + " before this one has no end");
    open_.pop_back();
  }
  if (name == "BHS" && !open_.empty()) ++open_.back().inside;
  open_.push_back({.name = name});
}

void Envelopes::close(const Hl7Segment& trailer, const Hl7Origin& origin) {
  const auto place = Place{.file = origin.file, .line = origin.line, .column = 0, .path = trailer.name};
  const std::string header = trailer.name == "BTS" ? "BHS" : "FHS";
  if (header == "FHS" && !open_.empty() && open_.back().name == "BHS") {
    quality_->note(FaultKind::truncated_file, place, "the BHS before this has no end");
    open_.pop_back();
  }
  if (open_.empty() || open_.back().name != header) {
    quality_->note(FaultKind::malformed, place, "there is no " + header + " that this ends");
    return;
  }
  const std::string count(trailer.text(1));
  std::uint64_t said = 0;
  const auto* end = count.data() + count.size();
  const bool is_number = !count.empty() && std::from_chars(count.data(), end, said).ptr == end;
  const auto inside = open_.back().inside;
  open_.pop_back();
  if (!count.empty() && !is_number)
    quality_->note(FaultKind::wrong_type, place, trailer.name + "-1 is no number");
  else if (is_number && said != inside)
    quality_->note(FaultKind::truncated_file, place,
                   trailer.name + "-1 counts " + std::to_string(said) + ", and " + std::to_string(inside) + " came");
}

void Envelopes::finish(const Hl7Origin& origin) {
  for (; !open_.empty(); open_.pop_back())
    quality_->note(FaultKind::truncated_file, {.file = origin.file, .line = 0, .column = 0, .path = open_.back().name},
                   "the file ends before the end of its " + open_.back().name);
}

}  // namespace lossa::intake::hl7
