// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

/// Every id that has been declared, with its index. Ids of one guideline are kept as "guideline:id".
class Names {
 public:
  enum class Kind {
    investigation,
    fact,
    guideline,
    reading,
    criterion,
    question,
    recommendation,
    difference,
    clock,
    contact,
    indicator,
    span,
    option,
    score,
    study
  };

  /// False if the id is taken.
  bool declare(Kind kind, std::string id, int index);
  /// -1 if there is none.
  [[nodiscard]] int find(Kind kind, std::string_view id) const;
  /// "; did you mean 'x'?", or "" when nothing is near.
  [[nodiscard]] std::string suggestion(Kind kind, std::string_view id) const;

 private:
  std::map<Kind, std::map<std::string, int, std::less<>>> ids_;
};

/// "guideline:id", the key of what belongs to one guideline.
std::string local_id(const Knowledge& knowledge, int guideline, std::string_view id);

}  // namespace lossa::guideline
