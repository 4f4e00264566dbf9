// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/expression.hpp>

#include <tuple>

namespace lossa::guideline {

bool operator==(const Expression& a, const Expression& b) {
  const auto key = [](const Expression& e) {
    return std::tie(e.op, e.subject, e.comparison, e.index, e.option, e.mask, e.number, e.constant, e.parts);
  };
  return key(a) == key(b);
}

}  // namespace lossa::guideline
