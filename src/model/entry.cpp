// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/entry.hpp>

#include <utility>

#include <lossa/base/contract.hpp>

namespace lossa::model {

EntryBox::EntryBox() = default;
EntryBox::EntryBox(Entry entry) : entry_(std::make_unique<Entry>(std::move(entry))) {}
EntryBox::EntryBox(const EntryBox& other) : entry_(other.empty() ? nullptr : std::make_unique<Entry>(*other.entry_)) {}
EntryBox::EntryBox(EntryBox&& other) noexcept = default;
EntryBox& EntryBox::operator=(const EntryBox& other) {
  if (this != &other) *this = EntryBox(other);
  return *this;
}
EntryBox& EntryBox::operator=(EntryBox&& other) noexcept = default;
EntryBox::~EntryBox() = default;

const Entry& EntryBox::front() const {
  expects(!empty());
  return *entry_;
}

bool operator==(const EntryBox& a, const EntryBox& b) {
  return a.empty() || b.empty() ? a.empty() == b.empty() : a.front() == b.front();
}

bool operator==(const Entry& a, const Entry& b) {
  return a.id == b.id && a.at == b.at && a.known_at == b.known_at && a.episode == b.episode && a.text == b.text &&
         a.read_in == b.read_in && a.sources == b.sources && a.content == b.content;
}

}  // namespace lossa::model
