# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# What the entry scripts share: messages, paths, and a lock. Sourced, never run.

root="$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)"
cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/unmask"

# Everything said here goes to standard error: standard output belongs to the program.
say() { printf 'unmask: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

has() { command -v "$1" >/dev/null 2>&1; }
on_linux() { [[ $OSTYPE == linux* ]]; }

# Holds FILE's lock while COMMAND runs, so that two runs at once do not do the same work twice.
# macOS has no flock; there two runs at once may repeat work, but every result is still moved into place whole.
with_lock() {
    local file=$1
    shift
    mkdir -p "${file%/*}"
    if has flock; then
        ( flock 9; "$@" 9>&- ) 9>"$file"
    else
        "$@"
    fi
}
