#!/usr/bin/env bash
# Makes the word lists of data/ from Debian's and npm's packages: one entry a line, lower case, letters only, sorted, each once.
# Needs apt-get, dpkg-deb, npm and node, and current package lists. Only debian.txt changes from day to day.
#   scripts/make-presets.sh
set -euo pipefail

here=$(readlink -f -- "${BASH_SOURCE[0]}")
data=${here%/scripts/*}/data
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

# Keeps the lines of standard input with two or more lower-case letters and nothing else, and writes them to FILE.
keep() {
    perl -CSDA -ne 'chomp; print "$_\n" if /^\p{Ll}{2,}$/' | LC_ALL=C sort -u >"$data/$1"
    printf '%s: %s entries\n' "$1" "$(wc -l <"$data/$1")"
}

apt-get download -qq wamerican
dpkg-deb -x wamerican_*.deb wamerican
# Leaves out proper names and abbreviations: they have capitals.
grep -v '[^a-z]' wamerican/usr/share/dict/american-english | keep words.txt
# Leaves out mail addresses, to spare people unwanted mail.
sed 's/ <[^>]*@[^>]*>//' wamerican/usr/share/doc/wamerican/copyright >"$data/words-LICENSE.txt"

apt-cache pkgnames | grep -v '[^a-z]' | keep debian.txt

npm pack --silent @faker-js/faker@10.6.0 >/dev/null
tar -xzf faker-js-faker-*.tgz
cat >lists.mjs <<'JS'
import { allLocales } from './package/dist/index.js';
const lists = {
    greek: ['el', 'person.first_name', 'person.last_name', 'location.city_name'],
    hungarian: ['hu', 'location.city_name'],
    turkish: ['tr', 'person.first_name', 'person.last_name', 'location.city_name'],
    ukrainian: ['uk', 'person.first_name', 'person.last_name', 'location.city_name'],
};
const [locale, ...paths] = lists[process.argv[2]];
for (const path of paths) {
    const found = path.split('.').reduce((value, key) => value[key], allLocales[locale]);
    for (const name of Array.isArray(found) ? found : Object.values(found).flat())
        console.log(name.normalize('NFC').toLocaleLowerCase(locale));
}
JS
for list in greek hungarian turkish ukrainian; do node lists.mjs "$list" | keep "$list.txt"; done
cp package/LICENSE "$data/faker-LICENSE.txt"
