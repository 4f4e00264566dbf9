// SPDX-License-Identifier: Apache-2.0
#include "chart.hpp"

#include "check_digits.hpp"

namespace lossa::synthesis {
namespace {

constexpr int minutes_a_day = 1440;

/// With the fewest resources that Id() would need.
std::string reference(std::string_view type, std::string_view id) { return std::string(type) + '/' + std::string(id); }

}  // namespace

Chart::Chart(const Setting& setting, Random chance, Sheaf& sheaf)
    : days_(setting.days), period_(setting.period), chance_(chance), sheaf_(sheaf), person_(Id(chance_).text()) {
  truth.person = reference("Patient", person_);
}

int Chart::between(int low, int high) {
  return low + static_cast<int>(chance_.below(static_cast<std::uint64_t>(high - low) + 1));
}

Moment Chart::sometime(Day after_first, Day before_last) {
  const auto days = period_.last - before_last - period_.first - after_first + 1;
  const auto day = period_.first + after_first + static_cast<Day>(chance_.below(static_cast<std::uint64_t>(days)));
  return {day, between(0, minutes_a_day - 1)};
}

std::string& Chart::line(Kind kind) {
  ++sheaf_.resources;
  return sheaf_.lines[static_cast<std::size_t>(kind)];
}

void Chart::plant(std::string_view kind, std::string_view resources) {
  truth.signals.push_back(std::string(kind) + ':' + std::string(resources));
}

void Chart::decoy(std::string_view kind, std::string_view resources) {
  truth.decoys.push_back(std::string(kind) + ':' + std::string(resources));
}

void Chart::patient(const Born& born) {
  constexpr int days_a_year = 365;
  const auto number = test_number(born.index, born.is_woman);
  const auto day = period_.first - Day{born.years} * days_a_year - between(0, days_a_year - 1);
  fill(line(Kind::patient),
       R"({"resourceType":"Patient","id":"@","meta":{"versionId":"1","lastUpdated":"@"},)"
       R"("identifier":[{"use":"official","system":"http://electronichealth.se/identifier/@","value":"@"}],)"
       R"("active":true,"name":[{"use":"official","family":"Test-@","given":["Synthetic"]}],)"
       R"("gender":"@","birthDate":"@","communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47",)"
       R"("code":"sv","display":"Swedish"}]}}]})"
       "\n",
       {person_, stamp({period_.last, 0}), number.is_samordningsnummer ? "samordningsnummer" : "personnummer",
        number.value, Whole(born.index, 7), born.is_woman ? "female" : "male", date(day)});
}

Id Chart::encounter(std::string_view type_class, Moment start, int minutes) {
  const auto id = next_id();
  fill(
      line(Kind::encounter),
      R"({"resourceType":"Encounter","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"finished",)"
      R"("class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"@"},)"
      R"("type":[{"coding":[{"system":"http://snomed.info/sct","code":"185347001","display":"Encounter for problem"}],)"
      R"("text":"Encounter for problem"}],"subject":{"reference":"Patient/@"},)"
      R"("participant":[{"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",)"
      R"("code":"PPRF","display":"primary performer"}]}],"individual":{"display":"Test physician"}}],)"
      R"("period":{"start":"@","end":"@"},"serviceProvider":{"display":"Test hospital"}})"
      "\n",
      {id, stamp(start + minutes), type_class, person_, stamp(start), stamp(start + minutes)});
  return id;
}

Id Chart::observation(const Value& value, Moment at, std::string_view encounter, std::string_view category) {
  constexpr int minutes_to_result = 40;
  const auto id = next_id();
  fill(
      line(Kind::observation),
      R"({"resourceType":"Observation","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"final",)"
      R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"@"}]}],)"
      R"("code":{"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"},"subject":{"reference":"Patient/@"},)"
      R"("encounter":{"reference":"Encounter/@"},"effectiveDateTime":"@","issued":"@","valueQuantity":)"
      R"({"value":@,"unit":"@","system":"http://unitsofmeasure.org","code":"@"}})"
      "\n",
      {id, stamp(at + minutes_to_result), category, value.code.system, value.code.code, value.code.display,
       value.code.display, person_, encounter, stamp(at), stamp(at + minutes_to_result), value.number, value.unit,
       value.unit});
  return id;
}

Id Chart::sign(const Coding& code, Moment at) {
  const auto id = next_id();
  fill(
      line(Kind::observation),
      R"({"resourceType":"Observation","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"final",)"
      R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"exam"}]}],)"
      R"("code":{"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"},"subject":{"reference":"Patient/@"},)"
      R"("effectiveDateTime":"@","issued":"@","valueBoolean":true})"
      "\n",
      {id, stamp(at), code.system, code.code, code.display, code.display, person_, stamp(at), stamp(at)});
  return id;
}

Id Chart::condition(const Coding& code, Moment at, std::string_view verification) {
  const auto id = next_id();
  fill(
      line(Kind::condition),
      R"({"resourceType":"Condition","id":"@","meta":{"versionId":"1","lastUpdated":"@"},)"
      R"("clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical",)"
      R"("code":"active"}]},"verificationStatus":{"coding":[{"system":)"
      R"("http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"@"}]},)"
      R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-category",)"
      R"("code":"encounter-diagnosis","display":"Encounter Diagnosis"}]}],)"
      R"("code":{"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"},"subject":{"reference":"Patient/@"},)"
      R"("onsetDateTime":"@","recordedDate":"@"})"
      "\n",
      {id, stamp(at), verification, code.system, code.code, code.display, code.display, person_, stamp(at), stamp(at)});
  return id;
}

