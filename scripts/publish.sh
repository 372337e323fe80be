#!/usr/bin/env bash
# Publishes Unmask as a native program, compiled ahead of time: it needs no .NET, and starts in a fraction of the time. Beside the folder
# it leaves an archive of it, to unpack on another machine of the same kind.
#   scripts/publish.sh [FOLDER]                                for every x64 processor with AVX2, or every arm64 one [FOLDER: artifacts/publish]
#   scripts/publish.sh --rid linux-arm64 [FOLDER]              for arm64, on an x64 Debian [FOLDER: artifacts/publish-linux-arm64]
#   scripts/publish.sh FOLDER -p:IlcInstructionSet=native      for this processor alone: wider vectors where it has them
# Needs a C compiler for linking (Debian: gcc or clang, and zlib1g-dev); for arm64 it installs one. Takes about a minute.
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/provision.sh
source "${here%/*}/provision.sh"

rid=
if [[ ${1:-} == --rid ]]; then
    (( $# >= 2 )) || die "--rid needs a name, as in --rid linux-arm64."
    rid=$2
    shift 2
fi
folder=${1:-$root/artifacts/publish${rid:+-$rid}}
(( $# == 0 )) || shift
[[ $folder != -* ]] || die "The first argument is the folder; options come after it."
own=$(runtime_id)
rid=${rid:-$own}
[[ -n $rid ]] || die "There is no publish for $(uname -sm); see src/Toy/Native.props for the settings."
[[ $rid != "$own" ]] || has clang || has gcc || die "A C compiler is needed for linking: install clang or gcc."

provision_program
check_sdk
say "Publishing for $rid into $folder (usually a minute)"
publish_native "$root/src/Toy/Toy.csproj" "$rid" "$folder" "$@" || die "The publish failed; the lines above say why."

# Includes the window's library. Every desktop has what the library needs (X11, OpenGL).
raylib=
if [[ $rid != "$own" ]]; then
    ensure_arm64_raylib && raylib=$arm64_raylib
elif on_linux; then
    ensure_raylib && raylib=${RAYLIB_LIBRARY:-}
fi
if [[ -n $raylib ]]; then
    mkdir -p "$folder/native"
    cp -L "$raylib" "$folder/native/libraylib.so"
elif [[ $rid == linux-* ]]; then
    say "Going on without libraylib: where the archive is unpacked, the system must have it."
fi
archive="${folder%/}.tar.gz"
tar -C "$folder" -czf "$archive.next" --exclude '*.dbg' --exclude '*.pdb' --transform 's,^\.,unmask,' . && mv -f "$archive.next" "$archive"
say "Done: $folder/unmask, and $archive ($(du -h "$archive" | cut -f 1))"
