#!/bin/sh
# Install the system libraries that the wheels do not bring, where apt is there and we may use
# it. Elsewhere say what is missing and go on: the commands that need no window still work.
set -eu
[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || {
    echo "note: no dpkg here; see README.md for the libraries that Qt and PortAudio need" >&2
    exit 0
}

# Qt's xcb plug-in, OpenGL, sound, a virtual display for the tests, and h5dump
wanted="libportaudio2 libxcb-cursor0 libegl1 libgl1 libxkbcommon-x11-0 libxcb-icccm4
libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libdbus-1-3
libfontconfig1 libglib2.0-0 fonts-dejavu-core xvfb hdf5-tools python3-venv
${SYSTEM_PACKAGES:-}"

missing=""
for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" ||
        dpkg-query -W -f '${Status}' "${package}t64" 2>/dev/null | grep -q "install ok installed" ||
        missing="$missing $package"
done
[ -z "$missing" ] && exit 0

as_root=""
if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "note: please install:$missing (sudo apt-get install$missing)" >&2
        exit 0
    fi
fi
echo "installing system packages:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# one by one where the whole set fails: names differ between releases
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 ||
    for package in $missing; do
        $as_root apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
            echo "note: $package could not be installed" >&2
    done