Id Chart::procedure(const Coding& code, Moment at) { return procedure_on(code, stamp(at)); }

Id Chart::procedure_on(const Coding& code, std::string_view performed) {
  const auto id = next_id();
  fill(line(Kind::procedure),
       R"({"resourceType":"Procedure","id":"@","meta":{"versionId":"1"},"status":"completed",)"
       R"("code":{"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"},"subject":{"reference":"Patient/@"},)"
       R"("performedDateTime":"@","performer":[{"actor":{"display":"Test physician"}}]})"
       "\n",
       {id, code.system, code.code, code.display, code.display, person_, performed});
  return id;
}

Id Chart::medication(const Course& course, Moment at) {
  const auto id = next_id();
  std::string reason;
  if (!course.reason.code.empty())
    fill(reason, R"("reasonCode":[{"coding":[{"system":"@","code":"@","display":"@"}]}],)",
         {course.reason.system, course.reason.code, course.reason.display});
  const auto end = date(at.day + course.days);
  fill(line(Kind::medication_request),
       R"({"resourceType":"MedicationRequest","id":"@","meta":{"versionId":"1","lastUpdated":"@"},)"
       R"("status":"completed","intent":"order","medicationCodeableConcept":{"coding":[{"system":"@","code":"@",)"
       R"("display":"@"}],"text":"@"},"subject":{"reference":"Patient/@"},"authoredOn":"@",@)"
       R"("dosageInstruction":[{"sequence":1,"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d",)"
       R"("boundsPeriod":{"start":"@","end":"@"}}}}],"dispenseRequest":{"validityPeriod":{"start":"@","end":"@"}}})"
       "\n",
       {id, stamp(at), course.drug.system, course.drug.code, course.drug.display, course.drug.display, person_,
        stamp(at), reason, date(at.day), end, date(at.day), end});
  return id;
}

void Chart::administration(const Coding& drug, Moment at, std::string_view encounter) {
  fill(line(Kind::medication_administration),
       R"({"resourceType":"MedicationAdministration","id":"@","meta":{"versionId":"1","lastUpdated":"@"},)"
       R"("status":"completed","medicationCodeableConcept":{"coding":[{"system":"@","code":"@","display":"@"}],)"
       R"("text":"@"},"subject":{"reference":"Patient/@"},"context":{"reference":"Encounter/@"},)"
       R"("effectiveDateTime":"@"})"
       "\n",
       {next_id(), stamp(at), drug.system, drug.code, drug.display, drug.display, person_, encounter, stamp(at)});
}

void Chart::allergy(const Coding& code, Moment at) {
  fill(line(Kind::allergy_intolerance),
       R"({"resourceType":"AllergyIntolerance","id":"@","meta":{"versionId":"1","lastUpdated":"@"},)"
       R"("clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",)"
       R"("code":"active"}]},"type":"allergy","category":["medication"],"criticality":"low",)"
       R"("code":{"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"},"patient":{"reference":"Patient/@"},)"
       R"("recordedDate":"@"})"
       "\n",
       {next_id(), stamp(at), code.system, code.code, code.display, code.display, person_, stamp(at)});
}

Id Chart::imaging(const Study& study, Moment at) {
  constexpr int minutes_to_report = 95;
  const auto image = next_id();
  fill(line(Kind::imaging_study),
       R"({"resourceType":"ImagingStudy","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"available",)"
       R"("modality":[{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"@"}],)"
       R"("subject":{"reference":"Patient/@"},"started":"@","numberOfSeries":1,"numberOfInstances":12,)"
       R"("procedureCode":[{"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"}]})"
       "\n",
       {image, stamp(at), study.modality, person_, stamp(at), study.code.system, study.code.code, study.code.display,
        study.code.display});
  std::string conclusion = R"("conclusion":"No finding of note")";
  if (!study.finding.code.empty()) {
    conclusion.clear();
    fill(conclusion, R"("conclusion":"@","conclusionCode":[{"coding":[{"system":"@","code":"@","display":"@"}]}])",
         {study.finding.display, study.finding.system, study.finding.code, study.finding.display});
  }
  const auto id = next_id();
  fill(line(Kind::diagnostic_report),
       R"({"resourceType":"DiagnosticReport","id":"@","meta":{"versionId":"1","lastUpdated":"@"},"status":"final",)"
       R"("category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"RAD"}]}],)"
       R"("code":{"coding":[{"system":"@","code":"@","display":"@"}],"text":"@"},"subject":{"reference":"Patient/@"},)"
       R"("effectiveDateTime":"@","issued":"@","imagingStudy":[{"reference":"ImagingStudy/@"}],@})"
       "\n",
       {id, stamp(at + minutes_to_report), study.code.system, study.code.code, study.code.display, study.code.display,
        person_, stamp(at), stamp(at + minutes_to_report), image, conclusion});
  return id;
}

}  // namespace lossa::synthesis
