// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <lossa/intake/case_file.hpp>

namespace lossa::intake {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string listed(const Issues& issues) {
  std::string text;
  for (const auto& issue : issues) text += to_string(issue) + "\n";
  return text;
}

TEST(CaseFile, EveryExampleIsReadWithoutAFault) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(LOSSA_SOURCE_DIR "/examples/cases")) {
    if (entry.path().extension() != ".toml") continue;
    const auto name = entry.path().filename().string();
    const auto read = read_case_file(content_of(entry.path()), name);
    EXPECT_TRUE(read.ok() && read.issues.empty()) << listed(read.issues);
    EXPECT_EQ(read.value.value_or(CaseFile{}).case_id + ".toml", name);
    ++files;
  }
  EXPECT_GE(files, 12);
}

std::string first_fault(std::string_view bytes, std::string_view name) {
  const auto read = read_case_file(bytes, name);
  return read.issues.empty() ? "" : to_string(read.issues.front());
}

constexpr std::string_view json = R"({"case":{"id":"x"},"entries":[{"kind":"note","text":"n"}]})";
constexpr std::string_view toml = "[case]\nid = \"x\"\n[[entries]]\nkind = \"note\"\n";

TEST(CaseFile, IsReadByTheEndingOfItsNameElseByItsFirstCharacter) {
  EXPECT_TRUE(read_case_file(json, "x.json").ok());
  EXPECT_TRUE(read_case_file(toml, "x.toml").ok());
  EXPECT_TRUE(read_case_file(json, "upload").ok());
  EXPECT_TRUE(read_case_file("\n  " + std::string(json), "x.txt").ok());
  EXPECT_TRUE(read_case_file(toml, "upload").ok());
  EXPECT_FALSE(read_case_file(toml, "x.json").ok());
  EXPECT_FALSE(read_case_file(json, "x.toml").ok());
  EXPECT_FALSE(read_case_file("", "upload").ok());
}

TEST(CaseFile, ThatIsNoFileGivesNoValueAndThePlace) {
  const auto read = read_case_file("[case\n", "x.toml");
  EXPECT_FALSE(read.value.has_value());
  EXPECT_EQ(to_string(read.issues.at(0)).substr(0, 9), "x.toml:1:");
}

TEST(CaseFile, TellsEveryFaultInTheOrderOfTheFile) {
  const auto read = read_case_file(R"([[entries]]
kind = "lead"
device = "nothing"
[[entries]]
kind = "sign"
what = "erosoin"
[[entries]]
kind = "note"
at = "extraction"
[case]
id = "x"
)",
                                   "x.toml");
  EXPECT_FALSE(read.ok());
  ASSERT_EQ(read.issues.size(), 3U) << listed(read.issues);
  EXPECT_EQ(to_string(read.issues[0]), "x.toml:1:1: entries[0]: lead-1.device: there is no entry \"nothing\"");
  EXPECT_EQ(read.issues[1].place.line, 6);
  EXPECT_EQ(read.issues[2].place.line, 7);
}

TEST(CaseFile, NamesTheOrganismThatWasMeant) {
  const auto with = [](const std::string& organism) {
    return "[case]\nid = \"x\"\n[[entries]]\nkind = \"culture\"\nspecimen = \"blood\"\norganism = \"" + organism +
           "\"\n";
  };
  EXPECT_EQ(first_fault(with("staphylococcus_aureus"), "x.toml"), "");
  EXPECT_EQ(first_fault(with("other"), "x.toml"), "");
  EXPECT_EQ(first_fault(with("staphylococcus_aureuss"), "x.toml"),
            "x.toml:6:12: entries[0].culture.organism: \"staphylococcus_aureuss\" is not an organism of "
            "terminology/organisms.toml, nor \"other\"; did you mean \"staphylococcus_aureus\"?");
}

TEST(CaseFile, LooksUpTheOrganismOfACorrectionToo) {
  const auto fault = first_fault(
      R"({"case":{"id":"x"},"entries":[{"kind":"note"},{"kind":"correction","corrects":"note-1","reason":"r",
"entry":{"kind":"culture","specimen":"pus","organism":"qqqqqqqqqqqqq"}}]})",
      "x.json");
  EXPECT_NE(fault.find("x.json:2:55: entries[1].correction.entry.culture.organism"), std::string::npos) << fault;
}

}  // namespace
}  // namespace lossa::intake
