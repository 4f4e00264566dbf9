// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/intake/redcap.hpp>

#include "entry_keys.hpp"

namespace lossa::intake {
namespace {

using Source = RedcapMapping::Source;

template <typename Candidates>
std::string hint(std::string_view text, const Candidates& candidates) {
  const std::string near = nearest(text, std::vector<std::string>(candidates.begin(), candidates.end()));
  return near.empty() ? "" : "; did you mean \"" + near + "\"?";
}

class Reader {
 public:
  Reader(std::string_view file, const RedcapDictionary& dictionary, Issues& issues)
      : file_(file), dictionary_(dictionary), issues_(issues) {}

  RedcapMapping read(const Node& root) {
    RedcapMapping mapping;
    ObjectReader in(root, file_, "", issues_);
    mapping.person = field(in, "person");
    if (auto owner = in.text("numbers_of"); owner.has_value()) mapping.numbers_of = *std::move(owner);
    const auto items = in.items("entries");
    for (std::size_t i = 0; i < items.size(); ++i)
      mapping.entries.push_back(read_entry(items[i], "entries[" + std::to_string(i) + "]"));
    in.finish();
    return mapping;
  }

 private:
  /// Is it a field of the project? If not, that is told.
  void check_field(ObjectReader& in, std::string_view key, const Node& at, const std::string& name) {
    if (name.empty() || dictionary_.find(name) != nullptr) return;
    std::vector<std::string> names;
    for (const auto& known : dictionary_.fields()) names.push_back(known.name);
    in.fault(at, key, "the dictionary has no field \"" + name + "\"" + hint(name, names));
  }

  std::string field(ObjectReader& in, std::string_view key) {
    std::string name = in.text(key).value_or("");
    if (const Node* at = in.optional(key); at != nullptr) check_field(in, key, *at, name);
    return name;
  }

  RedcapMapping::Entry read_entry(const Node& node, const std::string& path) {
    RedcapMapping::Entry entry;
    ObjectReader in(node, file_, path, issues_);
    entry.kind = in.required_text("kind").value_or("");
    entry.number = field(in, "number");
    const Node* fields = in.required("fields");
    in.finish();
    if (fields == nullptr || entry.kind.empty()) return entry;
    const auto* kind = model::find_kind(entry.kind);
    if (kind == nullptr) {
      std::vector<std::string_view> names;
      for (const auto& known : model::kinds()) names.push_back(known.name);
      in.fault(*node.find("kind"), "kind", "\"" + entry.kind + "\" is no kind of entry" + hint(entry.kind, names));
      return entry;
    }
    entry.sources = read_sources(*fields, in.path_of("fields"), keys_of(*kind));
    return entry;
  }

  std::vector<Source> read_sources(const Node& node, const std::string& path, const std::vector<EntryKey>& keys) {
    std::vector<Source> sources;
    ObjectReader in(node, file_, path, issues_);
    for (const EntryKey& known : keys) {
      const Node* value = in.optional(known.key);
      if (value == nullptr) continue;
      Source source = read_source(*value, in, known);
      source.key = known.key;
      sources.push_back(std::move(source));
    }
    in.finish();
    return sources;
  }

  Source read_source(const Node& node, ObjectReader& outer, const EntryKey& known) {
    Source source;
    if (node.kind == Node::Kind::string) {
      check_field(outer, known.key, node, node.text);
      source.fields.push_back(node.text);
      return source;
    }
    ObjectReader in(node, file_, outer.path_of(known.key), issues_);
    if (known.info.type == model::FieldType::lead_results) {
      read_lead_results(in, source);
    } else {
      read_fields(in, node, source);
      source.order = field(in, "order");
      read_words(in, known, source);
    }
    in.finish();
    return source;
  }

  void read_fields(ObjectReader& in, const Node& node, Source& source) {
    source.fields = in.texts("fields");
    for (const auto& name : source.fields) check_field(in, "fields", *in.optional("fields"), name);
    if (std::string name = field(in, "field"); !name.empty()) source.fields.push_back(std::move(name));
    source.constant = in.text("value").value_or("");
    if (source.fields.empty() == source.constant.empty())
      in.fault(node, "", "expected either `field` (or `fields`) or `value`");
  }

  void read_lead_results(ObjectReader& in, Source& source) {
    source.rows = in.required_text("rows").value_or("");
    source.of = field(in, "of");
    std::vector<EntryKey> keys;
    for (const auto& info : model::lead_result_fields()) keys.push_back({.key = info.name, .info = info});
    if (const Node* parts = in.required("parts"); parts != nullptr)
      source.parts = read_sources(*parts, in.path_of("parts"), keys);
  }

  /// Choices to words: both must be there.
  void read_words(ObjectReader& outer, const EntryKey& known, Source& source) {
    const Node* node = outer.optional("words");
    if (node == nullptr) return;
    const auto allowed = words_of(known.info);
    ObjectReader in(*node, file_, outer.path_of("words"), issues_);
    for (const Node::Member& member : node->members) {
      const std::string word = in.text(member.key).value_or("");
      if (member.value.kind != Node::Kind::string) continue;
      if (!allowed.empty() && std::ranges::find(allowed, word) == allowed.end())
        in.fault(member.value, member.key,
                 "\"" + word + "\" is no word of " + std::string(known.key) + hint(word, allowed));
      for (const auto& name : source.fields) check_choice(in, member, name);
      source.words.emplace(member.key, word);
    }
  }

  void check_choice(ObjectReader& in, const Node::Member& member, const std::string& name) {
    const RedcapField* of = dictionary_.find(name);
    if (of == nullptr || of->choices.empty()) return;
    const bool is_there = std::ranges::find(of->choices, member.key, &RedcapField::Choice::code) != of->choices.end();
    if (!is_there) in.fault(member.value, member.key, "the field \"" + name + "\" has no such choice");
  }

  std::string_view file_;
  const RedcapDictionary& dictionary_;
  Issues& issues_;
};

}  // namespace

Checked<RedcapMapping> read_redcap_mapping(std::string_view bytes, std::string_view file,
                                           const RedcapDictionary& dictionary) {
  auto tree = read_toml(bytes, file);
  Checked<RedcapMapping> read{.value = std::nullopt, .issues = std::move(tree.issues)};
  if (tree.value.has_value()) read.value = Reader(file, dictionary, read.issues).read(*tree.value);
  return read;
}

}  // namespace lossa::intake
