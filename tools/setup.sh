# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by run and check, which stand in $root: says what happens, installs Debian packages, and only what is missing.

say() { printf '%s: %s\n' "$(basename "$0")" "$*"; }

# stop STATUS MESSAGE: the exit statuses of lossa itself (2 wrong use, 3 could not run).
stop() {
  local status=$1
  shift
  say "$*" >&2
  exit "$status"
}

# packages_for WHO...: the names in tools/packages.txt that these need.
packages_for() {
  local who
  for who in "$@"; do awk -v who="$who" '$1 == who { print $2 }' "$root/tools/packages.txt"; done
}

missing_packages() {
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done
}

# quietly LOG COMMAND...: its output goes to the log, of which the end is shown if it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  tail -n 60 "$log" >&2
  say "failed: $* (all of it: $log)" >&2
  return 1
}

# Refuses an installation that would take a package away, and names that package.
require_nothing_removed() {
  local removed
  removed=$({ apt-get install -s --no-install-recommends "$@" 2>/dev/null || :; } |
    awk '$1 == "Remv" { printf " %s", $2 }')  # what else fails is said by the installation itself
  [[ -z $removed ]] ||
    stop 3 "cannot install${*/#/ }: in the way stands$removed. Nothing was installed or removed; remove it yourself if" \
      "you do not need it, or use another machine or container."
}

# install_packages WHO...: does nothing when nothing is missing.
install_packages() {
  local wanted missing package
  mapfile -t wanted < <(packages_for "$@")
  command -v dpkg-query >/dev/null || stop 3 "needs Debian 12 (or install yourself: ${wanted[*]})"
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  if [[ ${#missing[@]} == 0 ]]; then
    say "packages: nothing is missing"
    return
  fi
  say "packages: these are missing and will be installed:"
  for package in "${missing[@]}"; do
    awk -v name="$package" '$2 == name { $1 = $2 = ""; printf "  %-25s%s\n", name, $0 }' "$root/tools/packages.txt"
  done
  local as_root=() log
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || stop 3 "packages: installing needs root, and sudo is not here"
    as_root=(sudo)
  fi
  log=$(mktemp -t lossa-packages.XXXXXX)
  quietly "$log" "${as_root[@]}" apt-get update -q || say "packages: the lists are not up to date; trying all the same"
  require_nothing_removed "${missing[@]}"
  quietly "$log" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-remove --no-install-recommends "${missing[@]}" || stop 3 "packages: not installed"
  rm -f "$log"
}

# Under sudo only the packages need root: the rest runs as the person who called, so that no file of theirs becomes root's.
drop_root() {
  local owner=${SUDO_USER:-root}
  [[ $(id -u) == 0 && $owner != root && $(stat -c %U "$root") == "$owner" ]] || return 0
  exec runuser -u "$owner" -- env HOME="$(getent passwd "$owner" | cut -d: -f6)" SUDO_USER= "$@"
}
