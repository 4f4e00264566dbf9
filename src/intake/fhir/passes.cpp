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

/// The pieces of all files, in their order: what they say is gathered, and what a file gave goes to the state.
class Reading::Keeping {
 public:
  Keeping(Reading& reading, const Pass& pass, std::optional<State> state)
      : reading_(reading), pass_(pass), state_(std::move(state)), tasks_(reading.tasks_for(Pass::Aim::keep)) {
    if (state_) loaded_ = reading_.load_all(*state_, pass_);
    std::erase_if(tasks_, [this](const Task& task) { return is_loaded(task) && task.stretch.begin > 0; });
    done_.gatherer = std::make_unique<Gatherer>(reading_.dictionary_);
  }

  Result<Done> run() {
    InOrder pieces([this](std::size_t i, Piece piece) { return take(tasks_[i], std::move(piece)); });
    const auto read_one = [&](std::size_t i) -> Result<void> {
      if (reading_.is_stopped()) return {};
      return pieces.put(i, LOSSA_TRY(piece_of(tasks_[i])));
    };
    LOSSA_TRY(do_all(tasks_.size(), reading_.threads(), read_one));
    return std::move(done_);
  }

 private:
  [[nodiscard]] bool is_loaded(const Task& task) const { return loaded_.contains(task.file); }
  [[nodiscard]] const Input& input_of(const Task& task) const { return reading_.files_[task.file].input; }

  Result<Piece> piece_of(const Task& task) {
    const auto known = loaded_.find(task.file);
    if (known == loaded_.end()) return reading_.read_task(task, pass_);
    reading_.report(input_of(task).bytes);
    return std::move(known->second);
  }

  Result<void> take(const Task& task, Piece piece) {
    if (is_loaded(task)) {
      done_.quality.bytes += input_of(task).bytes;
      done_.take(std::move(piece));
      return {};
    }
    done_.quality.bytes += task.stretch.end - task.stretch.begin;
    piece.move_lines(of_file_.lines);
    of_file_.lines += piece.lines;
    if (state_) append(of_file_, piece);
    done_.take(std::move(piece));
    return task.is_last ? finish_file(input_of(task)) : Result<void>();
  }

  /// A file in which somebody's device was found by surprise is read anew, so that the surprise is found again.
  Result<void> finish_file(const Input& input) {
    const Piece whole = std::exchange(of_file_, Piece{});
    const bool is_worth_keeping = state_ && !reading_.is_stopped() && whole.evidence.is_empty();
    return is_worth_keeping ? state_->save(input, whole) : Result<void>();
  }

  Reading& reading_;
  const Pass& pass_;
  std::optional<State> state_;
  std::vector<Task> tasks_;
  std::map<std::size_t, Piece> loaded_;  ///< by the file's number
  Piece of_file_;
  Done done_;
};

Result<Reading::Done> Reading::keep(const Keys& known) {
  const Pass pass{
      .aim = Pass::Aim::keep, .options = options_, .dictionary = dictionary_, .today = today_, .known = known};
  std::optional<State> state;
  if (!options_.state_folder.empty()) state.emplace(LOSSA_TRY(State::open(pass)));
  return Keeping(*this, pass, std::move(state)).run();
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
