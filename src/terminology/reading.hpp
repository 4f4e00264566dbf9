// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/language.hpp>
#include <lossa/base/tree.hpp>

// What the readers of terminology/*.toml share.
namespace lossa::terminology {

inline bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

template <typename T>
std::vector<std::string> ids_of(const std::vector<T>& things) {
  std::vector<std::string> ids;
  ids.reserve(things.size());
  for (const T& thing : things) ids.push_back(thing.id);
  return ids;
}

template <typename T>
const T* find_by_id(const std::vector<T>& things, std::string_view id) {
  const auto found = std::ranges::find(things, id, &T::id);
  return found == things.end() ? nullptr : &*found;
}

/// The words that one key may hold, and what they are, for messages.
struct Known {
  std::vector<std::string> words;
  std::string_view what;
};

/// An issue for each word that is not among the known ones, naming the nearest.
void require_known(ObjectReader& reader, std::string_view key, const std::vector<std::string>& words,
                   const Known& known);

/// The key `id`: an identifier that is not taken yet.
std::string read_id(ObjectReader& reader, const std::vector<std::string>& taken);
/// A key with words in both languages.
Bilingual read_words(ObjectReader& reader, std::string_view key);
/// The key `known`: how something is known.
std::string read_known(ObjectReader& reader);

/// Gives `read_one` a reader of each table of an array.
template <typename ReadOne>
void for_each_table(ObjectReader& file, std::string_view key, const ReadOne& read_one) {
  std::size_t number = 0;
  for (const Node& node : file.items(key)) {
    const std::string path = file.path_of(key) + "[" + std::to_string(number++) + "]";
    ObjectReader reader(node, file.file(), path, file.issues());
    read_one(reader);
    reader.finish();
  }
}

/// What `read_one` makes of each table of an array; it is given its reader and the ids read before it.
template <typename T, typename ReadOne>
std::vector<T> read_tables(ObjectReader& file, std::string_view key, const ReadOne& read_one) {
  std::vector<T> things;
  for_each_table(file, key, [&](ObjectReader& reader) { things.push_back(read_one(reader, ids_of(things))); });
  return things;
}

}  // namespace lossa::terminology
