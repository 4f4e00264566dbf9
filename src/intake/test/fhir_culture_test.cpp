// SPDX-License-Identifier: Apache-2.0
// Cultures: Observation, DiagnosticReport and Specimen, alone and together.
#include "fhir_support.hpp"

namespace lossa::intake {
namespace {

constexpr const char* s_aureus_in_blood = R"({"resourceType":"Observation","id":"c1","status":"final",
  "meta":{"lastUpdated":"2024-03-04T10:00:00Z"},
  "code":{"coding":[{"system":"http://loinc.org","code":"600-7"}]},"subject":{"reference":"Patient/p1"},
  "effectiveDateTime":"2024-03-01T08:10:00+01:00","issued":"2024-03-03T12:00:00+01:00",
  "specimen":{"reference":"Specimen/s1"},"basedOn":[{"reference":"ServiceRequest/r1"}],
  "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"3092008","display":"Staphylococcus aureus"}]},
  "interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"POS"}]}]})";

constexpr const char* blood_sample = R"({"resourceType":"Specimen","id":"s1","subject":{"reference":"Patient/p1"},
  "type":{"coding":[{"system":"http://snomed.info/sct","code":"119297000"}]},
  "collection":{"collectedDateTime":"2024-03-01T08:00:00+01:00"},"accessionIdentifier":{"value":"A-17"}})";

/// An Observation of that code and value, both as JSON.
std::string observation(std::string_view id, std::string_view code, std::string_view more) {
  return R"({"resourceType":"Observation","id":")" + std::string(id) +
         R"(","status":"final","subject":{"reference":"Patient/p1"},"code":{"coding":[)" + std::string(code) + "]}" +
         std::string(more) + "}";
}
constexpr const char* blood_culture = R"({"system":"http://loinc.org","code":"600-7"})";
constexpr const char* any_culture = R"({"system":"http://loinc.org","code":"6463-4"})";
constexpr const char* oxacillin = R"({"system":"http://loinc.org","code":"18961-3"})";
constexpr const char* unknown_code = R"({"system":"http://lab.example","code":"X1"})";
constexpr const char* value_s_aureus =
    R"(,"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"3092008"}]})";
constexpr const char* value_s_epidermidis =
    R"(,"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"60875001"}]})";

TEST(FhirCulture, GivesOrganismTimesSampleAndOrder) {
  const auto data = mapped({s_aureus_in_blood, blood_sample});
  const auto culture = only<model::Culture>(data);
  EXPECT_EQ(culture.specimen, "blood");
  EXPECT_EQ(culture.organism, "staphylococcus_aureus");
  EXPECT_EQ(culture.result, "growth");
  EXPECT_EQ(culture.final, model::Finding(Truth::yes()));
  const Sighting& sighting = data.sightings.front();
  EXPECT_EQ(sighting.person, "Patient/p1");
  EXPECT_EQ(at_of(sighting), "2024-03-01T08:10:00+01:00");
  EXPECT_EQ(model::to_string(sighting.entry.known_at.value()), "2024-03-03T12:00:00+01:00");
  EXPECT_EQ(sighting.specimen, "Specimen/s1");
  EXPECT_EQ(sighting.order, "ServiceRequest/r1");
  EXPECT_EQ(sighting.source_id, "Observation/c1");
  EXPECT_EQ(sighting.version, "2024-03-04T10:00:00Z");
  EXPECT_EQ(sighting.basis, Sighting::Basis::code);
  EXPECT_EQ(sighting.entry.read_in, "test.ndjson:1 Observation/c1");
  EXPECT_EQ(data.quality.elements.at("Specimen").used, 1U);
}

TEST(FhirCulture, StatusSaysWhetherItIsFinal) {
  const auto with_status = [](std::string_view status, std::string_view more) {
    return mapped({R"({"resourceType":"Observation","id":"c","status":")" + std::string(status) +
                   R"(","subject":{"reference":"Patient/p"},"code":{"coding":[)" + blood_culture + "]}" +
                   std::string(more) + "}"});
  };
  EXPECT_EQ(only<model::Culture>(with_status("registered", "")).result, "awaited");
  EXPECT_EQ(only<model::Culture>(with_status("preliminary", R"(,"valueString":"No growth")")).final,
            model::Finding(Truth::no()));
  EXPECT_EQ(only<model::Culture>(with_status("preliminary", R"(,"valueString":"No growth")")).result, "no_growth");
  EXPECT_EQ(only<model::Culture>(with_status("corrected", value_s_aureus)).final, model::Finding(Truth::yes()));
  EXPECT_EQ(only<model::Culture>(with_status("unknown", value_s_aureus)).final, model::Finding());
  EXPECT_EQ(with_status("cancelled", value_s_aureus).sightings.at(0).state, Sighting::State::withdrawn);
  const auto error = with_status("entered-in-error", value_s_aureus);
  ASSERT_EQ(error.sightings.size(), 1U);
  EXPECT_EQ(error.sightings.front().state, Sighting::State::withdrawn);
  EXPECT_EQ(faults_of(error, FaultKind::entered_in_error), 1U);
}

