// SPDX-License-Identifier: Apache-2.0
#include "faulty_disk.hpp"

#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace {

using lossa::test::Fault;

std::atomic<Fault> current_fault = Fault::none;
std::atomic<int> syncs = 0;

using SystemPwrite = ssize_t (*)(int, const void*, size_t, off_t);
SystemPwrite real_pwrite = nullptr;

ssize_t faulty_pwrite(int file, const void* bytes, size_t size, off_t offset) {
  if (current_fault == Fault::full) {
    errno = ENOSPC;
    return -1;
  }
  return real_pwrite(file, bytes, size, offset);
}

// SQLite lets a test put its own functions in place of the system's, all but the syncs.
void replace_pwrite() {
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  real_pwrite = reinterpret_cast<SystemPwrite>(system->xGetSystemCall(system, "pwrite64"));
  system->xSetSystemCall(system, "pwrite64", reinterpret_cast<sqlite3_syscall_ptr>(faulty_pwrite));
}

}  // namespace

// The program's own fdatasync comes before the system library's, for SQLite too.
extern "C" int fdatasync(int file) {
  ++syncs;
  auto failing = Fault::next_sync_fails;
  if (current_fault.compare_exchange_strong(failing, Fault::none)) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(syscall(SYS_fdatasync, file));
}

namespace lossa::test {

FaultyDisk::FaultyDisk(Fault fault) {
  if (real_pwrite == nullptr) replace_pwrite();
  current_fault = fault;
}

FaultyDisk::~FaultyDisk() { current_fault = Fault::none; }

int sync_count() { return syncs; }

}  // namespace lossa::test
