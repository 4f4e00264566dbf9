// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.hpp"

namespace lossa::assessment {
namespace {

std::vector<std::string> faults_of(const Library& library) {
  std::vector<std::string> faults;
  for (const auto& issue : check_origins(library)) faults.push_back(issue.message);
  return faults;
}

std::string fact_with(const std::string& from, const std::string& type = "truth", const std::string& of = "case") {
  return "[[fact]]\nid = \"f\"\ntype = \"" + type + "\"\nof = \"" + of +
         "\"\nwindow = \"episode\"\nresolve = \"worst\"\n" + (type == "number" ? "unit = \"count\"\n" : "") +
         (type == "category" ? "values = [\"none\", \"cloud\"]\n" : "") +
         "text.en = \"f\"\ntext.sv = \"f\"\nask.en = \"f?\"\nask.sv = \"f?\"\nfrom = " + from + "\n";
}

TEST(CheckOrigins, FindsNothingWrongWithWhatIsShipped) { EXPECT_THAT(faults_of(shipped()), testing::IsEmpty()); }

struct Wrong {
  std::string from, type, of, fault;
};

TEST(CheckOrigins, NamesWhatDoesNotExist) {
  const std::vector<Wrong> table = {
      {R"({ kind = "sing", field = "present" })", "truth", "case",
       "there is no kind of entry 'sing'; did you mean 'sign'?"},
      {R"({ kind = "sign", field = "presnt" })", "truth", "case",
       "the kind 'sign' has no field 'presnt'; did you mean 'present'?"},
      {R"({ kind = "sign", where = { what = "erotion" }, field = "present" })", "truth", "case",
       "'erotion' is no word of what; did you mean 'erosion'?"},
      {R"({ kind = "culture", where = { organism = "gremlin" }, field = "persistent" })", "truth", "case",
       "'gremlin' is no organism"},
      {R"({ kind = "sign", where = { temperature_celsius = "38" }, field = "present" })", "truth", "case",
       "entries cannot be told apart by the field 'temperature_celsius'"},
      {R"({ kind = "sign", field = "temperature_celsius" })", "truth", "case",
       "the field 'temperature_celsius' makes no fact of this type"},
      {R"({ kind = "imaging", field = "lead_mass" })", "category", "case", "'cloud' is no word of lead_mass"},
      {R"({ kind = "sign", field = "present" })", "truth", "lead", "entries of this kind are about no lead"},
      {R"({ kind = "device", field = "side" })", "category", "side", "a fact of a side needs a rule"},
      {R"({ rule = "blood_grwth" })", "truth", "case", "there is no rule 'blood_grwth'; did you mean 'blood_growth'?"},
      {R"({ rule = "blood_growth" })", "number", "case", "the rule 'blood_growth' makes no fact of this type"},
      {R"({ rule = "blood_growth" })", "truth", "lead", "the rule 'blood_growth' makes no fact of this subject"},
      {R"({ rule = "blood_sets" })", "number", "case", "the rule 'blood_sets' needs the argument 'organisms'"},
      {R"({ rule = "blood_sets", organisms = "gremlins" })", "number", "case", "'gremlins' is no group of organisms"},
      {R"({ rule = "blood_growth", speed = "fast" })", "truth", "case",
       "the rule 'blood_growth' has no argument 'speed'"},
      {R"({ rule = "any_of", kind = "sign", what = ["feber"] })", "truth", "case",
       "'feber' is no word of what; did you mean 'fever'?"},
      {R"({ rule = "pocket_quiet" })", "truth", "case", "the rule 'pocket_quiet' needs the fact 'pocket.exposed'"},
  };
  for (const auto& wrong : table) {
    SCOPED_TRACE(wrong.from);
    EXPECT_THAT(faults_of(library_of(fact_with(wrong.from, wrong.type, wrong.of))), testing::Contains(wrong.fault));
  }
}

TEST(CheckOrigins, SaysWhereTheFactStands) {
  const auto library = library_of(fact_with(R"({ kind = "sing", field = "present" })"));
  const auto issues = check_origins(library);
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues.front().place.file, "facts.toml");
  EXPECT_EQ(issues.front().place.path, "f.from");
  EXPECT_GT(issues.front().place.line, 0);
}

}  // namespace
}  // namespace lossa::assessment
