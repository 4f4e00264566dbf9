// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include <lossa/base/tree.hpp>

#include "run_here.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string example(const std::string& name) { return std::string(LOSSA_SOURCE_DIR) + "/examples/find/" + name; }

/// The example tables, at the day after their last row.
class FindCommand : public InFolder {
 protected:
  [[nodiscard]] Ran find(std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"find",
                                      "--cultures",
                                      example("cultures.csv"),
                                      "--devices",
                                      example("devices.csv"),
                                      "--mapping",
                                      example("mapping.toml"),
                                      "--at",
                                      "2026-11-28",
                                      "--unit",
                                      "Infection clinic",
                                      "--mandate",
                                      "Decision 7",
                                      "--telephone",
                                      "046-000000"};
    words.insert(words.end(), more.begin(), more.end());
    return lossa(words);
  }

  /// The rows by their conclusion: how many.
  [[nodiscard]] static long count(const Ran& ran, const std::string& conclusion) {
    const auto tree = read_json(ran.out, "out");
    EXPECT_TRUE(tree.ok()) << ran.out.substr(0, 300) << ran.err;
    if (!tree.value) return -1;
    const auto& rows = tree.value->find("rows")->items;
    return std::ranges::count_if(rows, [&](const Node& row) { return row.find("conclusion")->text == conclusion; });
  }
};

TEST_F(FindCommand, ListsTheCarriersOfTheExampleByUrgency) {
  const auto ran = find({"--json"});
  ASSERT_EQ(ran.exit, Exit::done) << ran.err;
  // S. aureus (two rows of carriers: one set, the other named MRSA and one by the mapping's word), S. lugdunensis.
  EXPECT_GE(count(ran, "today"), 4);
  EXPECT_GE(count(ran, "soon"), 2);   // CoNS in two sets, unnamed Gram-positive cocci
  EXPECT_EQ(count(ran, "check"), 1);  // CoNS without species in one set
  EXPECT_THAT(ran.out, HasSubstr("cultures.csv:2"));
}

TEST_F(FindCommand, PrintsNoIdentityNumberUnlessAsked) {
  const std::regex number("(18|19|20)?9001[01][0-9]-?[0-9]{4}");
  for (const auto* form : {"--json", "--csv", "--html", "--quality"}) {
    const auto ran = find({form});
    ASSERT_EQ(ran.exit, Exit::done) << ran.err;
    EXPECT_FALSE(std::regex_search(ran.out + ran.err, number)) << form;
  }
  EXPECT_TRUE(std::regex_search(find({"--show-identity"}).out, number));
}

TEST_F(FindCommand, GivesNoListWithoutUnitMandateAndTelephone) {
  const auto ran = lossa({"find", "--cultures", example("cultures.csv"), "--devices", example("devices.csv")});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_THAT(ran.err, HasSubstr("--mandate"));
  EXPECT_TRUE(ran.out.empty());
}

TEST_F(FindCommand, OpensCasesOnceAndAPersonDismissesOne) {
  const std::vector<std::string> open = {"--data", path("data"), "--open", "--json"};
  const auto first = find(open);
  ASSERT_EQ(first.exit, Exit::done) << first.err;
  EXPECT_THAT(first.err, HasSubstr("0 extended, 0 unchanged"));
  const auto second = find(open);
  EXPECT_THAT(second.err, HasSubstr("0 cases opened, 0 extended"));
  EXPECT_THAT(second.out, HasSubstr("\"state\":\"open\""));

  std::smatch id;
  ASSERT_TRUE(std::regex_search(second.out, id, std::regex("found-[0-9a-f]{16}")));
  const auto judged =
      lossa({"judge", id.str(), "dismiss", "--data", path("data"), "--by", "N. N.", "--reason", "contaminated sample"});
  EXPECT_EQ(judged.exit, Exit::done) << judged.err;
  const auto third = find({"--data", path("data"), "--json"});
  EXPECT_THAT(third.out, HasSubstr("\"dismissed\":1"));
  EXPECT_THAT(third.out, Not(HasSubstr(id.str())));
}

/// Two tables of one carrier, and the list they give.
class FindOwnTables : public InFolder {
 protected:
  [[nodiscard]] Ran find(const std::string& rows, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"find",
                                      "--cultures",
                                      file("c.csv", header + rows),
                                      "--devices",
                                      file("d.csv", "Patient;Typ;Implanterad\nA-1;Pacemaker DDD;2019-05-28\n"),
                                      "--unit",
                                      "U",
                                      "--mandate",
                                      "M",
                                      "--telephone",
                                      "1"};
    words.insert(words.end(), more.begin(), more.end());
    return lossa(words);
  }
  /// What an assessed case says of a signal.
  [[nodiscard]] static std::string so_far(const Ran& ran) {
    const auto tree = read_json(ran.out, "out");
    EXPECT_TRUE(tree.ok()) << ran.err;
    if (!tree.value) return "";
    for (const auto& answer : tree.value->find("answers")->items)
      if (answer.find("question")->text == "signal") return answer.find("so_far")->text;
    return "";
  }
  const std::string header = "Patient;Provnr;Material;Provtagningsdatum;Svarsdatum;Fynd;Status\n";
};

