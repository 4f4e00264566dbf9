// SPDX-License-Identifier: Apache-2.0
#include "lowess.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <lossa/base/contract.hpp>

namespace lossa::stats {
namespace {

double cube(double value) { return value * value * value; }

// Points within these hundredths of the window's width are taken as at its middle, or outside it.
constexpr double at_middle = 0.001;
constexpr double outside = 0.999;

class Smoother {
 public:
  Smoother(std::span<const double> x, std::span<const double> y, std::size_t near)
      : x_(x), y_(y), near_(near), weights_(x.size()) {}

  // The value at x[i], from the nearest points. To be called with rising i: the window only moves up.
  double at(std::size_t i) {
    while (first_ + near_ < x_.size() && x_[i] - x_[first_] > x_[first_ + near_] - x_[i]) ++first_;
    const double reach = std::max(x_[i] - x_[first_], x_[first_ + near_ - 1] - x_[i]);
    const auto end = weigh(x_[i], reach);
    if (reach > 0.0) tilt(x_[i], end);
    double value = 0.0;
    for (std::size_t j = first_; j < end; ++j) value += weights_[j] * y_[j];
    return value;
  }

 private:
  // Weights that add up to 1; gives the end of those above 0. Points tied with the last one count too.
  std::size_t weigh(double middle, double reach) {
    double sum = 0.0;
    std::size_t j = first_;
    for (; j < x_.size(); ++j) {
      const double distance = std::abs(x_[j] - middle);
      weights_[j] = 0.0;
      if (distance <= outside * reach)
        weights_[j] = distance > at_middle * reach ? cube(1.0 - cube(distance / reach)) : 1.0;
      else if (x_[j] > middle)
        break;
      sum += weights_[j];
    }
    for (std::size_t k = first_; k < j; ++k) weights_[k] /= sum;
    return j;
  }

  // From the weighted mean to the weighted line, where the points are spread wide enough for one.
  void tilt(double middle, std::size_t end) {
    double mean = 0.0;
    for (std::size_t j = first_; j < end; ++j) mean += weights_[j] * x_[j];
    double square = 0.0;
    for (std::size_t j = first_; j < end; ++j) square += weights_[j] * (x_[j] - mean) * (x_[j] - mean);
    if (std::sqrt(square) <= at_middle * (x_.back() - x_.front())) return;
    const double slope = (middle - mean) / square;
    for (std::size_t j = first_; j < end; ++j) weights_[j] *= slope * (x_[j] - mean) + 1.0;
  }

  std::span<const double> x_;
  std::span<const double> y_;
  std::size_t near_;
  std::size_t first_ = 0;
  std::vector<double> weights_;
};

// The next point to smooth after `last`: the furthest that is not too far from it, or its neighbour. Points tied with
// `last` have its value already and are passed by.
std::size_t next_after(std::size_t& last, std::span<const double> x, std::vector<double>& smooth, double apart) {
  const double until = x[last] + apart;
  std::size_t i = last + 1;
  for (; i < x.size() && x[i] <= until; ++i) {
    if (x[i] != x[last]) continue;
    smooth[i] = smooth[last];
    last = i;
  }
  return std::max(last + 1, i - 1);
}

}  // namespace

std::vector<double> lowess(std::span<const double> x, std::span<const double> y, LowessOptions options) {
  expects(x.size() == y.size() && x.size() >= 2);
  const auto share = static_cast<std::size_t>(options.span * static_cast<double>(x.size()) + 1e-7);
  Smoother smoother(x, y, std::clamp<std::size_t>(share, 2, x.size()));
  std::vector<double> smooth(x.size());
  smooth[0] = smoother.at(0);
  std::size_t last = 0;
  while (last + 1 < x.size()) {
    const auto i = next_after(last, x, smooth, options.apart);
    if (i >= x.size()) break;
    smooth[i] = smoother.at(i);
    for (std::size_t j = last + 1; j < i; ++j) {
      const double share_of_next = (x[j] - x[last]) / (x[i] - x[last]);
      smooth[j] = share_of_next * smooth[i] + (1.0 - share_of_next) * smooth[last];
    }
    last = i;
  }
  return smooth;
}

}  // namespace lossa::stats
