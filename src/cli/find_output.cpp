// SPDX-License-Identifier: Apache-2.0
#include "find_output.hpp"

#include <utility>

#include <lossa/base/csv.hpp>
#include <lossa/base/json_writer.hpp>
#include <lossa/model/when.hpp>

#include "commands.hpp"
#include "foreign.hpp"

namespace lossa::cli {
namespace {

Ink ink_of(const std::string& tone) {
  if (tone == "act") return Ink::act;
  return tone == "caution" ? Ink::caution : Ink::calm;
}

constexpr Indent inner{4, 6};

void write_head(const web::FoundLine& line, Writer& writer) {
  std::string head = line.who;
  if (!line.details.empty()) head += " (" + line.details + ")";
  if (!line.state.empty()) head += " - " + line.state;
  writer.paragraph({0, 4}, ink_of(line.tone), line.number + ". " + line.urgency, head);
}

void write_reasons(const web::FoundLine& line, const locale::Speech& speech, Writer& writer) {
  for (const auto& reason : line.reasons) {
    writer.paragraph(inner, Ink::plain, "",
                     reason.text + (reason.from_memory ? " [" + speech("find.from_memory") + "]" : ""));
    for (const auto& evidence : reason.shown())
      writer.paragraph({6, 8}, Ink::faint, "", evidence.what + "  " + evidence.where);
    if (reason.not_shown() > 0)
      writer.paragraph({6, 8}, Ink::faint, "", speech("find.more", {std::to_string(reason.not_shown())}));
  }
  if (!line.proposals.empty()) writer.paragraph(inner, Ink::plain, "", speech("find.words_say"));
  for (const auto& proposal : line.proposals)
    writer.paragraph({6, 8}, Ink::faint, "", proposal.what + "  " + proposal.where);
}

void write_line(const web::FoundLine& line, const Found& found, Writer& writer) {
  const auto& speech = found.speech;
  writer.blank();
  write_head(line, writer);
  write_reasons(line, speech, writer);
  if (!line.since.empty())
    writer.paragraph(inner, Ink::plain, speech("find.since"),
                     line.since + (line.later().empty() ? "" : "; " + speech("find.latest") + " " + line.later()));
  if (!line.removed.empty()) writer.paragraph(inner, Ink::plain, speech("find.removed"), line.removed);
  for (const auto& answer : line.answers) writer.paragraph(inner, Ink::plain, "", answer);
  if (!line.missing.empty()) writer.paragraph(inner, Ink::plain, speech("find.missing") + ":", line.missing);
  writer.paragraph(inner, Ink::strong, speech("find.ring"), found.frame.telephone);
}

/// Writes the parts of one row.
class RowJson {
 public:
  RowJson(JsonWriter& json, const Found& found) : json_(json), found_(found), knowledge_(found.library.knowledge) {}

  void write(const service::FoundRow& row, std::size_t number) {
    json_.begin_object();
    json_.member("who", web::who_is(row, number, found_.data, found_.frame));
    if (!row.case_id.empty()) json_.member("case", row.case_id);
    static constexpr const char* states[] = {"listed", "open", "confirmed", "dismissed", "reopened"};
    json_.member("state", states[static_cast<std::size_t>(row.state)]);
    const auto question = static_cast<std::size_t>(knowledge_.find_question("finding", "signal"));
    json_.member("conclusion", knowledge_.questions[question].conclusions[static_cast<std::size_t>(row.conclusion)].id);
    time("since", row.since);
    time("latest", row.latest);
    time("removed", row.removed);
    signals(row);
    answers(row);
    json_.key("missing");
    json_.begin_array();
    for (const int investigation : row.missing)
      json_.text(knowledge_.investigations[static_cast<std::size_t>(investigation)].id);
    json_.end_array();
    json_.key("proposals");
    json_.begin_array();
    for (const auto& proposal : row.proposals) evidence(proposal.entry);
    json_.end_array();
    json_.member("telephone", found_.frame.telephone);
    json_.end_object();
  }

 private:
  void time(std::string_view name, const std::optional<model::When>& when) {
    if (when) json_.member(name, model::to_string(*when));
  }

  void bilingual(std::string_view name, const Bilingual& text) {
    json_.key(name);
    json_.begin_object();
    json_.member("en", text.en);
    json_.member("sv", text.sv);
    json_.end_object();
  }

  void evidence(const model::Entry& entry) {
    json_.begin_object();
    json_.member("kind", model::kind_of(entry));
    if (!entry.id.empty()) json_.member("entry", entry.id);
    time("at", entry.at);
    json_.member("where", entry.read_in);
    json_.end_object();
  }

