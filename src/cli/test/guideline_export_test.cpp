// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_here.hpp"

#include <lossa/base/tree.hpp>

namespace lossa::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class GuidelineExport : public InFolder {};

TEST_F(GuidelineExport, WritesElm) {
  const auto ran = lossa({"guideline", "export", "--elm", "ehra_2020_infection"});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_TRUE(read_json(ran.out, "elm").ok());
  EXPECT_THAT(ran.out, HasSubstr("\"id\": \"urn:hl7-org:elm\""));
}

TEST_F(GuidelineExport, WritesCqlAtTheReadingsAskedFor) {
  const auto ran = lossa(
      {"guideline", "export", "ehra_2020_infection", "--cql", "--reading", "ehra_2020_infection.minor_list=five"});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("library \"ehra_2020_infection\" version"));
  EXPECT_THAT(ran.out, HasSubstr("parameter \"reading.minor_list\" String default 'five'"));
  EXPECT_THAT(ran.out, HasSubstr("parameter \"reading.aureus_sets\" String default 'one'"));
}

TEST_F(GuidelineExport, NamesTheGuidelineThatWasMeant) {
  const auto ran = lossa({"guideline", "export", "--cql", "ehra_2020_infektion"});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("there is no guideline 'ehra_2020_infektion'; did you mean 'ehra_2020_infection'?"));
}

TEST_F(GuidelineExport, RefusesAReadingThatIsNone) {
  const auto ran = lossa({"guideline", "export", "--cql", "ehra_2020_infection", "--reading", "minor_list=six"});
  EXPECT_EQ(ran.exit, Exit::wrong_use);
  EXPECT_THAT(ran.err, HasSubstr("'six' is none of its options"));
}

TEST_F(GuidelineExport, NeedsOneFormat) {
  for (const auto& words : {std::vector<std::string>{"guideline", "export", "ehra_2020_infection"},
                            {"guideline", "export", "--elm", "--cql", "ehra_2020_infection"}}) {
    const auto ran = lossa(words);
    EXPECT_EQ(ran.exit, Exit::wrong_use);
    EXPECT_THAT(ran.err, HasSubstr("either --elm or --cql"));
  }
}

}  // namespace
}  // namespace lossa::cli
