// SPDX-License-Identifier: Apache-2.0
// Files: their forms, their faults, and what is kept of them.
#include <atomic>
#include <filesystem>

#include "fhir_folder.hpp"

namespace lossa::intake {
namespace {

TEST(FhirRead, KeepsPeopleWithADeviceAndWhatIsSaidOfThem) {
  const Folder folder;
  folder.write("a.ndjson", culture_of("p1") + culture_of("p2") + pacemaker_of("p1"));
  const auto data = folder.read({});
  EXPECT_EQ(data.sightings.size(), 2U);
  for (const Sighting& sighting : data.sightings) EXPECT_EQ(sighting.person, "Patient/p1");
  EXPECT_EQ(data.quality.elements.at("Observation").read, 2U);
  EXPECT_EQ(data.quality.elements.at("Observation").used, 1U);
  EXPECT_EQ(data.quality.lines, 3U);
  EXPECT_EQ(data.quality.bytes, std::filesystem::file_size(folder.path("a.ndjson")));
  EXPECT_EQ(folder.read({.whom = FhirOptions::Whom::everyone}).sightings.size(), 3U);
}

TEST(FhirRead, ReadsEveryForm) {
  const Folder folder;
  folder.write("lines.ndjson", pacemaker_of("p1"));
  folder.write_packed("packed.ndjson.gz", culture_of("p1"));
  folder.write("document.json", R"({"resourceType": "Bundle", "entry": [
{"resource":
)" + culture_of("p1", "in_bundle") + "}]}");
  folder.write_packed("deep/packed.json.gz", culture_of("p1", "packed"));
  folder.write("lines.json", culture_of("p1", "line_1") + culture_of("p1", "line_2"));
  folder.write("other.txt", "not read");
  const auto data = folder.read({});
  EXPECT_EQ(data.sightings.size(), 6U) << all_faults(data);
  EXPECT_EQ(data.sightings.at(0).entry.read_in, "deep/packed.json.gz:1 Observation/packed");
  EXPECT_EQ(data.sightings.at(1).entry.read_in, "document.json:3 Observation/in_bundle");
  EXPECT_EQ(data.sightings.at(3).entry.read_in, "lines.json:2 Observation/line_2");
}

TEST(FhirRead, EvidenceThatTheFirstLookMissesIsFound) {
  const Folder folder;
  std::string lines;
  for (int i = 0; lines.size() < (std::size_t{1} << 20U) + 1000; ++i) lines += culture_of("p" + std::to_string(i));
  folder.write("Observation.ndjson", lines + pacemaker_of("p3"));
  folder.write("Specimen.ndjson", culture_of("p3", "again"));
  const auto data = folder.read({});
  EXPECT_EQ(data.sightings.size(), 3U);
  for (const Sighting& sighting : data.sightings) EXPECT_EQ(sighting.person, "Patient/p3");
}

TEST(FhirRead, AUseOfADeviceThatNamesNobodyIsEvidence) {
  const Folder folder;
  folder.write(
      "a.ndjson",
      culture_of("p1") +
          R"({"resourceType":"DeviceUseStatement","id":"u","status":"active","subject":{"reference":"Patient/p1"},"device":{"reference":"Device/d"}})"
          "\n"
          R"({"resourceType":"Device","id":"d","type":{"coding":[{"system":"http://snomed.info/sct","code":"706004007"}]}})"
          "\n");
  EXPECT_EQ(folder.read({}).sightings.size(), 2U);
}

struct Bad {
  const char* name;
  std::string line;
  FaultKind kind;
};

std::vector<Bad> bad_lines() {
  std::string deep = R"({"resourceType":"Patient","id":"d","extension":)";
  for (int i = 0; i < 100; ++i) deep += '[';
  for (int i = 0; i < 100; ++i) deep += ']';
  return {{"cut", R"({"resourceType":"Patient","id":"p1")", FaultKind::malformed},
          {"cut in a string", R"({"resourceType":"Patient","id":"p1)", FaultKind::malformed},
          {"wrong bracket", R"({"resourceType":"Patient","name":[}})", FaultKind::malformed},
          {"more after it", R"({"resourceType":"Patient","id":"p1"} x)", FaultKind::malformed},
          {"no comma", R"({"resourceType":"Patient" "id":"p1"})", FaultKind::malformed},
          {"not UTF-8", "{\"resourceType\":\"Patient\",\"id\":\"\xff\"}", FaultKind::not_utf8},
          {"too deep", deep + "}", FaultKind::too_deep},
          {"duplicate", R"({"resourceType":"Patient","id":"p1","gender":"male","gender":"female"})",
           FaultKind::duplicate_key},
          {"wrong type", R"({"resourceType":"Patient","id":"p1","gender":5})", FaultKind::wrong_type},
          {"number", "17", FaultKind::wrong_type},
          {"list", "[1]", FaultKind::wrong_type},
          {"no type", R"({"id":"p1"})", FaultKind::not_understood}};
}