  void signals(const service::FoundRow& row) {
    json_.key("signals");
    json_.begin_array();
    for (const auto& signal : row.signals) {
      const auto& criterion = knowledge_.criteria[static_cast<std::size_t>(signal.criterion)];
      json_.begin_object();
      json_.member("criterion", criterion.id);
      bilingual("text", criterion.text);
      json_.member("source", criterion.source);
      json_.key("evidence");
      json_.begin_array();
      for (const auto& id : signal.entries)
        if (const auto* entry = row.patient.find(id)) evidence(*entry);
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void answers(const service::FoundRow& row) {
    json_.key("answers");
    json_.begin_array();
    for (const auto& answer : row.answers) {
      const auto& question = knowledge_.questions[static_cast<std::size_t>(answer.question)];
      const auto& guideline = knowledge_.guidelines[static_cast<std::size_t>(question.guideline)];
      json_.begin_object();
      json_.member("question", guideline.id + "." + question.id);
      if (answer.so_far >= 0) json_.member("so_far", question.conclusions[static_cast<std::size_t>(answer.so_far)].id);
      json_.key("possible");
      json_.begin_array();
      for (const int conclusion : answer.possible)
        json_.text(question.conclusions[static_cast<std::size_t>(conclusion)].id);
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const Found& found_;
  const guideline::Knowledge& knowledge_;
};

void write_head(JsonWriter& json, const Found& found) {
  json.member("format", "lossa-find-1");
  json.member("program_version", found.frame.version);
  json.member("disclaimer", found.speech("ui.disclaimer"));
  json.member("unit", found.frame.unit);
  json.member("mandate", found.frame.mandate);
  json.member("telephone", found.frame.telephone);
  json.member("at", found.frame.made_at);
  const auto& knowledge = found.library.knowledge;
  const auto& guideline = knowledge.guidelines[static_cast<std::size_t>(knowledge.find_guideline("finding"))];
  json.key("guideline");
  json.begin_object();
  json.member("id", guideline.id);
  json.member("version", guideline.version);
  json.member("hash", guideline.hash);
  json.end_object();
  const auto count = [&](std::string_view name, std::size_t number) {
    json.key(name);
    json.integer(static_cast<std::int64_t>(number));
  };
  count("people", found.list.people);
  count("carriers", found.list.carriers);
  count("signals_outside", found.list.outside);
  count("dismissed", found.list.dismissed);
  json.member("stopped", found.data.stopped);
  if (!found.frame.warning.empty()) json.member("warning", found.frame.warning);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : " | ") + part;
  return text;
}

}  // namespace

void write_found_text(const Found& found, Writer& writer) {
  const auto& speech = found.speech;
  writer.paragraph({}, Ink::strong, speech("find.title"));
  writer.paragraph(
      {}, Ink::plain, "",
      speech("find.made_for", {found.frame.unit}) + " " + speech("find.by_mandate", {found.frame.mandate}));
  writer.paragraph({}, Ink::plain, "",
                   speech("find.counted", {std::to_string(found.list.rows.size()), std::to_string(found.list.carriers),
                                           std::to_string(found.list.people)}));
  writer.paragraph({}, Ink::faint, "", speech("find.care"));
  writer.paragraph({}, Ink::faint, "", speech("ui.disclaimer"));
  if (found.data.stopped) writer.paragraph({}, Ink::caution, speech("find.stopped"));
  if (!found.frame.warning.empty()) writer.paragraph({}, Ink::caution, found.frame.warning);
  if (found.lines.empty()) writer.paragraph({}, Ink::plain, "", speech("find.nobody"));
  for (const auto& line : found.lines) write_line(line, found, writer);
  writer.blank();
  if (found.list.dismissed > 0)
    writer.paragraph({}, Ink::plain, "", speech("find.dismissed", {std::to_string(found.list.dismissed)}));
  if (found.list.outside > 0)
    writer.paragraph({}, Ink::plain, "", speech("find.outside", {std::to_string(found.list.outside)}));
  if (!found.list.faults.empty())
    writer.paragraph(
        {}, Ink::plain, "",
        speech("find.contradictions", {std::to_string(found.list.faults.size()), found.list.faults.front()}));
}

std::string found_json(const Found& found) {
  JsonWriter json;
  json.begin_object();
  write_head(json, found);
  json.key("rows");
  json.begin_array();
  RowJson rows(json, found);
  for (std::size_t i = 0; i < found.list.rows.size(); ++i) rows.write(found.list.rows[i], i + 1);
  json.end_array();
  write_quality_json(json, found.data.quality);
  json.end_object();
  return std::move(json).finish() + "\n";
}

std::string found_csv(const Found& found) {
  CsvWriter csv(found.speech.language() == Language::sv ? ';' : ',');
  for (const auto* name : {"number", "who", "urgency", "state", "since", "latest", "removed", "why", "evidence",
                           "criteria", "missing", "words", "unit", "mandate", "telephone"})
    csv.text(name);
  csv.end_row();
  for (const auto& line : found.lines) {
    std::vector<std::string> why;
    std::vector<std::string> evidence;
    std::vector<std::string> words;
    for (const auto& reason : line.reasons) {
      why.push_back(reason.text);
      for (const auto& one : reason.evidence) evidence.push_back(one.what + " (" + one.where + ")");
    }
    for (const auto& proposal : line.proposals) words.push_back(proposal.what + " (" + proposal.where + ")");
    csv.lexeme(line.number);
    for (const auto& cell : {line.who, line.urgency, line.state, line.since, line.latest, line.removed, joined(why),
                             joined(evidence), joined(line.answers), line.missing, joined(words), found.frame.unit,
                             found.frame.mandate, found.frame.telephone})
      csv.text(cell);
    csv.end_row();
  }
  return std::move(csv).finish();
}

}  // namespace lossa::cli
