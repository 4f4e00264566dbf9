// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/linear_algebra.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <limits>

namespace lossa::stats {
namespace {

SymmetricMatrix matrix_of(std::size_t size, std::initializer_list<double> lower_half) {
  SymmetricMatrix matrix(size);
  const auto* value = lower_half.begin();
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j) matrix.set(i, j, *value++);
  return matrix;
}

// 4 2 2 / 2 5 3 / 2 3 6: determinant 4 * (5 - 1) * (6 - 1 - 1) = 64, by hand.
TEST(Cholesky, SolvesWhatIsPositiveDefinite) {
  const auto matrix = matrix_of(3, {4, 2, 5, 2, 3, 6});
  const Cholesky factors(matrix);
  EXPECT_EQ(factors.rank(), 3U);
  EXPECT_TRUE(factors.is_full_rank());
  EXPECT_NEAR(factors.log_determinant(), std::log(64.0), 1e-14);
  const auto x = factors.solve(std::vector<double>{8, 10, 11});
  EXPECT_NEAR(x[0], 1, 1e-14);
  EXPECT_NEAR(x[1], 1, 1e-14);
  EXPECT_NEAR(x[2], 1, 1e-14);
  EXPECT_EQ(multiply(matrix, std::vector<double>{1, 1, 1}), (std::vector<double>{8, 10, 11}));
  EXPECT_EQ(quadratic_form(matrix, std::vector<double>{1, 0, 1}), 14);
}

TEST(Cholesky, NamesTheLaterOfTwoCollinearColumnsWhateverItsScale) {
  for (const double scale : {1e-8, 1.0, 1e8}) {
    // The second column is `scale` times the first, the third stands alone.
    const Cholesky factors(matrix_of(3, {2, 2 * scale, 2 * scale * scale, 1, scale, 3}));
    EXPECT_EQ(factors.redundant(), std::vector<std::size_t>{1});
    EXPECT_FALSE(factors.is_indefinite());
    const auto inverse = factors.inverse();  // of 2 1 / 1 3, with a row and column of 0
    EXPECT_NEAR(inverse(0, 0), 0.6, 1e-14);
    EXPECT_NEAR(inverse(0, 2), -0.2, 1e-14);
    EXPECT_NEAR(inverse(2, 2), 0.4, 1e-14);
    EXPECT_EQ(inverse(1, 1), 0);
    EXPECT_EQ(inverse(0, 1), 0);
    EXPECT_EQ(factors.solve(std::vector<double>{1, 5, 1})[1], 0);
    EXPECT_NEAR(factors.log_determinant(), std::log(5.0), 1e-14);
  }
}

TEST(Cholesky, SaysWhenAMatrixIsIndefinite) {
  EXPECT_TRUE(Cholesky(matrix_of(2, {1, 2, 1})).is_indefinite());
  EXPECT_FALSE(Cholesky(matrix_of(2, {1, 1, 1})).is_indefinite());
}

TEST(Cholesky, TreatsNaNAndZeroAsRedundant) {
  EXPECT_EQ(Cholesky(matrix_of(2, {std::nan(""), 0, 1})).redundant().front(), 0U);
  EXPECT_EQ(Cholesky(matrix_of(2, {1, 0, 0})).redundant(), std::vector<std::size_t>{1});
  EXPECT_EQ(Cholesky(SymmetricMatrix(0)).rank(), 0U);
  EXPECT_EQ(Cholesky(SymmetricMatrix(0)).log_determinant(), 0);
}

TEST(Sandwich, IsTheProductOfTheThree) {
  const auto result = sandwich(matrix_of(2, {1, 2, 3}), matrix_of(2, {5, 1, 2}));
  EXPECT_EQ(result(0, 0), 17);  // 1 2 / 2 3 times 5 1 / 1 2 is 7 5 / 13 8
  EXPECT_EQ(result(0, 1), 29);
  EXPECT_EQ(result(1, 0), 29);
  EXPECT_EQ(result(1, 1), 50);
}

}  // namespace
}  // namespace lossa::stats
