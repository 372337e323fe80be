#!/usr/bin/env bash
# Takes libraylib out of the NuGet package Raylib-cs: unpack-raylib.sh TARGET-FILE. Wants `dotnet` on PATH, and asks the user's own package sources.
# A program of its own, not a function: bash ignores `set -e` inside anything whose failure is handled, and an end midway must tidy up.
set -euo pipefail

# shellcheck source=scripts/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"
target=$1
mkdir -p "${target%/*}"
work=$(mktemp -d "${target%/*}/unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT

# A source that does not answer is not asked again and again: there are other ways to raylib.
export NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=2 NUGET_ENHANCED_NETWORK_RETRY_DELAY_MILLISECONDS=200
limit=()
if has timeout; then limit=(timeout 300); fi
if ! "${limit[@]+"${limit[@]}"}" dotnet msbuild "$root/scripts/raylib-package.proj" -restore -target:Take "-property:Into=$work" \
    -nologo -verbosity:quiet -terminalLogger:off -nodeReuse:false >"$work/log" 2>&1; then
    if grep -qE 'NU110[0-3]' "$work/log"; then die "No package source here has it."; fi
    problem=$(grep -m 1 -oE 'error .*' "$work/log" || tail -n 1 "$work/log")
    die "It could not be had from the package sources (${problem%% \[*})."
fi

# Loaded as the program will: what this system lacks shows now, while there are other ways.
library="$work/libraylib.so"
[[ -f $library ]] || die "It has no libraylib for this system."
if has ldd; then
    lacking=$({ ldd -r "$library" 2>&1 || true; } | grep -m 1 -E 'not found|undefined symbol|not a dynamic|rror|symbol not' || true)
    [[ -z $lacking ]] || die "Its libraylib does not load here: ${lacking#"${lacking%%[![:space:]]*}"}"
fi
# A function that came with 5.5.
grep -q IsTextureValid "$library" || die "Its libraylib is older than 5.5."
# Moved into place whole: whoever looks finds a finished library or none.
mv -f "$library" "$target"
