// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <lossa/base/language.hpp>
#include <lossa/model/value.hpp>

namespace lossa::model {

struct Entry;

/// The case itself: the `[case]` table of a file, the first entry in storage.
struct Opening {
  struct Anchor {
    std::string id = {};
    OptionalWhen at = {};
    friend bool operator==(const Anchor&, const Anchor&) = default;
  };
  struct Episode {
    std::string id = {};
    OptionalWhen began = {};
    friend bool operator==(const Episode&, const Episode&) = default;
  };
  struct Source {
    std::string title = {}, authors = {}, journal = {}, year = {}, doi = {}, pmid = {}, url = {}, read = {}, note = {};
    friend bool operator==(const Source&, const Source&) = default;
  };
  Bilingual title = {};
  OptionalWhen assess_at = {};
  std::vector<Anchor> anchors = {};    ///< in the order in which they came
  std::vector<Episode> episodes = {};  ///< likewise
  std::optional<Source> source = {};   ///< of a published case
  friend bool operator==(const Opening&, const Opening&) = default;
};

/// None or one entry: an entry within an entry, held by value.
class EntryBox {
 public:
  EntryBox();
  EntryBox(Entry entry);  // NOLINT(google-explicit-constructor): an entry is what goes in
  EntryBox(const EntryBox& other);
  EntryBox(EntryBox&& other) noexcept;
  EntryBox& operator=(const EntryBox& other);
  EntryBox& operator=(EntryBox&& other) noexcept;
  ~EntryBox();

  [[nodiscard]] bool empty() const { return entry_ == nullptr; }
  [[nodiscard]] const Entry& front() const;  ///< not of an empty one
  friend bool operator==(const EntryBox& a, const EntryBox& b);

 private:
  std::unique_ptr<Entry> entry_;
};

/// Says that an entry was wrong; both stay on record.
struct Correction {
  Reference corrects = {};
  std::string reason = {};
  EntryBox entry = {};  ///< takes its place; empty: it is withdrawn
  friend bool operator==(const Correction&, const Correction&) = default;
};

}  // namespace lossa::model
