# shellcheck shell=bash disable=SC2154 # names are shared among the sourced files
# ONNX Runtime's native library. Only measurements need it, so they fetch it, once per user. Sourced, never run.

# The version that src/Bench is compiled for.
onnxruntime_version() { package_version Microsoft.ML.OnnxRuntime.Managed; }

# Prints the library's path inside its package, for this system; nothing if there is none.
onnxruntime_inner() {
    local rid
    rid=$(runtime_id)
    case $rid in
        linux-musl-*) ;;
        linux-*) printf 'runtimes/%s/native/libonnxruntime.so' "$rid" ;;
        osx-arm64) printf 'runtimes/%s/native/libonnxruntime.dylib' "$rid" ;;
        win-*) printf 'runtimes/%s/native/onnxruntime.dll' "$rid" ;;
    esac
}

# Names the library in ONNXRUNTIME_LIBRARY if it was fetched before.
find_onnxruntime() {
    local inner file
    [[ -z ${ONNXRUNTIME_LIBRARY:-} ]] || return 0
    inner=$(onnxruntime_inner)
    file="$cache/onnxruntime-$(onnxruntime_version)/${inner##*/}"
    [[ -n $inner && -f $file ]] || return 1
    export ONNXRUNTIME_LIBRARY=$file
}

# Finds or fetches it. Without it everything else is measured.
ensure_onnxruntime() {
    local inner
    ! find_onnxruntime || return 0
    inner=$(onnxruntime_inner)
    [[ -n $inner ]] || { say "ONNX Runtime has no library for this system: going on without it."; return 1; }
    with_lock "$cache/onnxruntime.lock" fetch_onnxruntime "$inner" || say "ONNX Runtime could not be fetched: going on without it."
    find_onnxruntime
}

fetch_onnxruntime() {
    # Another run may have fetched it while this one waited for the lock.
    ! find_onnxruntime || return 0
    live "Fetching ONNX Runtime for the measurements, once (a package of 160 MB; usually 5 to 60 s)" \
        fetch_from_package Microsoft.ML.OnnxRuntime "$(onnxruntime_version)" "$1" "$cache/onnxruntime-$(onnxruntime_version)/${1##*/}"
}