TEST(FhirCulture, AnErrorWithNothingLeftButItsStatusStillWithdraws) {
  const auto data = mapped(
      {R"({"resourceType":"Observation","id":"c","status":"entered-in-error","subject":{"reference":"Patient/p"}})"});
  ASSERT_EQ(data.sightings.size(), 1U);
  EXPECT_EQ(data.sightings.front().source_id, "Observation/c");
  EXPECT_EQ(data.sightings.front().state, Sighting::State::withdrawn);
}

TEST(FhirCulture, TheGreaterVersionHolds) {
  const auto version = [](std::string_view updated, std::string_view value) {
    return observation("c", blood_culture,
                       R"(,"meta":{"lastUpdated":")" + std::string(updated) + "\"}" + std::string(value));
  };
  const auto older = version("2024-01-01T00:00:00Z", value_s_epidermidis);
  const auto newer = version("2024-01-02T00:00:00Z", value_s_aureus);
  for (const auto& data : {mapped({older, newer}), mapped({newer, older})}) {
    EXPECT_EQ(only<model::Culture>(data).organism, "staphylococcus_aureus");
    EXPECT_EQ(faults_of(data, FaultKind::repeated), 1U);
  }
}

TEST(FhirCulture, ALaboratorysWordsWithoutAnyCodeAreItsResult) {
  for (const char* value :
       {R"(,"valueString":"Staphylococcus aureus")", R"(,"valueCodeableConcept":{"text":"S. aureus"})"}) {
    const auto data = mapped({observation("c", blood_culture, value)});
    EXPECT_EQ(only<model::Culture>(data).organism, "staphylococcus_aureus") << value;
    EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::code);
  }
}

TEST(FhirCulture, WordsBesideACodeThatMeansNothingOnlyPropose) {
  const auto data = mapped({observation(
      "c", blood_culture,
      R"(,"valueCodeableConcept":{"coding":[{"system":"http://lab.example","code":"SAUR"}],"text":"Staphylococcus aureus"})")});
  EXPECT_EQ(only<model::Culture>(data).organism, "staphylococcus_aureus");
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::text);
  const std::pair<std::string, std::string> code{"http://lab.example", "SAUR"};
  EXPECT_EQ(data.quality.unmapped.at(code), 1U);
}

TEST(FhirCulture, CodeAndWordsThatDisagreeAreShown) {
  const auto data = mapped({observation(
      "c", blood_culture,
      R"(,"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"3092008","display":"Staphylococcus epidermidis"}]})")});
  EXPECT_EQ(only<model::Culture>(data).organism, "staphylococcus_aureus");
  ASSERT_EQ(faults_of(data, FaultKind::code_text_conflict), 1U);
  const auto& message = data.quality.of(FaultKind::code_text_conflict).examples.front().message;
  EXPECT_NE(message.find("staphylococcus_aureus"), std::string::npos) << message;
  EXPECT_NE(message.find("staphylococcus_epidermidis"), std::string::npos) << message;
}

TEST(FhirCulture, AnInterpretationThatContradictsTheValueMakesItAProposal) {
  const auto data = mapped({observation(
      "c", blood_culture, std::string(value_s_aureus) + R"(,"interpretation":[{"coding":[{"code":"NEG"}]}])")});
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::text);
  EXPECT_EQ(faults_of(data, FaultKind::code_text_conflict), 1U);
}

