#!/usr/bin/env bash
# Compares what the program makes on different processors, or on this one with some of its instructions off: names, predictions, games, weights,
# likelihoods (tests/Processors). Prints a Markdown table of what equals this processor, and fails if anything differs.
#   scripts/processors.sh                              all that this machine can be
#   scripts/processors.sh PROCESSOR…                   these
#   scripts/processors.sh --on PROCESSOR FILE.dll ARGUMENT…    runs one program, e.g. tests; code 77: there is no such processor here, and why
# Native programs are compiled first, a minute each.
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/provision.sh
source "${here%/*}/provision.sh"

# Processor, then what it is. The first is what the others are compared with.
processors='
    x64             this processor, all its instructions
    avx2            this processor without AVX-512
    sse             this processor with 128 bits: without AVX, FMA
    scalar          this processor without vectors
    masked          this processor, its FMA hidden from the C library, which then takes other paths
    musl            this processor with the C library musl
    native          this processor, compiled ahead of time
    arm64           arm64 with everything, emulated
    arm64-a72       a Cortex-A72, emulated
    arm64-scalar    arm64 without vectors, emulated
    arm64-native    arm64, compiled ahead of time here, emulated
'
assembly="$root/artifacts/bin/Processors/release/Processors.dll"

# on PROCESSOR FILE.dll ARGUMENT…
on() {
    local processor=$1
    shift
    case $processor in
        x64) dotnet "$@" ;;
        avx2) DOTNET_EnableAVX512=0 dotnet "$@" ;;
        sse) DOTNET_EnableAVX=0 dotnet "$@" ;;
        scalar) DOTNET_EnableHWIntrinsic=0 dotnet "$@" ;;
        masked) GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4 dotnet "$@" ;;
        native) "$(native_of "$1" linux-x64)" "${@:2}" ;;
        musl) run_on_musl "$@" ;;
        arm64) run_on_arm64 "$@" ;;
        arm64-a72) QEMU_CPU=cortex-a72 run_on_arm64 "$@" ;;
        arm64-scalar) DOTNET_EnableHWIntrinsic=0 run_on_arm64 "$@" ;;
        arm64-native) run_on_arm64 "$(native_of "$1" linux-arm64)" "${@:2}" ;;
    esac
}

# native_of FILE.dll RID: where its native twin is.
native_of() {
    local name=${1##*/}
    printf '%s/artifacts/native/%s-%s/%s' "$root" "${name%.dll}" "$2" "${name%.dll}"
}

# ready PROCESSOR FILE.dll: provides what PROCESSOR needs to run FILE; says why it cannot.
ready() {
    local name=${2##*/} rid=
    name=${name%.dll}
    case $1 in
        arm64*) ensure_emulation || return 1 ;;
        musl) ensure_musl || return 1 ;;
    esac
    case $1 in
        native) rid=linux-x64 ;;
        arm64-native) rid=linux-arm64 ;;
        *) return 0 ;;
    esac
    [[ $name == Processors ]] || { say "Ahead of time, only Processors is compiled here, not $name; scripts/publish.sh compiles the program."; return 1; }
    say "Compiling $name for $rid (usually a minute)"
    publish_native "$root/tests/Processors/Processors.csproj" "$rid" "$(dirname "$(native_of "$2" "$rid")")"
}

# lines_of PROCESSOR: writes what it makes of everything into a file.
lines_of() { on "$1" "$assembly" >"$results/$1.next" 2>"$results/$1.log" </dev/null && mv -f "$results/$1.next" "$results/$1"; }

# equal KIND PROCESSOR: how many lines of this kind are those of x64, as "137 of 137".
equal() {
    local all same
    all=$(grep -c "^$1 " "$results/x64")
    same=$({ grep "^$1 " "$results/x64" | grep -Fxc -f - "$results/$2"; } || true)
    printf '%s of %s' "$same" "$all"
}

known() { grep -q "^ *$1 " <<<"$processors"; }

find_dotnet
if [[ ${1:-} == --on ]]; then
    (( $# >= 3 )) && known "$2" || die "Usage: scripts/processors.sh --on PROCESSOR FILE.dll ARGUMENT…; processors: $(awk '{ printf "%s ", $1 }' <<<"$processors")"
    ready "$2" "$3" || exit 77
    on "${@:2}"
    exit
fi
for processor in "$@"; do known "$processor" || die "There is no processor '$processor': $(awk '{ printf "%s ", $1 }' <<<"$processors")"; done

provision_program
check_sdk
build "$root/artifacts/processors.built" "$root/tests/Processors/Processors.csproj" || die "The build failed; the lines above say why."
results="$root/artifacts/processors"
rm -rf "$results"
mkdir -p "$results"
done=() differing= ready=() running=0
for processor in $(awk '{ print $1 }' <<<"$processors"); do
    (( $# == 0 )) || [[ " x64 $* " == *" $processor "* ]] || continue
    if ready "$processor" "$assembly"; then ready+=("$processor"); else say "Going on without $processor."; fi
done
say "Running on ${ready[*]} (usually 1 to 3 minutes each, as many at once as there are cores)"
for processor in "${ready[@]}"; do
    (( running < $(nproc) )) || { wait -n || true; running=$(( running - 1 )); }
    lines_of "$processor" &
    running=$(( running + 1 ))
done
wait
for processor in "${ready[@]}"; do
    if [[ -f $results/$processor ]]; then done+=("$processor"); else say "It failed on $processor: $(tail -n 1 "$results/$processor.log")"; differing=1; fi
done

{
    printf '| |'; printf ' %s |' "${done[@]}"; printf '\n|---|'; printf '%.0s---|' "${done[@]}"; printf '\n'
    for kind in $(cut -d ' ' -f 1 "$results/x64" | uniq); do
        printf '| %s |' "$kind"
        for processor in "${done[@]}"; do printf ' %s |' "$(equal "$kind" "$processor")"; done
        printf '\n'
    done
} | tee "$results/table.md"
# Their differences, line by line.
for processor in "${done[@]}"; do diff --unchanged-line-format= --old-line-format= --new-line-format="$processor differs: %L" "$results/x64" "$results/$processor" >&2 || differing=1; done
[[ -z $differing ]]
