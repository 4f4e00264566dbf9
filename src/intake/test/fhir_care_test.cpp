// SPDX-License-Identifier: Apache-2.0
// People, devices, procedures, diagnoses, tests and drugs.
#include "fhir_support.hpp"

namespace lossa::intake {
namespace {

constexpr const char* snomed = R"("system":"http://snomed.info/sct")";

std::string with(std::string_view type, std::string_view more) {
  return R"({"resourceType":")" + std::string(type) + R"(","id":"x",)" + std::string(more) + "}";
}
std::string code_of(std::string_view member, std::string_view code) {
  return "\"" + std::string(member) + R"(":{"coding":[{)" + snomed + R"(,"code":")" + std::string(code) + "\"}]}";
}
constexpr const char* subject = R"("subject":{"reference":"Patient/p"},)";

TEST(FhirPatient, GivesBirthYearSexAndDeath) {
  const auto data =
      mapped({with("Patient", R"("birthDate":"1948-02","gender":"female","deceasedDateTime":"2024-01-02")")});
  const auto person = only<model::Person>(data);
  EXPECT_EQ(person.birth_year.value().text, "1948");
  EXPECT_EQ(person.sex, "female");
  EXPECT_EQ(count_of<model::Death>(data), 1U);
  EXPECT_EQ(at_of(data.sightings.at(1)), "2024-01-02");
  EXPECT_EQ(data.sightings.at(1).source_id, "Patient/x#death");
  EXPECT_EQ(data.people.at("Patient/x").key, "Patient/x");
}

TEST(FhirPatient, WhatIsAbsentOrWrongIsLeftOut) {
  const auto data = mapped({with(
      "Patient",
      R"("_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},"gender":"unknown","deceasedBoolean":false)")});
  EXPECT_TRUE(data.sightings.empty());
  EXPECT_EQ(all_faults(data), "");
  const auto wrong = mapped({with("Patient", R"("birthDate":"1948-02-30","gender":7)")});
  EXPECT_EQ(faults_of(wrong, FaultKind::impossible_date), 1U);
  EXPECT_EQ(faults_of(wrong, FaultKind::wrong_type), 1U);
}

TEST(FhirPatient, ThatReplacesAnotherIsTold) {
  const auto data = mapped({with("Patient", R"("link":[{"other":{"reference":"Patient/y"},"type":"replaced-by"},
    {"other":{"reference":"Patient/z"},"type":"seealso"}])")});
  EXPECT_EQ(faults_of(data, FaultKind::code_text_conflict), 1U);
  EXPECT_NE(all_faults(data).find("Patient/y"), std::string::npos);
}

TEST(FhirPatient, OfTwoServersAreTold) {
  const auto of = [](const std::string& server) {
    return R"({"resourceType":"Condition","id":"c-)" + server + R"(","subject":{"reference":"https://)" + server +
           R"(/fhir/Patient/1"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"Z95.0"}]}})";
  };
  auto one = mapped({of("a"), of("a")});
  unite_people(one);
  EXPECT_EQ(all_faults(one).find("several servers"), std::string::npos);
  auto two = mapped({of("a"), of("b")});
  unite_people(two);
  EXPECT_NE(all_faults(two).find("several servers (https://a/fhir, https://b/fhir)"), std::string::npos)
      << all_faults(two);
}

TEST(FhirBundle, WhatWasDeletedIsNotInForce) {
  const auto culture = [](const std::string& more) {
    return R"({"resource":{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},
      "code":{"coding":[{"system":"http://loinc.org","code":"600-7"}]},
      "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"3092008"}]}})" +
           more + "}";
  };
  const std::string deletion = R"({"request":{"method":"DELETE","url":"Observation/o"}})";
  const auto bundle = [](const std::string& entries) {
    return R"({"resourceType":"Bundle","type":"history","entry":[)" + entries + "]}";
  };
  const auto state = [](const ForeignData& data) { return data.sightings.at(0).state; };
  EXPECT_EQ(state(mapped({bundle(culture(""))})), Sighting::State::current);
  EXPECT_EQ(state(mapped({bundle(deletion + "," + culture(""))})), Sighting::State::withdrawn);
  EXPECT_EQ(state(mapped({bundle(culture("") + "," + deletion)})), Sighting::State::current) << "it came back";
  EXPECT_EQ(state(mapped({bundle(culture(R"(,"request":{"method":"DELETE","url":"Observation/o"})"))})),
            Sighting::State::withdrawn);
}

TEST(People, WithOneIdentityNumberAreOneAndEqualLocalNumbersAreNot) {
  ForeignData data;
  const auto add = [&](const std::string& key, const std::string& number) {
    data.people[key] = {.key = key, .identity_number = number, .ward = ""};
    data.sightings.emplace_back().person = key;
  };
  add("Patient/1", "189001019802");
  add("189001019802", "189001019802");
  add("Patient/2", "");
  add("MIKRO|2", "");
  add("2", "");
  unite_people(data);
  EXPECT_EQ(data.people.size(), 4U);
  EXPECT_EQ(data.people.at("189001019802").key, "Patient/1");
  EXPECT_EQ(data.sightings.at(0).person, "189001019802");
  EXPECT_EQ(data.sightings.at(1).person, "189001019802");
  EXPECT_EQ(data.sightings.at(2).person, "Patient/2");
}

TEST(FhirPatient, ANumberStandsInThePersonAlone) {
  const auto data = mapped({R"({"resourceType":"Patient","id":"191212121212","gender":"male","birthDate":"1912-13-12",
    "identifier":[{"system":"urn:oid:1.2.752.129.2.1.3.1","value":"191212121212"}]})"});
  ASSERT_EQ(data.people.size(), 1U);
  EXPECT_EQ(data.people.begin()->second.identity_number, "191212121212");
  ASSERT_EQ(data.sightings.size(), 1U);
  const Sighting& sighting = data.sightings.front();
  for (const auto& text : {sighting.source_id, sighting.entry.read_in, sighting.entry.place.path, all_faults(data)})
    EXPECT_EQ(text.find("1212121212"), std::string::npos) << text;
}

TEST(FhirPatient, AReferenceByIdentityNumberFindsThePatient) {
  const auto data = mapped(
      {R"({"resourceType":"Patient","id":"a","gender":"male",
    "identifier":[{"system":"http://electronichealth.se/identifier/personnummer","value":"19121212-1212"}]})",
       with("Condition", R"("subject":{"identifier":{"value":"19121212-1212"}},)" + code_of("code", "91302008"))});
  ASSERT_EQ(data.people.size(), 1U);
  EXPECT_EQ(data.sightings.at(1).person, "Patient/a");
}

