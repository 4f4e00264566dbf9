// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/case.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <lossa/model/timeline.hpp>

namespace lossa::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Entry sign(std::string what, std::string id = {}) {
  return {.id = std::move(id), .content = Sign{.what = std::move(what)}};
}
Entry note(std::string text) { return {.text = std::move(text), .content = Note{}}; }
Entry withdrawal(std::string id) { return {.content = Correction{.corrects = std::move(id), .reason = "slip"}}; }
Entry correction(std::string id, Entry entry) {
  return {.content = Correction{.corrects = std::move(id), .reason = "slip", .entry = {std::move(entry)}}};
}
Entry opening(Opening content) { return {.content = std::move(content)}; }

std::vector<std::string> ids(const Case& patient) {
  std::vector<std::string> all;
  for (const auto& entry : patient.entries) all.push_back(entry.id);
  return all;
}
std::string sign_of(const Case& patient, std::string_view id) {
  const auto* entry = patient.find(id);
  return entry == nullptr ? "none" : std::get<Sign>(entry->content).what;
}
std::vector<std::string> messages(const Checked<Case>& checked) {
  std::vector<std::string> all;
  for (const auto& issue : checked.issues) all.push_back(issue.message);
  return all;
}

TEST(Fold, NumbersTheEntriesOfAKindThatHaveNoId) {
  const auto folded =
      fold("x", {opening({}), sign("pain"), note("n"), sign("fever"), sign("sinus", "mine"), sign("warmth")});
  EXPECT_TRUE(folded.ok());
  EXPECT_EQ(folded.value->id, "x");
  EXPECT_THAT(ids(*folded.value), ElementsAre("sign-1", "note-1", "sign-2", "mine", "sign-4"));
  EXPECT_EQ(folded.value->find("nothing"), nullptr);
}

TEST(Fold, GivesTheSecondOfTwoWithOneIdANewOne) {
  const auto folded = fold("x", {sign("pain", "a"), sign("fever", "a"), sign("sinus"), sign("warmth", "sign-3")});
  EXPECT_THAT(ids(*folded.value), ElementsAre("a", "sign-2", "sign-3", "sign-4"));
  EXPECT_THAT(messages(folded), ElementsAre(HasSubstr("\"a\" is taken"), HasSubstr("\"sign-3\" is taken")));
  EXPECT_FALSE(folded.ok());
}

TEST(Corrections, TakeThePlaceAndTheIdOfWhatTheyCorrect) {
  const auto folded = fold("x", {sign("pain"), note("n"), correction("sign-1", sign("fever", "other"))});
  EXPECT_TRUE(folded.ok());
  EXPECT_THAT(ids(*folded.value), ElementsAre("sign-1", "note-1"));
  EXPECT_EQ(sign_of(*folded.value, "sign-1"), "fever");
  ASSERT_EQ(folded.value->superseded.size(), 1U);
  EXPECT_EQ(std::get<Sign>(folded.value->superseded[0].entry.content).what, "pain");
  EXPECT_EQ(folded.value->superseded[0].by, "correction-1");
  EXPECT_EQ(folded.value->superseded[0].reason, "slip");
}

TEST(Corrections, WithoutAnEntryWithdraw) {
  const auto folded = fold("x", {sign("pain"), note("n"), withdrawal("sign-1")});
  EXPECT_THAT(ids(*folded.value), ElementsAre("note-1"));
  EXPECT_EQ(folded.value->superseded.size(), 1U);
}

TEST(Corrections, BringBackWhatWasWithdrawn) {
  const auto back = fold("x", {sign("pain"), note("n"), withdrawal("sign-1"), correction("sign-1", sign("fever"))});
  EXPECT_TRUE(back.ok());
  EXPECT_EQ(sign_of(*back.value, "sign-1"), "fever");
  EXPECT_THAT(ids(*back.value), ElementsAre("sign-1", "note-1"));
  const auto out = fold("x", {sign("pain"), note("n"), withdrawal("sign-1"), withdrawal("sign-1")});
  EXPECT_TRUE(out.ok());
  EXPECT_THAT(ids(*out.value), ElementsAre("note-1"));
}

