// SPDX-License-Identifier: Apache-2.0
#include "gauss_hermite.hpp"

#include <cmath>
#include <numbers>

namespace lossa::stats {
namespace {

double as_double(std::size_t count) { return static_cast<double>(count); }

// The nodes are the eigenvalues of the Jacobi matrix with 0 on its diagonal and sqrt(i / 2) beside it (Golub and Welsch
// 1969). Sylvester's law: as many lie below x as there are negative pivots of the matrix less x.
std::size_t nodes_below(double x, std::size_t points) {
  std::size_t below = 0;
  double pivot = 1.0;
  for (std::size_t i = 0; i < points; ++i) {
    pivot = -x - (i == 0 ? 0.0 : 0.5 * as_double(i) / pivot);
    if (pivot == 0.0) pivot = 1e-300;
    if (pivot < 0.0) ++below;
  }
  return below;
}

double node(std::size_t index, std::size_t points) {
  double high = std::sqrt(2.0 * as_double(points) + 2.0);  // above all of them
  double low = -high;
  for (;;) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) return middle;
    (nodes_below(middle, points) > index ? high : low) = middle;
  }
}

// 1 over the sum of the squared orthonormal polynomials below degree n.
double log_weight(double x, std::size_t points) {
  double before = 0.0;
  double now = std::pow(std::numbers::pi, -0.25);
  double sum = now * now;
  for (std::size_t degree = 1; degree < points; ++degree) {
    const double next =
        std::sqrt(2.0 / as_double(degree)) * x * now - std::sqrt(as_double(degree - 1) / as_double(degree)) * before;
    before = now;
    now = next;
    sum += now * now;
  }
  return -std::log(sum);
}

}  // namespace

GaussHermite::GaussHermite(std::size_t points) : nodes_(points), log_weights_(points) {
  for (std::size_t i = 0; i < points; ++i) {
    const std::size_t mirror = points - 1 - i;
    nodes_[i] = i < mirror ? node(i, points) : (i == mirror ? 0.0 : -nodes_[mirror]);
    log_weights_[i] = log_weight(nodes_[i], points) + nodes_[i] * nodes_[i];
  }
}

}  // namespace lossa::stats
