// SPDX-License-Identifier: Apache-2.0
#include "elm_terms.hpp"

#include <array>
#include <charconv>

namespace lossa::guideline::elm {

Term chain(Term::Op both_or_either, std::vector<Term> parts) {
  if (parts.empty()) return truth(both_or_either == Term::Op::both);
  auto result = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i)
    result = with(both_or_either, {std::move(result), std::move(parts[i])});
  return result;
}

std::string decimal_text(double value) {
  std::array<char, 400> buffer{};  // room for the largest double without an exponent
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  std::string text(buffer.data(), written.ptr);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

Term decimal(double value) { return leaf(Term::Op::decimal, decimal_text(value)); }

}  // namespace lossa::guideline::elm