TEST(Corrections, OfACorrectionFollowTheChain) {
  const auto replaced =
      fold("x", {sign("pain"), correction("sign-1", sign("fever")), correction("correction-1", sign("sinus"))});
  EXPECT_EQ(sign_of(*replaced.value, "sign-1"), "sinus");
  EXPECT_TRUE(replaced.ok());

  const auto undone = fold("x", {sign("pain"), note("n"), withdrawal("sign-1"), withdrawal("correction-1")});
  EXPECT_THAT(ids(*undone.value), ElementsAre("sign-1", "note-1"));
  EXPECT_EQ(sign_of(*undone.value, "sign-1"), "pain");

  const auto redone = fold("x", {sign("pain"), correction("sign-1", sign("fever")), withdrawal("correction-1"),
                                 correction("correction-2", sign("warmth"))});
  EXPECT_EQ(sign_of(*redone.value, "sign-1"), "warmth");

  const auto twice =
      fold("x", {sign("pain"), correction("sign-1", sign("fever")), correction("sign-1", sign("sinus"))});
  EXPECT_EQ(sign_of(*twice.value, "sign-1"), "sinus");
  EXPECT_EQ(twice.value->superseded.size(), 2U);
}

TEST(Corrections, OfNothingAreAFaultAndStay) {
  const auto folded = fold("x", {withdrawal("sign-1"), sign("pain")});
  EXPECT_THAT(messages(folded),
              ElementsAre(HasSubstr("correction-1 corrects \"sign-1\", which is no entry in effect before it")));
  EXPECT_THAT(ids(*folded.value), ElementsAre("correction-1", "sign-1"));
}

TEST(Corrections, ChangeTheOpeningButDoNotTakeItAway) {
  const auto changed = fold("x", {opening({}), correction("opening-1", opening({.title = {"A", "B"}}))});
  EXPECT_EQ(changed.value->opening.title.en, "A");
  EXPECT_EQ(changed.value->superseded.size(), 1U);
  const auto refused = fold("x", {opening({.title = {"A", "B"}}), withdrawal("opening-1")});
  EXPECT_THAT(messages(refused), ElementsAre(HasSubstr("must hold an opening")));
  EXPECT_EQ(refused.value->opening.title.en, "A");
}

TEST(Fold, WantsOneOpening) {
  EXPECT_THAT(messages(fold("x", {opening({}), opening({})})), ElementsAre(HasSubstr("a case has one opening")));
}

TEST(Fold, NamesReferencesToNothingOrToTheWrongKind) {
  const Entry lead{.content = Lead{.device = "device-9"}};
  const Entry wrong{.content = Lead{.device = "sign-1"}};
  const Entry procedure{.content = Procedure{.leads = {{.lead = "lead-7"}}}};
  EXPECT_THAT(
      messages(fold("x", {sign("pain"), lead, wrong, procedure})),
      ElementsAre("lead-1.device: there is no entry \"device-9\"", "lead-2.device: \"sign-1\" is a sign, not a device",
                  "procedure-1.lead: there is no entry \"lead-7\""));
  const Entry device{.id = "device-9", .content = Device{.type = "pacemaker"}};
  EXPECT_THAT(messages(fold("x", {lead, device})), IsEmpty()) << "what comes later may be named";
}

TEST(Fold, NamesAnchorsAndEpisodesThatAreNotListed) {
  Opening listed{.assess_at = *parse_when("presentaton"),
                 .anchors = {{.id = "presentation", .at = *parse_when("extraction")}, {.id = "extraction"}},
                 .episodes = {{.id = "first", .began = *parse_when("nowhere")}}};
  const Entry entry{.at = *parse_when("later"), .episode = "second", .content = Note{}};
  EXPECT_THAT(messages(fold("x", {opening(listed), entry})),
              ElementsAre(HasSubstr("the anchor \"presentation\": no anchor \"extraction\" is listed before it"),
                          HasSubstr("the episode \"first\": no anchor \"nowhere\""),
                          HasSubstr("did you mean \"presentation\"?"), HasSubstr("note-1.at: no anchor \"later\""),
                          HasSubstr("note-1.episode: no episode \"second\"")));
}

