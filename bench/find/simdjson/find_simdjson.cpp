// SPDX-License-Identifier: Apache-2.0
// lossa_find_simdjson EVERYTHING.ndjson: prints how many people had growth in blood after a device was put in, by
// simdjson's on-demand reader on one thread: what is possible, for bench/find. It trusts the file, as no reader may.
#include <fcntl.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace {

namespace ondemand = simdjson::ondemand;

struct Found {
  std::unordered_map<std::string, std::string> devices;  ///< person, first day
  std::vector<std::pair<std::string, std::string>> cultures;
};

std::string_view first_code(ondemand::object& resource, const char* name) {
  std::string_view code;
  if (resource[name]["coding"].at(0)["code"].get(code) != simdjson::SUCCESS) return {};
  return code;
}

void read(ondemand::document& document, Found& found) {
  ondemand::object resource;
  std::string_view type, status, person, day;
  if (document.get_object().get(resource) != simdjson::SUCCESS) std::abort();
  if (resource["resourceType"].get(type) != simdjson::SUCCESS) std::abort();
  if (type == "DeviceUseStatement") {
    if (resource["subject"]["reference"].get(person) != simdjson::SUCCESS) return;
    std::string key(person);
    if (resource["timingPeriod"]["start"].get(day) != simdjson::SUCCESS) return;
    const auto [at, is_new] = found.devices.try_emplace(std::move(key), day);
    if (!is_new && day < at->second) at->second = day;
  } else if (type == "Observation") {
    if (resource["status"].get(status) != simdjson::SUCCESS || (status != "final" && status != "corrected")) return;
    if (first_code(resource, "code") != "600-7") return;
    if (resource["subject"]["reference"].get(person) != simdjson::SUCCESS) return;
    std::string key(person);
    if (resource["effectiveDateTime"].get(day) != simdjson::SUCCESS) return;
    std::string drawn(day.substr(0, 10));
    if (first_code(resource, "valueCodeableConcept") != "264868006")
      found.cultures.emplace_back(std::move(key), std::move(drawn));
  }
}

/// The file in memory as far as it is touched; a page behind its end stays readable for simdjson's padding.
std::string_view mapped(const char* path) {
  const int file = open(path, O_RDONLY);
  struct stat status{};
  if (file < 0 || fstat(file, &status) != 0) std::abort();
  const auto size = static_cast<std::size_t>(status.st_size);
  auto* const room = mmap(nullptr, size + 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED || mmap(room, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED) std::abort();
  madvise(room, size, MADV_SEQUENTIAL);
  return {static_cast<const char*>(room), size};
}

std::size_t answer(const Found& found) {
  std::unordered_set<std::string> people;
  for (const auto& [person, drawn] : found.cultures) {
    const auto device = found.devices.find(person);
    if (device != found.devices.end() && drawn >= device->second) people.insert(person);
  }
  return people.size();
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::fputs("lossa_find_simdjson EVERYTHING.ndjson\n", stderr);
    return 2;
  }
  const auto bytes = mapped(words[1]);
  ondemand::parser parser;
  Found found;
  constexpr std::size_t forgotten_bytes = std::size_t{64} << 20U;
  std::size_t forgotten = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const auto end = std::min(bytes.find('\n', begin), bytes.size());
    ondemand::document document;
    const simdjson::padded_string_view line(bytes.data() + begin, end - begin,
                                            end - begin + simdjson::SIMDJSON_PADDING);
    if (parser.iterate(line).get(document) != simdjson::SUCCESS) std::abort();
    read(document, found);
    begin = end + 1;
    if (begin - forgotten < forgotten_bytes) continue;
    // What was read need not stay in this process's memory.
    madvise(const_cast<char*>(bytes.data() + forgotten), forgotten_bytes, MADV_DONTNEED);  // NOLINT
    forgotten += forgotten_bytes;
  }
  std::printf("%zu\n", answer(found));
}
