# SPDX-License-Identifier: MIT
# Sourced by app/run and tests/run: installs what is missing, builds.

# What building and running Falk needs on Debian 12.
FALK_BUILD_PACKAGES="gcc libc6-dev meson ninja-build pkg-config
libgtk-4-dev libjansson-dev zlib1g-dev libopenblas0-pthread
fonts-dejavu-core gettext"

# What the tests need beyond that.
FALK_TEST_PACKAGES="clang libclang-rt-dev xvfb xauth dbus at-spi2-core
gir1.2-atspi-2.0 python3 python3-gi python3-torch python3-numpy xdotool xclip
desktop-file-utils appstream libxml2-utils poppler-utils"

# falk_install PACKAGE...: installs those that are missing; without the right
# to, says which and ends.
falk_install () {
  missing=
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
      grep -q 'install ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    echo "Falk needs packages that only root can install. Please run:" >&2
    echo "  sudo apt-get install --no-install-recommends$missing" >&2
    exit 2
  fi
  echo "Installing:$missing"
  log=$(mktemp)
  if ! { apt-get update &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y \
      --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; the whole log: $log" >&2
    exit 2
  fi
  rm -f "$log"
}

# falk_build FOLDER OPTION...: sets the folder up once, and builds in it.
falk_build () {
  folder=$1
  shift
  log=$(mktemp)
  if ! { { [ -f "$folder/build.ninja" ] || meson setup "$folder" "$@"; } &&
    ninja -C "$folder"; } >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "The build failed; the whole log: $log" >&2
    exit 2
  fi
  rm -f "$log"
}
