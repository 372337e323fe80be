#!/usr/bin/env bash
# Checks the order of memory in WorkerTeam with the model checker spin: no run of the model may fail (src/Model/Learning/WorkerTeam.pml), and without any
# one of the four things that order it, some run must. Takes seconds. Code 77: there is no spin or no C compiler here.
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/common.sh
source "${here%/*}/common.sh"
# shellcheck source=scripts/packages.sh
source "$root/scripts/packages.sh"

ensure_packages "checking the order of memory" '
    spin bin:spin
    gcc bin:gcc
    libc6-dev /usr/include/stdio.h
' || exit 77
model="$root/src/Model/Learning/WorkerTeam.pml"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# search [MACRO]: all runs of the model; prints the search's figures on one line.
search() {
    spin ${1:+"-D$1"} -a "$model" >spin.log 2>&1 && gcc -O2 -DSAFETY -w -o search pan.c || { cat spin.log >&2; die "The model is broken."; }
    ./search -m1000000 >found 2>&1 || true
    ! grep -q 'max search depth too small' found || die "The search was cut short."
    sed -n 's/.*errors: \([0-9]*\)/\1 errors/p; s/^ *\([0-9]*\) states, stored.*/\1 states/p' found | tr '\n' ' '
}

wrong=
whole=$(search)
printf '%-20s %s\n' "as it is" "$whole"
[[ $whole == '0 errors '* ]] || wrong=1
for macro in $(sed -n 's/^ \*   \(NO_[A-Z_]*\) .*/\1/p' "$model"); do
    broken=$(search "$macro")
    printf '%-20s %s\n' "$macro" "$broken"
    [[ $broken == '1 errors '* ]] || wrong=1
done
[[ -z $wrong ]] || die "The model does not show what its head says."
