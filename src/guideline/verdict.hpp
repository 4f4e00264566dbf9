// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// Answers for people: Kleene's truth, the count so far, and since when the truth was known. Every part is looked at,
/// so none is ever `decided` before its end.
struct VerdictAlgebra {
  using Result = Verdict;

  static Verdict leaf(const Expression& e, const Values& values, int instance);
  static Verdict certain(bool holds) { return {.truth = Truth::of(holds), .so_far = holds, .since = Since::always()}; }
  static Verdict negate(const Verdict& a) { return {.truth = !a.truth, .so_far = !a.so_far, .since = a.since}; }

  /// Known to hold since the last part did; known not to hold since the first part did not.
  class All {
   public:
    void add(const Verdict& part);
    [[nodiscard]] static bool decided() { return false; }
    [[nodiscard]] Verdict result() const;

   private:
    Verdict all_ = certain(true);
    std::optional<Since> first_no_;
  };
  class Any {
   public:
    void add(const Verdict& part) { all_.add(negate(part)); }
    [[nodiscard]] static bool decided() { return false; }
    [[nodiscard]] Verdict result() const { return negate(all_.result()); }

   private:
    All all_;  // "a or b" is "not (not a and not b)", for all three answers
  };
  class Count {
   public:
    Count(Compare comparison, double number) : comparison_(comparison), number_(number) {}
    void add(const Verdict& part) { parts_.push_back(part); }
    [[nodiscard]] static bool decided() { return false; }
    [[nodiscard]] Verdict result() const;

   private:
    Compare comparison_;
    double number_;
    std::vector<Verdict> parts_;
  };

  static All all() { return {}; }
  static Any any() { return {}; }
  static Count count(Compare comparison, double number) { return {comparison, number}; }
};

/// The count so far alone: what is unknown does not hold.
struct SoFarAlgebra {
  using Result = bool;

  static bool leaf(const Expression& e, const Values& values, int instance);
  static bool certain(bool holds) { return holds; }
  static bool negate(bool a) { return !a; }

  /// Goes on as long as every part is `neutral`.
  class Fold {
   public:
    explicit Fold(bool neutral) : neutral_(neutral), result_(neutral) {}
    void add(bool part) { result_ = part; }
    [[nodiscard]] bool decided() const { return result_ != neutral_; }
    [[nodiscard]] bool result() const { return result_; }

   private:
    bool neutral_;
    bool result_;
  };
  class Count {
   public:
    Count(Compare comparison, double number) : comparison_(comparison), number_(number) {}
    void add(bool part) { count_ += part ? 1 : 0; }
    [[nodiscard]] static bool decided() { return false; }
    [[nodiscard]] bool result() const;

   private:
    Compare comparison_;
    double number_;
    int count_ = 0;
  };

  static Fold all() { return Fold(true); }
  static Fold any() { return Fold(false); }
  static Count count(Compare comparison, double number) { return {comparison, number}; }
};

}  // namespace lossa::guideline
