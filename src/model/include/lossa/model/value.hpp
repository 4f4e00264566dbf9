// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/interval.hpp>
#include <lossa/base/result.hpp>
#include <lossa/base/truth.hpp>
#include <lossa/model/when.hpp>

namespace lossa::model {

/// A number as people give it: 38.4, "> 38", "2 .. 3". Written back as it came.
struct Number {
  Interval<double> value{.low = 0, .high = 0};
  std::string text = {};  ///< as written

  friend bool operator==(const Number&, const Number&) = default;
};

/// Reads "38.4", "> 38", ">= 2", "< 5", "<= 5", "2 .. 3". Fails with invalid_input and a message that says what was
/// expected.
Result<Number> parse_number(std::string_view text);
/// The same for what can only be whole and not negative: "> 2" is 3 or more.
Result<Number> parse_count(std::string_view text);
Number exactly(double value);

// Absent: nobody said anything. Present: yes, no, or unknown with its reason.
using Finding = std::optional<Truth>;
using OptionalNumber = std::optional<Number>;
using OptionalWhen = std::optional<When>;
/// One of the listed words of its field; "" when absent. Wire names are the words themselves.
using Word = std::string;
/// The id of another entry; "" when absent.
using Reference = std::string;
using Words = std::vector<Word>;
using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

}  // namespace lossa::model
