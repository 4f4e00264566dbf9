// SPDX-License-Identifier: Apache-2.0
#include "../drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <lossa/base/tree.hpp>
#include <lossa/model/codec.hpp>
#include <lossa/resources/resources.hpp>

namespace lossa::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using State = SystemPart::State;

model::Case published(const std::string& name) {
  const auto path = "examples/cases/" + name + ".toml";
  const auto bytes = resources::find(path);
  EXPECT_TRUE(bytes.has_value()) << path;
  const auto tree = read_toml(*bytes, path);
  auto file = model::read_entries(*tree.value, path);
  return *model::fold(file.value->case_id, std::move(file.value->entries)).value;
}

model::Case made(const std::string& entries) {
  const auto tree = read_toml("[case]\nid = \"x\"\ntitle.en = \"x\"\ntitle.sv = \"x\"\n" + entries, "x.toml");
  auto file = model::read_entries(*tree.value, "x.toml");
  EXPECT_TRUE(file.ok()) << (file.issues.empty() ? "" : to_string(file.issues.front()));
  return *model::fold(file.value->case_id, std::move(file.value->entries)).value;
}

model::Moment moment(const model::Case& patient, std::string_view text) {
  return model::Timeline(patient).moment(*model::parse_when(text));
}

locale::Speech english() { return {locale::Words::shipped(), Language::en}; }

std::string drawn(const model::Case& patient, std::string_view at) {
  return draw_system(system_at(patient, moment(patient, at)), english(), "as described").text();
}

/// The kept picture; LOSSA_REWRITE_GOLDENS=1 writes it anew.
void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(LOSSA_SOURCE_DIR) + "/src/web/test/golden/" + name;
  if (std::getenv("LOSSA_REWRITE_GOLDENS") != nullptr) std::ofstream(path) << text << '\n';
  std::ifstream file(path);
  std::stringstream kept;
  kept << file.rdbuf();
  EXPECT_EQ(kept.str(), text + "\n") << path;
}

TEST(System, WannanAtPresentationHasItsFirstDeviceGoneAndNoSideStated) {
  const auto patient = published("wannan-bilateral-pocket-leadless");
  const auto parts = system_at(patient, moment(patient, "presentation"));
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].state, State::removed);
  EXPECT_EQ(parts[1].state, State::in_place);
  EXPECT_EQ(parts[1].side, Side::unknown);
  EXPECT_EQ(parts[1].opposite, 0);
  EXPECT_TRUE(parts[1].signs_recorded);
  EXPECT_EQ(parts[2].chamber, "ra");
  EXPECT_EQ(parts[2].generator, 1);
}

TEST(System, WannanAfterExtractionHasOnlyTheLeadlessPacemakerInPlace) {
  const auto patient = published("wannan-bilateral-pocket-leadless");
  const auto parts = system_at(patient, moment(patient, "extraction"));
  ASSERT_EQ(parts.size(), 5U);
  for (const auto& part : parts)
    EXPECT_EQ(part.state, part.kind == SystemPart::Kind::leadless ? State::in_place : State::removed);
}

TEST(System, ASideFollowsFromTheOtherDevice) {
  const auto patient = made(R"(
[[entries]]
kind = "device"
id = "one"
type = "pacemaker_dual"
side = "left"
[[entries]]
kind = "device"
id = "two"
type = "icd"
contralateral_to = "one"
[[entries]]
kind = "device"
id = "three"
type = "icd"
ipsilateral_to = "two"
)");
  const auto parts = system_at(patient, moment(patient, "2020"));
  EXPECT_EQ(parts[1].side, Side::right);
  EXPECT_EQ(parts[2].side, Side::right);
}

TEST(System, WhatIsPutInLaterIsNotThereYetAndWhatIsNotDatedIs) {
  const auto patient = made(R"(
[[entries]]
kind = "device"
type = "pacemaker_dual"
implanted = "2021"
[[entries]]
kind = "lead"
chamber = "rv"
)");
  const auto parts = system_at(patient, moment(patient, "2020-05-01"));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].kind, SystemPart::Kind::lead);
}

TEST(System, SignsOfAnEarlierEpisodeMarkNoPocket) {
  const auto patient = published("mrsa-abandoned-leads-micra");
  const auto marked = [&](std::string_view at) {
    return system_at(patient, moment(patient, at)).front().signs_recorded;
  };
  EXPECT_TRUE(marked("erosion"));
  EXPECT_FALSE(marked("presentation"));
}

TEST(Drawing, KeepsItsPictures) {
  const auto wannan = published("wannan-bilateral-pocket-leadless");
  expect_golden("wannan-presentation.svg", drawn(wannan, "presentation"));
  expect_golden("wannan-extraction.svg", drawn(wannan, "extraction"));
  expect_golden("mrsa-presentation.svg", drawn(published("mrsa-abandoned-leads-micra"), "presentation"));
}

TEST(Drawing, AnUnknownSideAndRouteLookUnknown) {
  const auto svg = drawn(published("wannan-bilateral-pocket-leadless"), "presentation");
  EXPECT_THAT(svg, HasSubstr("Side not stated"));
  EXPECT_THAT(svg, HasSubstr("generator unknown"));
  EXPECT_THAT(svg, HasSubstr("lead unknown"));
  EXPECT_THAT(svg, HasSubstr(">?<"));
  EXPECT_THAT(svg, HasSubstr("aria-labelledby"));
  EXPECT_THAT(svg, Not(HasSubstr("style=")));
}

TEST(Drawing, AbandonedLeadsAndALeadlessPacemakerLookDifferent) {
  const auto svg = drawn(published("mrsa-abandoned-leads-micra"), "presentation");
  EXPECT_THAT(svg, HasSubstr("lead abandoned"));
  EXPECT_THAT(svg, HasSubstr("class=\"leadless\""));
}

TEST(Drawing, EveryChamberVeinAndStateHasWords) {
  const auto words = [](const SystemPart& part) { return describe(part, english()); };
  for (const auto state : {State::in_place, State::abandoned, State::remnant, State::removed, State::unclear})
    EXPECT_FALSE(words({.kind = SystemPart::Kind::lead, .state = state}).empty());
  EXPECT_EQ(words({.kind = SystemPart::Kind::lead, .chamber = "rv", .vein = "left_subclavian", .defibrillates = true}),
            "defibrillation lead, right ventricle; left subclavian vein; in place");
}

TEST(Drawing, DrawsEveryPublishedCaseAtEveryPointOfItsCourse) {
  for (const auto& file : resources::under("examples/cases/")) {
    const auto name = file.path.substr(15, file.path.size() - 15 - 5);
    const auto patient = published(std::string(name));
    for (const auto& anchor : patient.opening.anchors)
      EXPECT_THAT(drawn(patient, anchor.id), HasSubstr("</svg>")) << name << " at " << anchor.id;
  }
}

}  // namespace
}  // namespace lossa::web
