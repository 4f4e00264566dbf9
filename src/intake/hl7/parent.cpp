// SPDX-License-Identifier: Apache-2.0
#include "parent.hpp"

#include <algorithm>
#include <vector>

namespace lossa::intake::hl7 {
namespace {

using terminology::Sense;

/// What OBR-26 and OBR-29 say.
struct Link {
  std::string_view test = {}, sub_id = {}, words = {};  ///< OBR-26
  std::string_view placer = {}, filler = {};            ///< OBR-29, without who gave them
  std::string order = {};                               ///< OBR-29 with it
};

const Hl7Component& component_of(const Hl7Field& field, std::size_t number) {
  static const Hl7Component none;
  if (field.repetitions.empty() || field.repetitions.front().components.size() < number) return none;
  return field.repetitions.front().components[number - 1];
}

Link link_of(const Hl7Segment& order, const Source& source) {
  Link link{.test = order.text(26, 1), .sub_id = order.text(26, 2), .words = order.text(26, 3)};
  link.placer = order.text(29, 1);
  link.filler = order.text(29, 2);
  link.order = identifier(component_of(order.field(29), 2), source);
  if (link.order.empty()) link.order = identifier(component_of(order.field(29), 1), source);
  return link;
}

bool is_same(std::string_view a, std::string_view b) { return !a.empty() && a == b; }

/// The order that is the parent; null if it is not in this message.
const Order* parent_order(const PersonGroup& group, const Order& child, const Link& link) {
  const auto found = std::ranges::find_if(group.orders, [&](const Order& order) {
    if (&order == &child) return false;
    return is_same(order.segment->text(3), link.filler) ||
           (link.filler.empty() && is_same(order.segment->text(2), link.placer));
  });
  return found == group.orders.end() ? nullptr : &*found;
}

bool is_culture(const Observation& observation, const Source& source) {
  return meaning_of(codings_of(observation.segment->field(3)), source, "", {Sense::culture}) != nullptr;
}

std::string_view sub_id(std::string_view written) { return written.empty() ? "1" : written; }

/// The result of the parent: by test and sub-id, else the only one with those words, else the only culture.
const Observation* parent_result(const Order& parent, const Link& link, const Source& source) {
  std::vector<const Observation*> by_words;
  std::vector<const Observation*> cultures;
  for (const auto& observation : parent.observations) {
    const auto& segment = *observation.segment;
    if (is_same(segment.text(3), link.test) && sub_id(segment.text(4)) == sub_id(link.sub_id)) return &observation;
    if (is_same(segment.text(5, 2), link.words) || is_same(segment.text(5), link.words))
      by_words.push_back(&observation);
    if (is_culture(observation, source)) cultures.push_back(&observation);
  }
  if (by_words.size() == 1) return by_words.front();
  const bool names_one = !link.test.empty() || !link.sub_id.empty() || !link.words.empty();
  return !names_one && cultures.size() == 1 ? cultures.front() : nullptr;
}

}  // namespace

std::string filler_of(const Order& order, const Source& source) {
  auto id = identifier(components_of(order.segment->field(3)), source);
  return id.empty() ? identifier(components_of(order.segment->field(2)), source) : id;
}

std::string parent_culture(const PersonGroup& group, const Order& order, const Source& source) {
  const auto link = link_of(*order.segment, source);
  if (link.order.empty()) return "";
  if (const auto* parent = parent_order(group, order, link)) {
    const auto* result = parent_result(*parent, link, source);
    if (result == nullptr) return "";
    return safe_id(result_id(filler_of(*parent, source), result->segment->text(3), result->segment->text(4)));
  }
  return link.test.empty() ? "" : safe_id(result_id(link.order, link.test, link.sub_id));
}

}  // namespace lossa::intake::hl7
