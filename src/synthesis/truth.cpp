// SPDX-License-Identifier: Apache-2.0
#include "truth.hpp"

#include <lossa/synthesis/hospital.hpp>

#include "text.hpp"

namespace lossa::synthesis {
namespace {

std::string_view word(Expected expected) {
  switch (expected) {
    case Expected::none:
      return "none";
    case Expected::weak:
      return "weak";
    case Expected::call:
      return "call";
  }
  return {};
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) {
    if (!text.empty()) text += ';';
    text += part;
  }
  return text;
}

}  // namespace

std::string_view truth_head() {
  return "person,story,carries_device,device,implanted,removed,infected,organism,sets_positive,sets_drawn,contaminated,"
         "removal,signals,decoys,fault,expected\n";
}

void append_row(std::string& out, const Truth& truth) {
  fill(out, "@,@,@,@,@,@,@,@,@,@,@,@,@,@,@,@\n",
       {truth.person, truth.story, truth.carries, truth.device, truth.implanted, truth.removed, truth.infected,
        truth.organism, Whole(static_cast<std::uint64_t>(truth.sets_positive)),
        Whole(static_cast<std::uint64_t>(truth.sets_drawn)), truth.is_contaminated ? "yes" : "no", truth.removal,
        joined(truth.signals), joined(truth.decoys), truth.fault, word(truth.expected)});
}

}  // namespace lossa::synthesis
