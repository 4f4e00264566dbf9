// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <lossa/guideline/knowledge.hpp>
#include <lossa/guideline/values.hpp>
#include <lossa/model/case.hpp>
#include <lossa/model/timeline.hpp>

namespace lossa::assessment {

/// Where a kind of entry stands in model::Content.
template <typename Kind, std::size_t Index = 0>
constexpr std::size_t kind_index() {
  if constexpr (std::is_same_v<std::variant_alternative_t<Index, model::Content>, Kind>)
    return Index;
  else
    return kind_index<Kind, Index + 1>();
}

/// An entry that the assessment may use, with its place on the case's time line.
struct Seen {
  const model::Entry* entry = nullptr;
  model::Moment at;  ///< when it was so
  int episode = 0;
  guideline::Since since;  ///< when the result was in

  template <typename Kind>
  [[nodiscard]] const Kind& as() const {
    return std::get<Kind>(entry->content);
  }
};

/// One case as it was known at one moment: what was known by then, sorted so that the order in which entries arrived
/// does not matter. Holds a reference to the case.
class CaseView {
 public:
  CaseView(const model::Case& patient, const model::Moment& now);

  [[nodiscard]] const model::Case& patient() const { return *patient_; }
  [[nodiscard]] const model::Timeline& timeline() const { return timeline_; }
  [[nodiscard]] const model::Moment& now() const { return now_; }
  [[nodiscard]] int episode() const { return episode_; }

  /// The entries of a kind, by the time when they were so, of any window.
  [[nodiscard]] std::span<const Seen> of_kind(std::size_t kind) const;
  template <typename Kind>
  [[nodiscard]] std::span<const Seen> of() const {
    return of_kind(kind_index<Kind>());
  }
  /// `now` takes entries of any episode: which of them are in place is for the rule to say.
  [[nodiscard]] bool is_within(guideline::Window window, const Seen& seen) const {
    return window != guideline::Window::episode || seen.episode == episode_;
  }
  /// The entry of that kind and id; null if it is not known by now.
  [[nodiscard]] const Seen* find(std::size_t kind, std::string_view id) const;

  [[nodiscard]] model::Moment moment(const model::OptionalWhen& when) const;
  /// Had it happened by `then`? Unknown (not asked) without a time.
  [[nodiscard]] Truth happened(const model::OptionalWhen& when, const model::Moment& then) const;
  [[nodiscard]] Truth happened(const model::OptionalWhen& when) const { return happened(when, now_); }

  [[nodiscard]] const std::vector<std::string>& later() const { return later_; }
  [[nodiscard]] const std::vector<std::string>& unplaced() const { return unplaced_; }

 private:
  enum class Use { yes, though_not_placed, no };
  [[nodiscard]] Use use_of(const model::Entry& entry) const;
  void take(const model::Entry& entry);
  void number_the_line(std::vector<model::Moment>& known);

  const model::Case* patient_;
  model::Timeline timeline_;
  model::Moment now_;
  int episode_ = 0;
  std::vector<Seen> seen_;  ///< by kind, then time, then id
  std::array<std::size_t, std::variant_size_v<model::Content> + 1> first_{};
  std::vector<std::string> later_, unplaced_;
};

}  // namespace lossa::assessment
