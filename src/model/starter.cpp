// SPDX-License-Identifier: Apache-2.0
// The commented case file of `lossa new`. Prose begins with "# "; what can be filled in begins with "#" alone, so that
// taking that sign away makes an entry.
#include <array>
#include <initializer_list>
#include <vector>

#include <lossa/base/contract.hpp>
#include <lossa/model/fields.hpp>
#include <lossa/model/schema.hpp>

namespace lossa::model {
namespace {

constexpr std::size_t line_width = 110;

struct Example {
  std::string_view field;
  std::string_view value;
};

struct Section {
  std::string_view kind;
  std::string_view en;
  std::string_view sv;
  std::vector<Example> examples;
  bool has_time = true;
};

// NOLINTNEXTLINE(readability-function-size): a table.
const std::vector<Section>& sections() {
  static const std::vector<Section> all = {
      {"person",
       "Who it is about.",
       "Vem det gäller.",
       {{"age_years", "70"},
        {"sex", "\"female\""},
        {"lvef_percent", "\">= 50\""},
        {"diabetes", "false"},
        {"dialysis", "false"},
        {"immunocompromised", "false"},
        {"anticoagulated", "\"not_asked\""}},
       false},
      {"device",
       "The generator or leadless pacemaker; one entry each, earlier ones too.",
       "Dosan eller den elektrodlösa pacemakern; en post var, även tidigare.",
       {{"id", "\"device-1\""}, {"type", "\"pacemaker_dual\""}, {"side", "\"left\""}, {"implanted", "\"2019-05\""}},
       false},
      {"lead",
       "Each lead.",
       "Varje elektrod.",
       {{"id", "\"lead-1\""},
        {"device", "\"device-1\""},
        {"chamber", "\"rv\""},
        {"use", "\"pacing\""},
        {"implanted", "\"2019-05\""},
        {"vein", "\"left_subclavian\""},
        {"abandoned", "false"},
        {"target", "true"}},
       false},
      {"history",
       "What was before or is lasting.",
       "Vad som varit eller består.",
       {{"what", "\"prosthetic_valve\""}, {"present", "false"}}},
      {"sign",
       "Each sign, also those that were looked for and not found.",
       "Varje tecken, även de som efterfrågats men inte fanns.",
       {{"what", "\"erosion\""}, {"present", "true"}, {"site", "\"pocket\""}}},
      {"sign", "Fever.", "Feber.", {{"what", "\"fever\""}, {"present", "true"}, {"temperature_celsius", "38.4"}}},
      {"culture",
       "Each culture; `known_at` is when it was answered.",
       "Varje odling; `known_at` är när svaret kom.",
       {{"specimen", "\"blood\""},
        {"result", "\"growth\""},
        {"organism", "\"staphylococcus_aureus\""},
        {"sets_positive", "2"},
        {"sets_total", "3"},
        {"antibiotics_before", "false"}}},
      {"imaging",
       "Each examination.",
       "Varje undersökning.",
       {{"modality", "\"tee\""}, {"lead_mass", "\"none\""}, {"valve_lesion", "\"none\""}}},
      {"lab",
       "Laboratory values, with their unit.",
       "Laboratorievärden, med enhet.",
       {{"test", "\"crp\""}, {"value", "45"}, {"unit", "\"mg/L\""}}},
      {"pacing",
       "The need of pacing.",
       "Behovet av pacing.",
       {{"dependent", "true"}, {"indications", "[\"complete_av_block\"]"}, {"needs_icd", "false"}}},
      {"access", "The veins.", "Kärlen.", {{"vein", "\"left_subclavian\""}, {"state", "\"open\""}}},
      {"treatment",
       "Treatment.",
       "Behandling.",
       {{"what", "\"antibiotic\""}, {"agent", "\"vancomycin\""}, {"route", "\"iv\""}, {"days", "7"}}},
      {"decision", "Decisions.", "Beslut.", {{"what", "\"removal_in_question\""}, {"reason", "\"\""}}},
      {"procedure",
       "What was done, lead by lead.",
       "Vad som gjordes, elektrod för elektrod.",
       {{"what", "\"system_removal\""},
        {"done", "true"},
        {"approach", "[\"implant_vein\"]"},
        {"leads", "[ { lead = \"lead-1\", result = \"complete\" } ]"}}},
      {"complication", "Complications.", "Komplikationer.", {{"what", "\"hypotension\""}, {"phase", "\"during\""}}},
      {"reimplantation",
       "The next device.",
       "Nästa pacemaker.",
       {{"type", "\"leadless_pacemaker\""}, {"same_session", "true"}}},
      {"follow_up",
       "Follow-up.",
       "Uppföljning.",
       {{"months", "9"}, {"infection", "false"}, {"device_working", "true"}}},
  };
  return all;
}

constexpr std::string_view head_en =
    R"(# A case file to fill in. Take away the "#" in front of the lines that apply, and change the values.
# What is not stated stays unknown: unknown is not no. No name and no personal number belong here.
#
# Yes and no: true, false, or why it is unknown: "not_done", "awaited", "unclear", "not_asked".
# Numbers: 38.4, "> 38", ">= 2", "< 5", "2 .. 3".
# Times: "2021", "2021-08", "2021-08-20", "2021-08-20T14:30", an anchor, or an anchor with a distance:
# "presentation - 2 years", "extraction + 72 h".
# To assess it: lossa assess THIS-FILE

[case]
id = "new-case"

# Points of the course, in the order in which they came; add `at = "2021-08-20"` where the date is known.
anchors = [
  { id = "presentation" },
  { id = "extraction" },
  { id = "end_of_follow_up" },
]

# What was known then is assessed.
assess_at = "presentation"
)";
constexpr std::string_view head_sv =
    R"(# En fallfil att fylla i. Ta bort "#" framför de rader som gäller och ändra värdena.
# Det som inte anges är okänt: okänt är inte nej. Inga namn och inga personnummer hör hemma här.
#
# Ja och nej: true, false, eller varför det är okänt: "not_done" (ej utfört), "awaited" (inväntas),
# "unclear" (oklart), "not_asked" (ej efterfrågat).
# Tal: 38.4 (med punkt), "> 38", ">= 2", "< 5", "2 .. 3".
# Tider: "2021", "2021-08", "2021-08-20", "2021-08-20T14:30", en hållpunkt, eller en hållpunkt med avstånd:
# "presentation - 2 years", "extraction + 72 h".
# Bedöm fallet: lossa assess DENNA-FIL

[case]
id = "new-case"

# Hållpunkter i förloppet, i den ordning de kom; lägg till `at = "2021-08-20"` där datumet är känt.
anchors = [
  { id = "presentation" },
  { id = "extraction" },
  { id = "end_of_follow_up" },
]

# Det som var känt då bedöms.
assess_at = "presentation"
)";

