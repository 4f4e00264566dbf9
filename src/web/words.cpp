// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <lossa/base/contract.hpp>
#include <lossa/base/tree.hpp>

namespace lossa::web {
namespace {

using Map = std::map<std::string, Bilingual, std::less<>>;

Result<void> collect(const Node& node, const std::string& path, Map& words) {
  const auto fault = [&](std::string message) {
    return Error{.kind = ErrorKind::corrupt_data,
                 .message = std::move(message),
                 .where = path + ", line " + std::to_string(node.line)};
  };
  if (node.kind != Node::Kind::object) return fault("words must have both languages");
  const auto* en = node.find("en");
  const auto* sv = node.find("sv");
  const bool is_leaf = (en != nullptr && en->kind == Node::Kind::string) || (sv != nullptr && sv->kind == Node::Kind::string);
  if (is_leaf) {
    if (en == nullptr || sv == nullptr || en->text.empty() || sv->text.empty() || node.members.size() != 2)
      return fault("words must have both languages and nothing else");
    if (!words.emplace(path, Bilingual{.en = en->text, .sv = sv->text}).second) return fault("is given twice");
    return {};
  }
  for (const auto& member : node.members)
    LOSSA_TRY(collect(member.value, path.empty() ? member.key : path + "." + member.key, words));
  return {};
}

}  // namespace

Result<Words> Words::load(std::span<const resources::Resource> files) {
  Words words;
  for (const auto& file : files) {
    const auto tree = read_toml(file.bytes, file.path);
    if (!tree.ok())
      return Error{.kind = ErrorKind::corrupt_data,
                   .message = tree.issues.empty() ? "cannot be read" : to_string(tree.issues.front()),
                   .where = std::string(file.path)};
    LOSSA_TRY(collect(*tree.value, "", words.words_));
  }
  return words;
}

const Bilingual* Words::find(std::string_view name) const {
  const auto found = words_.find(name);
  return found == words_.end() ? nullptr : &found->second;
}

const std::string& Speech::operator()(std::string_view name) const {
  const auto* text = words_->find(name);
  expects(text != nullptr);
  return text->in(language_);
}

std::string Speech::operator()(std::string_view name, const std::vector<std::string>& values) const {
  std::string text = (*this)(name);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string mark = "{" + std::to_string(i) + "}";
    const auto at = text.find(mark);
    expects(at != std::string::npos);
    text.replace(at, mark.size(), values[i]);
  }
  return text;
}

}  // namespace lossa::web
