// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "run_here.hpp"

namespace lossa::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class BookCommand : public InFolder {};

TEST_F(BookCommand, WritesThePageWhereItIsTold) {
  const auto ran = lossa({"guideline", "book", "--lang", "sv", "--out", path("book.html")});
  EXPECT_EQ(ran.exit, Exit::done) << ran.err;
  EXPECT_EQ(ran.out, "");
  std::ifstream stream(path("book.html"));
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_THAT(page, AllOf(StartsWith("<!doctype html>"), HasSubstr("Allt som Lossa vet")));
  EXPECT_EQ(lossa({"guideline", "book", "--lang", "sv"}).out, page);
}

TEST_F(BookCommand, SaysThatItCannotWrite) {
  const auto ran = lossa({"guideline", "book", "--out", path("none/book.html")});
  EXPECT_EQ(ran.exit, Exit::could_not_run);
  EXPECT_THAT(ran.err, HasSubstr("could not be written"));
}

}  // namespace
}  // namespace lossa::cli