TEST(FhirEncounter, ThatGoesOnSaysTheWard) {
  const auto stay = [](const char* id, const char* status, const char* start, const char* ward) {
    return std::string(R"({"resourceType":"Encounter","id":")") + id + R"(","status":")" + status +
           R"(","subject":{"reference":"Patient/p"},"period":{"start":")" + start +
           R"("},"location":[{"location":{"display":")" + ward + "\"}}]}";
  };
  const auto data =
      mapped({stay("1", "in-progress", "2024-03-02", "Ward 4"), stay("2", "in-progress", "2024-03-01", "Ward 3"),
              stay("3", "finished", "2024-03-05", "Ward 9")});
  EXPECT_TRUE(data.sightings.empty());
  EXPECT_EQ(data.people.at("Patient/p").ward, "Ward 4");
}

std::string device(std::string_view more) {
  return with("Device", R"("patient":{"reference":"Patient/p"},)" + std::string(more));
}

TEST(FhirDevice, GivesTypeAndModel) {
  const auto data = mapped(
      {device(code_of("type", "706004007") + R"(,"modelNumber":"M1","manufacturer":"Maker","status":"active")")});
  EXPECT_EQ(only<model::Device>(data).type, "pacemaker");
  EXPECT_EQ(only<model::Device>(data).model, "Maker M1");
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::code);
  EXPECT_EQ(only<model::Lead>(mapped({device(code_of("type", "360129009"))})).use, "pacing");
}

TEST(FhirDevice, AnUnknownTypeIsCountedAndItsWordsPropose) {
  const auto data =
      mapped({device(R"("type":{"coding":[{"system":"http://x.example","code":"1"}],"text":"Cardiac pacemaker"})")});
  EXPECT_EQ(only<model::Device>(data).type, "pacemaker");
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::text);
  EXPECT_EQ(data.quality.unmapped.size(), 1U);
  EXPECT_TRUE(mapped({device(code_of("type", "449071006"))}).sightings.empty());
}

TEST(FhirDevice, CodeAndWordsThatDisagreeAreShown) {
  const auto data = mapped({device(
      R"("type":{"coding":[{"system":"http://snomed.info/sct","code":"706004007"}],"text":"Implantable defibrillator"})")});
  EXPECT_EQ(only<model::Device>(data).type, "pacemaker");
  EXPECT_EQ(faults_of(data, FaultKind::code_text_conflict), 1U) << all_faults(data);
}

TEST(FhirDevice, OneThatIsNotActiveIsAProposal) {
  const auto data = mapped({device(code_of("type", "706004007") + R"(,"status":"inactive")")});
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::text);
  const auto error = mapped({device(code_of("type", "706004007") + R"(,"status":"entered-in-error")")});
  EXPECT_EQ(error.sightings.front().state, Sighting::State::withdrawn);
}

TEST(FhirDevice, ThatExpiresBeforeItIsMadeIsImpossible) {
  const auto data = mapped(
      {device(code_of("type", "706004007") + R"(,"manufactureDate":"2020-01-01","expirationDate":"2019-01-01")")});
  EXPECT_EQ(faults_of(data, FaultKind::impossible_date), 1U);
}

const char* use =
    R"({"resourceType":"DeviceUseStatement","id":"u","status":"active","subject":{"reference":"Patient/p"},
  "device":{"reference":"Device/x"},"timingPeriod":{"start":"2019-05-28"}})";

TEST(FhirDevice, ThatTwoPeopleMayCarryIsJoinedAndTold) {
  const auto others = with("Device", R"("patient":{"reference":"Patient/other"},)" + code_of("type", "72506001"));
  const auto data = mapped({use, others});
  EXPECT_EQ(count_of<model::Device>(data), 2U);
  EXPECT_EQ(faults_of(data, FaultKind::not_understood), 1U) << all_faults(data);
}

TEST(FhirDevice, AUseSaysWhoseItIsAndSinceWhen) {
  const auto data = mapped({use, with("Device", code_of("type", "72506001") + R"(,"manufactureDate":"2020-01-01")")});
  const auto found = only<model::Device>(data);
  EXPECT_EQ(found.type, "icd");
  EXPECT_EQ(model::to_string(found.implanted.value()), "2019-05-28");
  EXPECT_EQ(data.sightings.front().person, "Patient/p");
  EXPECT_EQ(faults_of(data, FaultKind::impossible_date), 1U) << "made after it was implanted";
  EXPECT_TRUE(mapped({use, with("Device", code_of("type", "449071006"))}).sightings.empty());
}

std::string procedure(std::string_view status, std::string_view code, std::string_view more = "") {
  return with("Procedure", subject + code_of("code", code) + R"(,"status":")" + std::string(status) +
                               R"(","performedPeriod":{"start":"2019-05-28T08:27:21+02:00"})" + std::string(more));
}

TEST(FhirProcedure, OnlyACompletedImplantationPutsSomethingIn) {
  const auto data = mapped({procedure("completed", "447365002")});
  EXPECT_EQ(only<model::Device>(data).type, "crt_d");
  EXPECT_EQ(at_of(data.sightings.front()), "2019-05-28T08:27:21+02:00");
  for (const char* status : {"not-done", "in-progress", "preparation", "stopped", "on-hold", "unknown"})
    EXPECT_TRUE(mapped({procedure(status, "447365002")}).sightings.empty()) << status;
}

TEST(FhirProcedure, ARemovalSaysHowFarItCame) {
  const auto data = mapped({procedure("completed", "62881002")});
  EXPECT_EQ(only<model::Procedure>(data).what, "generator_removal");
  EXPECT_EQ(only<model::Procedure>(data).done, model::Finding(Truth::yes()));
  EXPECT_EQ(only<model::Procedure>(mapped({procedure("not-done", "62881002")})).done, model::Finding(Truth::no()));
  EXPECT_EQ(only<model::Procedure>(mapped({procedure("stopped", "62881002")})).done,
            model::Finding(Truth::unknown(Reason::unclear)));
  EXPECT_EQ(only<model::Procedure>(mapped({procedure("completed", "3515001")})).what, "generator_exchange");
}

TEST(FhirProcedure, AnImplantationOfUnknownKindSaysThatADeviceIsInPlace) {
  EXPECT_EQ(only<model::Diagnosis>(mapped({procedure("completed", "87825006")})).what, "device_in_place");
  const auto data =
      mapped({procedure("completed", "87825006", R"(,"focalDevice":[{"manipulated":{"reference":"Device/x"}}])"),
              with("Device", code_of("type", "72506001"))});
  EXPECT_EQ(only<model::Device>(data).type, "icd");
}

TEST(FhirProcedure, TheDevicesActionSpeaksWhereTheCodeDoesNot) {
  const char* explanted =
      R"(,"focalDevice":[{"action":{"coding":[{"system":"http://hl7.org/fhir/device-action","code":"explanted"}]},"manipulated":{"reference":"Device/x"}}])";
  const auto data = mapped({procedure("completed", "1", explanted), with("Device", code_of("type", "72506001"))});
  EXPECT_EQ(model::to_string(only<model::Device>(data).removed.value()), "2019-05-28T08:27:21+02:00");
  const auto conflict = mapped({procedure("completed", "447365002", explanted)});
  EXPECT_EQ(faults_of(conflict, FaultKind::code_text_conflict), 1U);
}

TEST(FhirProcedure, WordsPropose) {
  const auto data =
      mapped({with("Procedure", std::string(subject) + R"("status":"completed","code":{"text":"Dosbyte"})")});
  EXPECT_EQ(only<model::Procedure>(data).what, "generator_exchange");
  EXPECT_EQ(data.sightings.front().basis, Sighting::Basis::text);
}

std::string condition(std::string_view more) {
  return with("Condition",
              subject +
                  std::string(R"("code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"T82.7"}]})") +
                  std::string(more));
}
std::string verified(std::string_view status) {
  return condition(R"(,"verificationStatus":{"coding":[{"code":")" + std::string(status) + "\"}]}");
}

