#!/usr/bin/env bash
# Trains every denoiser whose weights are shipped, on the train split, writes its figures on the test split into its metadata, and
# makes the page that compares them with what the recipe of Micro Diffusion's scripts gives. The weights are the same, bit for bit, on
# every machine; an interrupted run goes on where it was.
#   scripts/train-weights.sh              all of them
#   scripts/train-weights.sh mlp          only these
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
root=${here%/scripts/*}
cd "$root"
denoisers=("$@")
(( $# )) || denoisers=(mlp residual transformer gpt microgpt)
baseline=artifacts/seed-recipe
mkdir -p "$baseline"

# train DENOISER FILE [OPTION…]: trains and records the figures.
train() {
    local denoiser=$1 file=$2
    shift 2
    ./unmask train --denoiser "$denoiser" --seed 7 --samples 0 --out "$file" --replace "$@"
    ./unmask evaluate --weights "$file" --exact --samples 0 --record
}

files=()
for denoiser in "${denoisers[@]}"; do
    # Perceptrons go on learning from larger batches; steps of the transformer are dear. Without noise a large denoiser soon knows its
    # names by heart: the steps of gpt are those after which the validation split got no better.
    case $denoiser in
        transformer) options=(--steps 30000) ;;
        gpt) options=(--steps 3000) ;;
        microgpt) options=(--steps 20000) ;;
        *) options=(--steps 40000 --batch-size 512) ;;
    esac
    train "$denoiser" "weights/$denoiser.safetensors" "${options[@]}"
    files+=("weights/$denoiser.safetensors")
    # The autoregressive baselines are none of Micro Diffusion's.
    [[ $denoiser == *gpt ]] && continue
    train "$denoiser" "$baseline/$denoiser-seed.safetensors" --recipe seed
    files+=("$baseline/$denoiser-seed.safetensors")
done
./unmask evaluate --weights "${files[@]}" --exact --report docs/evaluation --replace
