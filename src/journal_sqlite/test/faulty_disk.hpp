// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Makes this process's disk fail under SQLite. While none is set the disk works.
namespace lossa::test {

enum class Fault { none, full, next_sync_fails };

/// The disk has the fault until the object goes; a sync fails once.
class FaultyDisk {
 public:
  explicit FaultyDisk(Fault fault);
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();
};

/// How often this process has synced a file so far.
int sync_count();

}  // namespace lossa::test
