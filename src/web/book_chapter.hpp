// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <lossa/guideline/knowledge.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/terminology/organisms.hpp>

#include "templates.hpp"

namespace lossa::web {

/// What the lists at the book's end point back to.
struct Mention {
  std::string anchor, chapter, heading, detail;
};

/// What all chapters share while the book is written.
struct BookDraft {
  const guideline::Knowledge& knowledge;
  const locale::Speech& speech;
  std::vector<Mention> from_memory = {};
  std::vector<Mention> not_obtained = {};
};

/// One item of a chapter: an id, a heading, and lines of a label and a text.
class Entry {
 public:
  Entry(std::string id, std::string heading) : id_(std::move(id)), heading_(std::move(heading)) {}
  /// An empty text is left out.
  Entry& line(const std::string& label, const std::string& text);
  Entry& source(const std::string& source, std::optional<guideline::Known> known);
  Entry& not_obtained(const std::string& reason);

 private:
  friend class Chapter;
  struct Line {
    std::string label, text;
    bool is_source = false;
  };
  std::string id_, heading_, missing_;
  std::vector<Line> lines_;
  std::optional<guideline::Known> known_;
};

/// Sections of items under one title. Counts how its items are known, and notes what comes from memory in the draft.
class Chapter {
 public:
  Chapter(BookDraft& draft, std::string id, std::string title)
      : draft_(draft), id_(std::move(id)), title_(std::move(title)) {}

  void fact(const std::string& label, const std::string& text);
  /// What is signed, of a chapter that is a file.
  void hash_line(const std::string& text);
  /// The items that follow stand under this heading; without items it is not shown.
  /// `brief` stands for the heading in the lists at the end.
  void section(const std::string& id, const std::string& heading, const std::string& brief = {});
  void add(const Entry& entry);

  [[nodiscard]] BookDraft& draft() const { return draft_; }
  [[nodiscard]] const locale::Speech& speech() const { return draft_.speech; }
  [[nodiscard]] std::string words(const guideline::Expression& condition) const;
  [[nodiscard]] View finish() &&;

 private:
  BookDraft& draft_;
  std::string id_, title_, hash_line_;
  std::vector<View> facts_;
  struct Section {
    std::string id, heading, brief;
    std::vector<View> entries = {};
  };
  std::vector<Section> sections_;
  std::array<int, 3> known_{};
};

// The chapters, in the order of the book.
View guideline_chapter(BookDraft& draft, int guideline);
View facts_chapter(BookDraft& draft);
View studies_chapter(BookDraft& draft);
View organisms_chapter(BookDraft& draft, const terminology::Organisms& organisms);

/// What scores say, within the chapter of their guideline.
void add_scores(Chapter& chapter, int guideline);

}  // namespace lossa::web
