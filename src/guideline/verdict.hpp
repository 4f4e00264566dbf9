// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    void add(const Verdict& part) { parts_.push_back(part); }
    [[nodiscard]] static bool decided() { return false; }
    [[nodiscard]] Verdict result() const;

   private:
    std::vector<Verdict> parts_;
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

}  // namespace lossa::guideline
