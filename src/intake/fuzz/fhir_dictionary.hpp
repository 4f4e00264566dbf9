// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

#include <lossa/intake/foreign.hpp>

namespace lossa::intake {

/// A few codes of each sense that mapping tells apart, and two organisms.
inline const Dictionary& small_dictionary() {
  static const auto codes = terminology::Codes::read(R"(
[[system]]
id = "s"
names = ["http://snomed.info/sct"]
[[source]]
id = "o"
known = "memory"
cite = "for fuzzing"
[[meaning]]
sense = "device"
word = "pacemaker"
codes = [{ system = "s", code = "1", source = "o", en = "Pacemaker", sv = "Pacemaker" }]
[[meaning]]
sense = "culture"
word = "blood"
codes = [{ system = "s", code = "2", source = "o", en = "Blood culture", sv = "Blododling" }]
[[meaning]]
sense = "diagnosis"
word = "device_infection"
codes = [{ system = "s", code = "3", source = "o", en = "Device infection", sv = "Pacemakerinfektion" }]
[[meaning]]
sense = "lab"
word = "crp"
codes = [{ system = "s", code = "4", source = "o", en = "CRP", sv = "CRP" }]
[[meaning]]
sense = "implant"
word = "icd"
codes = [{ system = "s", code = "5", source = "o", en = "ICD implantation", sv = "ICD-implantation" }]
[[meaning]]
sense = "lab"
word = "temperature"
codes = [{ system = "s", code = "6", source = "o", en = "Temperature", sv = "Temperatur" }]
[[meaning]]
sense = "susceptibility"
word = "oxacillin"
codes = [{ system = "s", code = "7", source = "o", en = "Oxacillin", sv = "Oxacillin" }]
[[meaning]]
sense = "drug"
word = "antibiotic"
codes = [{ system = "s", code = "8", source = "o", en = "Antibiotic", sv = "Antibiotika" }]
)",
                                                     "codes.toml");
  static const auto organisms = terminology::Organisms::read(R"(
[[group]]
id = "s_aureus"
name.en = "S. aureus"
name.sv = "S. aureus"
[[organism]]
id = "staphylococcus_aureus"
latin = "Staphylococcus aureus"
name.en = "Staphylococcus aureus"
name.sv = "Staphylococcus aureus"
synonyms = ["S. aureus"]
groups = ["s_aureus"]
)",
                                                             "organisms.toml");
  if (!codes.value || !organisms.value) std::abort();
  static const Dictionary dictionary{.codes = *codes.value, .organisms = *organisms.value};
  return dictionary;
}

}  // namespace lossa::intake
