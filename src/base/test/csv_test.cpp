// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/csv.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lossa {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view bytes, const CsvOptions& options = {}) {
  const auto read = read_csv(bytes, "t.csv", options);
  EXPECT_TRUE(read.ok()) << (read.issues.empty() ? "" : to_string(read.issues.front()));
  Rows rows;
  if (!read.value.has_value()) return rows;
  rows.push_back(read.value->header);
  for (const auto& row : read.value->rows) rows.push_back(row.cells);
  return rows;
}

std::vector<std::string> faults_of(std::string_view bytes, const CsvOptions& options = {}) {
  std::vector<std::string> faults;
  for (const auto& issue : read_csv(bytes, "t.csv", options).issues) faults.push_back(to_string(issue));
  return faults;
}

TEST(Csv, FindsTheSeparatorInTheHeader) {
  EXPECT_EQ(rows_of("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("a;b;c,d\n1;2;3,5\n"), (Rows{{"a", "b", "c,d"}, {"1", "2", "3,5"}}));
  EXPECT_EQ(rows_of("a\tb\n1\t2"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("\"a;;;\",b\n1,2\n"), (Rows{{"a;;;", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("a\n1\n"), (Rows{{"a"}, {"1"}}));
  EXPECT_EQ(rows_of("sep=;\r\na;b,c\r\n1;2\r\n"), (Rows{{"a", "b,c"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("a,b;c\n1,2;3\n", {.separator = ','}), (Rows{{"a", "b;c"}, {"1", "2;3"}}));
}

TEST(Csv, ReadsQuotesDoubledQuotesAndNewLinesWithinThem) {
  EXPECT_EQ(rows_of("a,b\n\"x \"\"y\"\"\",\"1\r\n2\"\r\n\"\",z\n"),
            (Rows{{"a", "b"}, {"x \"y\"", "1\r\n2"}, {"", "z"}}));
  EXPECT_EQ(rows_of("a,b\n5\" wire,\"\"\"\""), (Rows{{"a", "b"}, {"5\" wire", "\""}}));
  EXPECT_EQ(rows_of("a\n\"x\"\r"), (Rows{{"a"}, {"x"}}));
}

TEST(Csv, TakesAByteOrderMarkAndTrimsNames) {
  EXPECT_EQ(rows_of("\xEF\xBB\xBF a , b\n 1 ,2\n"), (Rows{{"a", "b"}, {" 1 ", "2"}}));
  EXPECT_EQ(rows_of("\xEF\xBB\xBF\"a\",b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(Csv, PassesOverLinesWithoutAByteAndCountsThem) {
  const auto read = read_csv("\n\na,b\n\r\n1,2\n\n\"3\n\",4\n5,6", "t.csv");
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read.value->rows.size(), 3U);
  EXPECT_EQ(read.value->rows[0].line, 5);
  EXPECT_EQ(read.value->rows[1].line, 7);
  EXPECT_EQ(read.value->rows[2].line, 9);
}

TEST(Csv, NamesEveryFaultyRowAndReadsTheOthers) {
  const auto read = read_csv("a,b\n1\n2,3\n4,5,6\n\"x\"y,7\n8,9\n\xFF,1\n10,11\n", "t.csv");
  ASSERT_TRUE(read.value.has_value());
  EXPECT_EQ(read.value->rows.size(), 3U);
  EXPECT_FALSE(read.ok());
  std::vector<std::string> faults;
  for (const auto& issue : read.issues) faults.push_back(to_string(issue));
  EXPECT_EQ(faults,
            (std::vector<std::string>{
                "t.csv:2: the row has 1 cells, the header has 2", "t.csv:4: the row has 3 cells, the header has 2",
                "t.csv:5: after the closing quote of a cell stands neither a separator nor a new line; a quote "
                "within quotes is written twice",
                "t.csv:7: the row is not UTF-8 text"}));
}

TEST(Csv, AnOpenQuoteCostsOneLine) {
  EXPECT_EQ(faults_of("a,b\n\"x,1\n2,3\n"),
            std::vector<std::string>{"t.csv:2: a quote is opened that is not closed within the table"});
  const auto read = read_csv("a,b\n\"x,1\n2,3\n", "t.csv");
  ASSERT_EQ(read.value->rows.size(), 1U);
  EXPECT_EQ(read.value->rows[0].cells[0], "2");
  const CsvOptions narrow = {.limits = {.row_bytes = 8}};
  EXPECT_EQ(faults_of("a,b\n\"x,12345678\n2,3\n", narrow),
            std::vector<std::string>{"t.csv:2: a quote is opened that is not closed within 8 bytes"});
}

TEST(Csv, RefusesAHeaderThatCannotBeUsed) {
  const auto only = [](const char* message) { return std::vector<std::string>{message}; };
  EXPECT_EQ(faults_of(""), only("t.csv: the table is empty"));
  EXPECT_EQ(faults_of("\xEF\xBB\xBF"), only("t.csv: the table is empty"));
  EXPECT_EQ(faults_of("\n\n"), only("t.csv: the table has no header"));
  EXPECT_EQ(faults_of("a,b,a\n1,2,3\n"), only("t.csv:1: two columns are called \"a\""));
  EXPECT_EQ(faults_of(";;\n"), only("t.csv:1: the header has no name"));
  EXPECT_EQ(faults_of("a\xE5,b\n1,2\n"), only("t.csv:1: the header cannot be read: the row is not UTF-8 text"));
  EXPECT_EQ(faults_of(std::string_view("\xFF\xFE"
                                       "a\0",
                                       4)),
            only("t.csv: this is UTF-16; save the table as UTF-8"));
}

TEST(Csv, ColumnsMayHaveNoName) { EXPECT_EQ(rows_of("a,,\n1,,\n"), (Rows{{"a", "", ""}, {"1", "", ""}})); }

TEST(Csv, ReadsIso88591WhenAsked) {
  EXPECT_EQ(rows_of("namn,v\xE5rd\n\"\xC5 \"\"x\"\"\",\xF6\n", {.encoding = CsvOptions::Encoding::iso_8859_1}),
            (Rows{{"namn", "vård"}, {"Å \"x\"", "ö"}}));
}

// The hint and the header come in different pieces.
TEST(Csv, TakesExcelsHintInPieces) {
  const std::string bytes = "\xEF\xBB\xBFsep=;\na;b,c\n1;2\n";
  std::size_t at = 0;
  auto reader = CsvReader::open(
      [&] { return at < bytes.size() ? std::string_view(bytes).substr(at++, 1) : std::string_view(); }, "t.csv");
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader.value->separator(), ';');
  EXPECT_EQ(reader.value->header(), (std::vector<std::string>{"a", "b,c"}));
  EXPECT_EQ(reader.value->next()->line, 3);
  EXPECT_EQ(reader.value->bytes_read(), bytes.size());
}

TEST(Csv, SaysWhenItsSourceFails) {
  int calls = 0;
  const auto failing = [&]() -> Result<std::string_view> {
    if (++calls == 1) return std::string_view("a,b\n1,2\n3,4");
    return Error{.kind = ErrorKind::unavailable, .message = "the disk is gone"};
  };
  auto reader = CsvReader::open(failing, "t.csv");
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader.value->next()->cells[0], "1");
  const CsvRow* cut = reader.value->next();
  EXPECT_EQ(cut->fault, CsvFault::unreadable);
  EXPECT_EQ(cut->message, "the disk is gone");
  EXPECT_EQ(cut->line, 3);
  EXPECT_EQ(reader.value->next(), nullptr);
  EXPECT_EQ(calls, 2);

  const auto gone = CsvReader::open(failing, "t.csv");
  EXPECT_EQ(to_string(gone.issues.at(0)), "t.csv: the disk is gone");
}

TEST(Csv, SuggestsTheNearestColumn) {
  const auto reader = CsvReader::open(std::string_view("personnr,organism\n"), "t.csv");
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(*reader.value->column("organism"), 1U);
  EXPECT_EQ(reader.value->column("organsim").error().message,
            "no column is called \"organsim\"; did you mean \"organism\"?");
  EXPECT_EQ(reader.value->column("x").error().message, "no column is called \"x\"");
  EXPECT_EQ(reader.value->column("x").error().kind, ErrorKind::not_found);
}

TEST(Csv, HoldsToItsLimits) {
  const CsvOptions options = {.limits = {.columns = 2, .cell_bytes = 3, .row_bytes = 10}};
  EXPECT_EQ(faults_of("a,b\n1,2,3,4\n1,1234\n12345678901\n1,2\n", options),
            (std::vector<std::string>{"t.csv:2: the row has more than 2 cells", "t.csv:3: a cell has more than 3 bytes",
                                      "t.csv:4: the row has more than 10 bytes"}));
  EXPECT_EQ(read_csv("a,b\n1,2,3,4\n1,1234\n12345678901\n1,2\n", "t.csv", options).value->rows.size(), 1U);
  const CsvOptions small = {.limits = {.bytes = 9}};
  EXPECT_EQ(faults_of("a,b\n1,2\n3,4\n5,6\n", small),
            std::vector<std::string>{"t.csv:3: the table has more than 9 bytes; what follows is not read"});
  EXPECT_EQ(faults_of("a,b\n1,2\n3,4\n5,6\n", {.limits = {.bytes = 8}}),
            std::vector<std::string>{"t.csv:3: the table has more than 8 bytes; what follows is not read"});
}

TEST(CsvWriter, QuotesWhatNeedsItAndGuardsAgainstFormulas) {
  CsvWriter table(';');
  table.text("a;b");
  table.text("x \"y\"");
  table.text("=1+1");
  table.text("-1.5");
  table.text("-ben");
  table.number(-0.25);
  table.lexeme("+1");
  table.end_row();
  table.text("");
  table.end_row();
  EXPECT_EQ(std::move(table).finish(), "\"a;b\";\"x \"\"y\"\"\";'=1+1;-1.5;'-ben;-0.25;+1\n\"\"\n");
}

TEST(CsvWriter, TheGuardComesOffAgain) {
  EXPECT_EQ(csv_guarded("@x"), "'@x");
  EXPECT_EQ(csv_guarded("'@x"), "''@x");
  EXPECT_EQ(csv_guarded("-1,5"), "-1,5");
  EXPECT_EQ(csv_guarded("'t Hart"), "'t Hart");
  EXPECT_EQ(csv_unguarded("'@x"), "@x");
  EXPECT_EQ(csv_unguarded("''@x"), "'@x");
  EXPECT_EQ(csv_unguarded("'t Hart"), "'t Hart");
  EXPECT_EQ(csv_unguarded("'-1.5"), "'-1.5");
}

}  // namespace
}  // namespace lossa