/// A sample of blood, or what `type` says instead, with so many containers, taken from another sample or from none.
std::string sample(
    std::string_view id, int containers, std::string_view parent,
    std::string_view type = R"("type":{"coding":[{"system":"http://snomed.info/sct","code":"119297000"}]},)") {
  std::string bottles;
  for (int i = 0; i < containers; ++i)
    bottles += i == 0 ? R"({"description":"bottle"})" : R"(,{"description":"bottle"})";
  std::string text = R"({"resourceType":"Specimen","id":")" + std::string(id) + R"(",)" + std::string(type);
  if (!parent.empty()) text += R"("parent":[{"reference":"Specimen/)" + std::string(parent) + R"("}],)";
  return text + R"("container":[)" + bottles + R"(],"subject":{"reference":"Patient/p1"}})";
}

TEST(FhirCulture, OnePunctureIsASetWhereTheSampleShowsIt) {
  const auto drawn_from = [](std::string_view id) {
    return observation(
        "c", blood_culture,
        std::string(value_s_aureus) + R"(,"specimen":{"reference":"Specimen/)" + std::string(id) + "\"}");
  };
  const auto sample_in = [](std::initializer_list<std::string> resources) {
    return mapped(resources).sightings.front().sample;
  };
  EXPECT_EQ(sample_in({drawn_from("s"), sample("s", 2, "")}), Sighting::Sample::set);
  EXPECT_EQ(sample_in({drawn_from("b"), sample("b", 1, "s"), sample("s", 0, "")}), Sighting::Sample::set);
  EXPECT_EQ(sample_in({drawn_from("s"), sample("s", 1, "")}), Sighting::Sample::not_said);
  EXPECT_EQ(sample_in({drawn_from("i"), sample("i", 1, "b", ""), sample("b", 1, "")}), Sighting::Sample::not_said);
}

TEST(FhirCulture, TheSampleSaysWhatWasCulturedAndIsolatesLeadToTheFirstOne) {
  const char* isolate = R"({"resourceType":"Specimen","id":"i1","subject":{"reference":"Patient/p1"},
    "parent":[{"reference":"Specimen/s1"}],"collection":{"collectedDateTime":"2024-03-02"}})";
  const auto culture =
      observation("c", any_culture, std::string(value_s_aureus) + R"(,"specimen":{"reference":"Specimen/i1"})");
  for (const auto& data : {mapped({culture, isolate, blood_sample}), mapped({blood_sample, isolate, culture})}) {
    EXPECT_EQ(only<model::Culture>(data).specimen, "blood");
    EXPECT_EQ(data.sightings.front().specimen, "Specimen/s1");
    EXPECT_EQ(data.sightings.front().order, "accession:A-17");
    EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::code);
  }
}