TEST(FhirCondition, GivesTheDiagnosisAsCoded) {
  const auto data = mapped({condition(R"(,"onsetDateTime":"2024-02","recordedDate":"2024-03-01")")});
  const auto diagnosis = only<model::Diagnosis>(data);
  EXPECT_EQ(diagnosis.what, "device_infection");
  EXPECT_EQ(diagnosis.code, "T82.7");
  EXPECT_EQ(diagnosis.system, "icd10");
  EXPECT_EQ(diagnosis.present, model::Finding());
  EXPECT_EQ(at_of(data.sightings.front()), "2024-02");
  EXPECT_EQ(at_of(mapped({condition(R"(,"recordedDate":"2024-03-01")")}).sightings.front()), "2024-03-01");
}

TEST(FhirCondition, VerificationSaysWhetherItIsSo) {
  EXPECT_EQ(only<model::Diagnosis>(mapped({verified("refuted")})).present, model::Finding(Truth::no()));
  for (const char* status : {"unconfirmed", "provisional", "differential"})
    EXPECT_EQ(only<model::Diagnosis>(mapped({verified(status)})).present,
              model::Finding(Truth::unknown(Reason::unclear)));
  EXPECT_EQ(only<model::Diagnosis>(mapped({verified("confirmed")})).present, model::Finding());
  EXPECT_EQ(mapped({verified("entered-in-error")}).sightings.front().state, Sighting::State::withdrawn);
}

