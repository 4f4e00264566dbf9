// SPDX-License-Identifier: Apache-2.0
#include "passes.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace lossa::intake::fhir {
namespace {

constexpr std::size_t sample_bytes = std::size_t{1} << 20U;

/// Which types the first part of a file of lines shows. One that cannot be told may be any.
bool shows_evidence(std::string_view sample) {
  LineScan scan;
  while (!sample.empty()) {
    const auto end = sample.find('\n');
    if (end == std::string_view::npos) return true;  // of a cut line nobody can say
    const auto line = sample.substr(0, end);
    sample.remove_prefix(end + 1);
    LineLook look;
    look.type = type_at_begin(line);
    if (look.type.empty()) {
      scan.begin(line);
      scan.next(look);
    }
    if (is_evidence_type(look.type) || !look.is_plain) return true;
  }
  return false;
}

/// What one file gave, piece after piece, for the state.
void append(Piece& whole, const Piece& more) {
  whole.quality.merge(more.quality);
  whole.evidence.merge(more.evidence);
  whole.there.insert(whole.there.end(), more.there.begin(), more.there.end());
  whole.kept.insert(whole.kept.end(), more.kept.begin(), more.kept.end());
}

/// Takes pieces in any order and passes them on in their own.
class InOrder {
 public:
  explicit InOrder(std::function<Result<void>(std::size_t, Piece)> take) : take_(std::move(take)) {}

  Result<void> put(std::size_t index, Piece piece) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(piece));
    for (auto first = waiting_.find(next_); first != waiting_.end(); first = waiting_.find(next_)) {
      auto ready = std::move(first->second);
      waiting_.erase(first);
      LOSSA_TRY(take_(next_++, std::move(ready)));
    }
    return {};
  }

 private:
  std::function<Result<void>(std::size_t, Piece)> take_;
  std::mutex mutex_;
  std::map<std::size_t, Piece> waiting_;
  std::size_t next_ = 0;
};

}  // namespace

Reading::Reading(const FhirOptions& options, const Dictionary& dictionary, const Date& today, std::vector<Input> inputs)
    : options_(options), dictionary_(dictionary), today_(today) {
  for (Input& input : inputs) {
    bytes_total_ += input.bytes;
    files_.push_back({.input = std::move(input)});
  }
}

unsigned Reading::threads() const {
  return options_.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options_.threads;
}

Result<void> Reading::look_at(Work& work) {
  auto stream = LOSSA_TRY(ByteStream::open(work.input));
  Buffer buffer;
  if (LOSSA_TRY(stream.read(sample_bytes, buffer)) == 0) return {};
  std::string sample(buffer.text());
  if (work.input.form == Input::Form::document && looks_like_lines(sample)) work.input.form = Input::Form::lines;
  if (work.input.form == Input::Form::document) return {};
  const auto last = sample.rfind('\n');
  if (last != std::string::npos && sample.size() == sample_bytes) sample.resize(last + 1);
  if (!sample.ends_with('\n') && sample.size() < sample_bytes) sample += '\n';
  work.has_evidence = shows_evidence(sample);
  return {};
}

Result<void> Reading::look_at_all() {
  return do_all(files_.size(), threads(), [this](std::size_t i) { return look_at(files_[i]); });
}

std::vector<Reading::Task> Reading::tasks_for(Pass::Aim aim) const {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const Input& input = files_[i].input;
    if (aim == Pass::Aim::find_people && !files_[i].has_evidence) continue;
    const std::uint64_t step = input.form == Input::Form::document || input.is_packed
                                   ? std::max<std::uint64_t>(input.bytes, 1)
                                   : std::max<std::uint64_t>(options_.chunk_bytes, 1);
    for (std::uint64_t begin = 0; begin < std::max<std::uint64_t>(input.bytes, 1); begin += step) {
      const std::uint64_t end = std::min(begin + step, input.bytes);
      tasks.push_back({.file = i, .stretch = {.begin = begin, .end = end}, .is_last = end >= input.bytes});
    }
  }
  return tasks;
}

void Reading::report(std::uint64_t bytes) {
  const std::lock_guard lock(report_mutex_);
  bytes_done_ += bytes;
  if (options_.progress) options_.progress(bytes_done_, bytes_total_);
}

std::unique_ptr<Tools> Reading::take_tools() {
  const std::lock_guard lock(tools_mutex_);
  if (free_tools_.empty()) return std::make_unique<Tools>(dictionary_);
  auto tools = std::move(free_tools_.back());
  free_tools_.pop_back();
  return tools;
}

void Reading::give_back(std::unique_ptr<Tools> tools) {
  const std::lock_guard lock(tools_mutex_);
  free_tools_.push_back(std::move(tools));
}

