#!/usr/bin/env bash
# Publishes Unmask as a native program, compiled ahead of time: it needs no .NET, and starts in a fraction of the time. Beside the folder
# it leaves an archive of it, to unpack on another machine of the same kind.
#   scripts/publish.sh [FOLDER]                                for every x64 processor with AVX2, or every arm64 one [FOLDER: artifacts/publish]
#   scripts/publish.sh FOLDER -p:IlcInstructionSet=native      for this processor alone: wider vectors where it has them
# Needs a C compiler for linking (Debian: gcc or clang, and zlib1g-dev). Takes about a minute.
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/provision.sh
source "${here%/*}/provision.sh"

folder=${1:-$root/artifacts/publish}
(( $# == 0 )) || shift
[[ $folder != -* ]] || die "The first argument is the folder; options come after it."
has clang || has gcc || die "A C compiler is needed for linking: install clang or gcc."

provision_program
check_sdk
rid=$(runtime_id)
[[ -n $rid ]] || die "There is no publish for $(uname -sm); see src/Toy/Native.props for the settings."

say "Publishing into $folder (usually a minute)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! dotnet publish "$root/src/Toy/Toy.csproj" -c Release -r "$rid" -o "$folder" -p:Native=true -p:RunAnalyzers=false \
    -nologo -v quiet -tl:off -nodeReuse:false -p:UseSharedCompilation=false "$@" >"$log" 2>&1; then
    { grep -E '(error|warning) ' "$log" || tail -n 30 "$log"; } | awk '!seen[$0]++' >&2
    die "The publish failed; the lines above say why."
fi

# Includes the window's library. Every desktop has what the library needs (X11, OpenGL).
if on_linux; then
    ensure_raylib || say "Going on without libraylib: where the archive is unpacked, the system must have it."
    if [[ -n ${RAYLIB_LIBRARY:-} ]]; then
        mkdir -p "$folder/native"
        cp -L "$RAYLIB_LIBRARY" "$folder/native/libraylib.so"
    fi
fi
archive="${folder%/}.tar.gz"
tar -C "$folder" -czf "$archive.next" --exclude '*.dbg' --exclude '*.pdb' --transform 's,^\.,unmask,' . && mv -f "$archive.next" "$archive"
say "Done: $folder/unmask, and $archive ($(du -h "$archive" | cut -f 1))"