TEST(FhirCondition, WordsProposeAndOrdinaryDiagnosesAreNotCounted) {
  const auto words =
      mapped({with("Condition", std::string(subject) + R"("code":{"text":"Suspected pacemaker infection"})")});
  EXPECT_EQ(only<model::Diagnosis>(words).what, "device_infection");
  EXPECT_EQ(words.sightings.front().basis, Sighting::Basis::text);
  const auto other = mapped({with("Condition", subject + code_of("code", "44054006"))});
  EXPECT_TRUE(other.sightings.empty() && other.quality.unmapped.empty());
  EXPECT_EQ(other.quality.elements.at("Condition").read, 1U);
}

TEST(FhirCondition, WithoutAPersonItIsSetAside) {
  const auto data = mapped({with("Condition", code_of("code", "91302008"))});
  EXPECT_TRUE(data.sightings.empty());
  EXPECT_EQ(faults_of(data, FaultKind::no_person), 1U);
  EXPECT_EQ(data.quality.elements.at("Condition").set_aside, 1U);
}

std::string lab(std::string_view code, std::string_view quantity) {
  return with("Observation", std::string(subject) +
                                 R"("status":"final","code":{"coding":[{"system":"http://loinc.org","code":")" +
                                 std::string(code) + R"("}]},"valueQuantity":)" + std::string(quantity));
}

