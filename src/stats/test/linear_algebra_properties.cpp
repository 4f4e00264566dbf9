// SPDX-License-Identifier: Apache-2.0
// What must hold of every Gram matrix X'X, of which we know the rank by how X was made.
#include <lossa/stats/linear_algebra.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace lossa::stats {
namespace {

// A matrix L L' with whole numbers in L and 1 or more on its diagonal.
SymmetricMatrix positive_definite(std::size_t size) {
  std::vector<std::vector<int>> lower(size, std::vector<int>(size, 0));
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j) lower[i][j] = i == j ? *rc::gen::inRange(1, 4) : *rc::gen::inRange(-3, 4);
  SymmetricMatrix matrix(size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      for (std::size_t k = 0; k <= j; ++k) matrix.add(i, j, lower[i][k] * lower[j][k]);
  return matrix;
}

RC_GTEST_PROP(CholeskyProperty, SolveUndoesMultiply, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 6);
  const auto matrix = positive_definite(size);
  const auto x = *rc::gen::container<std::vector<double>>(
      size, rc::gen::map(rc::gen::inRange(-9, 10), [](int value) { return static_cast<double>(value); }));
  const Cholesky factors(matrix);
  RC_ASSERT(factors.is_full_rank());
  const auto solved = factors.solve(multiply(matrix, x));
  for (std::size_t i = 0; i < size; ++i) RC_ASSERT(std::abs(solved[i] - x[i]) < 1e-6);
}

RC_GTEST_PROP(CholeskyProperty, ACopiedColumnIsNamed, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 5);
  const auto copied = *rc::gen::inRange<std::size_t>(0, size);
  const auto matrix = positive_definite(size);
  SymmetricMatrix larger(size + 1);
  for (std::size_t i = 0; i <= size; ++i)
    for (std::size_t j = 0; j <= i; ++j) larger.set(i, j, matrix(i == size ? copied : i, j == size ? copied : j));
  RC_ASSERT(Cholesky(larger).redundant() == std::vector<std::size_t>{size});
  RC_ASSERT(std::abs(Cholesky(larger).log_determinant() - Cholesky(matrix).log_determinant()) < 1e-9);
}

}  // namespace
}  // namespace lossa::stats
