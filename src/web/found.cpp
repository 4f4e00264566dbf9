// SPDX-License-Identifier: Apache-2.0
#include <lossa/web/found.hpp>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/model/timeline.hpp>
#include <lossa/resources/resources.hpp>
#include <lossa/terminology/identity_number.hpp>
#include <lossa/view/text.hpp>

#include "entry_text.hpp"
#include "templates.hpp"

namespace lossa::web {
namespace {

/// Those that could change most; the JSON has them all.
constexpr std::size_t shown_investigations = 3;

/// Puts rows into words.
class Telling {
 public:
  Telling(const intake::ForeignData& data, const assessment::Library& library, const locale::Speech& speech,
          const FoundFrame& frame)
      : data_(data), library_(library), knowledge_(library.knowledge), speech_(speech), frame_(frame) {}

  [[nodiscard]] FoundLine line(const service::FoundRow& row, std::size_t number) const {
    const auto& conclusion = signal().conclusions[static_cast<std::size_t>(row.conclusion)];
    static constexpr const char* tones[] = {"act", "caution", "calm"};
    FoundLine line{.number = std::to_string(number),
                   .who = who_is(row, number, data_, frame_),
                   .details = details(row),
                   .urgency = row.signals.empty() ? speech_("find.words_only") : speech_(conclusion.text),
                   .tone = row.signals.empty() ? "caution" : tones[static_cast<std::size_t>(conclusion.tone)],
                   .state = state(row)};
    if (row.since) line.since = view::time_text(*row.since, speech_);
    if (row.latest) line.latest = view::time_text(*row.latest, speech_);
    if (row.removed) line.removed = view::time_text(*row.removed, speech_);
    line.reasons = reasons(row);
    for (const auto& answer : row.answers) line.answers.push_back(answer_text(answer));
    for (std::size_t i = 0; i < std::min(row.missing.size(), shown_investigations); ++i)
      line.missing +=
          (i == 0 ? "" : "; ") + speech_(knowledge_.investigations[static_cast<std::size_t>(row.missing[i])].text);
    for (const auto& proposal : row.proposals)
      line.proposals.push_back({dated(proposal.entry, row), proposal.entry.read_in});
    return line;
  }

 private:
  [[nodiscard]] const guideline::Question& signal() const {
    return knowledge_.questions[static_cast<std::size_t>(knowledge_.find_question("finding", "signal"))];
  }

  [[nodiscard]] std::string state(const service::FoundRow& row) const {
    static constexpr const char* keys[] = {"", "find.state_open", "find.state_confirmed", "find.state_dismissed",
                                           "find.state_reopened"};
    return row.state == service::FoundState::listed ? "" : speech_(keys[static_cast<std::size_t>(row.state)]);
  }

  [[nodiscard]] std::string details(const service::FoundRow& row) const {
    std::vector<std::string> parts;
    for (const auto& entry : row.patient.entries) {
      const auto* person = std::get_if<model::Person>(&entry.content);
      if (person == nullptr) continue;
      if (person->birth_year) parts.push_back(speech_("find.born", {person->birth_year->text}));
      if (!person->sex.empty()) parts.push_back(speech_.wire(person->sex));
    }
    const auto known = data_.people.find(row.person);
    if (known != data_.people.end() && !known->second.ward.empty())
      parts.push_back(speech_("find.ward", {known->second.ward}));
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  }

  [[nodiscard]] std::string dated(const model::Entry& entry, const service::FoundRow& row) const {
    const auto title = describe(entry, {row.patient, library_.organisms, speech_}).title;
    return entry.at ? view::time_text(*entry.at, speech_) + ": " + title : title;
  }