TEST_F(FindOwnTables, AMaterialThatNobodyKnowsIsListedToBeReadAndSaidAtTheTop) {
  const std::string row = "A-1;P1;BLODX;2023-11-01;2023-11-02;S. aureus;slutsvar\n";
  const auto text = find(row);
  EXPECT_THAT(text.out, HasSubstr("1 results have a material that is not known here, and may be blood:"));
  EXPECT_LT(text.out.find("\"BLODX\" (1)"), text.out.find("A-1"));
  EXPECT_THAT(text.out, HasSubstr("c.csv:2"));
  EXPECT_THAT(find(row, {"--html"}).out, HasSubstr("BLODX&quot; (1)"));
  EXPECT_THAT(find(row, {"--json"}).out, HasSubstr("\"warning\":\"1 results"));
  EXPECT_THAT(find(row, {"--lang", "sv"}).out, HasSubstr("kan vara blod"));
  EXPECT_THAT(find("A-1;P1;Blod;2023-11-01;2023-11-02;S. aureus;slutsvar\n").out,
              Not(HasSubstr("not known here, and")));
}

TEST_F(FindOwnTables, AWithdrawnCultureLeavesTheListAndTheOpenCase) {
  const std::vector<std::string> open = {"--data", path("data"), "--open", "--json"};
  const auto first = find("A-1;P1;Blod;2023-11-01;2023-11-02;S. aureus;slutsvar\n", open);
  EXPECT_THAT(first.err, HasSubstr("1 cases opened"));
  std::smatch id;
  ASSERT_TRUE(std::regex_search(first.out, id, std::regex("found-[0-9a-f]{16}")));
  const auto stored = [&] { return so_far(lossa({"assess", id.str(), "--data", path("data"), "--json"})); };
  EXPECT_EQ(stored(), "today");
  const auto second = find("A-1;P1;Blod;2023-11-01;2023-11-03;S. aureus;makulerad\n", open);
  EXPECT_THAT(second.err, HasSubstr("0 cases opened, 1 extended"));
  EXPECT_EQ(second.out.find("\"conclusion\":\"today\""), std::string::npos);
  EXPECT_EQ(stored(), "none");
}

TEST_F(FindOwnTables, AConfirmationSaysWhatTheCaseSays) {
  const auto list =
      find("A-1;P1;Blod;2023-11-01;2023-11-02;S. epidermidis;slutsvar\n", {"--data", path("data"), "--open", "--json"});
  std::smatch id;
  ASSERT_TRUE(std::regex_search(list.out, id, std::regex("found-[0-9a-f]{16}")));
  const auto judged =
      lossa({"judge", id.str(), "confirm", "--data", path("data"), "--by", "N. N.", "--reason", "read the record"});
  ASSERT_EQ(judged.exit, Exit::done) << judged.err;
  const auto exported = lossa({"export", id.str(), "--data", path("data"), "--out", path("redcap")});
  ASSERT_EQ(exported.exit, Exit::done) << exported.err;
  std::ifstream file(path("redcap/data.csv"));
  const std::string data{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(data, HasSubstr("check"));
  EXPECT_THAT(data, Not(HasSubstr("today")));
  EXPECT_NE(
      lossa({"judge", "found-0000000000000000", "confirm", "--data", path("data"), "--by", "N. N.", "--reason", "none"})
          .exit,
      Exit::done);
}

TEST_F(FindCommand, SaysInSwedishWhatIsToBeDone) {
  const auto ran = find({"--lang", "sv"});
  EXPECT_THAT(ran.out, HasSubstr("Kontakta extraktionsenheten i dag"));
  EXPECT_THAT(ran.out, HasSubstr("046-000000"));
}

TEST_F(FindCommand, ReadsItsSettingsFromAFile) {
  const auto settings = file("find.toml", "unit = \"U\"\nmandate = \"M\"\ntelephone = \"1\"\n");
  const auto ran = lossa({"find", "--cultures", example("cultures.csv"), "--devices", example("devices.csv"),
                          "--mapping", example("mapping.toml"), "--settings", settings});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  const auto wrong = lossa({"find", example("cultures.csv"), "--settings", file("wrong.toml", "unti = \"U\"\n")});
  EXPECT_EQ(wrong.exit, Exit::found_faults);
  EXPECT_THAT(wrong.err, HasSubstr("unit"));
}

TEST_F(FindCommand, ImportsAFhirResourceOnceAndSaysSo) {
  const auto bundle =
      file("a.ndjson", R"({"resourceType":"Patient","id":"p1","birthDate":"1950-01-01","gender":"male"})"
                       "\n"
                       R"({"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},)"
                       R"("code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"T82.7"}]},)"
                       R"("onsetDateTime":"2026-03-01"})"
                       "\n");
  const auto tried = lossa({"import", "--fhir", bundle, "--data", path("data"), "--dry-run", "--json"});
  ASSERT_EQ(tried.exit, Exit::done) << tried.err;
  EXPECT_THAT(tried.out, HasSubstr("\"kind\":\"diagnosis\""));
  EXPECT_FALSE(std::filesystem::exists(path("data")));
  const auto first = lossa({"import", "--fhir", bundle, "--data", path("data")});
  EXPECT_THAT(first.out, HasSubstr("stored")) << first.err;
  EXPECT_THAT(lossa({"import", "--fhir", bundle, "--data", path("data")}).out, HasSubstr("unchanged"));
}

TEST_F(FindCommand, ExportsACaseForRedcapAndReadsItBack) {
  ASSERT_EQ(lossa({"export", published("wannan-bilateral-pocket-leadless"), "--out", path("redcap")}).exit, Exit::done);
  const auto back = lossa({"import", "--redcap", path("redcap/data.csv"), "--dictionary", path("redcap/dictionary.csv"),
                           "--mapping", path("redcap/mapping.toml"), "--data", path("data"), "--dry-run", "--json"});
  EXPECT_EQ(back.exit, Exit::done) << back.err;
  EXPECT_THAT(back.out, HasSubstr("\"kind\":\"culture\""));
}

}  // namespace
}  // namespace lossa::cli
