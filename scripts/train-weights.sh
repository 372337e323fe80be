#!/usr/bin/env bash
# Trains every denoiser whose weights are shipped, on the train split, writes its figures on the test split into its metadata, and
# makes the page that compares them. The weights are the same, bit for bit, on every machine; an interrupted run goes on where it was.
#   scripts/train-weights.sh              all of them
#   scripts/train-weights.sh mlp          only these
set -euo pipefail

root="$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)"
cd "$root"
denoisers=("$@")
(( $# )) || denoisers=(mlp)

for denoiser in "${denoisers[@]}"; do
    file="weights/$denoiser.safetensors"
    ./unmask train --denoiser "$denoiser" --seed 7 --out "$file" --samples 0
    ./unmask evaluate --weights "$file" --exact --samples 0 --record
done
./unmask evaluate --report docs/evaluation --exact
