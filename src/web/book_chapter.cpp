// SPDX-License-Identifier: Apache-2.0
#include "book_chapter.hpp"

#include <numeric>
#include <utility>

#include <lossa/guideline/print.hpp>

namespace lossa::web {
namespace {

std::string known_text(guideline::Known known, const locale::Speech& speech) {
  static constexpr std::array keys = {"known.read", "known.reprint", "known.memory"};
  return speech(keys.at(static_cast<std::size_t>(known)));
}

}  // namespace

Entry& Entry::line(const std::string& label, const std::string& text) {
  if (!text.empty()) lines_.push_back({label, text});
  return *this;
}

Entry& Entry::source(const std::string& source, std::optional<guideline::Known> known) {
  if (!source.empty()) lines_.push_back({.label = {}, .text = source, .is_source = true});
  known_ = known;
  return *this;
}

Entry& Entry::not_obtained(const std::string& reason) {
  missing_ = reason;
  return *this;
}

void Chapter::fact(const std::string& label, const std::string& text) {
  if (!text.empty()) facts_.push_back(View().text("label", label).text("text", text));
}

void Chapter::hash_line(const std::string& text) { hash_line_ = text; }

void Chapter::section(const std::string& id, const std::string& heading, const std::string& brief) {
  sections_.push_back({id, heading, brief.empty() ? heading : brief});
}

void Chapter::add(const Entry& entry) {
  const auto anchor = id_ + "." + sections_.back().id + "." + entry.id_;
  const bool is_memory = entry.known_ == guideline::Known::memory;
  if (entry.known_) ++known_.at(static_cast<std::size_t>(*entry.known_));
  if (is_memory) draft_.from_memory.push_back({anchor, title_, entry.heading_, sections_.back().brief});
  if (!entry.missing_.empty()) draft_.not_obtained.push_back({anchor, title_, entry.heading_, entry.missing_});
  std::vector<View> lines;
  const auto add_line = [&](const std::string& label, const std::string& text, bool is_source) {
    lines.push_back(View().text("label", label).text("text", text).flag("is_source", is_source));
  };
  for (const auto& line : entry.lines_) {
    add_line(line.is_source ? speech()("ui.source") : line.label, line.text, line.is_source);
  }
  if (entry.known_) add_line(speech()("ui.how_known"), known_text(*entry.known_, speech()), false);
  View view;
  view.text("anchor", anchor).text("id", entry.id_).text("heading", entry.heading_).flag("has_lines", !lines.empty());
  view.list("lines", std::move(lines));
  view.flag("is_memory", is_memory).text_if_any("missing", entry.missing_);
  sections_.back().entries.push_back(std::move(view));
}

std::string Chapter::words(const guideline::Expression& condition) const {
  return guideline::in_words(draft_.knowledge, condition, speech().language(),
                             [this](std::string_view word) { return speech().wire(word); });
}

View Chapter::finish() && {
  std::vector<View> sections;
  for (auto& section : sections_) {
    if (section.entries.empty()) continue;
    View view;
    view.text("section", section.heading).list("entries", std::move(section.entries));
    sections.push_back(std::move(view));
  }
  const int all = std::accumulate(known_.begin(), known_.end(), 0);
  if (all > 0)
    fact(speech()("ui.how_known"), speech()("book.tally", {std::to_string(all), std::to_string(known_[0]),
                                                           std::to_string(known_[1]), std::to_string(known_[2])}));
  View view;
  view.text("anchor", id_).text("title", title_).list("about", std::move(facts_)).list("sections", std::move(sections));
  view.text_if_any("hash_line", hash_line_);
  return view;
}

}  // namespace lossa::web
