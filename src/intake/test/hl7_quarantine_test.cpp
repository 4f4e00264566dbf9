// SPDX-License-Identifier: Apache-2.0
// What is not understood is kept, byte for byte, with the reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <map>

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>

#include "hl7_support.hpp"

namespace lossa::intake {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Hl7Quarantine : public ::testing::Test {
 public:
  Hl7Quarantine() : base(fs::temp_directory_path() / ("lossa-hl7-quarantine-" + std::to_string(::getpid()))) {
    fs::create_directories(base);
  }
  ~Hl7Quarantine() override { fs::remove_all(base); }

 protected:
  [[nodiscard]] fs::path quarantine() const { return base / "quarantine"; }
  fs::path write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((base / name).parent_path());
    std::ofstream(base / name, std::ios::binary) << bytes;
    return base / name;
  }

  /// Names and bytes of all that is in quarantine.
  [[nodiscard]] std::map<std::string, std::string> kept() const {
    std::map<std::string, std::string> files;
    if (!fs::exists(quarantine())) return files;
    for (const auto& entry : fs::directory_iterator(quarantine()))
      files[entry.path().filename().string()] = content_of(entry.path());
    return files;
  }

  fs::path base;
};

TEST_F(Hl7Quarantine, TakesEachBrokenMessageWithItsReason) {
  const std::map<std::string, std::string> reasons = {
      {"adt", "not_understood: this type of message is not read: only ORU^R01 is"},
      {"characters", "not_understood: the character set of MSH-18 cannot be read here"},
      {"delimiters", "malformed: the delimiters must be distinct, and neither letters, digits nor spaces"},
      {"frame", "truncated_file: the end of the message's frame is missing"},
      {"line", "malformed: a segment begins with a name of three capital letters or digits"},
      {"no_identifier", "no_person: a PID holds no identifier"},
      {"no_order", "malformed: OBX before an OBR: it is not said what was asked for"},
      {"no_pid", "no_person: OBR before a PID: it is not said whose"},
      {"text", "not_understood: does not begin with MSH: no HL7 v2 message"},
      {"training", "not_understood: MSH-11 says training or debugging: no message about a person in care"},
      {"version", "not_understood: this version of HL7 is not read: only 2.3 to 2.5.1 are"}};
  for (const auto& [name, reason] : reasons) {
    SCOPED_TRACE(name);
    fs::remove_all(quarantine());
    const std::string file = "broken_" + name + ".hl7";
    const auto [data, outcomes] = read({file}, {.quarantine = quarantine()});
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].verdict, Hl7Outcome::Verdict::rejected);
    EXPECT_THAT(data.sightings, IsEmpty());
    EXPECT_EQ(data.quality.elements.at("message").set_aside, 1U);

    const auto bytes = content_of(folder / file);
    const auto files = kept();
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files.at(sha256_hex(bytes) + ".hl7"), bytes);
    const auto record = read_json(files.at(sha256_hex(bytes) + ".reason.json"), "reason");
    ASSERT_TRUE(record.ok());
    EXPECT_EQ(record.value->find("fault")->text + ": " + record.value->find("reason")->text, reason);
    EXPECT_EQ(record.value->find("file")->text, file);
    EXPECT_EQ(record.value->find("time")->text, "2024-04-01");
    EXPECT_THAT(record.value->find("element")->text, HasSubstr("message 1"));
  }
}

TEST_F(Hl7Quarantine, IsUnchangedTheSecondTime) {
  const auto once = read({"broken_adt.hl7"}, {.quarantine = quarantine()});
  const auto first = kept();
  const auto twice = read({"broken_adt.hl7", "broken_adt.hl7"}, {.quarantine = quarantine()});
  EXPECT_EQ(kept(), first);
  EXPECT_EQ(first.size(), 2U);
}

TEST_F(Hl7Quarantine, IsNotNeeded) {
  const auto [data, outcomes] = read({"broken_adt.hl7"});
  EXPECT_EQ(data.quality.of(FaultKind::not_understood).count, 1U);
  EXPECT_EQ(outcomes.at(0).reason, "this type of message is not read: only ORU^R01 is");
}

TEST_F(Hl7Quarantine, TakesOnlyTheMessageOfAFileThatIsBroken) {
  const auto good = content_of(folder / "s_aureus.hl7");
  const auto bad = content_of(folder / "broken_adt.hl7");
  const auto [data, outcomes] = read({write("mixed.hl7", good + bad + "\r\n" + good)}, {.quarantine = quarantine()});
  EXPECT_EQ(kept().count(sha256_hex(bad + "\r\n") + ".hl7"), 1U);
  EXPECT_EQ(lines_of(data).size(), 1U);
  ASSERT_EQ(outcomes.size(), 3U);
  EXPECT_EQ(outcomes[1].place.path, "message 2");
  EXPECT_EQ(outcomes[1].place.line, 13);
  EXPECT_EQ(outcomes[2].reason, "repeated");
}

