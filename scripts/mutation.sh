#!/usr/bin/env bash
# Mutation check with Stryker.NET: changes the code of the diffusion and of the generator's plan stage, one small change at a time, and runs the
# quick tests against each. Takes some twenty minutes on two cores; the report goes to artifacts/mutation.
#   scripts/mutation.sh [plan|diffusion]      one of the two, or both
set -euo pipefail

here=${BASH_SOURCE[0]}
[[ ! -L $here ]] || here=$(readlink -f "$here")
# shellcheck source=scripts/provision.sh
source "$(cd "${here%/*}" && pwd -P)/provision.sh"

provision_program
check_sdk
cd "$root"
dotnet tool restore >/dev/null

# Read by the test projects, which then leave their slow tests out.
export UNMASK_MUTATION=true

# check NAME PROJECT TESTS PATTERN…: fails below 80 %.
check() {
    local name=$1 project=$2 tests=$3 patterns=() pattern
    shift 3
    for pattern in "$@"; do patterns+=(--mutate "$pattern"); done
    say "Mutating: $name"
    ( cd "tests/$tests" && dotnet stryker --config-file "$root/.config/stryker.json" --project "$project" "${patterns[@]}" \
        --skip-version-check --output "$root/artifacts/mutation/$name" )
}

case ${1:-both} in
    plan | both) check plan Generators.csproj Generators.Tests '**/Planning/*.cs' ;;&
    diffusion | both) check diffusion Model.csproj Model.Tests '**/Diffusion/*.cs' ;;&
    plan | diffusion | both) ;;
    *) die "plan, diffusion, or nothing for both." ;;
esac
