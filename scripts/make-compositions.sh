#!/usr/bin/env bash
# Makes src/Model/Names/compositions.txt anew: every letter of Unicode's first 65,536 characters that is canonically a character and a
# mark, as three hexadecimal numbers. The program runs without the system's Unicode library, so it cannot ask for them. Needs node.
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
cd "${here%/scripts/*}"
node >src/Model/Names/compositions.txt <<'JS'
const hex = (text) => text.charCodeAt(0).toString(16).padStart(4, '0');
for (let code = 0xc0; code < 0x10000; code++) {
    const letter = String.fromCharCode(code);
    if (!/\p{L}/u.test(letter) || (code >= 0xac00 && code <= 0xd7a3) || letter.normalize('NFC') !== letter) continue;
    // All marks but the last belong to the character that the last one is put on.
    const parts = letter.normalize('NFD');
    if (parts.length < 2) continue;
    const base = parts.slice(0, -1).normalize('NFC');
    if (base.length === 1 && (base + parts.at(-1)).normalize('NFC') === letter) console.log(hex(letter), hex(base), hex(parts.at(-1)));
}
JS
