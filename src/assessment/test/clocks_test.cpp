// SPDX-License-Identifier: Apache-2.0
// Windows with two ends, their other starts, what is planned against them, sources that differ; contacts; differences.
#include <gtest/gtest.h>

#include "support.hpp"

namespace lossa::assessment {
namespace {

constexpr std::string_view facts = R"toml(
[[fact]]
id = "open"
type = "truth"
of = "case"
window = "episode"
resolve = "worst"
text = { en = "open", sv = "öppen" }
ask = { en = "?", sv = "?" }
from = { kind = "sign", where = { what = "erosion" }, field = "present" }
[[fact]]
id = "fever"
type = "truth"
of = "case"
window = "episode"
resolve = "worst"
text = { en = "fever", sv = "feber" }
ask = { en = "?", sv = "?" }
from = { kind = "sign", where = { what = "fever" }, field = "present" }
[[fact]]
id = "removed_on"
type = "date"
of = "case"
window = "episode"
resolve = "latest"
text = { en = "removed", sv = "borttagen" }
ask = { en = "?", sv = "?" }
from = { rule = "removal_done" }
[[fact]]
id = "opened_on"
type = "date"
of = "case"
window = "episode"
resolve = "latest"
text = { en = "opened", sv = "öppnad" }
ask = { en = "?", sv = "?" }
from = { kind = "sign", where = { what = "erosion" }, field = "at" }
[[fact]]
id = "stop_on"
type = "date"
of = "case"
window = "episode"
resolve = "latest"
text = { en = "stop", sv = "stopp" }
ask = { en = "?", sv = "?" }
from = { rule = "antibiotic_end" }
)toml";

constexpr std::string_view guideline = R"toml(
[guideline]
id = "g"
version = "1"
subject = "case"
cite = "c"
compare = "same"
title = { en = "words", sv = "ord" }
[[clock]]
id = "short"
group = "course"
text = { en = "words", sv = "ord" }
start = "removed_on"
length = "10 days"
longest = "14 days"
planned = "stop_on"
when = "open"
source = "s"
known = "read"
[[clock]]
id = "long"
group = "course"
text = { en = "words", sv = "ord" }
start = "removed_on"
length = "4 weeks"
planned = "stop_on"
when = "open"
source = "s"
known = "memory"
[[clock]]
id = "other_start"
text = { en = "words", sv = "ord" }
start = "removed_on"
length = "1 days"
when = "open"
source = "s"
known = "read"
[[clock.instead]]
when = "fever"
start = "opened_on"
[[contact]]
id = "day_30"
text = { en = "words", sv = "ord" }
item = [{ en = "wound", sv = "sår" }]
after = "30 days"
from = "removed_on"
when = "open"
done = "fever"
source = "s"
known = "read"
[[difference]]
id = "d"
between = ["g", "g"]
text = { en = "words", sv = "ord" }
when = "fever"
source = "s"
known = "read"
)toml";

const Library& small() {
  static const auto library = library_of(std::string(facts), std::string(guideline));
  return library;
}

const std::string removed_and_open = R"toml(
[[entries]]
id = "open"
kind = "sign"
what = "erosion"
at = "2021-03-01"
[[entries]]
id = "out"
kind = "procedure"
what = "extraction"
done = true
at = "2021-03-10"
)toml";

std::string treated_until(const std::string& day) {
  return "[[entries]]\nid = \"drug\"\nkind = \"treatment\"\nwhat = \"antibiotic\"\nat = \"2021-03-02\"\nuntil = \"" +
         day + "\"\n";
}

ClockResult clock_with(const std::string& more, std::size_t index = 0) {
  const auto patient = case_of(removed_and_open + more);
  return assessed(small(), patient, "2021-03-15").clocks.at(index);
}

TEST(Clocks, AWindowEndsBetweenItsLengthAndItsLongestTime) {
  const auto window = clock_with("");
  ASSERT_TRUE(window.earliest_end && window.latest_end);
  EXPECT_EQ(Date::from_minutes(*window.earliest_end).text(), "2021-03-20");
  EXPECT_EQ(Date::from_minutes(*window.latest_end).text(), "2021-03-24");
  EXPECT_EQ(window.planned, Planned::not_known);
}