TEST(FhirLab, KeepsValueUnitAndComparator) {
  const auto crp =
      only<model::Lab>(mapped({lab("1988-5", R"({"value":5.0,"comparator":"<","unit":"mg/L","code":"mg/L"})")}));
  EXPECT_EQ(crp.value.value().text, "< 5.0");
  EXPECT_EQ(crp.unit, "mg/L");
  EXPECT_EQ(only<model::Lab>(mapped({lab("6690-2", R"({"value":11,"code":"10*3/uL"})")})).unit, "10^9/L");
}

TEST(FhirLab, WithoutAUnitItIsAFault) {
  const auto data = mapped({lab("1988-5", R"({"value":10})")});
  EXPECT_TRUE(data.sightings.empty());
  EXPECT_EQ(faults_of(data, FaultKind::missing_unit), 1U);
  EXPECT_EQ(data.quality.elements.at("Observation").set_aside, 1U);
  EXPECT_EQ(faults_of(mapped({lab("1988-5", R"({"value":10,"unit":"drops"})")}), FaultKind::not_understood), 1U);
}

TEST(FhirLab, ATemperatureSaysNothingByItselfAboutFever) {
  const auto sign = only<model::Sign>(mapped({lab("8310-5", R"({"value":101.3,"code":"[degF]"})")}));
  EXPECT_EQ(sign.what, "fever");
  EXPECT_EQ(sign.present, model::Finding(Truth::unknown(Reason::not_asked)));
  EXPECT_EQ(sign.temperature_celsius.value().text, "38.5");
  EXPECT_TRUE(mapped({lab("8310-5", R"({"value":101.3,"code":"Cel"})")}).sightings.empty());
}

TEST(FhirDrug, IsFoundInTheRequestOrInItsMedication) {
  const char* penicillin =
      R"({"coding":[{"system":"http://www.whocc.no/atc","code":"J01CE01","display":"Benzylpenicillin"}]})";
  const auto direct =
      mapped({with("MedicationRequest",
                   std::string(subject) +
                       R"("status":"active","intent":"order","authoredOn":"2024-03-01","medicationCodeableConcept":)" +
                       penicillin)});
  EXPECT_EQ(only<model::Treatment>(direct).what, "antibiotic");
  EXPECT_EQ(only<model::Treatment>(direct).agent, "Benzylpenicillin");
  const auto by_reference = mapped(
      {with(
           "MedicationAdministration",
           std::string(subject) +
               R"("status":"completed","effectivePeriod":{"start":"2024-03-01","end":"2024-03-14"},"medicationReference":{"reference":"Medication/m"})"),
       std::string(R"({"resourceType":"Medication","id":"m","code":)") + penicillin + "}"});
  EXPECT_EQ(only<model::Treatment>(by_reference).what, "antibiotic");
  EXPECT_EQ(model::to_string(only<model::Treatment>(by_reference).until.value()), "2024-03-14");
  EXPECT_TRUE(mapped({with("MedicationRequest",
                           std::string(subject) + R"("status":"active","intent":"plan","medicationCodeableConcept":)" +
                               penicillin)})
                  .sightings.empty());
  EXPECT_TRUE(mapped({with("MedicationAdministration",
                           std::string(subject) + R"("status":"not-done","medicationCodeableConcept":)" + penicillin)})
                  .sightings.empty());
}