TEST(FhirCulture, AContainedSampleIsFound) {
  const auto data = mapped({observation(
      "c", any_culture,
      std::string(value_s_aureus) +
          R"(,"specimen":{"reference":"#s"},"contained":[{"resourceType":"Specimen","id":"s","type":{"coding":[{"system":"http://snomed.info/sct","code":"119297000"}]}}])")});
  EXPECT_EQ(only<model::Culture>(data).specimen, "blood");
  EXPECT_EQ(faults_of(data, FaultKind::dangling_reference), 1U) << all_faults(data);  // the Patient
}

TEST(FhirCulture, WithoutASampleItIsAProposal) {
  const auto data = mapped({observation("c", any_culture, value_s_aureus)});
  EXPECT_EQ(only<model::Culture>(data).specimen, "other");
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::text);
  EXPECT_EQ(faults_of(data, FaultKind::unknown_material), 1U);
}

TEST(FhirCulture, APanelGivesItsIsolatesWithTheirResistance) {
  const auto panel = observation("panel", blood_culture,
                                 R"(,"effectiveDateTime":"2024-03-01","hasMember":[{"reference":"Observation/o"}])");
  const auto organism =
      observation("o", unknown_code, std::string(value_s_aureus) + R"(,"hasMember":[{"reference":"Observation/t"}])");
  const auto test = observation("t", oxacillin, R"(,"interpretation":[{"coding":[{"code":"R"}]}])");
  for (const auto& data : {mapped({panel, organism, test}), mapped({test, organism, panel})}) {
    const auto culture = only<model::Culture>(data);
    EXPECT_EQ(culture.specimen, "blood");
    EXPECT_EQ(culture.methicillin_resistant, model::Finding(Truth::yes()));
    EXPECT_EQ(at_of(data.sightings.front()), "2024-03-01");
    EXPECT_EQ(data.sightings.front().source_id, "Observation/o");
    EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::code);
    EXPECT_EQ(data.quality.elements.at("Observation").used, 3U);
    EXPECT_TRUE(data.quality.unmapped.empty());
  }
}

TEST(FhirCulture, OfTwoIsolatesNobodySaysWhichOneWasTested) {
  const auto panel = observation(
      "panel", blood_culture,
      R"(,"hasMember":[{"reference":"Observation/a"},{"reference":"Observation/b"},{"reference":"Observation/t"}])");
  const auto data = mapped({panel, observation("a", unknown_code, value_s_aureus),
                            observation("b", unknown_code, value_s_epidermidis),
                            observation("t", oxacillin, R"(,"interpretation":[{"coding":[{"code":"R"}]}])")});
  EXPECT_EQ(count_of<model::Culture>(data), 2U);
  for (const Sighting& sighting : data.sightings)
    EXPECT_EQ(std::get<model::Culture>(sighting.entry.content).methicillin_resistant, model::Finding());
  const auto derived = mapped(
      {panel, observation("a", unknown_code, value_s_aureus), observation("b", unknown_code, value_s_epidermidis),
       observation("t", oxacillin,
                   R"(,"derivedFrom":[{"reference":"Observation/b"}],"interpretation":[{"coding":[{"code":"S"}]}])")});
  EXPECT_EQ(std::get<model::Culture>(derived.sightings.at(0).entry.content).methicillin_resistant, model::Finding());
  EXPECT_EQ(std::get<model::Culture>(derived.sightings.at(1).entry.content).methicillin_resistant,
            model::Finding(Truth::no()));
}

TEST(FhirCulture, ComponentsHoldOrganismsAndResistance) {
  const auto data = mapped({observation(
      "c", blood_culture,
      std::string(value_s_aureus) +
          R"(,"component":[{"code":{"coding":[{"system":"http://loinc.org","code":"18888-8"}]},"valueCodeableConcept":{"coding":[{"code":"S"}]}}])")});
  EXPECT_EQ(only<model::Culture>(data).methicillin_resistant, model::Finding(Truth::no()));
  const auto two = mapped({observation(
      "c", blood_culture,
      R"(,"component":[{"code":{"text":"1"},"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"3092008"}]}},)"
      R"({"code":{"text":"2"},"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"60875001"}]}}])")});
  ASSERT_EQ(count_of<model::Culture>(two), 2U);
  EXPECT_NE(two.sightings.at(0).source_id, two.sightings.at(1).source_id);
}

TEST(FhirCulture, AnOrganismOfAnUnknownTestIsAProposalAndItsCodeIsCounted) {
  const auto data = mapped({observation("o", unknown_code, value_s_aureus)});
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::text);
  const std::pair<std::string, std::string> code{"http://lab.example", "X1"};
  EXPECT_EQ(data.quality.unmapped.at(code), 1U);
}

std::string report(std::string_view more) {
  return R"({"resourceType":"DiagnosticReport","id":"d","status":"final","subject":{"reference":"Patient/p1"},
    "code":{"coding":[{"system":"http://loinc.org","code":"600-7"}]},"effectiveDateTime":"2024-03-01")" +
         std::string(more) + "}";
}

TEST(FhirCulture, AReportAddsNothingToResultsThatSayIt) {
  const auto data =
      mapped({report(R"(,"result":[{"reference":"Observation/o"}],"specimen":[{"reference":"Specimen/s1"}],
    "conclusionCode":[{"coding":[{"system":"http://snomed.info/sct","code":"3092008"}]}])"),
              observation("o", unknown_code, value_s_aureus), blood_sample});
  EXPECT_EQ(only<model::Culture>(data).organism, "staphylococcus_aureus");
  EXPECT_EQ(data.sightings.front().source_id, "Observation/o");
  EXPECT_EQ(data.sightings.front().specimen, "Specimen/s1");
  EXPECT_EQ(at_of(data.sightings.front()), "2024-03-01");
}

TEST(FhirCulture, ResultsThatAreMembersOfEachOtherAreAllKept) {
  const auto naming = [](std::string_view member) {
    return std::string(value_s_aureus) + R"(,"hasMember":[{"reference":"Observation/)" + std::string(member) + R"("}])";
  };
  EXPECT_EQ(only<model::Culture>(mapped({observation("a", blood_culture, naming("a"))})).organism,
            "staphylococcus_aureus");
  const auto circle =
      mapped({observation("a", blood_culture, naming("b")), observation("b", blood_culture, naming("c")),
              observation("c", blood_culture, naming("a"))});
  EXPECT_EQ(count_of<model::Culture>(circle), 3U);
}

