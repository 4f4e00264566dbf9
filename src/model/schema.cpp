// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/schema.hpp>

#include <initializer_list>
#include <optional>

#include <lossa/base/json_writer.hpp>
#include <lossa/model/fields.hpp>

#include "read_field.hpp"

namespace lossa::model {
namespace {

class SchemaWriter {
 public:
  explicit SchemaWriter(const WordLookup& words) : words_(words) {}

  std::string case_file() {
    begin("A case file of Lossa");
    out_.member("type", "object");
    list("required", {"case"});
    out_.member("additionalProperties", false);
    out_.key("properties");
    out_.begin_object();
    ref("case", "case");
    out_.key("entries");
    out_.begin_object();
    out_.member("type", "array");
    limit("maxItems", most_entries);
    ref("items", "entry");
    out_.end_object();
    out_.end_object();
    definitions();
    return finish();
  }

  std::string entry() {
    begin("A stored entry of Lossa");
    out_.member("$ref", "#/$defs/entry");
    definitions();
    return finish();
  }

 private:
  void begin(std::string_view title) {
    out_.begin_object();
    out_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    out_.member("title", title);
  }

  std::string finish() {
    out_.end_object();
    return std::move(out_).finish() + "\n";
  }

  void list(std::string_view key, std::initializer_list<std::string_view> items) {
    out_.key(key);
    out_.begin_array();
    for (const auto item : items) out_.text(item);
    out_.end_array();
  }
  void limit(std::string_view key, std::size_t value) {
    out_.key(key);
    out_.integer(static_cast<std::int64_t>(value));
  }
  void ref(std::string_view key, std::string_view name) {
    out_.key(key);
    out_.begin_object();
    ref_here(name);
    out_.end_object();
  }
  void ref_here(std::string_view name) { out_.member("$ref", "#/$defs/" + std::string(name)); }

  void describe(const std::string& key) {
    if (!words_) return;
    const auto text = words_(key);
    if (!text.empty()) out_.member("description", text);
  }

  void definitions() {
    out_.key("$defs");
    out_.begin_object();
    values();
    opening();
    for (const auto& kind : kinds())
      if (kind.name != "opening") definition(kind);
    lead_result();
    out_.key("entry");
    out_.begin_object();
    out_.key("oneOf");
    out_.begin_array();
    for (const auto& kind : kinds()) {
      out_.begin_object();
      ref_here(kind.name);
      out_.end_object();
    }
    out_.end_array();
    out_.end_object();
    out_.end_object();
  }

  void pattern(std::string_view name, std::string_view expression) {
    out_.key(name);
    out_.begin_object();
    out_.member("type", "string");
    out_.member("pattern", expression);
    out_.end_object();
  }

  void values() {
    out_.key("finding");
    out_.begin_object();
    out_.key("enum");
    out_.begin_array();
    out_.boolean(true);
    out_.boolean(false);
    for (const auto reason : {Reason::not_done, Reason::awaited, Reason::unclear, Reason::not_asked})
      out_.text(to_string(reason));
    out_.end_array();
    out_.end_object();
    const std::string number = R"(-?\d+(\.\d+)?([eE][+-]?\d+)?)";
    pattern("interval", "^ *([<>]=? *" + number + "|" + number + "( *\\.\\. *" + number + ")?) *$");
    pattern("id", "^[a-z0-9_-]{1," + std::to_string(longest_id) + "}$");
    pattern("name", "^[a-z][a-z0-9_]*$");
    pattern("time", R"(^(\d{4}(-\d\d(-\d\d(T\S+)?)?)?(/\S+)?|[a-z][a-z0-9_]*( [+-] \S+ ?\S+)?)$)");
    out_.key("text");
    out_.begin_object();
    out_.member("type", "string");
    limit("maxLength", longest_text);
    out_.end_object();
  }

  void common() {
    ref("id", "id");
    ref("at", "time");
    ref("known_at", "time");
    ref("episode", "name");
    ref("text", "text");
    ref("read_in", "text");
    ref("sources", "text");
  }

  void named_times(std::string_view list_name, std::string_view time_name) {
    out_.key(list_name);
    out_.begin_object();
    out_.member("type", "array");
    out_.key("items");
    out_.begin_object();
    out_.member("type", "object");
    list("required", {"id"});
    out_.member("additionalProperties", false);
    out_.key("properties");
    out_.begin_object();
    ref("id", "name");
    ref(time_name, "time");
    out_.end_object();
    out_.end_object();
    out_.end_object();
  }

