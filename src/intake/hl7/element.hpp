// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include <lossa/intake/foreign.hpp>
#include <lossa/intake/hl7_message.hpp>

#include "report.hpp"

namespace lossa::intake::hl7 {

/// What a message is read with. All outlives the reading.
struct Source {
  const Dictionary& dictionary;
  const Hl7Origin& origin;
  const Date& today;
  DataQuality& quality;
  std::string sender;  ///< who sent it: MSH-4, else MSH-3
  std::string sent;    ///< MSH-7, to be compared; "" if it has none
  model::OptionalWhen sent_at;

  void note(FaultKind kind, const Hl7Segment& segment, std::string message) const {
    quality.note(kind, place_of(segment, origin), std::move(message));
  }
};

/// One code of a coded value, with the words beside it.
struct Coding {
  std::string_view code, text, system;
};
/// A coded value: the code itself and its alternate.
using Codings = std::array<Coding, 2>;

Codings codings_of(const Hl7Repetition& repetition);
Codings codings_of(const Hl7Field& field);
/// Of a coded value that stands as subcomponents within a component.
Codings codings_within(const Hl7Component& component);

bool has_code(const Codings& codings);
/// The first words beside the codes.
std::string_view text_of(const Codings& codings);

/// What the first code with one of these senses means; `system` is whose code it is when that is not said. Null if none
/// means anything here.
const terminology::Code* meaning_of(const Codings& codings, const Source& source, std::string_view system,
                                    std::initializer_list<terminology::Sense> senses);
/// Counts the codes as not mapped.
void count_unmapped(const Codings& codings, const Source& source);

/// Who gave an identifier, and the identifier, "LABSYS/F-881": an EI's components. The sender stands in for who is not
/// named. "" when there is no identifier.
std::string identifier(const Hl7Component& parts, const Source& source);
/// The components of a field's first repetition as one list, each by its first text.
Hl7Component components_of(const Hl7Field& field);

/// The time of a field; absent where it is empty, and where it is impossible, which is noted.
model::OptionalWhen time_in(const Hl7Segment& segment, std::size_t field, const Source& source);

/// "FILE:LINE message 3 OBX[4]".
std::string read_in(const Place& place);

/// Text that may be shown: what could be an identity number in it is hidden.
std::string without_identity_numbers(std::string_view text);
/// An id that holds no identity number: one that could is replaced by its hash.
std::string safe_id(const std::string& id);

}  // namespace lossa::intake::hl7
