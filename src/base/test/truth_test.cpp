// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/truth.hpp>

#include <gtest/gtest.h>

namespace lossa {
namespace {

TEST(Truth, IsNotAskedUntilSomebodySaysSomething) { EXPECT_EQ(Truth(), Truth::unknown(Reason::not_asked)); }

}  // namespace
}  // namespace lossa
