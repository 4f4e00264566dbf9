// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lossa::guideline {

/// A hash table from a key to a node, with linear probing: a diagram lives in these, and the library's own map spends
/// more time on allocation than all the rest. Nothing is ever removed. Keys need not differ: `matches` tells entries of
/// one key apart.
class NodeTable {
 public:
  /// The first entry with this key of which `matches(node)` is true, or null. Stays valid until the next `add`.
  template <typename Matches>
  [[nodiscard]] const std::uint32_t* find(std::uint64_t key, const Matches& matches) const {
    if (slots_.empty()) return nullptr;
    for (auto at = first_slot(key);; at = next(at)) {
      if (!slots_[at].used) return nullptr;
      if (slots_[at].key == key && matches(slots_[at].node)) return &slots_[at].node;
    }
  }
  [[nodiscard]] const std::uint32_t* find(std::uint64_t key) const {
    return find(key, [](std::uint32_t) { return true; });
  }

  void add(std::uint64_t key, std::uint32_t node) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    ++count_;
    place({key, node, true});
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t node = 0;
    bool used = false;
  };

  // Fibonacci hashing: the upper bits of a product spread keys that differ in few bits.
  [[nodiscard]] std::size_t first_slot(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15U) >> 32U) & (slots_.size() - 1);
  }
  [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

  void place(const Slot& slot) {
    auto at = first_slot(slot.key);
    while (slots_[at].used) at = next(at);
    slots_[at] = slot;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 256 : 2 * slots_.size());
    old.swap(slots_);
    for (const auto& slot : old)
      if (slot.used) place(slot);
  }

  std::vector<Slot> slots_;  // a power of two, at most half of them used
  std::size_t count_ = 0;
};

}  // namespace lossa::guideline