  /// Its entries that were not told yet, the newest first.
  [[nodiscard]] static std::vector<const model::Entry*> news(const service::FoundSignal& signal,
                                                             const service::FoundRow& row,
                                                             const std::set<std::string>& told) {
    const model::Timeline line(row.patient);
    std::vector<const model::Entry*> entries;
    for (const auto& id : signal.entries)
      if (const auto* entry = row.patient.find(id); entry != nullptr && !told.contains(id)) entries.push_back(entry);
    const auto is_newer = [&](const model::Entry* a, const model::Entry* b) {
      if (!a->at || !b->at) return a->at.has_value() && !b->at;
      return line.sorts_before(line.moment(*b->at), line.moment(*a->at));
    };
    std::ranges::stable_sort(entries, is_newer);
    return entries;
  }

  [[nodiscard]] FoundReason reason(const service::FoundSignal& signal, const service::FoundRow& row,
                                   const std::set<std::string>& told) const {
    const auto& criterion = knowledge_.criteria[static_cast<std::size_t>(signal.criterion)];
    FoundReason reason{.text = speech_(criterion.text), .from_memory = criterion.known == guideline::Known::memory};
    for (const auto* entry : news(signal, row, told)) reason.evidence.push_back({dated(*entry, row), entry->read_in});
    return reason;
  }

  /// Criteria stand strongest first: one that rests on nothing that a stronger one does not say is left out.
  [[nodiscard]] std::vector<FoundReason> reasons(const service::FoundRow& row) const {
    std::vector<FoundReason> reasons;
    std::set<std::string> told;
    for (const auto& signal : row.signals) {
      const auto is_told = [&](const std::string& id) { return told.contains(id); };
      if (!reasons.empty() && std::ranges::all_of(signal.entries, is_told)) continue;
      reasons.push_back(reason(signal, row, told));
      told.insert(signal.entries.begin(), signal.entries.end());
    }
    return reasons;
  }

  [[nodiscard]] std::string answer_text(const service::FoundAnswer& answer) const {
    const auto& question = knowledge_.questions[static_cast<std::size_t>(answer.question)];
    const auto text = [&](int conclusion) { return view::conclusion_text(question, conclusion, speech_); };
    const auto& asked = speech_(question.text);
    auto said = asked + (asked.ends_with('?') ? " " : ": ") + text(answer.so_far);
    std::vector<std::string> possible;
    for (const int conclusion : answer.possible)
      if (question.conclusions[static_cast<std::size_t>(conclusion)].tone == guideline::Tone::act)
        possible.push_back(text(conclusion));  // what would call for something; the JSON has them all
    if (!possible.empty()) said += "; " + speech_("find.still_possible", {join_words(possible, speech_("find.or"))});
    return said;
  }

