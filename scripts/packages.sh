# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# The system's packages. A need is searched for as a file, which takes microseconds and works on every Linux;
# a package manager is asked only when a file is missing.

library_folders=("/usr/lib/$HOSTTYPE-linux-gnu" "/lib/$HOSTTYPE-linux-gnu" /usr/lib64 /usr/lib /usr/local/lib)

# One need per line: Debian's package, then what it brings (lib:NAME, bin:NAME or a path; globs allowed).
needs_program='
    libicu* lib:libicuuc.so.*
    libssl3 lib:libssl.so.3
    ca-certificates /etc/ssl/certs
'
needs_window='
    libx11-6 lib:libX11.so.6
    libxcursor1 lib:libXcursor.so.1
    libxi6 lib:libXi.so.6
    libxinerama1 lib:libXinerama.so.1
    libxrandr2 lib:libXrandr.so.2
    libxrender1 lib:libXrender.so.1
    libgl1 lib:libGL.so.1
    libgl1-mesa-dri lib:dri/swrast_dri.so
    fonts-inter /usr/share/fonts/*/*nter*/*nter*
    fonts-jetbrains-mono /usr/share/fonts/*/jetbrains-mono/*
'
needs_offscreen='
    libosmesa6 lib:libOSMesa.so.[68]
'
needs_tests='
    xvfb bin:Xvfb
    xdotool bin:xdotool
    x11-utils bin:xwininfo
    x11-xkb-utils bin:setxkbmap
    imagemagick bin:import
'
needs_browser='
    chromium bin:chromium
'

present() {
    case $1 in
        bin:*) has "${1#bin:}" ;;
        lib:*)
            local folder
            for folder in "${library_folders[@]}"; do
                compgen -G "$folder/${1#lib:}" >/dev/null && return
            done
            return 1 ;;
        *) compgen -G "$1" >/dev/null ;;
    esac
}

# Prints the packages of NEEDS whose files are missing.
missing_packages() {
    local package file
    while read -r package file; do
        [[ -z $package ]] || present "$file" || printf '%s\n' "$package"
    done <<<"$1"
}

# Runs apt-get as root, quietly; its output is shown only when it fails.
apt_get() {
    local as_root=() log
    if (( EUID != 0 )); then
        has sudo || { say "Neither root nor sudo is here."; return 1; }
        as_root=(sudo)
    fi
    log=$(mktemp)
    if "${as_root[@]+"${as_root[@]}"}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# The name libicu* includes a version, which differs between Debian's releases.
exact_package_name() {
    if [[ $1 == 'libicu*' ]]; then
        apt-cache pkgnames libicu | grep -E '^libicu[0-9]+$' | sort -V | tail -n 1
    else
        printf '%s\n' "$1"
    fi
}

# Our own lock: apt waits for the lock of its installer, but not for that of its package lists.
install_packages() { with_lock "$cache/apt.lock" install_packages_alone "$@"; }

install_packages_alone() {
    local name names=()
    # A machine that never ran apt-get update knows no package; one that did long ago may know dead versions.
    [[ -n $(apt-cache pkgnames libicu 2>/dev/null) ]] || apt_get update || return 1
    for name in "$@"; do names+=("$(exact_package_name "$name")"); done
    apt_get install -y --no-install-recommends "${names[@]}" 2>/dev/null && return
    apt_get update && apt_get install -y --no-install-recommends "${names[@]}"
}

# ensure_packages PURPOSE NEEDS: installs what NEEDS lists and the machine lacks.
ensure_packages() {
    local purpose=$1 missing=()
    on_linux || return 0
    read -r -d '' -a missing < <(missing_packages "$2") || true
    (( ${#missing[@]} )) || return 0
    if ! has apt-get; then
        say "Missing for $purpose: what Debian calls ${missing[*]}. This is no Debian: please install them."
        return 1
    fi
    say "Installing for $purpose (usually 5 to 60 s): ${missing[*]}"
    install_packages "${missing[@]}" && return
    say "Could not install: ${missing[*]}. As root: apt-get update && apt-get install ${missing[*]}"
    return 1
}
