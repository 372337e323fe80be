#!/usr/bin/env bash
# Makes every figure, table and picture of README.md and docs/, with a function for each.
#   scripts/figures.sh                    lists them
#   scripts/figures.sh NAME…              makes these: files where they belong, figures on standard output
# shellcheck disable=SC2317 # the functions are called by name
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/provision.sh
source "${here%/*}/provision.sh"
cd "$root"

# README: docs/prefix.gif, a name that must begin with "ma".
prefix() {
    local home code
    home=$(mktemp -d)
    # Without the user's settings, and as lines; the last line has the code of the game.
    code=$(env -u DISPLAY -u WAYLAND_DISPLAY UNMASK_HOME="$home" ./unmask play --pattern ma --seed 7 </dev/null 2>/dev/null | grep -o 'unmask1-[A-Za-z0-9_-]*')
    rm -rf "$home"
    ./unmask replay "$code" --gif docs/prefix.gif --replace >/dev/null
    du -k docs/prefix.gif
}

# README and docs: the scenes as players see them, docs/*.png. Needs Xvfb, xdotool and ImageMagick, which ./test installs.
pictures() {
    picture play.png 3 --pattern ma -- Return
    picture playing.png 1 --pattern ma -- space space space
    picture crowd.png 1.2 --scene Crowd --pattern ma
    picture train.png 5 --scene Train -- space
    picture race.png 6 --scene Race --pattern "*beth" -- space
    picture duel.png 2 --scene Duel
    picture engine.png 12 --scene Engine
}

# picture FILE SECONDS OPTION… [-- KEY…]: what the window shows SECONDS after the keys.
picture() (
    local file=$1 seconds=$2 line display server window home options=()
    shift 2
    while (( $# )) && [[ $1 != -- ]]; do options+=("$1"); shift; done
    (( $# == 0 )) || shift
    home=$(mktemp -d)
    trap 'kill $window $server; rm -rf "$home"' EXIT
    printf '{ "tourDone": true }\n' > "$home/settings.json"
    exec 3< <(exec Xvfb -displayfd 1 -screen 0 1280x720x24 2>/dev/null)
    server=$!
    read -r display <&3
    export DISPLAY=:$display UNMASK_HOME=$home
    exec 4< <(exec ./unmask play --seed 7 "${options[@]}" 2>&1)
    window=$!
    while read -r line <&4 && [[ $line != 'window ready' ]]; do :; done
    [[ $line == 'window ready' ]] || die "No window: $line"
    xdotool mousemove 1278 718
    sleep 1
    (( $# == 0 )) || xdotool key --delay 400 "$@"
    sleep "$seconds"
    import -window root "docs/$file"
    du -k "docs/$file"
)

# The goldens of the window's tests, in tests/Window.Tests/Golden. Look at them before they are committed.
goldens() { UNMASK_GOLDEN=write ./test Window.Tests; }

# README, "What fixed shapes buy": microseconds of every denoiser and its peers.
speed() { ./unmask benchmark --seconds 30; }

# docs/kernels.md, "Beside libxsmm, oneDNN and Eigen": products in GFLOP/s. Needs their packages and a C++ compiler, which that page names.
products() { ./unmask benchmark --products --seconds 60; }

# README, "How good the names are", weights/README.md, docs/evaluation: trains all weights, some hours.
quality() { scripts/train-weights.sh; }

# docs/evaluation alone, with the weights as they are and those of Micro Diffusion's recipe from the last training.
evaluation() { ./unmask evaluate --weights weights/*.safetensors artifacts/seed-recipe/*.safetensors --exact --report docs/evaluation --replace; }

# docs/samplers.md: both tables.
samplers() { ./unmask evaluate --denoiser transformer --samplers --temperature 0.8 --samples 400 --seed 7; }

# data/README.md: the lists that come with the program.
presets() { scripts/make-presets.sh; }

# docs/command-line.md: size of the published program, and milliseconds from its start to a result of `generate`: the median of 20.
start() {
    local folder=artifacts/publish
    scripts/publish.sh "$folder"
    du -m "$folder/unmask"
    milliseconds "$folder/unmask" generate --pattern ma --count 20 --seed 7
    ./unmask --version >/dev/null
    milliseconds artifacts/program/unmask generate --pattern ma --count 20 --seed 7
}

# milliseconds COMMAND…: the median of 20 runs after one that warms the disk's cache.
milliseconds() {
    local run begin times=()
    "$@" >/dev/null 2>&1
    for (( run = 0; run < 20; run++ )); do
        begin=$(date +%s%N)
        "$@" >/dev/null 2>&1
        times+=($(( ($(date +%s%N) - begin) / 10000 )))
    done
    printf '%s\n' "${times[@]}" | sort -n | awk -v command="$*" '{ t[NR] = $1 / 100 } END { printf "%.1f ms  %s\n", (t[10] + t[11]) / 2, command }'
}

# docs/reliability.md: damaged inputs per second of every reader, 5 times as many as in a test run.
fuzz() {
    check_sdk
    local tests
    for tests in Model.Tests Toy.Tests; do
        dotnet build "tests/$tests" -c Release -nologo -v quiet >&2
        UNMASK_FUZZ=5 "artifacts/bin/$tests/release/$tests" --filter-class '*ReaderTests' --filter-class '*FuzzTests' \
            --no-progress --no-ansi --output Detailed --show-live-output on | grep -E '^OUTPUT|^failed'
    done
}

# docs/reliability.md: mutation scores.
mutation() { scripts/mutation.sh; }


names=(prefix pictures goldens speed quality evaluation samplers presets start fuzz mutation)
if (( $# == 0 )); then
    grep -B1 -E "^($(IFS='|'; printf '%s' "${names[*]}"))\(\)" "${BASH_SOURCE[0]}" | sed -nE 's/^# (.*)/    \1/p; s/^([a-z]+)\(\).*/\1/p' |
        awk '/^ /{ about = $0; next } { printf "%-12s%s\n", $0, about }'
    exit
fi
for name in "$@"; do
    printf '%s\n' "${names[@]}" | grep -qx -- "$name" || die "There is no figure '$name': ${names[*]}."
done
provision_program
for name in "$@"; do
    say "Making: $name"
    "$name"
done
