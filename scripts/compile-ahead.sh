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

compile() {
    # Another run may have done it while this one waited for the lock.
    [[ $built -nt $done ]] || return 0
    # Said first: a machine that cannot do it should not try at every start.
    touch "$done"
    # Generic code of other assemblies over our types is compiled too, with a check that these are still the same: without it half of what a start uses
    # is left to be compiled then.
    compile_ahead "$program" '--opt-cross-module:*' '--non-local-generics-module:*' -- "$program"/*.dll
}

find_dotnet
# No build goes on at the same time.
with_lock "$root/artifacts/build.lock" compile
