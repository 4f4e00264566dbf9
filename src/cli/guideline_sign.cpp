// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>

#include <lossa/base/signature.hpp>
#include <lossa/service/library.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "signature_files.hpp"

namespace lossa::cli {
namespace {

Error failed(const std::string& path, std::string message) {
  return {.kind = ErrorKind::unavailable, .message = std::move(message), .where = path};
}

constexpr mode_t only_for_me = S_IRUSR | S_IWUSR;
constexpr mode_t for_all_to_read = only_for_me | S_IRGRP | S_IROTH;

/// Never writes over a file: a key that is lost cannot be made again.
Result<void> write_new(const std::string& path, const std::string& bytes, mode_t mode) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);  // NOLINT(*-vararg): POSIX
  if (file < 0) return failed(path, "the file is there already, or cannot be written");
  const auto written = write(file, bytes.data(), bytes.size());
  const bool closed = close(file) == 0;
  if (written != static_cast<ssize_t>(bytes.size()) || !closed) return failed(path, "the file could not be written");
  return {};
}

/// In one step, so that a signature file is never half written.
Result<void> replace(const std::string& path, const std::string& bytes) {
  const auto beside = path + ".new";
  std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
  stream << bytes;
  stream.close();
  if (!stream || std::rename(beside.c_str(), path.c_str()) != 0) return failed(path, "the file could not be written");
  return {};
}

Exit refuse(Console& console, const Error& error) {
  complain(console, error);
  return exit_of(error);
}

/// Guideline files laid over those of the program, checked as a whole with the signatures beside them. Says itself what
/// was wrong when it gives nothing.
std::optional<guideline::Knowledge> read_signed(const std::vector<std::string>& paths, const std::string& trust,
                                                std::pair<Console&, Exit&> told) {
  auto& [console, status] = told;
  std::vector<guideline::SourceFile> files;
  guideline::Signatures signatures;
  const auto read = [&]() -> Result<void> {
    for (const auto& path : paths) {
      auto bytes = LOSSA_TRY(read_file(path));
      files.push_back({path, std::move(bytes)});
    }
    signatures = LOSSA_TRY(signatures_beside(files, trust));
    return {};
  };
  if (const auto done = read(); !done) {
    status = refuse(console, done.error());
    return std::nullopt;
  }
  auto library = service::load_library(over_shipped(std::move(files)), signatures);
  if (report(console, library.issues) || !library.value) {
    status = Exit::found_faults;
    return std::nullopt;
  }
  return std::move(library.value->knowledge);
}

const guideline::Guideline* guideline_of(const guideline::Knowledge& knowledge, const std::string& path) {
  const auto found = std::ranges::find(knowledge.guidelines, path, &guideline::Guideline::file);
  return found == knowledge.guidelines.end() ? nullptr : &*found;
}

Error no_guideline(const std::string& path) {
  return {.kind = ErrorKind::invalid_input, .message = "only guidelines are signed; this file is none", .where = path};
}

Result<void> add_signature(const guideline::Guideline& guideline, const SignOptions& options) {
  const auto key = LOSSA_TRY(read_file(options.key));
  const auto own_key = public_key_of_private(key);
  if (!own_key) return Error{.kind = own_key.error().kind, .message = own_key.error().message, .where = options.key};
  if (std::ranges::find(guideline.signatures, *own_key, &guideline::Signature::key) != guideline.signatures.end())
    return Error{.kind = ErrorKind::conflict, .message = "this key has signed the file already", .where = options.file};
  const guideline::Signer signer{.name = options.name, .role = options.role, .date = options.date};
  const auto table = LOSSA_TRY(guideline::sign_guideline(guideline, signer, key));
  const auto path = signature_path(options.file);
  const auto before = read_file(path);
  return replace(path, before ? *before + "\n" + table : table);
}

}  // namespace

Exit guideline_key(const std::string& path, Console& console) {
  const auto write = [&]() -> Result<void> {
    const auto pair = LOSSA_TRY(make_key_pair());
    LOSSA_TRY(write_new(path, pair.private_pem, only_for_me));
    return write_new(path + ".pub", pair.public_pem, for_all_to_read);
  };
  if (const auto done = write(); !done) return refuse(console, done.error());
  console.out << path << ": the private key; keep it where only you can read it\n"
              << path << ".pub: its public half, for those who are to trust your signature\n";
  return Exit::done;
}

Exit guideline_sign(const SignOptions& options, Console& console) {
  auto status = Exit::done;
  const auto knowledge = read_signed({options.file}, "", {console, status});
  if (!knowledge) return status;
  const auto* guideline = guideline_of(*knowledge, options.file);
  if (guideline == nullptr) return refuse(console, no_guideline(options.file));
  if (const auto done = add_signature(*guideline, options); !done) return refuse(console, done.error());
  console.out << signature_path(options.file) << ": " << guideline->id << " " << guideline->version << ", SHA-256 "
              << guideline->hash << ", signed by " << options.name << ", " << options.role << ", " << options.date
              << '\n';
  return Exit::done;
}

Exit guideline_verify(const std::vector<std::string>& files, const std::string& trust, Console& console) {
  auto status = Exit::done;
  const auto knowledge = read_signed(files, trust, {console, status});
  if (!knowledge) return status;
  for (const auto& path : files) {
    const auto* guideline = guideline_of(*knowledge, path);
    if (guideline == nullptr) {
      status = worse(status, refuse(console, no_guideline(path)));
      continue;
    }
    bool is_vouched_for = false;
    for (const auto& signature : guideline->signatures) {
      console.out << path << ": " << guideline->id << " " << guideline->version << ", "
                  << (signature.is_trusted ? "signed by " : "signed by an unknown key, which claims to be that of ")
                  << signature.name << ", " << signature.role << ", " << signature.date << " (key " << signature.key
                  << ")\n";
      is_vouched_for = is_vouched_for || signature.is_trusted || trust.empty();
    }
    if (guideline->signatures.empty())
      console.out << path << ": " << guideline->id << " " << guideline->version << ", unsigned\n";
    if (!is_vouched_for) status = worse(status, Exit::found_faults);
  }
  return status;
}

}  // namespace lossa::cli
