// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/take_in.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <lossa/journal/entry_codec.hpp>

namespace lossa::service {
namespace {

using model::Correction;
using model::Entry;

/// By id, the words in which the source last said it; nothing once it has been withdrawn.
using LastSaid = std::map<std::string, std::optional<std::string>, std::less<>>;

LastSaid last_said(const std::vector<Entry>& stored) {
  LastSaid said;
  for (const auto& entry : stored) {
    const auto* correction = std::get_if<Correction>(&entry.content);
    if (correction == nullptr) {
      said[entry.id] = journal::encode(entry);
    } else if (correction->reason == delivery_reason) {
      auto& last = said[correction->corrects];
      last.reset();
      if (!correction->entry.empty()) last = journal::encode(correction->entry.front());
    }
  }
  return said;
}

/// Without an id of its own: fold numbers it.
Entry correction_of(const std::string& id, std::optional<Entry> now) {
  Correction correction{.corrects = id, .reason = std::string(delivery_reason)};
  if (now) correction.entry = std::move(*now);
  return {.content = std::move(correction)};
}

}  // namespace

std::vector<Entry> additions(const std::vector<Entry>& stored, const std::vector<Entry>& delivered,
                             std::span<const std::string> withdrawn) {
  const auto said = last_said(stored);
  std::vector<Entry> added;
  for (const auto& entry : delivered) {
    const auto before = said.find(entry.id);
    if (before == said.end())
      added.push_back(entry);
    else if (before->second != journal::encode(entry))
      added.push_back(correction_of(entry.id, entry));
  }
  for (const auto& id : withdrawn)
    if (const auto before = said.find(id); before != said.end() && before->second)
      added.push_back(correction_of(id, std::nullopt));
  return added;
}

}  // namespace lossa::service
