// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "names.hpp"
#include "parser.hpp"

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

/// What one load gathers. Files are read first, with all their names; expressions and references wait in `later`,
/// since they may name what stands further on.
struct Loading {
  Knowledge knowledge;
  Names names;
  Issues issues;
  std::vector<std::function<void()>> later;
};

/// One file while it is read.
struct FileContext {
  Loading& loading;
  std::string_view name;
  std::string_view bytes;
  int guideline = -1;
};

// Readers of one group of tables each; `root` reads the file's top level.
void load_facts(FileContext& file, ObjectReader& root);
void load_studies(FileContext& file, ObjectReader& root);
void load_guideline_head(FileContext& file, ObjectReader& root);
void load_readings(FileContext& file, ObjectReader& root);
void load_criteria(FileContext& file, ObjectReader& root);
void load_questions(FileContext& file, ObjectReader& root);
void load_recommendations(FileContext& file, ObjectReader& root);
void load_differences(FileContext& file, ObjectReader& root);
void load_clocks(FileContext& file, ObjectReader& root);
void load_contacts(FileContext& file, ObjectReader& root);
void load_indicators(FileContext& file, ObjectReader& root);
void load_spans(FileContext& file, ObjectReader& root);
void load_options(FileContext& file, ObjectReader& root);
void load_scores(FileContext& file, ObjectReader& root);
void read_examples(FileContext& file, ObjectReader& table, const std::function<Score&()>& score);

/// Circles between criteria, questions and scores, what unfolds too far, and what each question and score rests on.
void resolve_dependencies(Loading& loading);

/// A fault for each worked case of a score that does not come out.
void check_examples(Loading& loading);

// ---- pieces that the readers share

/// Calls `read(item reader)` for each table of the array `key`.
void each_table(FileContext& file, ObjectReader& root, std::string_view key,
                const std::function<void(ObjectReader&, const Node&)>& read);

/// A required id, checked and declared with the index it is to have. "" after a fault.
std::string read_id(FileContext& file, ObjectReader& table, Names::Kind kind, int index);

enum class Need { required, optional };
Bilingual read_words(ObjectReader& table, std::string_view key, Need need);
std::optional<Known> read_known(ObjectReader& table, Need need);
std::string read_source(ObjectReader& table, Need need);

/// The member's text with its place in the file; nothing (and a fault, if required) when absent.
std::optional<SourceText> read_expression(FileContext& file, ObjectReader& table, std::string_view key, Need need);

/// Reads the condition now and parses it later, into what `target` gives then.
void read_condition(FileContext& file, ObjectReader& table, std::string_view key, std::optional<Subject> subject,
                    std::function<Expression&()> target);

/// The word's index in `words`; a fault that lists them when it is none. -1 when absent or faulty.
int read_word(ObjectReader& table, std::string_view key, std::span<const std::string_view> words, Need need);

/// The words that an expression may compare with: lower case letters, digits and "_", each word once.
std::vector<std::string> read_distinct_words(ObjectReader& table, std::string_view key);

/// A fault unless `id`, which stands in the table, is an id that none of `items` has.
template <typename Items>
void require_new_id(ObjectReader& table, std::string_view id, const Items& items) {
  const Node& at = *table.optional("id");
  if (!is_identifier(id, false)) table.fault(at, "id", "'" + std::string(id) + "' is no id");
  for (const auto& item : items)
    if (item.id == id) return table.fault(at, "id", "'" + std::string(id) + "' is taken already");
}

/// "otherwise", which takes the place of a condition.
bool read_otherwise(ObjectReader& table);

/// A condition about the case that may be left out: then `target` stays empty.
void read_optional_condition(FileContext& file, ObjectReader& table, std::string_view key,
                             std::function<std::optional<Expression>&()> target);

/// A length of time such as "72 hours".
std::optional<Duration> read_duration(ObjectReader& table, std::string_view key, Need need);

/// Resolves the required name of a date fact of the case later; `misfit` says what is wrong with any other.
void read_date_reference(FileContext& file, ObjectReader& table, std::string_view key, std::string misfit,
                         std::function<int&()> target);

/// Resolves a name later; a fault when there is none.
void read_reference(FileContext& file, ObjectReader& table, std::string_view key, Names::Kind kind,
                    std::function<int&()> target);

/// A list of names, resolved later.
void read_names(FileContext& file, ObjectReader& table, std::string_view key, Names::Kind kind,
                const std::function<std::vector<int>&()>& target);

/// The subject of the file's guideline.
Subject subject_of(const FileContext& file);

}  // namespace lossa::guideline
