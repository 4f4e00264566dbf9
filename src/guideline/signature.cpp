// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/signature.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include <lossa/base/date.hpp>
#include <lossa/base/signature.hpp>
#include <lossa/base/tree.hpp>

namespace lossa::guideline {
namespace {

constexpr std::string_view file_ending = ".sig";

std::string name_without_folders(std::string_view path) { return std::string(path.substr(path.find_last_of('/') + 1)); }

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

bool is_day(const std::string& text) {
  constexpr std::size_t written_length = 10;
  return text.size() == written_length && Date::parse(text).has_value();
}

/// What is signed, in the order in which it is written and hashed.
struct Statement {
  std::string file, guideline, version, hash, name, role, date, key;

  [[nodiscard]] std::array<std::pair<std::string_view, const std::string*>, 8> parts() const {
    return {{{"file", &file},
             {"guideline", &guideline},
             {"version", &version},
             {"sha256", &hash},
             {"name", &name},
             {"role", &role},
             {"date", &date},
             {"key", &key}}};
  }
};

/// No part has a line break, so no two statements have one text.
std::string canonical_text(const Statement& statement) {
  std::string text = "lossa-guideline-signature-1\n";
  for (const auto& [name, value] : statement.parts()) text.append(name).append(": ").append(*value).append("\n");
  return text;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

Statement statement_of(const Guideline& guideline) {
  return {.file = name_without_folders(guideline.file),
          .guideline = guideline.id,
          .version = guideline.version,
          .hash = guideline.hash,
          .name = {},
          .role = {},
          .date = {},
          .key = {}};
}

/// One table of a signature file on its way to a Signature.
class TableReader {
 public:
  TableReader(ObjectReader& table, const Node& node, const Guideline& guideline)
      : table_(table), node_(node), expected_(statement_of(guideline)) {}

  /// Nothing if there is a fault.
  std::optional<Signature> read() {
    const auto before = table_.issues().size();
    Statement statement;
    statement.hash = same("sha256", expected_.hash, "the file was changed after it was signed: its SHA-256 is now ");
    statement.file = same("file", expected_.file, "this is the signature of another file than ");
    statement.guideline = same("guideline", expected_.guideline, "the file's guideline is ");
    statement.version = same("version", expected_.version, "the file's version is ");
    statement.name = line("name");
    statement.role = line("role");
    statement.date = line("date");
    statement.key = line("key");
    const auto signature = line("signature");
    if (!statement.date.empty() && !is_day(statement.date)) fault("date", "a day is written 2026-11-22");
    if (table_.issues().size() > before) return std::nullopt;
    if (!verifies(statement.key, signature, canonical_text(statement))) {
      fault("signature", "the signature does not fit what is stated here and the key: it or they were changed");
      return std::nullopt;
    }
    return Signature{.name = statement.name, .role = statement.role, .date = statement.date, .key = statement.key};
  }

  void fault(std::string_view key, std::string message) {
    const auto* at = table_.optional(key);
    table_.fault(at == nullptr ? node_ : *at, key, std::move(message));
  }

 private:
  std::string line(std::string_view key) {
    auto text = table_.required_text(key).value_or("");
    if (has_control_characters(text)) fault(key, "this must be one line without control characters");
    return text;
  }

  std::string same(std::string_view key, const std::string& expected, const std::string& otherwise) {
    auto text = line(key);
    if (!text.empty() && text != expected) fault(key, otherwise + expected);
    return text;
  }

  ObjectReader& table_;
  const Node& node_;
  Statement expected_;
};

}  // namespace

Result<std::string> sign_guideline(const Guideline& guideline, const Signer& signer, std::string_view private_pem) {
  auto statement = statement_of(guideline);
  statement.name = signer.name;
  statement.role = signer.role;
  statement.date = signer.date;
  statement.key = LOSSA_TRY(public_key_of_private(private_pem));
  for (const auto& [name, value] : statement.parts())
    if (value->empty() || has_control_characters(*value))
      return Error{.kind = ErrorKind::invalid_input,
                   .message = std::string(name) + " must be one line and not empty",
                   .where = std::string(name)};
  if (!is_day(signer.date))
    return Error{.kind = ErrorKind::invalid_input, .message = "a day is written 2026-11-22", .where = "date"};
  std::string table = "[[signature]]\n";
  for (const auto& [name, value] : statement.parts())
    table.append(name).append(" = ").append(quoted(*value)).append("\n");
  const auto signature = LOSSA_TRY(sign(private_pem, canonical_text(statement)));
  return table.append("signature = ").append(quoted(signature)).append("\n");
}

Checked<std::vector<Signature>> read_signatures(const SourceFile& file, const Guideline& guideline,
                                                const std::vector<std::string>& trusted) {
  Checked<std::vector<Signature>> result;
  auto tree = read_toml(file.bytes, file.name);
  result.issues = std::move(tree.issues);
  if (!tree.value) return result;
  result.value.emplace();
  auto& signatures = *result.value;
  ObjectReader root(*tree.value, file.name, "", result.issues);
  const auto tables = root.items("signature");
  if (tables.empty()) root.fault(*tree.value, "signature", "there is no [[signature]] in this file");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    ObjectReader table(tables[i], file.name, "signature[" + std::to_string(i) + "]", result.issues);
    TableReader reader(table, tables[i], guideline);
    auto signature = reader.read();
    table.finish();
    if (!signature) continue;
    if (std::ranges::find(signatures, signature->key, &Signature::key) != signatures.end()) {
      reader.fault("key", "this key has signed the file already");
      continue;
    }
    signature->is_trusted = std::ranges::find(trusted, signature->key) != trusted.end();
    signatures.push_back(*std::move(signature));
  }
  root.finish();
  return result;
}

Issues add_signatures(Knowledge& knowledge, const Signatures& signatures) {
  Issues issues;
  for (auto& guideline : knowledge.guidelines) {
    const auto name = guideline.file + std::string(file_ending);
    const auto file = std::ranges::find(signatures.files, name, &SourceFile::name);
    if (file == signatures.files.end()) continue;
    auto read = read_signatures(*file, guideline, signatures.trusted);
    std::ranges::move(read.issues, std::back_inserter(issues));
    guideline.signatures = std::move(read.value).value_or(std::vector<Signature>{});
  }
  return issues;
}

}  // namespace lossa::guideline
