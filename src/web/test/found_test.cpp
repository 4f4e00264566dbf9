// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/found.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <lossa/service/library.hpp>

namespace lossa::web {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* number = "191212121212";

const assessment::Library& library() {
  static const auto loaded = std::move(service::load_library(service::shipped_guidelines()).value).value();
  return loaded;
}

/// A carrier with S. aureus in one set, known by an identity number.
class FoundPage : public testing::Test {
 protected:
  void SetUp() override {
    intake::Sighting device;
    device.person = number;
    device.source_id = "devices 2";
    device.entry.content =
        model::Device{.type = "pacemaker_dual", .implanted = model::parse_when("2019-05-28").value()};
    auto culture = device;
    culture.source_id = "cultures 2";
    culture.specimen = "1";
    culture.sample = intake::Sighting::Sample::set;
    culture.entry.at = model::parse_when("2026-03-01").value();
    culture.entry.read_in = "cultures.csv:2 <row>";
    culture.entry.content =
        model::Culture{.specimen = "blood", .result = "growth", .organism = "staphylococcus_aureus"};
    data.sightings = {device, culture};
    data.people[number] = {.key = number, .identity_number = number, .ward = "52"};
    list = service::find_carriers(library(), data.sightings, {.now = Date::parse("2026-03-10").value()}).value();
  }

  std::string page(Language language, bool shows_identity = false) {
    const FoundFrame frame{.unit = "Infection clinic",
                           .mandate = "Decision 7",
                           .telephone = "046-000000",
                           .made_at = "2026-03-10",
                           .version = "0.1.0",
                           .shows_identity = shows_identity};
    const auto lines = found_lines(list, data, library(), language, frame);
    return found_page(list, lines, language, frame).value();
  }

  intake::ForeignData data;
  service::FoundList list;
};

TEST_F(FoundPage, SaysWhyWhereAndWhomToRingInBothLanguages) {
  const auto english = page(Language::en);
  EXPECT_THAT(english, HasSubstr("Contact the extraction unit today"));
  EXPECT_THAT(english, HasSubstr("cultures.csv:2 &lt;row&gt;"));
  EXPECT_THAT(english, HasSubstr("046-000000"));
  EXPECT_THAT(english, HasSubstr("Infection clinic"));
  EXPECT_THAT(english, HasSubstr("Decision 7"));
  EXPECT_THAT(page(Language::sv), HasSubstr("Kontakta extraktionsenheten i dag"));
}

TEST_F(FoundPage, ShowsAnIdentityNumberOnlyWhenAsked) {
  EXPECT_THAT(page(Language::en), Not(HasSubstr(number)));
  EXPECT_THAT(page(Language::en, true), HasSubstr(number));
}

}  // namespace
}  // namespace lossa::web
