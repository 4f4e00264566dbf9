// SPDX-License-Identifier: Apache-2.0
// Published examples and synthetic people are read without loss. Small copies lie in test/fhir (their origin:
// test/fhir/SOURCE.md); the whole set is read as well where it lies beside the project.
#include <cstdlib>
#include <filesystem>
#include <map>

#include "fhir_folder.hpp"

namespace lossa::intake {
namespace {

ForeignData read_all(const std::string& folder, FhirOptions::Whom whom) {
  FhirOptions options;
  options.paths = {folder};
  options.whom = whom;
  options.today = day("2025-06-01");
  auto read = read_fhir(options, shipped_dictionary());
  EXPECT_TRUE(read.has_value()) << folder;
  return read.has_value() ? std::move(read).value() : ForeignData{};
}

/// Every element is used, not needed, or set aside with a fault that says why.
void expect_nothing_lost(const ForeignData& data) {
  std::uint64_t set_aside = 0;
  for (const auto& [type, count] : data.quality.elements) {
    EXPECT_LE(count.used + count.set_aside, count.read) << type;
    set_aside += count.set_aside;
  }
  std::uint64_t faults = 0;
  for (const auto& found : data.quality.faults) faults += found.count;
  EXPECT_LE(set_aside, faults) << all_faults(data);
  for (const auto kind : {FaultKind::malformed, FaultKind::wrong_type, FaultKind::not_utf8, FaultKind::duplicate_key})
    EXPECT_EQ(faults_of(data, kind), 0U) << all_faults(data);
}

TEST(FhirPublicData, OwnCopiesAreReadWithoutLoss) {
  const auto data = read_all(LOSSA_SOURCE_DIR "/src/intake/test/fhir/public", FhirOptions::Whom::everyone);
  expect_nothing_lost(data);
  std::map<std::string, std::size_t> kinds;
  for (const Sighting& sighting : data.sightings) ++kinds[std::string(model::kind_of(sighting.entry))];
  EXPECT_EQ(kinds["device"], 3U) << "a pacemaker, a CRT-D and its implantation";
  EXPECT_EQ(kinds["culture"], 1U) << "S. aureus of the example f206";
  EXPECT_EQ(kinds["diagnosis"], 2U) << "two kinds of sepsis";
  EXPECT_EQ(kinds["person"], 3U);
  const auto with_device =
      read_all(LOSSA_SOURCE_DIR "/src/intake/test/fhir/public", FhirOptions::Whom::people_with_device);
  EXPECT_EQ(with_device.people.size(), 2U);
  EXPECT_EQ(with_device.quality.elements.at("Observation").read, data.quality.elements.at("Observation").read);
}

TEST(FhirPublicData, TheWholeSetIsReadWithoutLossWhereItIs) {
  const std::filesystem::path beside = LOSSA_SOURCE_DIR "/../shared/data/fhir";
  if (!std::filesystem::exists(beside)) {
    std::cout << "[ note     ] " << beside << " is not here; its small copies were read by the test before\n";
    return;
  }
  const Folder folder;
  folder.write("Patient-nobody.json", R"({"resourceType":"Patient","id":"nobody"})");
  for (const auto& entry : std::filesystem::directory_iterator(beside)) {
    const auto& path = entry.path();
    if (path.extension() == ".json") std::filesystem::copy_file(path, folder.path(path.filename().string()));
    const auto unpack = "bzip2 -dc '" + path.string() + "' > '" + folder.path(path.stem().string()) + "'";
    if (path.extension() != ".bz2") continue;
    ASSERT_EQ(std::system(unpack.c_str()), 0) << unpack;
  }
  const auto data = folder.read({.whom = FhirOptions::Whom::everyone});
  expect_nothing_lost(data);
  EXPECT_GE(data.quality.elements.at("Observation").read, 1626U);
  EXPECT_GE(folder.read({}).people.size(), 2U);
}

}  // namespace
}  // namespace lossa::intake