/// "# what: erosion, exposed_hardware, …", broken into lines.
void write_words(std::string& out, const FieldInfo& field) {
  if (field.words.empty()) return;
  std::string line = "# " + std::string(field.name) + ":";
  for (const auto word : field.words) {
    if (line.size() + word.size() + 2 > line_width) {
      out += line + "\n";
      line = "#    ";
    }
    line += " " + std::string(word) + (word == field.words.back() ? "" : ",");
  }
  out += line + "\n";
}

void write_section(std::string& out, const Section& section, Language language) {
  const auto* kind = find_kind(section.kind);
  expects(kind != nullptr);
  out += "\n# ---- " + std::string(language == Language::en ? section.en : section.sv) + "\n";
  for (const auto& example : section.examples)
    if (const auto* field = find_field(*kind, example.field); field != nullptr) write_words(out, *field);
  out += "#[[entries]]\n#kind = \"" + std::string(section.kind) + "\"\n";
  if (section.has_time) out += "#at = \"presentation\"\n";
  for (const auto& [field, value] : section.examples)
    out += "#" + std::string(field) + " = " + std::string(value) + "\n";
}

}  // namespace

std::string new_case_file(Language language) {
  std::string out(language == Language::en ? head_en : head_sv);
  for (const auto& section : sections()) write_section(out, section, language);
  return out;
}

}  // namespace lossa::model
