// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/base/result.hpp>
#include <lossa/guideline/knowledge.hpp>

namespace lossa::guideline {

// What docs/formats/signature.md describes.

/// Who signs, as they state it.
struct Signer {
  std::string name, role;
  std::string date;  ///< a day, "2026-11-22"
};

/// One table of a signature file for the guideline's file as it is. Fails with invalid_input, naming what, if a part of
/// the signer is empty, has line breaks or is no day, or the key is no private Ed25519 key.
Result<std::string> sign_guideline(const Guideline& guideline, const Signer& signer, std::string_view private_pem);

/// The signature files found beside guideline files, named as those with ".sig" at the end, and the public keys that
/// are trusted here, in hexadecimal digits.
struct Signatures {
  std::vector<SourceFile> files;
  std::vector<std::string> trusted;
};

/// The signatures of one guideline's file. Every fault has its place: what is missing or unknown, a hash that is not
/// that of the file's bytes, another file's, guideline's or version's name, a signature that does not verify, a key
/// that signed twice.
Checked<std::vector<Signature>> read_signatures(const SourceFile& file, const Guideline& guideline,
                                                const std::vector<std::string>& trusted);

/// Gives each guideline its signatures, and every fault of them.
Issues add_signatures(Knowledge& knowledge, const Signatures& signatures);

}  // namespace lossa::guideline
