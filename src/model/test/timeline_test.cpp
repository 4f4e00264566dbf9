// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/timeline.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace lossa::model {
namespace {

When when(std::string_view text) { return *parse_when(text); }

struct Named {
  const char* id;
  const char* at = "";
};

Case with_anchors(std::initializer_list<Named> anchors) {
  Case patient{.opening = {}};
  for (const auto& [id, at] : anchors) {
    const auto known = std::string_view(at).empty() ? OptionalWhen() : OptionalWhen(when(at));
    patient.opening.anchors.push_back({.id = id, .at = known});
  }
  return patient;
}

std::string by(const Case& patient, std::string_view a, std::string_view b) {
  const Timeline timeline(patient);
  return std::string(to_string(timeline.by(timeline.moment(when(a)), timeline.moment(when(b)))));
}

struct Row {
  const char* a;
  const char* b;
  const char* expected;
};

void expect_rows(const Case& patient, std::initializer_list<Row> rows) {
  for (const auto& [a, b, expected] : rows) EXPECT_EQ(by(patient, a, b), expected) << a << " by " << b;
}

TEST(TimelineBy, ComparesDates) {
  expect_rows(with_anchors({}), {{"2021-08-19", "2021-08-20", "yes"},
                                 {"2021-08-21", "2021-08-20", "no"},
                                 {"2020", "2021-08-20", "yes"},
                                 {"2021-08-20", "2021-08-20", "yes"},
                                 {"2021-08-20T14:30", "2021-08-20", "yes"},
                                 {"2021-08-20T14:30", "2021-08-20T14:29", "no"}});
}

TEST(TimelineBy, CountsTheSameDayMonthOrYearAsByThen) {
  expect_rows(with_anchors({}), {{"2021-08-20", "2021-08-20T08:00", "yes"},
                                 {"2021-08", "2021-08-20", "yes"},
                                 {"2021", "2021-08-20", "yes"},
                                 {"2021-09", "2021-08-20", "no"}});
}

TEST(TimelineBy, IsUnknownForSpansThatOverlapInPart) {
  expect_rows(with_anchors({}), {{"2021-07/2021-09", "2021-08-20", "unclear"}, {"2019/2021-07", "2021-08-20", "yes"}});
}

TEST(TimelineBy, UsesZoneOffsetsWhereBothHaveThem) {
  expect_rows(with_anchors({}), {{"2021-08-20T14:30+02:00", "2021-08-20T13:00+00:00", "yes"},
                                 {"2021-08-20T14:30+00:00", "2021-08-20T14:40+02:00", "no"}});
}

TEST(TimelineBy, ComparesAnchorsByTheirOrderAndThenTheirDistance) {
  expect_rows(with_anchors({{"presentation"}, {"extraction"}, {"end_of_follow_up"}}),
              {{"presentation", "presentation", "yes"},
               {"presentation", "extraction", "yes"},
               {"extraction", "presentation", "no"},
               {"presentation - 2 years", "presentation", "yes"},
               {"extraction + 72 h", "extraction", "no"},
               {"extraction + 72 h", "extraction + 3 days", "yes"},
               {"extraction + 72 h", "extraction + 2 days", "no"},
               {"extraction + 1 month", "extraction + 30 days", "unclear"},
               {"extraction + 72 h", "end_of_follow_up", "yes"},
               {"extraction + 72 h", "presentation", "no"},
               {"extraction - 2 years", "presentation", "unclear"}});
}

TEST(TimelineBy, TakesADateFromADatedAnchor) {
  const auto patient = with_anchors({{"presentation", "2021-08-20"}, {"extraction"}, {"end_of_follow_up"}});
  expect_rows(patient, {{"2021-08-19", "presentation", "yes"},
                        {"2021-08-21", "presentation", "no"},
                        {"presentation + 3 days", "2021-08-23", "yes"},
                        {"presentation + 4 days", "2021-08-23", "no"},
                        {"presentation - 2 years", "2019-08-20", "yes"}});
}

TEST(TimelineBy, DecidesAgainstAnUndatedAnchorByTheDatedOnesAroundIt) {
  const auto patient = with_anchors({{"presentation", "2021-08-20"}, {"extraction"}, {"discharge", "2021-09-10"}});
  expect_rows(patient, {{"2021-08-19", "extraction", "yes"},
                        {"2021-08-20", "extraction", "yes"},
                        {"2021-08-25", "extraction", "unclear"},
                        {"2021-09-11", "extraction", "no"},
                        {"extraction", "2021-08-19", "no"},
                        {"extraction", "2021-08-25", "unclear"},
                        {"extraction", "2021-09-10", "yes"},
                        {"extraction", "2021-09-11", "yes"}});
}

TEST(TimelineBy, IsUnknownBetweenADateAndAnchorsWithoutOne) {
  expect_rows(with_anchors({{"presentation"}}),
              {{"2021", "presentation", "unclear"}, {"presentation", "2021", "unclear"}});
}

TEST(TimelineBy, KeepsTheAnchorsOrderWhereTheirDatesAreTooCoarse) {
  expect_rows(with_anchors({{"presentation", "2021-08"}, {"extraction", "2021"}}),
              {{"presentation", "extraction", "yes"}, {"extraction", "presentation", "no"}});
}

TEST(TimelineBy, AnAnchorMayRestOnAnEarlierOne) {
  expect_rows(with_anchors({{"presentation", "2021-08-20"}, {"extraction", "presentation + 10 days"}}),
              {{"2021-08-30", "extraction", "yes"}, {"2021-08-31", "extraction", "no"}});
}

TEST(TimelineBy, IsUnknownForAnAnchorThatIsNotListed) {
  expect_rows(with_anchors({{"presentation", "2021"}}),
              {{"nowhere", "2021", "unclear"}, {"2021", "nowhere", "unclear"}});
}

TEST(TimelineOrder, SortsByDateThenAnchorThenDistance) {
  const auto patient = with_anchors({{"presentation", "2021-08-20"}, {"extraction"}, {"end_of_follow_up", "2022"}});
  const Timeline timeline(patient);
  const std::vector<std::string> expected = {"presentation - 2 years",
                                             "2021-08-19",
                                             "2021-08-20",
                                             "presentation",
                                             "extraction",
                                             "extraction + 72 h",
                                             "2021-08-21",
                                             "presentation + 3 days",
                                             "end_of_follow_up"};
  auto texts = expected;
  std::ranges::sort(texts);
  std::ranges::stable_sort(texts, [&](const auto& a, const auto& b) {
    return timeline.sorts_before(timeline.moment(when(a)), timeline.moment(when(b)));
  });
  EXPECT_EQ(texts, expected);
}

TEST(TimelineOrder, PutsWhatHasNoDateFirst) {
  const auto patient = with_anchors({{"presentation"}, {"extraction"}});
  const Timeline timeline(patient);
  EXPECT_TRUE(timeline.sorts_before(timeline.moment(when("extraction")), timeline.moment(when("1999"))));
  EXPECT_TRUE(
      timeline.sorts_before(timeline.moment(when("presentation + 1 year")), timeline.moment(when("extraction"))));
  EXPECT_FALSE(timeline.sorts_before(timeline.moment(when("extraction")), timeline.moment(when("extraction"))));
}

TEST(Episodes, AnEntryBelongsToTheOneItNamesOrTheLastBegunByItsTime) {
  auto patient = with_anchors({{"presentation", "2021-08-20"}});
  patient.opening.episodes = {{.id = "first", .began = when("2020-03")},
                              {.id = "second", .began = when("presentation")}};
  const Timeline timeline(patient);
  const auto episode_of = [&](Entry entry) {
    entry.content = Note{};
    return timeline.episode_of(entry);
  };
  EXPECT_EQ(episode_of({.episode = "first"}), 0);
  EXPECT_EQ(episode_of({.at = when("2020-03")}), 0);
  EXPECT_EQ(episode_of({.at = when("2019")}), 0);
  EXPECT_EQ(episode_of({.at = when("presentation + 2 days")}), 1);
  EXPECT_EQ(episode_of({.at = when("2022"), .episode = "first"}), 0);
  EXPECT_EQ(episode_of({}), 1) << "without a time: the last one listed";
  EXPECT_EQ(timeline.episode_at(timeline.moment(when("2021"))), 1) << "the same year counts as by then";
}

TEST(Episodes, WithoutAListThereIsOne) {
  const auto patient = with_anchors({});
  EXPECT_EQ(Timeline(patient).episode_of(Entry{}), 0);
  EXPECT_EQ(Timeline(patient).episode_at({}), 0);
}

}  // namespace
}  // namespace lossa::model
