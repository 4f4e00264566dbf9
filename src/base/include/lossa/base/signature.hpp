// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <lossa/base/result.hpp>

namespace lossa {

// Ed25519 (RFC 8032). Keys are kept as PEM, as OpenSSL writes them; in other files a public key is its 32 bytes and a
// signature its 64, in hexadecimal digits.

struct KeyPair {
  std::string private_pem;
  std::string public_pem;
};
/// A new pair, by the system's source of chance. Fails with unavailable if that gives none.
Result<KeyPair> make_key_pair();

/// The public key of a private or of a public PEM. Fails with invalid_input if it is no Ed25519 key.
Result<std::string> public_key_of_private(std::string_view private_pem);
Result<std::string> public_key_of_public(std::string_view public_pem);

/// Fails with invalid_input if it is no private Ed25519 key.
Result<std::string> sign(std::string_view private_pem, std::string_view text);

/// Whether the signature over this text was made with the private half of that key; no if either is malformed.
bool verifies(std::string_view public_key, std::string_view signature, std::string_view text);

}  // namespace lossa