  void texts_table(std::string_view key, std::initializer_list<std::string_view> names) {
    out_.key(key);
    out_.begin_object();
    out_.member("type", "object");
    out_.member("additionalProperties", false);
    out_.key("properties");
    out_.begin_object();
    for (const auto name : names) ref(name, "text");
    out_.end_object();
    out_.end_object();
  }

  void opening_members() {
    texts_table("title", {"en", "sv"});
    ref("assess_at", "time");
    named_times("episodes", "began");
    named_times("anchors", "at");
    texts_table("source", {"title", "authors", "journal", "year", "doi", "pmid", "url", "read", "note"});
  }

  /// The `case` table of a file, and the same as the first entry in storage.
  void opening() {
    out_.key("case");
    begin_table({"id"}, {});
    ref("id", "id");
    opening_members();
    end_table();
    out_.key("opening");
    begin_table({"kind"}, "opening");
    common();
    opening_members();
    end_table();
  }

  void begin_table(std::initializer_list<std::string_view> required_names, std::string_view kind) {
    out_.begin_object();
    out_.member("type", "object");
    list("required", required_names);
    begin_properties(kind);
  }
  void begin_properties(std::string_view kind) {
    out_.member("additionalProperties", false);
    out_.key("properties");
    out_.begin_object();
    if (kind.empty()) return;
    out_.key("kind");
    out_.begin_object();
    out_.member("const", kind);
    out_.end_object();
  }
  void end_table() {
    out_.end_object();
    out_.end_object();
  }

  void required_of(std::span<const FieldInfo> fields, bool has_kind) {
    out_.key("required");
    out_.begin_array();
    if (has_kind) out_.text("kind");
    for (const auto& field : fields)
      if (field.required) out_.text(field.name);
    out_.end_array();
  }

  void definition(const KindInfo& kind) {
    out_.key(kind.name);
    out_.begin_object();
    describe("kind." + std::string(kind.name));
    out_.member("type", "object");
    required_of(kind.fields, true);
    begin_properties(kind.name);
    common();
    for (const auto& field : kind.fields) property(kind.name, field);
    end_table();
  }

  void lead_result() {
    out_.key("lead_result");
    out_.begin_object();
    out_.member("type", "object");
    required_of(lead_result_fields(), false);
    begin_properties({});
    for (const auto& field : lead_result_fields()) property("lead_result", field);
    end_table();
  }

  void property(std::string_view kind, const FieldInfo& field) {
    out_.key(field.name);
    out_.begin_object();
    describe("field." + std::string(kind) + "." + std::string(field.name));
    type(field);
    out_.end_object();
  }

  void range(const FieldInfo& field, bool is_whole) {
    out_.member("type", is_whole ? "integer" : "number");
    out_.member("minimum", field.low);
    out_.member("maximum", field.high);
  }

  void choice(const FieldInfo& field) {
    if (field.words.empty()) {
      ref_here("name");
      return;
    }
    out_.key("enum");
    out_.begin_array();
    for (const auto word : field.words) out_.text(word);
    out_.end_array();
  }

  template <typename Item>
  void array_of(const Item& item) {
    out_.member("type", "array");
    limit("maxItems", most_items);
    out_.key("items");
    out_.begin_object();
    item();
    out_.end_object();
  }

  void number(const FieldInfo& field) {
    if (!field.unit.empty()) out_.member("$comment", "unit: " + std::string(field.unit));
    out_.key("anyOf");
    out_.begin_array();
    out_.begin_object();
    range(field, field.type == FieldType::count);
    out_.end_object();
    out_.begin_object();
    ref_here("interval");
    out_.end_object();
    out_.end_array();
  }

  void type(const FieldInfo& field) {
    switch (field.type) {
      case FieldType::finding:
        return ref_here("finding");
      case FieldType::number:
      case FieldType::count:
        return number(field);
      case FieldType::word:
        return choice(field);
      case FieldType::time:
        return ref_here("time");
      case FieldType::reference:
        return ref_here("id");
      case FieldType::text:
        return ref_here("text");
      case FieldType::words:
        return array_of([&] { choice(field); });
      case FieldType::texts:
        return array_of([&] { ref_here("text"); });
      case FieldType::numbers:
        return array_of([&] { range(field, false); });
      case FieldType::lead_results:
        return array_of([&] { ref_here("lead_result"); });
      case FieldType::entry:
        return ref_here("entry");
    }
  }

  WordLookup words_;
  JsonWriter out_{JsonWriter::Layout::indented};
};

}  // namespace

std::string json_schema(const WordLookup& words) { return SchemaWriter(words).case_file(); }

std::string entry_schema() { return SchemaWriter({}).entry(); }

}  // namespace lossa::model
