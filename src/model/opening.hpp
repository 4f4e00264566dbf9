// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/base/json_writer.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/model/kinds_record.hpp>

namespace lossa::model {

/// The members of a `case` table or an opening entry, but for the `id`. Does not finish the reader.
Opening read_opening(ObjectReader& in);
/// The same members, into an object that the caller has begun.
void write_opening(JsonWriter& out, const Opening& opening);

}  // namespace lossa::model