TEST(Fold, WarnsOfARemovalBeforeTheImplant) {
  const Entry device{.content =
                         Device{.type = "pacemaker", .implanted = *parse_when("2020"), .removed = *parse_when("2019")}};
  const Entry lead{.content = Lead{.device = "device-1", .removed = *parse_when("2018")}};
  const auto folded = fold("x", {device, lead});
  EXPECT_TRUE(folded.ok());
  EXPECT_THAT(messages(folded), ElementsAre("device-1: removed 2019, before it was implanted 2020",
                                            "lead-1: removed 2018, before its device device-1 was implanted 2020"));
  const Entry same_year{
      .content = Device{.type = "pacemaker", .implanted = *parse_when("2020-05"), .removed = *parse_when("2020")}};
  EXPECT_THAT(messages(fold("x", {same_year})), IsEmpty());
}

TEST(Fold, WarnsOfASignBothPresentAndAbsentAtOneTime) {
  const auto at = [](std::string_view time, bool present) {
    return Entry{.at = *parse_when(time), .content = Sign{.what = "pain", .present = Truth::of(present)}};
  };
  const auto folded = fold("x", {at("2021", true), at("2022", false), at("2021", false)});
  EXPECT_TRUE(folded.ok());
  EXPECT_THAT(messages(folded), ElementsAre("sign-3: pain is absent here and present in sign-1 at the same time"));
  EXPECT_EQ(folded.value->entries.size(), 3U);
}

/// Entries in any order, with ids of their own and no corrections.
std::vector<Entry> dated_signs() {
  std::vector<Entry> entries;
  const int many = *rc::gen::inRange(0, 12);
  for (int i = 0; i < many; ++i) {
    auto entry = sign(*rc::gen::element<std::string>("pain", "fever", "sinus"), "s" + std::to_string(i));
    entry.known_at = *parse_when("2021-08-" + std::to_string(*rc::gen::inRange(10, 30)));
    entries.push_back(std::move(entry));
  }
  return entries;
}

RC_GTEST_PROP(FoldProperty, WhatWasKnownAtATimeDoesNotDependOnTheOrderOfArrival, ()) {
  const auto entries = dated_signs();
  auto shuffled = entries;
  for (std::size_t i = shuffled.size(); i > 1; --i)
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  const auto known_by = [](const std::vector<Entry>& arrived, const When& now) {
    const auto folded = fold("x", arrived);
    const Timeline timeline(*folded.value);
    std::vector<std::string> known;
    for (const auto& entry : folded.value->entries)
      if (timeline.by(timeline.moment(*entry.known_at), timeline.moment(now)).is_yes()) known.push_back(entry.id);
    std::ranges::sort(known);
    return known;
  };
  const auto now = *parse_when("2021-08-" + std::to_string(*rc::gen::inRange(10, 30)));
  RC_ASSERT(known_by(entries, now) == known_by(shuffled, now));
}

RC_GTEST_PROP(FoldProperty, WhatAnEntryIsCalledDoesNotDependOnLaterOnes, ()) {
  std::vector<Entry> entries;
  for (int i = *rc::gen::inRange(1, 15); i > 0; --i)
    entries.push_back(*rc::gen::element(sign("pain"), note("n"), sign("pain", "sign-2"), note("m")));
  const auto whole = ids(*fold("x", entries).value);
  entries.pop_back();
  const auto part = ids(*fold("x", entries).value);
  RC_ASSERT(std::equal(part.begin(), part.end(), whole.begin()));
}

}  // namespace
}  // namespace lossa::model
