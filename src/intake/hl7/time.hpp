// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <lossa/base/date.hpp>

namespace lossa::intake::hl7 {

/// A time as HL7 writes it: YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ] (2.5.1, chapter 2A, data type DTM; memory).
/// To the hour is a span of its minutes; seconds are dropped; a zone is kept as written where there is a time of day.
/// Fails with invalid_input for what is no such text, and for a day or a time that does not exist.
Result<Date> parse_time(std::string_view text);

/// A text that is greater for a later time: to the tenth of a millisecond, in UTC where a zone is given. "" for what
/// parse_time refuses.
std::string sortable_time(std::string_view text);

}  // namespace lossa::intake::hl7
