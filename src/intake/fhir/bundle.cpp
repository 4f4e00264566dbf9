// SPDX-License-Identifier: Apache-2.0
#include "bundle.hpp"

#include <set>
#include <utility>

#include <lossa/intake/fhir.hpp>

#include "gatherer.hpp"

namespace lossa::intake::fhir {
namespace {

constexpr int deepest_bundle = 4;
constexpr std::string_view uuid_urn = "urn:uuid:";
constexpr std::string_view oid_urn = "urn:oid:";

const std::string* text_of(const Node& object, std::string_view name) {
  const Node* node = object.find(name);
  return node == nullptr || node->kind != Node::Kind::string ? nullptr : &node->text;
}

/// The id within a fullUrl, for a resource that has none yet.
std::string id_in(std::string_view full_url) {
  for (const auto urn : {uuid_urn, oid_urn})
    if (full_url.starts_with(urn)) return std::string(full_url.substr(urn.size()));
  return std::string(full_url.substr(full_url.rfind('/') + 1));
}

/// The same resource, with the id of its fullUrl.
Node with_id(const Node& resource, std::string_view full_url) {
  Node copy = resource;
  Node::Member& id = copy.members.emplace_back();
  id.key = "id";
  id.value.kind = Node::Kind::string;
  id.value.text = id_in(full_url);
  return copy;
}

FullUrls full_urls_of(const Node& bundle) {
  FullUrls urls;
  const Node* entries = bundle.find("entry");
  if (entries == nullptr) return urls;
  for (const Node& entry : entries->items) {
    const Node* resource = entry.find("resource");
    const auto* url = text_of(entry, "fullUrl");
    const auto* type = resource == nullptr ? nullptr : text_of(*resource, "resourceType");
    if (url == nullptr || type == nullptr) continue;
    const auto* id = text_of(*resource, "id");
    urls.emplace(*url, *type + "/" + (id == nullptr ? id_in(*url) : *id));
  }
  return urls;
}

/// The key of what an entry deletes; "" when it deletes nothing.
std::string deleted_by(const Node& entry) {
  const Node* request = entry.find("request");
  const auto* method = request == nullptr ? nullptr : text_of(*request, "method");
  const auto* url = request == nullptr ? nullptr : text_of(*request, "url");
  return method == nullptr || *method != "DELETE" || url == nullptr ? "" : normal_reference(*url);
}

/// What stands in a Bundle for something that is deleted takes back whatever it says.
void take_back(Part part, const Source& source, const std::function<void(Part)>& take) {
  source.quality.note(FaultKind::entered_in_error, part.place, "deleted in the source");
  part.state = Sighting::State::withdrawn;
  for (Sighting& sighting : part.sightings) sighting.state = Sighting::State::withdrawn;
  part.device.reset();
  part.specimen.reset();
  part.laboratory.reset();
  part.stay.reset();
  take(std::move(part));
}

/// The entries of one Bundle, whose history has the newest first: what stands after a deletion is not in force.
class Entries {
 public:
  Entries(const Source& source, const std::function<void(Part)>& take, int depth)
      : source_(source), take_(take), depth_(depth) {}

  void read(const Node& entry) {
    if (auto deleted = deleted_by(entry); !deleted.empty()) deleted_.insert(std::move(deleted));
    const Node* resource = entry.find("resource");
    if (resource == nullptr) return;
    const auto* url = text_of(entry, "fullUrl");
    if (url != nullptr) note_server(*url, source_);
    if (resource->kind != Node::Kind::object || url == nullptr || text_of(*resource, "id") != nullptr)
      read_resource(*resource);
    else
      read_resource(with_id(*resource, *url));
  }

 private:
  void read_resource(const Node& resource);

  const Source& source_;
  const std::function<void(Part)>& take_;
  int depth_;
  std::set<std::string, std::less<>> deleted_;
};

bool is_bundle(const Node& node) {
  const auto* type = text_of(node, "resourceType");
  return type != nullptr && *type == "Bundle";
}

void map_at_depth(const Node& document, const Source& source, const std::function<void(Part)>& take, int depth);

void map_bundle(const Node& bundle, const Source& source, const std::function<void(Part)>& take, int depth) {
  auto& count = source.quality.elements["Bundle"];
  ++count.read;
  const Node* entries = bundle.find("entry");
  if (entries == nullptr) return;
  const Place place{.file = source.file, .line = source.lines_before + bundle.line, .path = "Bundle.entry"};
  if (entries->kind != Node::Kind::array || depth >= deepest_bundle) {
    ++count.set_aside;
    const bool is_deep = depth >= deepest_bundle;
    source.quality.note(is_deep ? FaultKind::too_deep : FaultKind::wrong_type, place,
                        is_deep ? "Bundles within Bundles, deeper than is read" : "expected a list of entries");
    return;
  }
  ++count.used;
  const FullUrls urls = full_urls_of(bundle);
  Source inside = source;
  inside.full_urls = &urls;
  Entries reading(inside, take, depth);
  for (const Node& entry : entries->items) reading.read(entry);
}

void map_at_depth(const Node& document, const Source& source, const std::function<void(Part)>& take, int depth) {
  if (document.kind != Node::Kind::object) {
    source.quality.note(FaultKind::wrong_type, {.file = source.file, .line = source.lines_before + document.line},
                        "expected a resource, which is an object");
    auto& count = source.quality.elements["(no type)"];
    ++count.read;
    ++count.set_aside;
  } else if (is_bundle(document)) {
    map_bundle(document, source, take, depth);
  } else {
    take(map_resource(document, source));
  }
}

void Entries::read_resource(const Node& resource) {
  const std::function<void(Part)> take = [&](Part part) {
    if (deleted_.contains(part.key))
      take_back(std::move(part), source_, take_);
    else
      take_(std::move(part));
  };
  map_at_depth(resource, source_, take, depth_ + 1);
}

}  // namespace

void map_document(const Node& document, const Source& source, const std::function<void(Part)>& take) {
  map_at_depth(document, source, take, 0);
}

}  // namespace lossa::intake::fhir

namespace lossa::intake {

ForeignData map_fhir(const std::vector<Node>& resources, std::string_view file, const Dictionary& dictionary,
                     const Date& today) {
  DataQuality quality;
  fhir::Gatherer gatherer(dictionary);
  const fhir::Source source{.dictionary = dictionary, .today = today, .quality = quality, .file = std::string(file)};
  for (const Node& resource : resources)
    fhir::map_document(resource, source, [&](fhir::Part part) { gatherer.add(std::move(part)); });
  return std::move(gatherer).finish(std::move(quality));
}

}  // namespace lossa::intake
