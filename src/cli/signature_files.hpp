// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/guideline/signature.hpp>

namespace lossa::cli {

/// Where the signatures of a guideline file stand: beside it, with ".sig" at the end.
std::string signature_path(const std::string& guideline_path);

/// The signature files found beside these files, and every *.pub key of the folder `trust`; none for "". Fails as
/// read_file does, naming the file; a trusted key that is none is a failure too.
Result<guideline::Signatures> signatures_beside(const std::vector<guideline::SourceFile>& files,
                                                const std::string& trust);

}  // namespace lossa::cli
