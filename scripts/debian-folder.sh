#!/usr/bin/env bash
# Unpacks Debian's packages for another processor, with all that they depend on: debian-folder.sh FOLDER PROCESSOR PACKAGE…
# Nothing is installed, and apt's lists stay as they are. FOLDER appears whole or not at all.
# A separate program, not a function: bash ignores `set -e` inside a function whose failure is handled, and an early end must clean up.
set -euo pipefail

# shellcheck source=scripts/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"
# shellcheck source=scripts/debian.sh
source "$root/scripts/debian.sh"
folder=$1 processor=$2
shift 2
mkdir -p "${folder%/*}"
work=$(mktemp -d "${folder%/*}/unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT

archive=$(debian_archive) || die "apt's configuration names no Debian archive here, and only Debian's packages for $processor are known."
read -r suite address <<<"$archive"
configure_apt "$work/apt" "deb [signed-by=$debian_keyring] $address $suite main"
# As if nothing was installed, so that all that a package needs comes with it.
: >"$work/apt/status"
cat >>"$work/apt/apt.conf" <<END
APT::Architecture "$processor";
APT::Architectures { "$processor"; };
Dir::State::status "$work/apt/status";
Debug::NoLocking "true";
END
if ! { private_apt "$work/apt" update && private_apt "$work/apt" -y --no-install-recommends --download-only install "$@"; } >"$work/log" 2>&1; then
    tail -n 5 "$work/log" >&2
    die "Debian's packages for $processor could not be fetched from $address: $*"
fi
for package in "$work"/apt/cache/archives/*.deb; do dpkg-deb -x "$package" "$work/root"; done
chmod 755 "$work/root"
# A link to /lib/… must not leave the folder.
while IFS= read -r -d '' link; do
    ln -sfn "$(realpath -ms --relative-to="${link%/*}" "$work/root$(readlink "$link")")" "$link"
done < <(find "$work/root" -type l -lname '/*' -print0)
rm -rf "$folder"
mv -f "$work/root" "$folder"
