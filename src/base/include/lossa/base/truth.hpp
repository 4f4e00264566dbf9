// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lossa {

/// Why something is not known. In rising order of what there is to wait for.
enum class Reason : std::uint8_t {
  not_asked,  ///< nobody has said anything
  not_done,   ///< said to be not examined
  unclear,    ///< examined, and not decided by it
  awaited,    ///< asked for, the answer has not come
};

/// Wire names: "not_asked", "not_done", "unclear", "awaited".
std::string_view to_string(Reason reason);
std::optional<Reason> reason_from(std::string_view word);

/// Yes, no, or unknown with its reason (Kleene's strong three-valued logic).
class Truth {
 public:
  constexpr Truth() = default;  ///< unknown: not asked
  static constexpr Truth yes() { return Truth(State::yes, Reason::not_asked); }
  static constexpr Truth no() { return Truth(State::no, Reason::not_asked); }
  static constexpr Truth unknown(Reason reason) { return Truth(State::unknown, reason); }
  static constexpr Truth of(bool known) { return known ? yes() : no(); }

  [[nodiscard]] constexpr bool is_yes() const { return state_ == State::yes; }
  [[nodiscard]] constexpr bool is_no() const { return state_ == State::no; }
  [[nodiscard]] constexpr bool is_unknown() const { return state_ == State::unknown; }
  /// Why it is unknown; `not_asked` for what is known.
  [[nodiscard]] constexpr Reason reason() const { return reason_; }

  friend constexpr bool operator==(Truth, Truth) = default;

  friend constexpr Truth operator!(Truth a) {
    if (a.is_unknown()) return a;
    return of(a.is_no());
  }
  /// Kleene's and. Of two unknowns the later reason stays: what is awaited tells more than what nobody asked.
  friend constexpr Truth operator&(Truth a, Truth b) {
    if (a.is_no() || b.is_no()) return no();
    return weaker(a, b);
  }
  friend constexpr Truth operator|(Truth a, Truth b) {
    if (a.is_yes() || b.is_yes()) return yes();
    return weaker(a, b);
  }

 private:
  enum class State : std::uint8_t { no, unknown, yes };
  constexpr Truth(State state, Reason reason) : state_(state), reason_(reason) {}
  static constexpr Truth weaker(Truth a, Truth b) {
    if (a.is_unknown() && b.is_unknown()) return a.reason_ < b.reason_ ? b : a;
    return a.is_unknown() ? a : b;
  }

  State state_ = State::unknown;
  Reason reason_ = Reason::not_asked;
};

/// "yes", "no", or the wire name of the reason.
std::string_view to_string(Truth truth);

}  // namespace lossa