TEST(FhirRead, ABadLineIsReportedByItsNumberAndTheRestIsRead) {
  for (const Bad& bad : bad_lines()) {
    const Folder folder;
    folder.write("a.ndjson", pacemaker_of("p1") + "\n" + bad.line + "\n" + culture_of("p1"));
    for (const bool every_value : {false, true}) {
      const auto data = folder.read({.every_value = every_value});
      EXPECT_GE(data.sightings.size(), 2U) << bad.name;
      ASSERT_EQ(faults_of(data, bad.kind), 1U) << bad.name << "\n" << all_faults(data);
      EXPECT_EQ(data.quality.of(bad.kind).examples.front().place.line, 3) << bad.name;
      EXPECT_EQ(data.quality.of(bad.kind).examples.front().place.file, "a.ndjson");
      EXPECT_EQ(data.sightings.back().entry.place.line, 4) << bad.name;
    }
  }
}

TEST(FhirRead, EmptyLinesCarriageReturnsAndByteOrderMarksAreNoFaults) {
  const Folder folder;
  folder.write("a.ndjson", "\xEF\xBB\xBF\r\n \r\n" + pacemaker_of("p1") + "\r\n" + culture_of("p1"));
  folder.write("b.ndjson", "");
  folder.write_packed("c.ndjson.gz", "\xEF\xBB\xBF" + culture_of("p1", "c2"));
  auto last = culture_of("p1", "unended");
  last.pop_back();
  folder.write("d.ndjson", last);
  const auto data = folder.read({});
  EXPECT_EQ(data.sightings.size(), 4U);
  EXPECT_EQ(faults_of(data, FaultKind::malformed), 0U) << all_faults(data);
}

TEST(FhirRead, ALineThatIsTooLongIsSkipped) {
  const Folder folder;
  const std::string lines = pacemaker_of("p1") + "{\"resourceType\":\"Patient\",\"id\":\"" + std::string(5000, 'x') +
                            "\"}\n" + culture_of("p1");
  folder.write("a.ndjson", lines);
  folder.write_packed("b.ndjson.gz", lines);
  for (const std::size_t chunk : {64U, 700U, 100000U}) {
    const auto data = folder.read({.longest_line = 1000, .chunk_bytes = chunk});
    ASSERT_EQ(faults_of(data, FaultKind::too_long), 2U) << chunk << "\n" << all_faults(data);
    EXPECT_EQ(data.quality.of(FaultKind::too_long).examples.front().place.line, 2);
    EXPECT_EQ(data.sightings.size(), 2U);
    EXPECT_EQ(data.sightings.at(1).entry.place.line, 3);
  }
}

TEST(FhirRead, APackedFileThatIsCutGivesWhatCameBefore) {
  const Folder folder;
  std::string lines = pacemaker_of("p1");
  for (int i = 0; i < 2000; ++i) lines += culture_of("p1", "c" + std::to_string(i * 7919 % 2000));
  folder.write_packed("a.ndjson.gz", lines);
  const auto whole = file_bytes(folder.path("a.ndjson.gz"));
  folder.write("a.ndjson.gz", whole.substr(0, whole.size() / 2));
  const auto cut = folder.read({});
  EXPECT_EQ(faults_of(cut, FaultKind::truncated_file), 1U);
  EXPECT_GT(cut.sightings.size(), 10U);
  EXPECT_LT(cut.sightings.size(), 2001U);
  folder.write("a.ndjson.gz", whole + whole);  // gzip allows one after the other
  EXPECT_EQ(faults_of(folder.read({}), FaultKind::truncated_file), 0U);
  folder.write("a.ndjson.gz", "no gzip at all");
  EXPECT_EQ(faults_of(folder.read({}), FaultKind::truncated_file), 1U);
}

TEST(FhirRead, WhatIsNotThereIsAnError) {
  const Folder folder;
  const auto failure = [&](const std::string& path) {
    FhirOptions options;
    options.paths = {path};
    const auto read = read_fhir(options, shipped_dictionary());
    return read.has_value() ? ErrorKind::conflict : read.error().kind;
  };
  EXPECT_EQ(failure(folder.path("gone.ndjson")), ErrorKind::not_found);
  EXPECT_EQ(failure(folder.path("")), ErrorKind::not_found) << "an empty folder";
  folder.write("a.txt", "");
  EXPECT_EQ(failure(folder.path("a.txt")), ErrorKind::invalid_input);
}

TEST(FhirRead, StopsWhenItIsTold) {
  const Folder folder;
  folder.write("a.ndjson", pacemaker_of("p1"));
  const std::atomic<bool> stop = true;
  const auto data = folder.read({.stop = &stop});
  EXPECT_TRUE(data.stopped);
  EXPECT_TRUE(data.sightings.empty());
}

TEST(FhirRead, ProgressRisesToTheEnd) {
  const Folder folder;
  folder.write("a.ndjson", pacemaker_of("p1") + culture_of("p1") + culture_of("p2"));
  std::uint64_t last = 0;
  std::uint64_t whole = 0;
  FhirOptions options{.threads = 3, .chunk_bytes = 100};
  options.progress = [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_GE(done, last);
    EXPECT_LE(done, total);
    last = done;
    whole = total;
  };
  EXPECT_EQ(folder.read(options).sightings.size(), 2U);
  EXPECT_GT(last, 0U);
  EXPECT_EQ(last, whole);
}

}  // namespace
}  // namespace lossa::intake
