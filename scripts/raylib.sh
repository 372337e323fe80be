# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# libraylib on Linux: the one built before, the system's, a package of this system, or one built from Debian's sources.
# Debian 12 and 13 package none, so there it is built, once per user.

raylib_folder="$cache/raylib-6.0"
raylib_build_packages=(build-essential dpkg-dev cmake libgl-dev libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev)

# Prints the path of a usable libraylib: ours first, then the system's (5.5 or newer).
find_raylib() {
    local name folder
    if [[ -f $raylib_folder/libraylib.so ]]; then
        printf '%s\n' "$raylib_folder/libraylib.so"
        return
    fi
    for folder in "${library_folders[@]}"; do
        for name in libraylib.so.600 libraylib.so.550; do
            [[ -f $folder/$name ]] && printf '%s\n' "$folder/$name" && return
        done
    done
    return 1
}

# Finds libraylib, or builds it, and names it in RAYLIB_LIBRARY.
ensure_raylib() {
    on_linux || return 0
    [[ -z ${RAYLIB_LIBRARY:-} && ${RaylibBinding:-system} == system ]] || return 0
    if ! find_raylib >/dev/null; then
        has apt-get || { say "libraylib 5.5 or newer is needed for the window: please install your system's package of raylib."; return 1; }
        with_lock "$cache/raylib.lock" build_raylib || return 1
    fi
    RAYLIB_LIBRARY=$(find_raylib)
    export RAYLIB_LIBRARY
}

# Newer systems than Debian 13 may package it, as libraylib and a version: 550, 600.
install_raylib() {
    local package
    package=$(apt-cache pkgnames libraylib | grep -E '^libraylib(5[5-9]|[6-9])[0-9]*$' | sort -V | tail -n 1) || return 1
    say "Installing $package (usually 5 to 20 s)"
    install_packages "$package" && find_raylib >/dev/null
}

build_raylib() {
    local log status=0
    # Another run may have built it while this one waited for the lock.
    [[ ! -f $raylib_folder/libraylib.so ]] || return 0
    install_raylib && return
    say "Building raylib 6.0 for the window, once (usually 1 to 3 minutes)"
    install_packages "${raylib_build_packages[@]}" || { say "Could not install its build tools: ${raylib_build_packages[*]}"; return 1; }
    mkdir -p "$raylib_folder"
    log=$(mktemp)
    bash "$root/scripts/build-raylib.sh" "$raylib_folder/libraylib.so" </dev/null >"$log" 2>&1 || status=$?
    if (( status )); then
        tail -n 25 "$log" >&2
        say "raylib could not be built; the lines above say why."
    else
        sed -n 's/^note: /unmask: /p' "$log" >&2
    fi
    rm -f "$log"
    return "$status"
}
