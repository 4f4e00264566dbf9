// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::ClockState;
using assessment::ContactResult;

bool is_done(const ContactResult& result) { return result.done && result.done->truth.is_yes(); }

std::string contact_text(const ContactResult& result, const Wording& wording) {
  const auto& speech = wording.speech();
  const auto& contact = item(wording.knowledge().contacts, result.contact);
  std::string text = due_text(result.due, speech);
  if (result.done)
    text += ", " + speech(result.done->truth.is_yes()  ? "page.contact_done"
                          : result.done->truth.is_no() ? "page.contact_not_done"
                                                       : "page.contact_not_known");
  std::string items;
  for (const auto& part : contact.items) items += (items.empty() ? ": " : ", ") + speech(part);
  return text + items + " (" + source_text(contact.source, contact.known) + ")";
}

}  // namespace

void write_follow_up(Writer& writer, const Wording& wording, bool whole) {
  const auto& speech = wording.speech();
  bool first = true;
  for (const auto& result : wording.assessment().contacts) {
    const auto truth = result.applies.verdict.truth;
    const bool is_next = result.applies.verdict.so_far && !is_done(result) && result.due.at;
    if (truth.is_no() || (!whole && !is_next)) continue;
    const auto& contact = item(wording.knowledge().contacts, result.contact);
    const bool late = result.due.alarms && result.due.state == ClockState::passed && !is_done(result);
    const auto mark = std::string(contact.known == guideline::Known::memory ? memory_mark : "");
    if (!whole) {
      writer.paragraph({0, 4, 1}, Ink::strong, speech("cli.next_contact"),
                       due_text(result.due, speech) + ", " + speech(contact.text) + mark);
      return;
    }
    if (first) writer.paragraph({}, Ink::strong, speech("page.follow_up"));
    first = false;
    writer.paragraph({1, 4}, late ? Ink::act : Ink::strong, speech(contact.text) + mark + ":",
                     contact_text(result, wording));
  }
}

}  // namespace lossa::cli
