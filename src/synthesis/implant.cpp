// SPDX-License-Identifier: Apache-2.0
#include "implant.hpp"

#include <string>

#include "check_digits.hpp"

namespace lossa::synthesis {
namespace {

struct SystemType {
  std::string_view word;
  Coding device, procedure;
  int leads;
  std::uint64_t first_implants_a_million;  ///< Sweden 2012 (Europace 2015, as read in the project's numbers, B3)
};
constexpr std::string_view impossible_date = "2021-02-30";
constexpr std::array<SystemType, 4> system_types = {{
    {"pacemaker", codes::pacemaker, codes::pacemaker_implant, 2, 697},
    {"icd", codes::defibrillator, codes::defibrillator_implant, 2, 136},
    {"crt_p", codes::crt_p, codes::crt_p_implant, 3, 41},
    {"crt_d", codes::crt_d, codes::crt_d_implant, 3, 55},
}};

const SystemType& any_type(Chart& chart) {
  std::uint64_t all = 0;
  for (const auto& type : system_types) all += type.first_implants_a_million;
  auto drawn = chart.chance().below(all);
  for (const auto& type : system_types) {
    if (drawn < type.first_implants_a_million) return type;
    drawn -= type.first_implants_a_million;
  }
  return system_types.front();
}

/// A GTIN-14 of GS1's prefix 029, for use inside one organisation: no product that is sold has it.
std::string device_identifier(Chart& chart, bool is_wrong) {
  std::string digits = "0029";
  digits += Whole(chart.chance().below(1'000'000'000), 9);
  auto check = gtin_digit(digits);
  if (is_wrong) check = check == '9' ? '0' : static_cast<char>(check + 1);
  return digits + check;
}

struct Part {
  Coding type;
  std::string_view status;
  Day made;
  bool has_wrong_udi;
};

Id device(Chart& chart, const Part& part) {
  constexpr Day days_of_life = 900;
  constexpr int serials = 90'000'000;
  const auto id = chart.next_id();
  const auto identifier = device_identifier(chart, part.has_wrong_udi);
  const Whole lot(chart.chance().below(1'000'000), 6), serial(10'000'000 + chart.chance().below(serials), 8);
  const auto made = chart.date(part.made), expires = chart.date(part.made + days_of_life);
  // A UDI writes dates as YYMMDD.
  const auto six = [](std::string_view day) {
    std::string text(day.substr(2, 2));
    return text.append(day.substr(5, 2)).append(day.substr(8, 2));
  };
  fill(chart.line(Kind::device),
       R"({"resourceType":"Device","id":"@","meta":{"versionId":"1"},"udiCarrier":[{"deviceIdentifier":"@",)"
       R"("carrierHRF":"(01)@(11)@(17)@(10)@(21)@"}],"status":"@","distinctIdentifier":"@",)"
       R"("manufacturer":"Test devices","manufactureDate":"@","expirationDate":"@","lotNumber":"@","serialNumber":"@",)"
       R"("deviceName":[{"name":"@","type":"user-friendly-name"}],"type":{"coding":[{"system":"@","code":"@",)"
       R"("display":"@"}],"text":"@"},"patient":{"reference":"Patient/@"}})"
       "\n",
       {id, identifier, identifier, six(made), six(expires), lot, serial, part.status, identifier, made, expires, lot,
        serial, part.type.display, part.type.system, part.type.code, part.type.display, part.type.display,
        chart.person()});
  return id;
}

struct Use {
  std::string_view device, start, end;  ///< end: "" while it lasts
};

void device_use(Chart& chart, const Use& use) {
  std::string end;
  if (!use.end.empty()) fill(end, R"(,"end":"@")", {use.end});
  fill(chart.line(Kind::device_use_statement),
       R"({"resourceType":"DeviceUseStatement","id":"@","meta":{"versionId":"1"},"status":"@",)"
       R"("subject":{"reference":"Patient/@"},"timingPeriod":{"start":"@"@},"device":{"reference":"Device/@"}})"
       "\n",
       {chart.next_id(), use.end.empty() ? "active" : "completed", chart.person(), use.start, end, use.device});
}

void write_devices(Chart& chart, const Implant& wish, const SystemType& type) {
  constexpr int youngest_days = 30, oldest_days = 300;
  const auto start = wish.has_impossible_date ? impossible_date : chart.date(wish.day);
  const auto end = wish.removed ? chart.date(*wish.removed) : std::string_view{};
  const auto leads_end = wish.left == Implant::Left::leads ? std::string_view{} : end;
  const auto status = [](std::string_view until) { return until.empty() ? "active" : "inactive"; };
  const auto made = wish.day - chart.between(youngest_days, oldest_days);
  const auto generator = device(chart, {type.device, status(end), made, wish.has_wrong_udi});
  device_use(chart, {generator, start, end});
  for (int lead = 0; lead < type.leads; ++lead) {
    const auto id = device(chart, {codes::lead, status(leads_end), made, false});
    device_use(chart, {id, start, leads_end});
  }
}

void note_truth(Truth& truth, const Implant& wish, const SystemType& type, const Chart& chart) {
  const bool is_told = wish.known != Implant::Known::diagnosis_only;
  if (is_told) truth.device = type.word;
  if (is_told && !wish.has_impossible_date) truth.implanted = chart.date(wish.day);
  truth.carries = "yes";
  if (!wish.removed) return;
  truth.carries = wish.left == Implant::Left::leads ? "leads" : "removed";
  truth.removed = chart.date(*wish.removed);
}

bool is_coded_as_carrier(Chart& chart, Implant::Known known) {
  if (known == Implant::Known::device) return chart.per_mille(500);  // half; assumed
  return known == Implant::Known::diagnosis_only;
}

}  // namespace

void implant(Chart& chart, const Implant& wish) {
  constexpr int nine = 540;
  using Known = Implant::Known;
  const auto& type = any_type(chart);
  note_truth(chart.truth, wish, type, chart);
  if (wish.known == Known::device) write_devices(chart, wish, type);
  const auto performed = chart.stamp({wish.day, nine});
  if (wish.known != Known::diagnosis_only)
    chart.procedure_on(type.procedure, wish.has_impossible_date ? impossible_date : std::string_view(performed));
  if (is_coded_as_carrier(chart, wish.known)) chart.condition(codes::device_in_place, {wish.day + 1, nine});
  if (!wish.removed) return;
  const bool leads_left = wish.left == Implant::Left::leads;
  chart.procedure(leads_left ? codes::generator_removal : codes::system_removal, {*wish.removed, nine});
}

}  // namespace lossa::synthesis
