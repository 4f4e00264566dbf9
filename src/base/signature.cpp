// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/signature.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include <lossa/base/contract.hpp>

namespace lossa {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t signature_bytes = 64;

template <typename T, void (*Free)(T*)>
struct Freed {
  void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO, BIO_free_all>>;

using Bytes = std::vector<unsigned char>;

std::string hexadecimal(const Bytes& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

/// Lower case digits only, so that one key is written in one way.
std::optional<Bytes> from_hexadecimal(std::string_view text, std::size_t size) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (text.size() != 2 * size) return std::nullopt;
  Bytes bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = digits.find(text[i]);
    const auto low = digits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    bytes.push_back(static_cast<unsigned char>(high * 16 + low));
  }
  return bytes;
}

const unsigned char* data_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT(*-reinterpret-cast): OpenSSL's own type
}

std::string text_of(BIO& memory) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(&memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

// Without this OpenSSL would ask at the terminal for the password of an encrypted key.
int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*user*/) { return -1; }

using ReadKey = EVP_PKEY* (*)(BIO*, EVP_PKEY**, pem_password_cb*, void*);

Result<Key> read_key(std::string_view pem, ReadKey read, const char* what) {
  constexpr std::size_t longest = 1U << 16U;
  const Error no_key{.kind = ErrorKind::invalid_input, .message = std::string("this is no ") + what, .where = {}};
  if (pem.size() > longest) return no_key;
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(read(memory.get(), nullptr, no_password, nullptr));
  if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) return no_key;
  return key;
}

Result<Key> read_private(std::string_view pem) {
  return read_key(pem, PEM_read_bio_PrivateKey, "private Ed25519 key (PEM, without password)");
}

std::string public_half(const EVP_PKEY& key) {
  Bytes bytes(key_bytes);
  auto size = bytes.size();
  expects(EVP_PKEY_get_raw_public_key(&key, bytes.data(), &size) == 1 && size == key_bytes);
  return hexadecimal(bytes);
}

}  // namespace

Result<KeyPair> make_key_pair() {
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  const Memory private_pem(BIO_new(BIO_s_mem()));
  const Memory public_pem(BIO_new(BIO_s_mem()));
  if (!key || !private_pem || !public_pem ||
      PEM_write_bio_PrivateKey(private_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      PEM_write_bio_PUBKEY(public_pem.get(), key.get()) != 1)
    return Error{.kind = ErrorKind::unavailable, .message = "no key could be made", .where = {}};
  return KeyPair{.private_pem = text_of(*private_pem), .public_pem = text_of(*public_pem)};
}

Result<std::string> public_key_of_private(std::string_view private_pem) {
  const auto key = LOSSA_TRY(read_private(private_pem));
  return public_half(*key);
}

Result<std::string> public_key_of_public(std::string_view public_pem) {
  const auto key = LOSSA_TRY(read_key(public_pem, PEM_read_bio_PUBKEY, "public Ed25519 key (PEM)"));
  return public_half(*key);
}

Result<std::string> sign(std::string_view private_pem, std::string_view text) {
  const auto key = LOSSA_TRY(read_private(private_pem));
  const Context context(EVP_MD_CTX_new());
  Bytes signature(signature_bytes);
  auto size = signature.size();
  expects(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
          EVP_DigestSign(context.get(), signature.data(), &size, data_of(text), text.size()) == 1 &&
          size == signature_bytes);
  return hexadecimal(signature);
}

bool verifies(std::string_view public_key, std::string_view signature, std::string_view text) {
  const auto raw_key = from_hexadecimal(public_key, key_bytes);
  const auto raw_signature = from_hexadecimal(signature, signature_bytes);
  if (!raw_key || !raw_signature) return false;
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw_key->data(), raw_key->size()));
  const Context context(EVP_MD_CTX_new());
  return key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw_signature->data(), raw_signature->size(), data_of(text), text.size()) == 1;
}

}  // namespace lossa
