// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <lossa/guideline/print.hpp>
#include <lossa/view/checklist.hpp>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

std::string waivers_text(const view::CheckItem& check, const Wording& wording) {
  std::string text;
  for (const auto& id : check.waivers) {
    const auto* entry = wording.assessment().patient->find(id);
    const auto* waiver = entry == nullptr ? nullptr : std::get_if<model::Waiver>(&entry->content);
    if (waiver == nullptr) continue;
    const auto& speech = wording.speech();
    text += " " + speech("cli.waived_by", {waiver->by.empty() ? speech("ui.not_stated") : waiver->by,
                                           waiver->reason.empty() ? speech("page.waiver_no_reason") : waiver->reason});
  }
  return text;
}

const char* mark_of(const view::CheckItem& check) {
  const bool only_shown = !check.required && !check.optional;
  if (only_shown) return "[ ]";
  if (check.truth.is_yes()) return "[+]";
  return check.truth.is_no() ? "[-]" : "[?]";
}

void write_item(Writer& writer, const Wording& wording, const view::CheckItem& check) {
  const auto& speech = wording.speech();
  const auto& criterion = item(wording.knowledge().criteria, check.criterion);
  const auto& fact = item(wording.knowledge().facts, check.fact);
  const auto recorded =
      guideline::in_words(fact, wording.assessment().values.of(check.fact), speech.language(), wording.vocabulary());
  const std::string memory(criterion.known == guideline::Known::memory ? memory_mark : "");
  writer.paragraph({1, 5}, check.required && !check.truth.is_yes() ? Ink::caution : Ink::plain, mark_of(check),
                   speech(criterion.text) + memory + ": " + recorded + "." + waivers_text(check, wording));
}

}  // namespace

void write_readiness(Writer& writer, const Wording& wording) {
  const auto list = view::checklist(wording.assessment());
  if (list.answer == nullptr) return;
  writer.paragraph({}, Ink::strong, wording.speech()("page.readiness") + ":",
                   wording.conclusion(list.answer->question, list.answer->so_far));
  if (!list.is_asked) return;
  for (const auto& check : list.items) write_item(writer, wording, check);
}

}  // namespace lossa::cli
