#!/usr/bin/env bash
# Makes the list of first names from the Social Security Administration's files, or from an older list: prints name,births.
# Takes yearly files (yob1880.txt …: name,sex,births) and lists (name,births, with a heading), in any mix, and sums the births over all.
# Removes two kinds of entries that are not names:
#   placeholders  the words of data/ssa-placeholders.csv
#   cut names     every entry of 15 letters: the source cuts names there, and the entry does not show whether it was cut
# Order: births, descending; then the name. A list that this script made comes out unchanged.
#   scripts/make-names.sh FILE… >LIST
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
data=${here%/scripts/*}/data
if (($# == 0)); then
    echo 'usage: scripts/make-names.sh FILE…' >&2
    exit 2
fi

echo name,births
LC_ALL=C awk -F, '
    { sub(/\r$/, "") }
    FILENAME == ARGV[1] { if (FNR > 1) placeholder[$1]; next }
    FNR == 1 && tolower($1) == "name" { next }
    { name = tolower($1) }
    length(name) < 15 && !(name in placeholder) { births[name] += $NF }
    END { for (name in births) printf "%s,%d\n", name, births[name] }
' "$data/ssa-placeholders.csv" "$@" | LC_ALL=C sort -t, -k2,2nr -k1,1
