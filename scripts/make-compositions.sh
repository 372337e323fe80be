#!/usr/bin/env bash
# Makes src/Model/Text/compositions.txt: the data of every character for Unicode's canonical composition. The program runs
# without the system's Unicode library, so it needs its own copy. Needs python3; its unicodedata decides the version of Unicode.
#   "c FIRST LAST CLASS"        characters with a canonical combining class other than 0
#   "d CHARACTER PART [PART]"   a character and its canonical decomposition, one level deep
#   "x CHARACTER PART [PART]"   the same, but never composed again (singletons, exclusions, non-starters)
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
cd "${here%/scripts/*}"
python3 >src/Model/Text/compositions.txt <<'PY'
import unicodedata as u
print(f"# Unicode {u.unidata_version}, by scripts/make-compositions.sh")
codes = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
run = None
for c in codes:
    k = u.combining(chr(c))
    if run and run[1] + 1 == c and run[2] == k:
        run[1] = c
        continue
    if run and run[2]:
        print("c %x %x %d" % tuple(run))
    run = [c, c, k]
for c in codes:
    parts = u.decomposition(chr(c))
    if parts and not parts.startswith("<"):
        print("d" if u.normalize("NFC", chr(c)) == chr(c) else "x", "%x" % c, parts.lower())
PY
