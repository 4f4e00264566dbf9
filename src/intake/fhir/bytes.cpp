// SPDX-License-Identifier: Apache-2.0
// The only file that knows zlib and the system's calls for files.
#include "bytes.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace lossa::intake::fhir {
namespace {

Error unreadable(const std::string& path) {
  return {.kind = ErrorKind::unavailable, .message = "this file cannot be read", .where = path};
}

}  // namespace

char* Buffer::room(std::size_t size) {
  const std::size_t held = end_ - begin_;
  if (capacity_ - end_ >= size) return bytes_.get() + end_;
  if (capacity_ < held + size) {
    capacity_ = std::max(held + size, 2 * capacity_);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    std::copy_n(bytes_.get() + begin_, held, larger.get());
    bytes_ = std::move(larger);
  } else {
    std::memmove(bytes_.get(), bytes_.get() + begin_, held);
  }
  begin_ = 0;
  end_ = held;
  return bytes_.get() + end_;
}

void Buffer::clear() {
  constexpr std::size_t worth_keeping = std::size_t{4} << 20U;
  if (capacity_ > worth_keeping) *this = Buffer();
  begin_ = end_ = 0;
}

Result<OpenFile> OpenFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(path);
  return OpenFile(descriptor, path);
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> OpenFile::read(std::uint64_t offset, std::size_t size, Buffer& out) const {
  char* const room = out.room(size);
  std::size_t done = 0;
  while (done < size) {
    const auto got = ::pread(descriptor_, room + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path_);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  out.add(done);
  return done;
}

struct ByteStream::State {
  explicit State(OpenFile opened) : file(std::move(opened)) {}

  OpenFile file;
  bool is_packed = false;
  std::uint64_t offset = 0;
  End end = End::not_yet;
  bool ends_member = false;  ///< of a packed file: what was unpacked last
  Buffer packed;
  z_stream unpacker{};

  Result<std::size_t> read_plain(std::size_t size, Buffer& out) {
    const auto got = LOSSA_TRY(file.read(offset, size, out));
    offset += got;
    if (got < size) end = End::whole;
    return got;
  }

  Result<void> refill() {
    constexpr std::size_t packed_bytes = std::size_t{256} << 10U;
    packed.clear();
    offset += LOSSA_TRY(file.read(offset, packed_bytes, packed));
    const auto text = packed.text();
    unpacker.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // NOLINT: zlib only reads it
    unpacker.avail_in = static_cast<uInt>(text.size());
    return {};
  }

  /// One call of zlib. At the end of a member another one may follow.
  void unpack_some() {
    const int said = ::inflate(&unpacker, Z_NO_FLUSH);
    if (said == Z_STREAM_END) {
      ends_member = true;
      return;
    }
    if (said != Z_OK && said != Z_BUF_ERROR) end = End::wrong;
  }

  /// Sees to it that there is something to unpack, or notes the end.
  Result<void> prepare() {
    if (unpacker.avail_in == 0) LOSSA_TRY(refill());
    if (unpacker.avail_in == 0)
      end = ends_member ? End::whole : End::cut;
    else if (std::exchange(ends_member, false) && ::inflateReset(&unpacker) != Z_OK)
      end = End::wrong;
    return {};
  }

  Result<std::size_t> read_packed(std::size_t size, Buffer& out) {
    unpacker.next_out = reinterpret_cast<Bytef*>(out.room(size));
    unpacker.avail_out = static_cast<uInt>(size);
    while (end == End::not_yet && unpacker.avail_out > 0) {
      LOSSA_TRY(prepare());
      if (end == End::not_yet) unpack_some();
    }
    const std::size_t got = size - unpacker.avail_out;
    out.add(got);
    return got;
  }
};

Result<ByteStream> ByteStream::open(const Input& input) {
  auto state = std::make_unique<State>(LOSSA_TRY(OpenFile::open(input.path)));
  state->is_packed = input.is_packed;
  constexpr int gzip_only = 16 + MAX_WBITS;
  if (input.is_packed && ::inflateInit2(&state->unpacker, gzip_only) != Z_OK)
    return Error{.kind = ErrorKind::unavailable, .message = "there is no memory to unpack this", .where = input.path};
  return ByteStream(std::move(state));
}

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() {
  if (state_ != nullptr && state_->is_packed) ::inflateEnd(&state_->unpacker);
}

Result<std::size_t> ByteStream::read(std::size_t size, Buffer& out) {
  if (state_->end != End::not_yet) return std::size_t{0};
  return state_->is_packed ? state_->read_packed(size, out) : state_->read_plain(size, out);
}

ByteStream::End ByteStream::end() const { return state_->end; }
std::uint64_t ByteStream::bytes_taken() const { return state_->offset; }

}  // namespace lossa::intake::fhir
