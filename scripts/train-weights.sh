#!/usr/bin/env bash
# Trains every denoiser whose weights are shipped, on the train split, writes its figures on the test split into its metadata, and
# makes the page that compares them with the recipe of Micro Diffusion's scripts. The weights are the same, bit for bit, on
# every machine; an interrupted run continues where it stopped.
#   scripts/train-weights.sh              all of them
#   scripts/train-weights.sh mlp          only these
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
root=${here%/scripts/*}
cd "$root"
denoisers=("$@")
# The transformer teaches the perceptrons, so it comes first.
(( $# )) || denoisers=(transformer mlp residual gpt microgpt)
baseline=artifacts/seed-recipe
mkdir -p "$baseline"

# train DENOISER FILE [OPTION…]: trains and records the figures.
train() {
    local denoiser=$1 file=$2
    shift 2
    ./unmask train --denoiser "$denoiser" --seed 7 --samples 0 --out "$file" --replace "$@"
    ./unmask evaluate --weights "$file" --exact --samples 0 --record
}

files=() baselines=()
for denoiser in "${denoisers[@]}"; do
    # What counts is the number of names: the diffusing ones go on learning for hundreds of epochs. Without noise a large denoiser soon knows its
    # names by heart: gpt stops where the validation split stopped improving. The perceptrons learn from the transformer's predictions, which they cannot
    # know by heart.
    case $denoiser in
        transformer) options=(--steps 160000 --batch-size 128) ;;
        gpt) options=(--steps 6000) ;;
        microgpt) options=(--steps 20000) ;;
        *) options=(--teacher weights/transformer.safetensors --steps 24000 --batch-size 512 --weight-decay 0.02 --fraction-bits 6) ;;
    esac
    train "$denoiser" "weights/$denoiser.safetensors" "${options[@]}"
    files+=("weights/$denoiser.safetensors")
    # The autoregressive baselines are not from Micro Diffusion.
    [[ $denoiser == *gpt ]] && continue
    train "$denoiser" "$baseline/$denoiser-seed.safetensors" --recipe seed
    baselines+=("$baseline/$denoiser-seed.safetensors")
done
./unmask evaluate --weights "${files[@]}" "${baselines[@]}" --exact --report docs/evaluation --replace
