#!/usr/bin/env bash
# Compiles the built program to machine code (ReadyToRun) in place, for a quicker next start. ./unmask runs this in the background, once
# after each build; the first start does not wait. If it fails, every start compiles what it needs, like the first one.
#   scripts/compile-ahead.sh
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/provision.sh
source "${here%/*}/provision.sh"

program="$root/artifacts/program"
built="$root/artifacts/unmask.built" done="$root/artifacts/ahead.done"

compile() {
    # Another run may have done this while this one waited for the lock.
    [[ $built -nt $done ]] || return 0
    # Noted first: a machine that cannot do it should not try at every start.
    touch "$done"
    # Generic code of other assemblies over our types is compiled too, with a check that those assemblies have not changed. Without it, half of the code
    # that a start uses would be compiled at the start.
    compile_ahead "$program" '--opt-cross-module:*' '--non-local-generics-module:*' -- "$program"/*.dll
}

find_dotnet
# No build runs at the same time.
with_lock "$root/artifacts/build.lock" compile
