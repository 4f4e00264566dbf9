// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <lossa/base/result.hpp>

#include "inputs.hpp"

namespace lossa::intake::fhir {

/// Bytes that come in at the end and are used up from the beginning. Room for them is not zeroed first.
class Buffer {
 public:
  [[nodiscard]] std::string_view text() const { return {bytes_.get() + begin_, end_ - begin_}; }
  /// So much room after the text, which may move.
  char* room(std::size_t size);
  void add(std::size_t size) { end_ += size; }  ///< of the room, filled
  void drop_first(std::size_t size) { begin_ += size; }
  void drop_last(std::size_t size) { end_ -= size; }
  void clear();  ///< and gives back what one long line took

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
};

/// A file that is open for reading at any place.
class OpenFile {
 public:
  /// Fails with unavailable.
  static Result<OpenFile> open(const std::string& path);
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile();

  /// Appends up to `size` bytes from `offset` on; fewer only at the file's end. Fails with unavailable.
  Result<std::size_t> read(std::uint64_t offset, std::size_t size, Buffer& out) const;

 private:
  OpenFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_ = -1;
  std::string path_;
};

/// The bytes of a file from its beginning, unpacked if it is packed.
class ByteStream {
 public:
  enum class End {
    not_yet,
    whole,
    cut,    ///< a packed file that ends too early
    wrong,  ///< a packed file with bytes that are none of gzip's
  };
  static Result<ByteStream> open(const Input& input);
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) = delete;
  ~ByteStream();

  /// Appends up to `size` bytes; none only at the end. Fails with unavailable.
  Result<std::size_t> read(std::size_t size, Buffer& out);
  [[nodiscard]] End end() const;
  [[nodiscard]] std::uint64_t bytes_taken() const;  ///< of the file

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lossa::intake::fhir
