// SPDX-License-Identifier: Apache-2.0
#include <lossa/synthesis/export.hpp>

#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <ranges>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace lossa::synthesis {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = std::size_t{1} << 20U;  // written at once

Error cannot(const std::string& what, const fs::path& path) {
  return {.kind = ErrorKind::unavailable, .message = what, .where = path.string()};
}

/// A file that is written from start to end, plain or through zlib's gzip.
class Output {
 public:
  static Result<Output> open(const fs::path& path, bool is_zipped) {
    // "T" writes the bytes as they are; level 1 costs the least time.
    Output output(gzopen(path.c_str(), is_zipped ? "wb1" : "wbT"), path);
    if (output.file_ == nullptr) return cannot("the file cannot be made", path);
    gzbuffer(output.file_.get(), part_bytes);
    return output;
  }

  Result<void> write(std::string_view bytes) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), part_bytes))) {
      const auto part = bytes.substr(0, part_bytes);
      if (gzwrite(file_.get(), part.data(), static_cast<unsigned>(part.size())) != static_cast<int>(part.size()))
        return cannot("the file cannot be written", path_);
    }
    return {};
  }

  Result<void> close() {
    if (gzclose(file_.release()) != Z_OK) return cannot("the file cannot be written", path_);
    return {};
  }

 private:
  struct Closer {
    void operator()(gzFile file) const { gzclose(file); }
  };
  Output(gzFile file, fs::path path) : file_(file), path_(std::move(path)) {}

  std::unique_ptr<gzFile_s, Closer> file_;
  fs::path path_;
};

Result<void> require_empty(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code || !fs::is_directory(folder)) return cannot("the folder cannot be made: " + code.message(), folder);
  if (fs::is_empty(folder, code) && !code) return {};
  return Error{.kind = ErrorKind::invalid_input, .message = "the folder is not empty", .where = folder.string()};
}

Result<void> write_whole(const fs::path& path, std::string_view bytes) {
  auto file = LOSSA_TRY(Output::open(path, false));
  LOSSA_TRY(file.write(bytes));
  return file.close();
}

Result<void> require_empty_folders(const fs::path& folder) {
  LOSSA_TRY(require_empty(folder));
  LOSSA_TRY(require_empty(folder / "export"));
  return require_empty(folder / "truth");
}

/// The files of one export.
class Files {
 public:
  static Result<Files> open(const ExportOptions& options) {
    const fs::path folder(options.folder);
    LOSSA_TRY(require_empty_folders(folder));
    LOSSA_TRY(write_whole(folder / "codes.toml", own_codes()));
    Files files(LOSSA_TRY(Output::open(folder / "truth" / "truth.csv", false)), options.is_mixed);
    LOSSA_TRY(files.truth_.write(truth_head()));
    LOSSA_TRY(files.open_lines(folder / "export", options.is_zipped));
    return files;
  }

  /// Writes the sheaf and empties it; how many bytes of lines.
  Result<std::uint64_t> write(Sheaf& sheaf) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < kinds; ++i) {
      const auto kind = is_mixed_ ? kinds - 1 - i : i;
      LOSSA_TRY(lines_[is_mixed_ ? 0 : kind].write(sheaf.lines[kind]));
      bytes += sheaf.lines[kind].size();
      sheaf.lines[kind].clear();
    }
    LOSSA_TRY(truth_.write(sheaf.truth));
    sheaf.truth.clear();
    return bytes;
  }

  Result<void> close() {
    for (auto& file : lines_) LOSSA_TRY(file.close());
    return truth_.close();
  }

 private:
  Files(Output truth, bool is_mixed) : truth_(std::move(truth)), is_mixed_(is_mixed) {}

  Result<void> open_lines(const fs::path& folder, bool is_zipped) {
    const std::string ending = is_zipped ? ".ndjson.gz" : ".ndjson";
    for (std::size_t kind = 0; kind < (is_mixed_ ? 1 : kinds); ++kind) {
      const auto name = is_mixed_ ? std::string_view("everything") : to_string(static_cast<Kind>(kind));
      lines_.push_back(LOSSA_TRY(Output::open(folder / (std::string(name) + ending), is_zipped)));
    }
    return {};
  }

  std::vector<Output> lines_;
  Output truth_;
  bool is_mixed_;
};

Result<Exported> write_people(const Hospital& hospital, Files& files, std::uint64_t people,
                              const ExportOptions& options) {
  constexpr std::uint64_t people_at_once = 64;
  Exported exported;
  Sheaf sheaf;
  for (std::uint64_t index = 0; index < people && !exported.stopped;) {
    const auto end = std::min(people, index + (options.is_mixed ? 1 : people_at_once));
    for (; index < end; ++index) hospital.write(index, sheaf);
    exported.bytes += LOSSA_TRY(files.write(sheaf));
    const bool is_due = index % people_at_once == 0 && options.progress;
    exported.stopped = is_due && !options.progress(index);
  }
  exported.resources = sheaf.resources;
  return exported;
}

}  // namespace

Result<Exported> write_export(const Plan& plan, const ExportOptions& options) {
  const auto hospital = LOSSA_TRY(Hospital::open(plan));
  auto files = LOSSA_TRY(Files::open(options));
  const auto exported = LOSSA_TRY(write_people(hospital, files, plan.people, options));
  LOSSA_TRY(files.close());
  return exported;
}

}  // namespace lossa::synthesis