TEST_F(Hl7Quarantine, TakesAMessageOverTheLimitWhole) {
  const auto bytes = "MSH|^~\\&|LAB\rZZZ|" + std::string(3'000'000, 'x') + "\r";
  const auto good = content_of(folder / "s_aureus.hl7");
  const auto path = write("long.hl7", bytes + good);
  const auto [data, outcomes] = read({path}, {.quarantine = quarantine(), .limits = {.bytes = 10'000}});
  EXPECT_EQ(data.quality.of(FaultKind::too_long).count, 1U);
  EXPECT_EQ(lines_of(data).size(), 1U);
  const auto files = kept();
  ASSERT_EQ(files.size(), 2U);
  for (const auto& [name, content] : files) EXPECT_TRUE(name.ends_with(".json") || content == bytes) << name;
}

TEST_F(Hl7Quarantine, WithinTheFolderThatIsReadIsLeftOut) {
  write("in/a/s_aureus.hl7", content_of(folder / "s_aureus.hl7"));
  write("in/b.txt", "no message at all");
  write("in/.hidden", "nor this");
  const Hl7Options options{.quarantine = base / "in" / "set-aside"};
  const auto first = read({base / "in"}, options);
  const auto second = read({base / "in"}, options);
  EXPECT_EQ(first.outcomes.size(), 2U);
  EXPECT_EQ(second.outcomes.size(), 2U);
  EXPECT_EQ(culture_of(second.data).entry.read_in, "a/s_aureus.hl7:5 message 1 OBX[1]");
}

TEST_F(Hl7Quarantine, TakesWhatStandsBetweenTheSegmentsOfAnEnvelope) {
  const auto stray = std::string("BHS|^~\\&|LAB\rPID|||4711\r");
  const auto [data, outcomes] = read({write("stray.hl7", stray + "BTS|0\r")}, {.quarantine = quarantine()});
  EXPECT_EQ(kept().count(sha256_hex(stray) + ".hl7"), 1U);
  EXPECT_EQ(data.quality.of(FaultKind::malformed).count, 1U);
  EXPECT_EQ(data.quality.of(FaultKind::truncated_file).count, 0U);
}

TEST_F(Hl7Quarantine, TakesWhatBeginsBlankAndIsOverTheLimit) {
  const auto bytes = std::string(500, ' ') + "and then words";
  const auto [data, outcomes] =
      read({write("blank.txt", bytes)}, {.quarantine = quarantine(), .limits = {.bytes = 100}});
  EXPECT_EQ(kept().size(), 2U);
}

TEST_F(Hl7Quarantine, CanBeReadAgain) {
  const auto first = read({"broken_adt.hl7"}, {.quarantine = quarantine()});
  const auto before = kept();
  const auto again = read({quarantine()}, {.quarantine = quarantine()});
  EXPECT_EQ(again.outcomes.size(), 1U);
  EXPECT_EQ(kept(), before);
}

TEST_F(Hl7Quarantine, ThatCannotBeWrittenIsAnError) {
  const auto file = write("file", "x");
  const std::vector<fs::path> paths = {folder / "broken_adt.hl7"};
  const auto result = read_hl7(paths, dictionary(), {.quarantine = file / "below"});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
}

TEST_F(Hl7Quarantine, APathThatIsNotThereIsAnError) {
  const std::vector<fs::path> paths = {base / "nothing"};
  const auto result = read_hl7(paths, dictionary(), {});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::not_found);
}

TEST_F(Hl7Quarantine, AReadingCanBeStopped) {
  int asked = 0;
  const auto [data, outcomes] = read({"course_1_preliminary.hl7", "course_2_preliminary.hl7", "course_3_final.hl7"},
                                     {.is_stopped = [&asked] { return ++asked > 2; }});
  EXPECT_TRUE(data.stopped);
  EXPECT_LT(outcomes.size(), 3U);
}

TEST_F(Hl7Quarantine, NeverHoldsAnIdentityNumberInItsReasons) {
  const auto path =
      write("19121212-1212.hl7", "MSH|^~\\&|L|M|||2024||ADT^A01|191212121212|P|2.5\rPID|||19121212-1212\r");
  const auto [data, outcomes] = read({path}, {.quarantine = quarantine()});
  EXPECT_EQ(outcomes.at(0).control_id, "(hidden)");
  EXPECT_EQ(outcomes.at(0).place.file, "(hidden).hl7");
  for (const auto& [name, content] : kept())
    EXPECT_TRUE(name.ends_with(".hl7") || content.find("1212") == std::string::npos) << content;
}

}  // namespace
}  // namespace lossa::intake
