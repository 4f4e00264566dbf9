// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "elm_terms.hpp"

namespace lossa::guideline {
namespace {

using elm::call;
using elm::element;
using elm::negation;
using elm::none;
using elm::operand;
using elm::query;
using elm::truth;
using elm::with;
using Op = Term::Op;

Term alias() { return elm::leaf(Op::alias, "A"); }
Term one() { return elm::leaf(Op::integer, "1"); }

/// Which end of what is possible lies beyond the limit, and how that is asked.
struct Beyond {
  Op surely;      ///< asked of the near end
  Op surely_not;  ///< asked of the far end
  Op at;
  std::string near, far;
};

/// true where all that is possible lies beyond the limit, false where nothing does, else null. An end that is not
/// included lies beyond itself; one that is null has no bound.
ElmDefinition comparison(const std::string& name, const Beyond& beyond, ElmType possible, ElmType limit) {
  const auto end = [](const std::string& which) { return element(operand("possible"), which); };
  const auto asked = [&](Op op, const std::string& which) { return with(op, {end(which), operand("limit")}); };
  const auto open_at_limit = with(Op::both, {asked(beyond.at, beyond.near), negation(end(beyond.near + "Closed"))});
  const auto surely = with(Op::either, {asked(beyond.surely, beyond.near), open_at_limit});
  return {.name = name,
          .operands = {{"possible", possible}, {"limit", limit}},
          .expression = with(Op::choice, {surely, truth(true), asked(beyond.surely_not, beyond.far), truth(false),
                                          none(ElmType::boolean)}),
          .tags = {}};
}

/// true where every value possible is among the allowed, false where none is, else null.
ElmDefinition among() {
  const auto nothing_left = [](Op op) {
    return negation(with(Op::exists, {with(op, {operand("possible"), operand("allowed")})}));
  };
  return {.name = "is among",
          .operands = {{"possible", ElmType::texts}, {"allowed", ElmType::texts}},
          .expression = with(
              Op::choice, {with(Op::is_null, {operand("possible")}), none(ElmType::boolean), nothing_left(Op::except),
                           truth(true), nothing_left(Op::intersect), truth(false), none(ElmType::boolean)}),
          .tags = {}};
}

/// From how many are true to how many are not false.
ElmDefinition how_many() {
  const auto counted = [](Term which) {
    auto taken = query("A", operand("answers"), one());
    taken.parts.push_back(std::move(which));
    return with(Op::to_decimal, {with(Op::count, {std::move(taken)})});
  };
  return {.name = "how many",
          .operands = {{"answers", ElmType::booleans}},
          .expression =
              with(Op::interval, {counted(elm::is_true(alias())), counted(negation(with(Op::is_false, {alias()})))}),
          .tags = {}};
}

Term some(Term answers) { return call("is more", {call("how many", {std::move(answers)}), elm::decimal(0)}); }

ElmDefinition some_hold() {
  return {.name = "some hold",
          .operands = {{"answers", ElmType::booleans}},
          .expression = some(operand("answers")),
          .tags = {}};
}

/// CQL's AllTrue passes over null; this does not.
ElmDefinition all_hold() {
  return {.name = "all hold",
          .operands = {{"answers", ElmType::booleans}},
          .expression = negation(some(query("A", operand("answers"), negation(alias())))),
          .tags = {}};
}

}  // namespace

std::vector<ElmDefinition> elm_helpers(const std::string& name) {
  using enum ElmType;
  if (name == "is more")
    return {comparison(name, {Op::more, Op::not_more, Op::equal, "low", "high"}, decimals, decimal)};
  if (name == "is less")
    return {comparison(name, {Op::less, Op::not_less, Op::equal, "high", "low"}, decimals, decimal)};
  if (name == "is later")
    return {comparison(name, {Op::later, Op::not_later, Op::same_minute, "low", "high"}, moments, moment)};
  if (name == "is earlier")
    return {comparison(name, {Op::earlier, Op::not_earlier, Op::same_minute, "high", "low"}, moments, moment)};
  if (name == "is among") return {among()};
  if (name == "how many") return {how_many()};
  auto helpers = elm_helpers("is more");
  helpers.push_back(how_many());
  helpers.push_back(name == "some hold" ? some_hold() : all_hold());
  return helpers;
}

}  // namespace lossa::guideline
