#!/usr/bin/env bash
# Mutation check with Stryker.NET: changes the code of the diffusion and of the generator's plan stage, one small change at a time, and runs
# quick tests against each change: those of the plan, and for the diffusion those of the same files. So a score measures a file's own
# tests. Takes an hour and a half on two cores; reports go to artifacts/mutation.
#   scripts/mutation.sh                   everything
#   scripts/mutation.sh PART…             these: plan pattern board replay session sampler rules
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/provision.sh
source "${here%/*}/provision.sh"

provision_program
check_sdk
cd "$root"
dotnet tool restore >/dev/null

# The test projects read this and skip their slow tests.
export UNMASK_MUTATION=true

# check NAME PROJECT TESTS FILTER PATTERN…: writes a report; the scores are counted below.
check() {
    local name=$1 project=$2 tests=$3 filter=$4 patterns=() pattern
    shift 4
    for pattern in "$@"; do patterns+=(--mutate "$pattern"); done
    say "Mutating: $name"
    ( cd "tests/$tests" && dotnet stryker --config-file "$root/.config/stryker.json" --project "$project" "${patterns[@]}" \
        ${filter:+--test-case-filter "$filter"} --skip-version-check --output "$root/artifacts/mutation/$name" )
}

# diffusion NAME "FILE…" "TEST CLASS…"
diffusion() {
    local patterns=() filter
    read -r -a patterns <<<"$2"
    filter=$(printf '|FullyQualifiedName~.%s.' $3)
    check "$1" Model.csproj Model.Tests "${filter:1}" "${patterns[@]/#/**/}"
}

plan() { check plan Generators.csproj Generators.Tests "" '**/Planning/*.cs'; }
pattern() { diffusion pattern Pattern.cs PatternTests; }
board() { diffusion board "Board.cs BoardAction.cs Slot.cs SymbolSet.cs" "BoardTests BoardValueTests PatternTests SessionTests"; }
replay() { diffusion replay "Replay*.cs" "ReplayCodeTests ReplayNonsenseTests"; }
session() { diffusion session "Session.cs History.cs" "HistoryTests SessionTests"; }
sampler() { diffusion sampler "ReverseProcess.cs BoardBatch.cs Prediction.cs" "PredictionTests BoardBatchTests ReverseProcessTests"; }
rules() {
    diffusion rules "NoiseSchedule.cs ForwardProcess.cs CounterRandom.cs RevealOrders.cs Remaskings.cs SamplerSettings.cs SlotSequence.cs Introspection.cs Counterfactuals.cs DraftAndVerify.cs" \
        "NoiseScheduleTests ForwardProcessTests CounterRandomTests RevealOrderTests RemaskingTests SamplerSettingsTests SlotSequenceTests IntrospectionTests DraftAndVerifyTests"
}

# count STATUS REPORT…: mutants with that status.
count() { { grep -oh "\"status\": *\"$1\"" "${@:2}" || true; } | wc -l; }

# score NAME REPORT…: share of tested mutants that were killed or timed out.
score() {
    local name=$1 caught total
    shift
    caught=$(( $(count Killed "$@") + $(count Timeout "$@") ))
    total=$(( caught + $(count Survived "$@") + $(count NoCoverage "$@") ))
    printf '%-10s %4s of %4s  %s %%\n' "$name" "$caught" "$total" "$(( total ? 1000 * caught / total : 0 ))" | sed -E 's/([0-9])( %)$/.\1\2/'
}

parts=("$@")
(( $# )) || parts=(plan pattern board replay session sampler rules)
reports=()
for part in "${parts[@]}"; do
    case $part in plan | pattern | board | replay | session | sampler | rules) "$part" ;; *) die "There is no part '$part'." ;; esac
    reports+=("$root/artifacts/mutation/$part/reports/mutation-report.json")
done
for part in "${parts[@]}"; do score "$part" "$root/artifacts/mutation/$part/reports/mutation-report.json"; done
score together "${reports[@]}"
