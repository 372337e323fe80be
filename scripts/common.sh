# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# Messages, paths and a lock for the entry scripts. Sourced, never run.

root="$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)"
cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/unmask"

# All messages go to standard error: standard output belongs to the program.
say() { printf 'unmask: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Ctrl+C also reaches the current step; the script ends after it. A step puts its result in place whole, at its end.
trap 'exit 130' INT
trap 'exit 143' TERM

has() { command -v "$1" >/dev/null 2>&1; }
on_linux() { [[ $OSTYPE == linux* ]]; }

# .NET's name for this system; nothing if it has none.
runtime_id() {
    local processor
    case $HOSTTYPE in
        x86_64) processor=x64 ;;
        aarch64 | arm64) processor=arm64 ;;
        *) return ;;
    esac
    case $OSTYPE in
        linux-musl*) printf 'linux-musl-%s' "$processor" ;;
        linux*) printf 'linux-%s' "$processor" ;;
        darwin*) printf 'osx-%s' "$processor" ;;
        msys* | cygwin*) printf 'win-%s' "$processor" ;;
    esac
}

# live WHAT COMMAND…: shows WHAT while COMMAND runs. On a terminal the line also has the seconds so far and the output of $how_far, if that is set.
live() {
    local what=$1 status=0 start=$SECONDS clock
    shift
    if [[ ! -t 2 ]]; then
        say "$what"
        "$@"
        return
    fi
    # The clock ends by itself if this script is killed.
    ( while kill -0 $$ 2>/dev/null; do printf '\r\e[Kunmask: %s: %d s%s' "$what" $(( SECONDS - start )) "$(${how_far:-})" >&2; sleep 0.5; done ) &
    clock=$!
    "$@" || status=$?
    kill "$clock" 2>/dev/null
    wait "$clock" 2>/dev/null || true
    printf '\r\e[K' >&2
    return "$status"
}

# Holds FILE's lock while COMMAND runs, so that two runs at once do not do the same work twice.
# macOS has no flock: two runs at once may repeat work there, but every result is still moved into place whole.
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