TEST(FhirAllergy, ToPenicillinIsHistory) {
  const auto data =
      mapped({with("AllergyIntolerance", R"("patient":{"reference":"Patient/p"},)" + code_of("code", "91936005"))});
  EXPECT_EQ(only<model::History>(data).what, "allergy_beta_lactam");
  EXPECT_TRUE(
      mapped({with("AllergyIntolerance", R"("patient":{"reference":"Patient/p"},)" + code_of("code", "419474003"))})
          .sightings.empty());
}

TEST(FhirImaging, AReportGivesItsCodedFindings) {
  const auto data = mapped({with(
      "DiagnosticReport",
      std::string(subject) + R"("status":"final","effectiveDateTime":"2024-03-02",)" + code_of("code", "105376000") +
          R"(,"conclusionCode":[{"coding":[{"system":"http://snomed.info/sct","code":"301184001"}]}])")});
  EXPECT_EQ(only<model::Imaging>(data).modality, "tee");
  EXPECT_EQ(only<model::Imaging>(data).valve_lesion, "vegetation");
  const auto study = mapped({with(
      "ImagingStudy",
      std::string(subject) +
          R"("status":"available","started":"2024-03-02","procedureCode":[{"coding":[{"system":"http://snomed.info/sct","code":"450436003"}]}])")});
  EXPECT_EQ(only<model::Imaging>(study).modality, "pet_ct");
}

TEST(FhirResource, WithoutATypeIsNotUnderstood) {
  const auto data = mapped({R"({"id":"x"})", R"({"resourceType":7})", R"([])"});
  EXPECT_EQ(faults_of(data, FaultKind::not_understood), 2U);
  EXPECT_EQ(faults_of(data, FaultKind::wrong_type), 2U);
  EXPECT_EQ(data.quality.elements.at("(no type)").set_aside, 3U);
}

TEST(FhirBundle, ResolvesFullUrlsAndLeavesConditionalReferences) {
  const auto data = mapped({R"({"resourceType":"Bundle","type":"transaction","entry":[
    {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","gender":"male"}},
    {"fullUrl":"http://s.example/fhir/Device/d","resource":{"resourceType":"Device","id":"d","patient":{"reference":"urn:uuid:1"},
      "owner":{"reference":"Organization?identifier=a|b"},"type":{"coding":[{"system":"http://snomed.info/sct","code":"706004007"}]}}},
    {"resource":{"resourceType":"DeviceUseStatement","id":"u","status":"active","subject":{"reference":"http://s.example/fhir/Patient/1"},
      "device":{"reference":"Device/d/_history/2"}}}]})"});
  EXPECT_EQ(count_of<model::Device>(data), 2U);
  for (const Sighting& sighting : data.sightings) EXPECT_EQ(sighting.person, "Patient/1");
  EXPECT_EQ(faults_of(data, FaultKind::dangling_reference), 0U) << all_faults(data);
  EXPECT_EQ(data.quality.elements.at("Bundle").used, 1U);
}

TEST(FhirBundle, WithinBundlesIsReadToADepth) {
  std::string inner = R"({"resourceType":"Patient","id":"p","gender":"male"})";
  const auto wrapped = [](const std::string& resource) {
    return R"({"resourceType":"Bundle","entry":[{"resource":)" + resource + "}]}";
  };
  for (int i = 0; i < 4; ++i) inner = wrapped(inner);
  EXPECT_EQ(count_of<model::Person>(mapped({inner})), 1U);
  EXPECT_EQ(faults_of(mapped({wrapped(inner)}), FaultKind::too_deep), 1U);
}

}  // namespace
}  // namespace lossa::intake
