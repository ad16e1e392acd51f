#!/bin/sh
# SPDX-License-Identifier: MIT
# with-display.sh COMMAND…: runs COMMAND with a display, a session bus and a
# home of its own, and takes all of them down again. Exits 77, which counts as
# skipped, where one can't be had.
#
# FALK_SCREEN (1440x900x24) says how large the display is. FALK_DPI, 144 say,
# scales the text; that takes xprop, of x11-utils.
set -eu

for tool in Xvfb dbus-run-session; do
  command -v $tool >/dev/null || {
    echo "1..0 # SKIP $tool is not installed"
    exit 77
  }
done

room=$(mktemp -d)
server=
clean () {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$room"
}
trap clean EXIT
trap 'exit 143' TERM INT HUP

# The server picks a free display and tells which. Without -noreset it would
# reset itself when the first client leaves, and refuse the next for a moment.
mkfifo "$room/display"
Xvfb -displayfd 3 -noreset -nolisten tcp \
  -screen 0 "${FALK_SCREEN:-1440x900x24}" \
  3>"$room/display" 2>"$room/server.log" &
server=$!
number=
read -r number <"$room/display" || true
[ -n "$number" ] || {
  cat "$room/server.log" >&2
  echo "1..0 # SKIP Xvfb does not start"
  exit 77
}

mkdir -m 700 "$room/home" "$room/run"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
export DISPLAY=":$number" HOME="$room/home" XDG_RUNTIME_DIR="$room/run"
export XDG_CONFIG_HOME="$HOME/.config" XDG_DATA_HOME="$HOME/.local/share"
export XDG_CACHE_HOME="$HOME/.cache" XDG_STATE_HOME="$HOME/.local/state"
# Without the GL renderer pictures are the same everywhere, and a start takes
# a third of the time.
export GSK_RENDERER=cairo GDK_DEBUG=gl-disable GDK_BACKEND=x11
export GTK_USE_PORTAL=0 LC_ALL=C.UTF-8 NO_AT_BRIDGE=0

# GTK reads the scale from the display's resources, not from its size.
[ -z "${FALK_DPI:-}" ] ||
  xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER "Xft.dpi: $FALK_DPI"

status=0
# Services that the bus starts inherit its output, which is not the test's.
exec 4>&1
dbus-run-session -- sh -c 'exec "$@" >&4 4>&-' sh "$@" >&2 || status=$?
exit $status
