// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/entry.hpp>

namespace lossa::model {

bool operator==(const Correction& a, const Correction& b) {
  return a.corrects == b.corrects && a.reason == b.reason && a.entry == b.entry;
}

bool operator==(const Entry& a, const Entry& b) {
  return a.id == b.id && a.at == b.at && a.known_at == b.known_at && a.episode == b.episode && a.text == b.text &&
         a.read_in == b.read_in && a.content == b.content;
}

}  // namespace lossa::model
