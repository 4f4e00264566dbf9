// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/codes.hpp>

#include <algorithm>

#include "code_key.hpp"
#include "codes_reader.hpp"
#include "words.hpp"

namespace lossa::terminology {

Checked<Codes> Codes::read(std::string_view bytes, std::string_view file) { return Codes().with(bytes, file); }

Checked<Codes> Codes::with(std::string_view bytes, std::string_view file) const {
  return CodesReader(*this).read(bytes, file);
}

const Codes::System* Codes::system_named(std::string_view name) const {
  auto found = by_name_.find(name);  // nearly always as written, and then without a copy
  if (found == by_name_.end()) found = by_name_.find(folded_name(name));
  return found == by_name_.end() ? nullptr : &systems_[found->second];
}

std::string_view Codes::system_of(std::string_view name) const {
  const System* system = system_named(name);
  return system == nullptr ? std::string_view() : std::string_view(system->id);
}

const Code* Codes::find(std::string_view system_name, std::string_view code) const {
  const System* system = system_named(system_name);
  if (system == nullptr) return nullptr;
  const CodeKey key(static_cast<std::size_t>(system - systems_.data()), code, system->dots_matter);
  if (const auto exact = by_key_.find(key.whole()); exact != by_key_.end()) return &codes_[exact->second];
  if (system->shortest_parent == 0) return nullptr;
  for (std::size_t length = std::min(key.size() - 1, system->longest_parent); length >= system->shortest_parent;
       --length)
    if (const auto parent = by_key_.find(key.first(length));
        parent != by_key_.end() && codes_[parent->second].with_children)
      return &codes_[parent->second];
  return nullptr;
}

const Code* Codes::proposed_by(Sense sense, std::string_view text) const {
  const std::string sentences = folded_sentences(text);
  const auto found = std::ranges::find_if(phrases_, [&](const Phrase& phrase) {
    return codes_[phrase.code].sense == sense && says(sentences, phrase.words);
  });
  return found == phrases_.end() ? nullptr : &codes_[found->code];
}

}  // namespace lossa::terminology
