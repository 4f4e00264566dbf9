// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/random.hpp>

#include <bit>

#include <lossa/base/contract.hpp>

namespace lossa {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  auto z = (state += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) {
  auto mixed = seed;
  auto start = split_mix(mixed) ^ (stream * 0xd1342543de82ef95U);  // an odd factor: no two streams start alike
  for (auto& word : state_) word = split_mix(start);
}

std::uint64_t Random::next() {
  const auto result = std::rotl(state_[0] + state_[3], 23) + state_[0];
  const auto shifted = state_[1] << 17U;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Random::below(std::uint64_t n) {
  expects(n > 0);
  const auto unbiased = max() - max() % n;  // values from here on would favour the low numbers
  for (;;)
    if (const auto value = next(); value < unbiased) return value % n;
}

double Random::uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

}  // namespace lossa
