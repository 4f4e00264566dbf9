// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/tree.hpp>
#include <lossa/intake/foreign.hpp>

namespace lossa::intake::fhir {

/// What the references of one Bundle mean: fullUrl to "Type/id".
using FullUrls = std::map<std::string, std::string, std::less<>>;

/// Where a resource came from and what is needed to read it. All outlives the reading.
struct Source {
  const Dictionary& dictionary;
  const Date& today;
  DataQuality& quality;
  std::string file = {};
  int lines_before = 0;  ///< of the file, before the text that was read as a tree
  const FullUrls* full_urls = nullptr;
};

struct Coding {
  std::string_view system, code, display;
};

/// A CodeableConcept.
struct Concept {
  std::vector<Coding> codings = {};
  std::string_view text = {};
  const Node* node = nullptr;
  [[nodiscard]] bool is_empty() const { return codings.empty() && text.empty(); }
  /// The words of it: its text, else the first display.
  [[nodiscard]] std::string_view words() const;
};

/// "Patient/1" of "Patient/1", "Patient/1/_history/2" and "https://server/fhir/Patient/1"; what is no such reference
/// (a urn, a conditional reference) stays as it is.
std::string normal_reference(std::string_view reference);
/// Is it "Patient/1", the normal form of itself?
bool is_plain_patient(std::string_view reference);
/// Is it one that names a resource which the data should hold? Not a conditional one, nor "".
bool names_a_resource(std::string_view key);
/// Notes the server of a Patient's whole address: "https://server/fhir" of "https://server/fhir/Patient/1".
void note_server(std::string_view address, const Source& source);
/// For places and texts: "(hidden)" instead of an id that may be an identity number.
std::string shown(std::string_view key);

/// Reads the members of one resource. What has another type than FHIR says is noted and absent; so is a date that is
/// none. An extension or a data-absent-reason beside a primitive ("_birthDate") leaves it absent.
class Reader {
 public:
  /// `owner` is the key of the resource that contains this one, or "".
  Reader(const Node& resource, const Source& source, std::string owner = {});

  [[nodiscard]] const Node& resource() const { return resource_; }
  [[nodiscard]] const Source& source() const { return source_; }
  [[nodiscard]] std::string_view type() const { return type_; }
  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] std::string version() const;

  // `in` may be null: then all is absent.
  [[nodiscard]] std::string_view text(const Node* in, std::string_view name) const;
  [[nodiscard]] std::optional<bool> boolean(const Node* in, std::string_view name) const;
  [[nodiscard]] const Node* number(const Node* in, std::string_view name) const;
  [[nodiscard]] const Node* object(const Node* in, std::string_view name) const;
  [[nodiscard]] std::span<const Node> items(const Node* in, std::string_view name) const;
  [[nodiscard]] Concept concept_of(const Node* in, std::string_view name) const;
  [[nodiscard]] Concept concept_in(const Node& node) const;
  /// The first code of the concept, whatever its system: of status concepts.
  [[nodiscard]] std::string_view code_of(const Node* in, std::string_view name) const;
  [[nodiscard]] model::OptionalWhen date(const Node* in, std::string_view name) const;
  /// Of "performed": performedDateTime, or the start of performedPeriod.
  [[nodiscard]] model::OptionalWhen start_of(std::string_view name) const;
  [[nodiscard]] model::OptionalWhen end_of(std::string_view name) const;
  /// The key that a reference leads to; "" when there is none. "#id" becomes the key of the contained resource.
  [[nodiscard]] std::string reference(const Node* in, std::string_view name) const;
  [[nodiscard]] std::string reference_in(const Node& node) const;
  [[nodiscard]] std::vector<std::string> references(std::string_view name) const;
  /// The person of "subject" or "patient": a Patient's key, or the identity number of a reference by identifier.
  [[nodiscard]] std::string person(std::string_view name) const;

  [[nodiscard]] Place place(std::string_view name = {}) const;
  void note(FaultKind kind, std::string_view name, std::string message) const;
  /// An entry of this resource: with place and read_in.
  [[nodiscard]] model::Entry entry(model::Content content) const;

 private:
  const Node* find(const Node* in, std::string_view name, Node::Kind kind) const;
  std::string resolved(std::string_view reference) const;

  const Node& resource_;
  const Source& source_;
  std::string owner_;
  std::string type_;
  std::string key_;
};

/// What tells a resource from all others in every delivery: its key, a digest of the key where it may hold an identity
/// number, a digest of all that it says where it has no id.
std::string stable_id(const Reader& reader);

/// What a concept means here.
struct Meaning {
  const terminology::Code* code = nullptr;  ///< null: nothing
  std::string given = {};                   ///< the code as it was given
};

/// The first coding that means one of the senses; `senses` empty: any.
Meaning meaning_of(const Concept& concept_read, const Dictionary& dictionary,
                   std::span<const terminology::Sense> senses);
/// Counts every coding of the concept as one that was looked for and says nothing.
void count_unmapped(const Concept& concept_read, const Source& source);

}  // namespace lossa::intake::fhir
