// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include <lossa/base/contract.hpp>
#include <lossa/base/error.hpp>

namespace lossa {

/// A value, or the Error that kept us from making it.
///
/// Shaped like C++23's std::expected<T, Error>, and nodiscard as a type, which that one is not: to drop
/// a Result is a compile error.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Implicit on purpose: `return curve;` and `return Error{...};` both read as what they mean.
  // NOLINTBEGIN(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  // From a temporary Result the value comes out by value, so `for (auto& step : *kaplan_meier(cohort))` is safe.
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T operator*() && { return std::move(*this).value(); }
  [[nodiscard]] const T* operator->() const& { return &value(); }
  const T* operator->() && = delete;

  [[nodiscard]] const T& value() const& {
    expects(has_value());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T value() && {
    expects(has_value());
    return std::move(*std::get_if<0>(&state_));
  }
  [[nodiscard]] const Error& error() const& {
    expects(!has_value());
    return *std::get_if<1>(&state_);
  }
  [[nodiscard]] Error error() && {
    expects(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

  /// Feeds the value to `next`, which itself returns a Result; passes an error through.
  template <typename F>
  auto and_then(F&& next) && -> std::invoke_result_t<F, T&&> {
    if (!has_value()) return std::move(*this).error();
    return std::forward<F>(next)(std::move(*this).value());
  }

 private:
  std::variant<T, Error> state_;
};

/// Success with nothing to say, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const { expects(has_value()); }

  [[nodiscard]] const Error& error() const& {
    expects(!has_value());
    return *std::get_if<1>(&state_);
  }
  [[nodiscard]] Error error() && {
    expects(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<std::monostate, Error> state_;
};

}  // namespace lossa

/// Yields the value of a Result, or returns its Error from the enclosing function:
///   const auto curve = LOSSA_TRY(kaplan_meier(cohort));
/// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): only a macro can return from its caller.
#define LOSSA_TRY(expression)                                                    \
  __extension__({                                                                \
    auto&& lossa_try_result = (expression);                                      \
    if (!lossa_try_result.has_value()) [[unlikely]]                              \
      return std::forward<decltype(lossa_try_result)>(lossa_try_result).error(); \
    std::forward<decltype(lossa_try_result)>(lossa_try_result).value();          \
  })
