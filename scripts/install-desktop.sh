#!/usr/bin/env bash
# Adds Unmask to the desktop's menu, or removes it. Writes two files in the user's own folders, nothing else.
#   scripts/install-desktop.sh            this folder's ./unmask
#   scripts/install-desktop.sh --remove
set -euo pipefail

# Works through links, as `bash SCRIPT`, and with any CDPATH.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
# shellcheck source=scripts/common.sh
source "${here%/*}/common.sh"

# Where the freedesktop.org specifications put menu entries and icons.
data="${XDG_DATA_HOME:-$HOME/.local/share}"
entry="$data/applications/unmask.desktop" icon="$data/icons/hicolor/scalable/apps/unmask.svg"

case ${1:-} in
    --remove)
        rm -f "$entry" "$icon"
        say "Removed from the menu."
        exit ;;
    '') ;;
    *) say "Usage: scripts/install-desktop.sh [--remove]"; exit 2 ;;
esac

mkdir -p "${entry%/*}" "${icon%/*}"
cp "$root/docs/icon.svg" "$icon"
# In a quoted argument of Exec, these four are escaped, and the backslash once more, as in every string of the file. A literal % is doubled.
program=$(printf '%s' "$root/unmask" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g')
cat >"$entry.next" <<END
[Desktop Entry]
Type=Application
Name=Unmask
Comment=Play with text diffusion on first names
Exec="$program" play
Icon=unmask
Terminal=false
Categories=Game;Education;
END
mv -f "$entry.next" "$entry"
say "In the menu as Unmask; --remove takes it out. Start it once in a terminal first: that provisions and builds."
