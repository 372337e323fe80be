#!/usr/bin/env bash
# Makes src/Model/Names/compositions.txt anew from Python's copy of Unicode's tables: what normalisation form C needs to know of the first 65,536
# characters. The program runs without the system's Unicode library, so it cannot ask for it. Needs python3.
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
cd "${here%/scripts/*}"
python3 >src/Model/Names/compositions.txt <<'PY'
import unicodedata as u

characters = [chr(c) for c in range(0x80, 0x10000) if not 0xD800 <= c <= 0xDFFF and not 0xAC00 <= c <= 0xD7A3]
print('# Unicode', u.unidata_version)
print('# c CHARACTERS CLASS: combining classes; d CHARACTER PARTS: full canonical decompositions; p FIRST SECOND WHOLE: what is composed')
classes = {}
for c in characters:
    if u.combining(c):
        classes.setdefault(u.combining(c), []).append(c)
for number, members in sorted(classes.items()):
    print('c', ''.join(members).encode('utf-16-be').hex(), number)
for c in characters:
    parts = u.normalize('NFD', c)
    if parts != c and all(ord(p) < 0x10000 for p in parts):
        print('d', *(format(ord(p), 'x') for p in c + parts))
for c in characters:
    parts = u.decomposition(c).split()
    # What composes is a pair that normalisation itself puts together: that leaves Unicode's exclusions out.
    if len(parts) == 2 and not parts[0].startswith('<') and u.normalize('NFC', chr(int(parts[0], 16)) + chr(int(parts[1], 16))) == c:
        print('p', *(format(int(p, 16), 'x') for p in parts), format(ord(c), 'x'))
PY