TEST(FhirCulture, AMemberThatBelongsToNobodyOrSomebodyElseTakesNothingFromThePanel) {
  const auto panel = observation("panel", blood_culture, R"(,"effectiveDateTime":"2024-03-01",
    "interpretation":[{"coding":[{"code":"POS"}]}],"hasMember":[{"reference":"Observation/o"}])");
  auto member = observation("o", unknown_code, value_s_aureus);
  EXPECT_EQ(only<model::Culture>(mapped({panel, member})).organism, "staphylococcus_aureus");
  const std::string subject = R"("subject":{"reference":"Patient/p1"},)";
  const auto nobodys = mapped({panel, member.erase(member.find(subject), subject.size())});
  EXPECT_EQ(only<model::Culture>(nobodys).result, "growth");
  EXPECT_EQ(nobodys.quality.elements.at("Observation").set_aside, 1U);
  member.insert(member.find("\"code\""), R"("subject":{"reference":"Patient/p2"},)");
  const auto anothers = mapped({panel, member});
  EXPECT_EQ(count_of<model::Culture>(anothers), 2U);
  EXPECT_EQ(anothers.quality.of(FaultKind::not_understood).count, 1U);
}

TEST(FhirCulture, ATestThatDoesNotSayWhomItIsAboutIsStillItsPanels) {
  const auto panel = observation("panel", blood_culture, R"(,"effectiveDateTime":"2024-03-01",
    "hasMember":[{"reference":"Observation/o"},{"reference":"Observation/t"}])");
  auto test = observation("t", oxacillin, R"(,"interpretation":[{"coding":[{"code":"R"}]}])");
  const std::string subject = R"("subject":{"reference":"Patient/p1"},)";
  test.erase(test.find(subject), subject.size());
  const auto culture = only<model::Culture>(mapped({panel, observation("o", unknown_code, value_s_aureus), test}));
  EXPECT_EQ(culture.methicillin_resistant, model::Finding(Truth::yes()));
}

TEST(FhirCulture, AMemberWhosePersonIsNamedByTheirNumberIsJoined) {
  const std::string number = "http://electronichealth.se/identifier/personnummer";
  const std::string patient =
      R"({"resourceType":"Patient","id":"p1","identifier":[{"system":")" + number + R"(","value":"19121212-1212"}]})";
  const auto panel = observation("panel", blood_culture,
                                 R"(,"effectiveDateTime":"2024-03-01","hasMember":[{"reference":"Observation/o"}])");
  auto member = observation("o", unknown_code, value_s_aureus);
  const std::string reference = R"("subject":{"reference":"Patient/p1"})";
  member.replace(member.find(reference), reference.size(),
                 R"("subject":{"identifier":{"system":")" + number + R"(","value":"19121212-1212"}})");
  const auto culture = only<model::Culture>(mapped({patient, panel, member}));
  EXPECT_EQ(culture.organism, "staphylococcus_aureus");
  EXPECT_EQ(culture.specimen, "blood");
}

TEST(FhirCulture, AReportAloneConcludesByCodeAndProposesByWords) {
  const auto coded =
      mapped({report(R"(,"conclusionCode":[{"coding":[{"system":"http://snomed.info/sct","code":"3092008"}]}])")});
  EXPECT_EQ(only<model::Culture>(coded).organism, "staphylococcus_aureus");
  EXPECT_EQ(coded.sightings.front().basis, Sighting::Basis::code);
  const auto worded = mapped({report(R"(,"conclusion":"Growth of Staphylococcus aureus in 2 of 2 bottles")")});
  EXPECT_EQ(only<model::Culture>(worded).organism, "staphylococcus_aureus");
  EXPECT_EQ(worded.sightings.front().basis, Sighting::Basis::text);
  EXPECT_EQ(worded.sightings.front().entry.text, "Growth of Staphylococcus aureus in 2 of 2 bottles");
}

TEST(FhirCulture, ResultsThatAreNotThereAreCounted) {
  const auto data = mapped({report(R"(,"result":[{"reference":"Observation/gone"}])")});
  EXPECT_NE(all_faults(data).find("Observation/gone is not in the data"), std::string::npos) << all_faults(data);
}

}  // namespace
}  // namespace lossa::intake
