// SPDX-License-Identifier: Apache-2.0
#include <lossa/locale/words.hpp>

#include <algorithm>

#include <lossa/base/contract.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/resources/resources.hpp>

namespace lossa::locale {
namespace {

using Flat = std::map<std::string, std::string, std::less<>>;

class Reader {
 public:
  Reader(std::string_view file, Issues& issues) : file_(file), issues_(&issues) {}

  Flat read(std::string_view bytes) {
    auto tree = read_toml(bytes, file_);
    issues_->insert(issues_->end(), tree.issues.begin(), tree.issues.end());
    if (tree.value) collect(*tree.value, "");
    return std::move(words_);
  }

 private:
  void collect(const Node& node, const std::string& path) {
    const bool may_be_empty = path.starts_with("unit.");  // nobody says "1" or "count"
    if (node.kind == Node::Kind::string && (may_be_empty || !node.text.empty())) {
      words_.emplace(path, node.text);
    } else if (node.kind != Node::Kind::object) {
      issues_->push_back({Severity::error, {file_, node.line, node.column, path}, "expected words"});
    }
    for (const auto& member : node.members) collect(member.value, path.empty() ? member.key : path + "." + member.key);
  }

  std::string file_;
  Issues* issues_;
  Flat words_;
};

}  // namespace

Checked<Words> Words::read(std::string_view en, std::string_view sv) {
  Issues issues;
  const auto english = Reader("locale/en.toml", issues).read(en);
  const auto swedish = Reader("locale/sv.toml", issues).read(sv);
  Words words;
  for (const auto& [key, text] : english) {
    const auto other = swedish.find(key);
    if (other == swedish.end())
      issues.push_back({Severity::error, {.file = "locale/sv.toml", .path = key}, "is missing"});
    else
      words.words_.emplace(key, Bilingual{.en = text, .sv = other->second});
  }
  for (const auto& [key, text] : swedish)
    if (!english.contains(key))
      issues.push_back({Severity::error, {.file = "locale/en.toml", .path = key}, "is missing"});
  return {std::move(words), std::move(issues)};
}

const Words& Words::shipped() {
  static const Words words = [] {
    const auto en = resources::find("locale/en.toml");
    const auto sv = resources::find("locale/sv.toml");
    expects(en && sv);
    auto read_words = read(*en, *sv);
    expects(read_words.ok());
    return std::move(*read_words.value);
  }();
  return words;
}

const Bilingual* Words::find(std::string_view key) const {
  const auto found = words_.find(key);
  return found == words_.end() ? nullptr : &found->second;
}

const std::string& Speech::operator()(std::string_view key) const {
  const auto* text = words_->find(key);
  expects(text != nullptr);
  return text->in(language_);
}

std::string Speech::operator()(std::string_view key, const std::vector<std::string>& values) const {
  std::string text = (*this)(key);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string mark = "{" + std::to_string(i) + "}";
    const auto at = text.find(mark);
    expects(at != std::string::npos);
    text.replace(at, mark.size(), values[i]);
  }
  return text;
}

std::string Speech::wire(std::string_view word) const {
  for (const auto* group : {"word.", "unit."})
    if (const auto* text = words_->find(group + std::string(word))) return text->in(language_);
  std::string text(word);
  std::ranges::replace(text, '_', ' ');
  return text;
}

}  // namespace lossa::locale