Result<Piece> Reading::read_task(const Task& task, const Pass& pass) {
  const Work& work = files_[task.file];
  auto tools = take_tools();
  PieceReader reader(pass, *tools, work.input.name, pass.aim == Pass::Aim::find_people ? false : work.has_evidence);
  const auto read = [&] {
    if (work.input.form == Input::Form::document) return read_document_file(work.input, reader);
    if (work.input.is_packed) return read_packed_lines(work.input, reader);
    return read_stretch(work.input, task.stretch, reader);
  };
  auto piece = LOSSA_TRY(read());
  give_back(std::move(tools));
  report(task.stretch.end - task.stretch.begin);
  return piece;
}

Result<Evidence> Reading::find_people() {
  const auto tasks = tasks_for(Pass::Aim::find_people);
  for (const Task& task : tasks) bytes_total_ += task.stretch.end - task.stretch.begin;
  const Keys nobody;
  const Pass pass{
      .aim = Pass::Aim::find_people, .options = options_, .dictionary = dictionary_, .today = today_, .known = nobody};
  Evidence evidence;
  std::mutex mutex;
  const auto search = [&](std::size_t i) -> Result<void> {
    if (is_stopped()) return {};
    auto piece = LOSSA_TRY(read_task(tasks[i], pass));
    const std::lock_guard lock(mutex);
    evidence.merge(std::move(piece.evidence));
    return {};
  };
  LOSSA_TRY(do_all(tasks.size(), threads(), search));
  return evidence;
}

void Reading::Done::take(Piece piece) {
  for (Part& part : piece.parts) gatherer->add(std::move(part));
  for (const auto hash : piece.there) gatherer->add_there(hash);
  quality.merge(std::move(piece.quality));
  quality.merge(std::move(piece.mapped));
  evidence.merge(std::move(piece.evidence));
}

/// What earlier readings kept of files that have not changed, by the file's number.
std::map<std::size_t, Piece> Reading::load_all(const State& state, const Pass& pass) {
  std::map<std::size_t, Piece> loaded;
  const auto tools = take_tools();
  for (std::size_t i = 0; i < files_.size(); ++i) {
    PieceReader reader(pass, *tools, files_[i].input.name, files_[i].has_evidence);
    if (auto piece = state.load(files_[i].input, reader)) loaded.emplace(i, std::move(*piece));
  }
  return loaded;
}

Result<Reading::Done> Reading::keep(const Keys& known) {
  const Pass pass{
      .aim = Pass::Aim::keep, .options = options_, .dictionary = dictionary_, .today = today_, .known = known};
  std::optional<State> state;
  if (!options_.state_folder.empty()) state.emplace(LOSSA_TRY(State::open(pass)));
  std::map<std::size_t, Piece> loaded;
  if (state) loaded = load_all(*state, pass);
  auto tasks = tasks_for(Pass::Aim::keep);
  std::erase_if(tasks, [&](const Task& task) { return loaded.contains(task.file) && task.stretch.begin > 0; });
  Done done;
  done.gatherer = std::make_unique<Gatherer>(dictionary_);
  Piece of_file;
  InOrder pieces([&](std::size_t i, Piece piece) -> Result<void> {
    const Task& task = tasks[i];
    const Input& input = files_[task.file].input;
    const bool is_loaded = loaded.contains(task.file);
    done.quality.bytes += is_loaded ? input.bytes : task.stretch.end - task.stretch.begin;
    if (!is_loaded) piece.move_lines(of_file.lines);
    of_file.lines += piece.lines;
    if (state && !is_loaded) append(of_file, piece);
    done.take(std::move(piece));
    if (!is_loaded && !task.is_last) return {};
    const Piece whole = std::exchange(of_file, Piece{});
    // A file in which somebody's device was found by surprise is read anew, so that the surprise is found again.
    const bool is_worth_keeping = state && !is_loaded && !is_stopped() && whole.evidence.is_empty();
    return is_worth_keeping ? state->save(input, whole) : Result<void>();
  });
  const auto read_one = [&](std::size_t i) -> Result<void> {
    if (is_stopped()) return {};
    const auto known_piece = loaded.find(tasks[i].file);
    if (known_piece == loaded.end()) return pieces.put(i, LOSSA_TRY(read_task(tasks[i], pass)));
    report(files_[tasks[i].file].input.bytes);
    return pieces.put(i, std::move(known_piece->second));
  };
  LOSSA_TRY(do_all(tasks.size(), threads(), read_one));
  return done;
}

Result<ForeignData> Reading::read() {
  LOSSA_TRY(look_at_all());
  Evidence evidence;
  if (options_.whom == FhirOptions::Whom::people_with_device) evidence = LOSSA_TRY(find_people());
  Keys known = evidence.people();
  Done done = LOSSA_TRY(keep(known));
  // A file that seemed to speak of no device may have: then these people's other data were passed over.
  evidence.merge(std::move(done.evidence));
  if (Keys all = evidence.people();
      all.size() > known.size() && !is_stopped() && options_.whom == FhirOptions::Whom::people_with_device) {
    for (const Work& work : files_) bytes_total_ += work.input.bytes;
    done = LOSSA_TRY(keep(all));
  }
  ForeignData data = std::move(*done.gatherer).finish(std::move(done.quality));
  data.stopped = is_stopped();
  return data;
}

}  // namespace lossa::intake::fhir