  const intake::ForeignData& data_;
  const assessment::Library& library_;
  const guideline::Knowledge& knowledge_;
  const locale::Speech& speech_;
  const FoundFrame& frame_;
};

View evidence_view(const FoundEvidence& evidence) {
  return View().text("what", evidence.what).text("where", evidence.where);
}

std::vector<View> evidence_views(std::span<const FoundEvidence> all) {
  std::vector<View> views;
  std::ranges::transform(all, std::back_inserter(views), evidence_view);
  return views;
}

View reason_view(const FoundReason& reason, const locale::Speech& speech) {
  View view;
  view.text("text", reason.text).flag("from_memory", reason.from_memory);
  const auto more = reason.not_shown();
  view.text_if_any("more", more == 0 ? "" : speech("find.more", {std::to_string(more)}));
  return view.list("evidence", evidence_views(reason.shown()));
}

View line_view(const FoundLine& line, const FoundFrame& frame, const locale::Speech& speech) {
  std::vector<View> reasons;
  for (const auto& reason : line.reasons) reasons.push_back(reason_view(reason, speech));
  std::vector<View> answers;
  for (const auto& answer : line.answers) answers.push_back(View().text("text", answer));
  View view;
  view.text("number", line.number).text("who", line.who).text_if_any("details", line.details);
  view.text("urgency", line.urgency).text("tone", line.tone).text_if_any("state", line.state);
  view.text_if_any("since", line.since).text_if_any("latest", line.later()).text_if_any("removed", line.removed);
  view.list("reasons", std::move(reasons)).list("answers", std::move(answers)).text_if_any("missing", line.missing);
  view.list("proposals", evidence_views(line.proposals)).flag("has_proposals", !line.proposals.empty());
  return view.text("telephone", frame.telephone);
}

/// The words of the page itself, by their names within "find".
View find_words(const locale::Speech& speech) {
  constexpr std::string_view prefix = "find.";
  View words;
  const auto& all = speech.words().all();
  for (auto word = all.lower_bound(prefix); word != all.end() && word->first.starts_with(prefix); ++word)
    words.text(word->first.substr(prefix.size()), speech(word->second));
  return words;
}

}  // namespace

std::string found_warning(const intake::DataQuality& quality, Language language) {
  constexpr std::size_t shown = 5;
  const auto count = quality.of(intake::FaultKind::unknown_material).count;
  if (count == 0) return "";
  const locale::Speech speech(locale::Words::shipped(), language);
  std::vector<std::pair<std::uint64_t, std::string>> materials;
  for (const auto& [code, times] : quality.unmapped)
    if (code.first == intake::unknown_material)
      materials.emplace_back(times, code.second.empty() ? speech("find.material_not_said") : "\"" + code.second + "\"");
  std::ranges::stable_sort(materials, std::ranges::greater{}, &std::pair<std::uint64_t, std::string>::first);
  std::string named;
  for (std::size_t i = 0; i < std::min(materials.size(), shown); ++i)
    named += (i == 0 ? "" : ", ") + materials[i].second + " (" + std::to_string(materials[i].first) + ")";
  if (materials.size() > shown) named += ", ...";
  return speech("find.unknown_material", {std::to_string(count), named});
}

std::string who_is(const service::FoundRow& row, std::size_t number, const intake::ForeignData& data,
                   const FoundFrame& frame) {
  const auto known = data.people.find(row.person);
  if (frame.shows_identity && known != data.people.end() && !known->second.identity_number.empty())
    return known->second.identity_number;
  const auto& key = known == data.people.end() || known->second.key.empty() ? row.person : known->second.key;
  if (frame.shows_identity || !terminology::looks_like_identity_number(key)) return key;
  return row.case_id.empty() ? "#" + std::to_string(number) : row.case_id;
}

std::vector<FoundLine> found_lines(const service::FoundList& list, const intake::ForeignData& data,
                                   const assessment::Library& library, Language language, const FoundFrame& frame) {
  const locale::Speech speech(locale::Words::shipped(), language);
  const Telling telling(data, library, speech, frame);
  std::vector<FoundLine> lines;
  for (std::size_t i = 0; i < list.rows.size(); ++i) lines.push_back(telling.line(list.rows[i], i + 1));
  return lines;
}

Result<std::string> found_page(const service::FoundList& list, const std::vector<FoundLine>& lines, Language language,
                               const FoundFrame& frame) {
  const auto templates = LOSSA_TRY(Templates::load(resources::under("web/templates/")));
  const locale::Speech speech(locale::Words::shipped(), language);
  std::vector<View> rows;
  for (const auto& line : lines) rows.push_back(line_view(line, frame, speech));
  View view;
  view.list("rows", std::move(rows)).flag("is_empty", lines.empty());
  view.text("made_for", speech("find.made_for", {frame.unit}));
  view.text("by_mandate", speech("find.by_mandate", {frame.mandate}));
  view.text("counted", speech("find.counted", {std::to_string(list.rows.size()), std::to_string(list.carriers),
                                               std::to_string(list.people)}));
  view.text("made_at", speech("find.made_at", {frame.made_at, frame.version}));
  view.text_if_any("warning", frame.warning);
  View common;
  common.part("find", find_words(speech));
  common.text("html_lang", language == Language::sv ? "sv" : "en");
  common.text("disclaimer", speech("ui.disclaimer"));
  return templates.render("found", view, common);
}

}  // namespace lossa::web
