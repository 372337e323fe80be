#!/usr/bin/env bash
# Compiles the built program to machine code (ReadyToRun) in place, so that its next start is quicker. ./unmask runs it in the background, once
# after each build; the first start does not wait. Where it fails, every start compiles what it needs, as the first one did.
#   scripts/compile-ahead.sh
set -euo pipefail

# Through links, as `bash SCRIPT`, and whatever CDPATH is.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/provision.sh
source "${here%/*}/provision.sh"

program="$root/artifacts/program"
built="$root/artifacts/unmask.built" done="$root/artifacts/ahead.done"

# The compiler is a package of the runtime's version, 12 MB.
compile() {
    local version runtimes compiler file
    # Another run may have done it while this one waited for the lock.
    [[ $built -nt $done ]] || return 0
    # Said first: a machine that cannot do it should not try at every start.
    touch "$done"
    read -r version runtimes < <(dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App \(10\.[^ ]*\) \[\(.*\)\]$/\1 \2/p' | sort -V | tail -n 1)
    compiler="$cache/crossgen2-$version"
    [[ -d $compiler ]] || fetch_from_package "Microsoft.NETCore.App.Crossgen2.$(runtime_id)" "$version" tools "$compiler"
    # A file of the program is replaced whole; one that is running keeps what it has. Files that are compiled already are refused: they stay.
    for file in "$program"/*.dll; do
        "$compiler/crossgen2" "$file" --out "$file.next" -O --reference "$runtimes/$version/*.dll" --reference "$program/*.dll" && mv -f "$file.next" "$file"
    done
}

find_dotnet
# No build goes on at the same time.
with_lock "$root/artifacts/build.lock" compile
