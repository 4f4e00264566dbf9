// SPDX-License-Identifier: Apache-2.0
// What was kept of finished files is taken from the state folder, and only when it still holds.
#include <algorithm>
#include <filesystem>

#include "fhir_folder.hpp"

namespace lossa::intake {
namespace {

std::string told(const ForeignData& data) {
  std::string text = all_faults(data);
  for (const Sighting& sighting : data.sightings) text += sighting.source_id + " " + sighting.entry.read_in + "\n";
  for (const auto& [type, count] : data.quality.elements)
    text += type + " " + std::to_string(count.read) + " " + std::to_string(count.used) + " " +
            std::to_string(count.set_aside) + "\n";
  return text + std::to_string(data.quality.lines) + " " + std::to_string(data.quality.bytes);
}

std::ptrdiff_t files_in(const std::string& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

class FhirState : public testing::Test {
 protected:
  void SetUp() override {
    data.write("Device.ndjson", pacemaker_of("p1"));
    data.write("Observation.ndjson",
               "\n" + culture_of("p1") + culture_of("p2") + "{\"broken\n" + culture_of("p1", "last"));
    data.write("bundle.json",
               "{\"resourceType\":\"Bundle\",\n\"entry\":[{\"resource\":" + culture_of("p1", "b") + "}]}");
  }
  [[nodiscard]] ForeignData read() const { return data.read({.state_folder = state.path(""), .chunk_bytes = 200}); }

  Folder data;
  Folder state;
};

TEST_F(FhirState, ASecondReadingGivesTheSame) {
  const auto plain = told(data.read({}));
  EXPECT_EQ(told(read()), plain);
  EXPECT_EQ(files_in(state.path("")), 3);
  EXPECT_EQ(told(read()), plain);
}

TEST_F(FhirState, AnUnchangedFileIsNotReadAgain) {
  const auto before = told(read());
  const auto path = data.path("Observation.ndjson");
  const auto changed = std::filesystem::last_write_time(path);
  const auto size = std::filesystem::file_size(path);
  data.write("Observation.ndjson", std::string(size, '\n'));
  std::filesystem::last_write_time(path, changed);
  EXPECT_EQ(told(read()), before) << "same size and time: taken from the state";
}

TEST_F(FhirState, AChangedFileIsReadAnew) {
  EXPECT_EQ(read().sightings.size(), 4U);
  data.write("Observation.ndjson", culture_of("p1"));
  EXPECT_EQ(read().sightings.size(), 3U);
}

TEST_F(FhirState, ANewPersonWithADeviceMakesItAllNew) {
  EXPECT_EQ(read().sightings.size(), 4U);
  data.write("Device.ndjson", pacemaker_of("p1") + pacemaker_of("p2"));
  EXPECT_EQ(read().sightings.size(), 6U);
}

TEST_F(FhirState, ADamagedStateIsNoState) {
  const auto before = told(read());
  for (const auto& entry : std::filesystem::directory_iterator(state.path("")))
    std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
  EXPECT_EQ(told(read()), before);
}

TEST_F(FhirState, OnlyTheOwnerMayReadIt) {
  EXPECT_FALSE(read().sightings.empty());
  for (const auto& entry : std::filesystem::directory_iterator(state.path("")))
    EXPECT_EQ(entry.status().permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(FhirState, AFolderThatCannotBeMadeIsAnError) {
  data.write("file.txt", "");
  FhirOptions options{.paths = {data.path("")}, .state_folder = data.path("file.txt")};
  const auto failed = read_fhir(options, shipped_dictionary());
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace lossa::intake
