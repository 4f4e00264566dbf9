// SPDX-License-Identifier: Apache-2.0
#include "../entry_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <lossa/service/library.hpp>

namespace lossa::web {
namespace {

using testing::IsEmpty;

EntryText described(model::Content content, Language language) {
  static const auto library = std::move(service::load_library(service::shipped_guidelines()).value).value();
  const model::Case patient;
  const locale::Speech speech(locale::Words::shipped(), language);
  model::Entry entry;
  entry.content = std::move(content);
  return describe(entry, {.patient = patient, .organisms = library.organisms, .speech = speech});
}

model::Sign fever(Truth present, const char* celsius) {
  model::Sign sign;
  sign.what = "fever";
  sign.present = present;
  sign.temperature_celsius = model::parse_number(celsius).value();
  return sign;
}

TEST(EntryText, ATemperatureThatNobodyCalledFeverIsOnlyATemperature) {
  const auto taken = fever(Truth::unknown(Reason::not_asked), "36.3");
  EXPECT_EQ(described(taken, Language::en).title, "Temperature: 36.3 °C");
  EXPECT_EQ(described(taken, Language::sv).title, "Kroppstemperatur: 36,3 °C");
  EXPECT_THAT(described(taken, Language::en).details, IsEmpty());
}

TEST(EntryText, AFeverKeepsItsNameAndItsFigure) {
  const auto text = described(fever(Truth::yes(), "39.1"), Language::en);
  EXPECT_EQ(text.title, "Sign: fever");
  ASSERT_EQ(text.details.size(), 1U);
  EXPECT_EQ(text.details.front().second, "39.1 °C");
}

TEST(EntryText, AFeverThatWasLookedForAndNotFoundSaysSo) {
  EXPECT_EQ(described(fever(Truth::no(), "36.3"), Language::en).title, "Sign: fever \u2013 no");
}

}  // namespace
}  // namespace lossa::web
