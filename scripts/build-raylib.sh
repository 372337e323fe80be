#!/usr/bin/env bash
# Builds libraylib from Debian's source packages: build-raylib.sh TARGET-FILE. Installs the build tools, if they are missing.
# For arm64: build-raylib.sh TARGET-FILE FOLDER, where FOLDER has that processor's libraries and headers.
# A separate program, not a function: bash ignores `set -e` inside a function whose failure is handled, and an early end must clean up.
set -euo pipefail

# shellcheck source=scripts/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"
# shellcheck source=scripts/packages.sh
source "$root/scripts/packages.sh"
# shellcheck source=scripts/debian.sh
source "$root/scripts/debian.sh"
build_tools=(build-essential dpkg-dev cmake libgl-dev libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev)
target=$1
cross=()
if (( $# > 1 )); then
    # The headers come from the folder.
    build_tools=(make dpkg-dev cmake clang lld)
    cross=(-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 -DCMAKE_SYSROOT="$2" -DCMAKE_FIND_ROOT_PATH="$2"
        -DCMAKE_C_COMPILER=clang -DCMAKE_C_COMPILER_TARGET=aarch64-linux-gnu -DCMAKE_LIBRARY_PATH="$2/usr/lib/aarch64-linux-gnu"
        -DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld -DCMAKE_SHARED_LINKER_FLAGS=-fuse-ld=lld
        -DCMAKE_FIND_ROOT_PATH_MODE_PROGRAM=NEVER -DCMAKE_FIND_ROOT_PATH_MODE_LIBRARY=ONLY -DCMAKE_FIND_ROOT_PATH_MODE_INCLUDE=ONLY)
fi
mkdir -p "${target%/*}"
work=$(mktemp -d "${target%/*}/build.XXXXXX")
cd "$work"

# The tools' output goes to a log. Its end is shown only when something unexpected fails.
exec 3>&2 >log 2>&1
say() {
# The caller's clock may already have written on the line.
    [[ ! -t 3 ]] || printf '\r\e[K' >&3
    printf 'unmask: %s\n' "$*" >&3
}
finish() {
    local status=$?
# Not after a signal to end.
    if (( status && status < 128 )) && [[ -s log ]]; then
        tail -n 25 log >&3
        say "raylib could not be built; the lines above say why."
    fi
    rm -rf "$work"
}
trap finish EXIT
give_up() { say "$*"; : >log; exit 1; }

# Sources first: if the archive has none, nothing needs to be installed.
archive=$(debian_archive) || give_up "raylib cannot be built here: apt's configuration names no Debian archive, and only Debian has its sources."
configure_apt "$work/apt" "deb-src [signed-by=$debian_keyring] ${archive#* } sid main" "deb-src [signed-by=$debian_keyring] ${archive#* } trixie main"
private_apt "$work/apt" update || give_up "raylib cannot be built here: this system's package archive has no suite sid with its sources, or does not answer ($(grep -m 1 '^E: ' log || echo 'no reason given'))."

# fetch PACKAGE VERSION TARBALL SHA256
fetch() {
    if private_apt "$work/apt" source --download-only "$1=$2"; then
        sha256sum -c - <<<"$4  $3"
    else
        # Debian's signatures cover whichever version the archive holds now.
        private_apt "$work/apt" source --download-only "$1" || give_up "raylib cannot be built here: this system's package archive has no sources of $1."
        say "$1 $2 is gone from Debian's archive; building the newest there instead."
    fi
}
fetch raylib 6.0+ds-2 raylib_6.0+ds.orig.tar.gz 48063be6305afd417a7f44fc588b2f266354cb30c0073ba8fb503d5a0429688e
fetch glfw3 3.4-3 glfw3_3.4.orig.tar.gz c038d34200234d071fae9345bc455e4a8f2f544ab60150765d7704e08f3dac01

install_packages "${build_tools[@]}" || give_up "Could not install its build tools: ${build_tools[*]}"

# Debian 12's GLFW is too old for raylib 6, and Debian's raylib includes none.
mkdir -p raylib/src/external/glfw
tar -xf raylib_*.orig.tar.* -C raylib --strip-components=1
tar -xf glfw3_*.orig.tar.* -C raylib/src/external/glfw --strip-components=1

# _GLFW_BUILD_DLL exports GLFW's functions from the same library: drawing off-screen needs one of them.
cmake -S raylib -B build -DBUILD_SHARED_LIBS=ON -DCMAKE_BUILD_TYPE=Release -DBUILD_EXAMPLES=OFF \
    ${cross[@]+"${cross[@]}"} -DUSE_EXTERNAL_GLFW=OFF -DOpenGL_GL_PREFERENCE=GLVND \
    -DCMAKE_C_FLAGS=-D_GLFW_BUILD_DLL -DCMAKE_C_STANDARD_LIBRARIES=-lm
cmake --build build --parallel "$(nproc)"

# Moved into place whole, so nobody finds an unfinished library.
mv -f "$(find "$work/build" -name 'libraylib.so*' -type f -print -quit)" "$target"