TEST(Clocks, APlannedEndIsHeldAgainstTheWindow) {
  EXPECT_EQ(clock_with(treated_until("2021-03-19")).planned, Planned::too_early);
  EXPECT_EQ(clock_with(treated_until("2021-03-22")).planned, Planned::within);
  EXPECT_EQ(clock_with(treated_until("2021-03-25")).planned, Planned::too_late);
  EXPECT_EQ(clock_with(treated_until("2021-03")).planned, Planned::not_known) << "the month alone does not tell";
}

TEST(Clocks, OnlyASourceThatWasReadAlarms) {
  EXPECT_TRUE(clock_with(treated_until("2021-03-19")).alarms);
  EXPECT_FALSE(clock_with(treated_until("2021-03-22")).alarms);
  EXPECT_FALSE(clock_with(treated_until("2021-03-19"), 1).alarms) << "known from memory only";
}

TEST(Clocks, WithoutALongestTimeNoEndIsTooLate) {
  EXPECT_EQ(clock_with(treated_until("2021-03-19"), 1).planned, Planned::too_early);
  EXPECT_EQ(clock_with(treated_until("2021-04-07"), 1).planned, Planned::within);
  EXPECT_EQ(clock_with(treated_until("2022-04-07"), 1).planned, Planned::within);
}

TEST(Clocks, AnotherStartCountsWhereItsConditionHoldsAndNoneWhileThatIsOpen) {
  const std::string fever = "[[entries]]\nid = \"f\"\nkind = \"sign\"\nwhat = \"fever\"\nat = \"2021-03-01\"\n";
  const auto hot = clock_with(fever, 2);
  ASSERT_TRUE(hot.earliest_end);
  EXPECT_EQ(Date::from_minutes(*hot.earliest_end).text(), "2021-03-02");
  const auto cool = clock_with(fever + "present = false\n", 2);
  ASSERT_TRUE(cool.earliest_end);
  EXPECT_EQ(Date::from_minutes(*cool.earliest_end).text(), "2021-03-11");
  EXPECT_FALSE(clock_with("", 2).earliest_end) << "whether there was fever is not known";
}

TEST(Clocks, SourcesOfOneGroupThatBothApplyAndDifferAreAConflict) {
  const auto patient = case_of(removed_and_open);
  const auto assessment = assessed(small(), patient, "2021-03-15");
  ASSERT_EQ(assessment.clock_conflicts.size(), 1U);
  EXPECT_EQ(assessment.clock_conflicts[0].first, 0);
  EXPECT_EQ(assessment.clock_conflicts[0].second, 1);
  EXPECT_FALSE(assessment.clock_conflicts[0].overlap) << "14 days at most, and four weeks at least";
  const auto closed = case_of(
      "[[entries]]\nid = \"out\"\nkind = \"procedure\"\nwhat = \"extraction\"\ndone = true\n"
      "at = \"2021-03-10\"\n");
  EXPECT_TRUE(assessed(small(), closed, "2021-03-15").clock_conflicts.empty()) << "neither applies";
}

TEST(Contacts, AreDueAfterTheirStartOnceTheyApply) {
  const auto patient = case_of(removed_and_open);
  const auto contact = assessed(small(), patient, "2021-03-15").contacts.at(0);
  ASSERT_TRUE(contact.due.at);
  EXPECT_EQ(Date::from_minutes(*contact.due.at).text(), "2021-04-09");
  EXPECT_EQ(contact.due.state, ClockState::running);
  ASSERT_TRUE(contact.done);
  EXPECT_TRUE(contact.done->truth.is_unknown());
  EXPECT_EQ(assessed(small(), patient, "2021-05-01").contacts.at(0).due.state, ClockState::passed);
  const auto in_place =
      case_of("[[entries]]\nid = \"open\"\nkind = \"sign\"\nwhat = \"erosion\"\nat = \"2021-03-01\"\n");
  EXPECT_EQ(assessed(small(), in_place, "2021-03-15").contacts.at(0).due.state, ClockState::not_started);
}

TEST(Differences, SayWhetherTheyCanMatterHere) {
  const auto patient = case_of(removed_and_open);
  EXPECT_TRUE(assessed(small(), patient, "2021-03-15").differences.at(0).why.verdict.truth.is_unknown());
}

}  // namespace
}  // namespace lossa::assessment
