// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/intake/foreign.hpp>

// HL7 v2.x messages in the ER7 encoding ("MSH|^~\&|..."): HL7 2.5.1, chapter 2, "Message delimiters" and "Use of escape
// sequences in text fields". (memory)
namespace lossa::intake {

/// The characters that part a message, as MSH-1 and MSH-2 give them. 0: the message has none.
struct Hl7Delimiters {
  char field = '|';
  char component = '^';
  char repetition = '~';
  char escape = '\\';
  char subcomponent = '&';
  friend bool operator==(const Hl7Delimiters&, const Hl7Delimiters&) = default;
};

/// How the bytes of a message are characters. Words of MSH-18: HL7 table 0211.
enum class Hl7Characters : std::uint8_t { ascii, latin_1, latin_9, utf_8 };

/// Between component delimiters: one text a subcomponent, in UTF-8 without escapes. Nothing stands for an empty one.
using Hl7Component = std::vector<std::string>;

struct Hl7Repetition {
  std::vector<Hl7Component> components;
  /// The text of a part, counted from 1; "" where there is none.
  [[nodiscard]] std::string_view text(std::size_t component = 1, std::size_t subcomponent = 1) const;
  friend bool operator==(const Hl7Repetition&, const Hl7Repetition&) = default;
};

struct Hl7Field {
  std::vector<Hl7Repetition> repetitions;
  /// Is it `""`, which says that what was known before no longer holds? An empty field says nothing.
  [[nodiscard]] bool is_null() const;
  friend bool operator==(const Hl7Field&, const Hl7Field&) = default;
};

struct Hl7Segment {
  std::string name;              ///< "OBX"
  std::vector<Hl7Field> fields;  ///< the first is field 1; of MSH, FHS and BHS fields 1 and 2 are the delimiters
  int line = 0;                  ///< of the file
  int number = 1;                ///< among those of its name in the message

  /// The field at a position, counted from 1; an empty one past the end.
  [[nodiscard]] const Hl7Field& field(std::size_t position) const;
  /// The text of a part of a field's first repetition; "" where there is none, or where it is null.
  [[nodiscard]] std::string_view text(std::size_t position, std::size_t component = 1,
                                      std::size_t subcomponent = 1) const;
  friend bool operator==(const Hl7Segment&, const Hl7Segment&) = default;
};

struct Hl7Message {
  Hl7Delimiters delimiters;
  Hl7Characters characters = Hl7Characters::ascii;
  std::string segment_end = "\r";    ///< as the first segment ends: CR, LF or CRLF
  std::vector<Hl7Segment> segments;  ///< never empty
};

/// Past a limit a message is refused.
struct Hl7Limits {
  std::size_t bytes = 16U << 20U;
  std::size_t segments = 100'000;
  std::size_t parts = 500'000;  ///< repetitions, components and subcomponents of all fields
  int envelopes = 2;            ///< batches in a file: FHS, then BHS
};

/// Where a message begins.
struct Hl7Origin {
  std::string file;
  int line = 1;
  std::uint64_t number = 1;  ///< of the message in its file
};

/// One thing that is wrong with a message.
struct Hl7Fault {
  FaultKind kind = FaultKind::malformed;
  Place place;
  std::string message;
};

/// A message, or why there is none: then the last fault is the reason. At most 100 faults are kept.
struct Hl7Parsed {
  std::optional<Hl7Message> message;
  std::vector<Hl7Fault> faults;
};

/// Reads one message, or one segment of an envelope (FHS, BHS, BTS, FTS); it may be framed (MLLP: 0x0B before, 0x1C
/// 0x0D after), and begin with a byte-order mark.
///
/// Characters: as MSH-18 says. It says nothing: UTF-8 if the bytes are that, else ISO 8859-1, with a fault; likewise
/// where they are not what it says. Escapes of delimiters, bytes (\X..\), line breaks and highlighting are resolved;
/// any other stays in the text as written, with a fault.
///
/// Refuses a message that does not begin with a header, delimiters that are letters, digits or not distinct, a line
/// that is no segment, a character set that is not known, and what passes a limit.
Hl7Parsed parse_hl7(std::string_view bytes, const Hl7Origin& origin, const Hl7Limits& limits = {});

/// The bytes of a message: every segment with its end, delimiters in texts escaped, line breaks as \.br\. Whatever was
/// written so is given back byte for byte, and what is printed reads back the same.
std::string print_hl7(const Hl7Message& message);

/// Where a segment stands: its line, and "message 3 OBX[4]".
Place place_of(const Hl7Segment& segment, const Hl7Origin& origin);

}  // namespace lossa::intake
