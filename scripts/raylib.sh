# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# libraylib on Linux. Where it is looked for, in this order, which is the program's own too (src/Raylib/Native/NativeRaylib.cs; a test holds them
# together): RAYLIB_LIBRARY; the user's cache; the system. Where there is none, it is got from the first that has it: the NuGet package Raylib-cs
# (seconds), the system's packages, Debian's sources (minutes). Got once per user.

raylib_built="$cache/raylib-6.0/libraylib.so"
# The package's library can do all but draw without a display: it keeps GLFW's functions to itself, and that needs one of them.
raylib_packaged="$cache/raylib-6.0/package/libraylib.so"
# What the system's may be called: raylib 6.0 and 5.5. raylib changes its functions from version to version, so no other is tried.
raylib_versions=(600 550)
libc_folder=/lib
os_release=/etc/os-release

# find_raylib [offscreen]: prints the path of the first usable libraylib, or of the first that draws without a display.
find_raylib() {
    local file folder version
    for file in "$raylib_built" "$raylib_packaged"; do
        [[ ${1:-} == offscreen && $file == "$raylib_packaged" ]] && continue
        [[ -f $file ]] && printf '%s\n' "$file" && return
    done
    for version in "${raylib_versions[@]}"; do
        for folder in "${library_folders[@]}"; do
            file="$folder/libraylib.so.$version"
            [[ -f $file ]] && printf '%s\n' "$file" && return
        done
    done
    return 1
}

# ensure_raylib [offscreen]: finds libraylib, or gets it, and names it in RAYLIB_LIBRARY. With `offscreen` one that can only open a window is
# the last resort.
ensure_raylib() {
    local file
    on_linux || return 0
    [[ -z ${RAYLIB_LIBRARY:-} && ${RaylibBinding:-system} == system ]] || return 0
    if ! file=$(find_raylib "$@"); then
        with_lock "$cache/raylib.lock" get_raylib "$@" || return 1
        file=$(find_raylib "$@" || find_raylib) || return 1
    fi
    export RAYLIB_LIBRARY=$file
}

get_raylib() {
    local way ways=(unpack_raylib install_raylib build_raylib)
    if [[ ${1:-} == offscreen ]]; then ways=(install_raylib build_raylib unpack_raylib)
    # A system's own raylib may speak Wayland; the package's and the one built here speak X11.
    elif only_wayland; then ways=(install_raylib); fi
    # Another run may have got it while this one waited for the lock.
    find_raylib "$@" >/dev/null && return
    for way in "${ways[@]}"; do "$way" && return; done
    advise_raylib
    return 1
}

only_wayland() { [[ -z ${DISPLAY:-} && -n ${WAYLAND_DISPLAY:-} ]]; }

# The package has one library for Linux: for x64, and for the usual C library.
unpack_raylib() {
    [[ ! -f $raylib_packaged ]] || return 0
    [[ $HOSTTYPE == x86_64 ]] || return 1
    if on_musl; then
        say "The libraylib of the package Raylib-cs needs glibc; this system has musl."
        return 1
    fi
    say "Getting raylib 6.0 for the window, once: the package Raylib-cs (usually 3 to 15 s)"
    bash "$root/scripts/unpack-raylib.sh" "$raylib_packaged" </dev/null
}

on_musl() { compgen -G "$libc_folder/ld-musl-*" >/dev/null; }

# Newer systems than Debian 13 may package it, as libraylib and a version.
install_raylib() {
    local package
    has apt-get || return 1
    package=$(apt-cache pkgnames libraylib | grep -Fx "$(printf 'libraylib%s\n' "${raylib_versions[@]}")" | sort -V | tail -n 1)
    [[ -n $package ]] || return 1
    say "Installing $package (usually 5 to 20 s)"
    install_packages "$package" && find_raylib offscreen >/dev/null
}

build_raylib() {
    has apt-get || return 1
    bash "$root/scripts/build-raylib.sh" "$raylib_built" </dev/null
}

# Says what the user can do where nothing else helped.
advise_raylib() {
    local help
    # shellcheck disable=SC1090 # the system's own
    case " $(source "$os_release" 2>/dev/null && printf '%s %s' "${ID:-}" "${ID_LIKE:-}") " in
        *" alpine "*) help="apk add raylib mesa-dri-gallium" ;;
        *" arch "*) help="pacman -S raylib" ;;
        *" fedora "*) help="dnf install raylib" ;;
        *suse" "*) help="zypper install raylib-devel" ;;
        *" debian "*) help="a NuGet source that serves Raylib-cs" ;;
        *) help="your system's package of raylib" ;;
    esac
    if only_wayland; then
        say "Only Wayland is here (DISPLAY is not set), and the raylib that can be got for you speaks X11. What helps: Xwayland; or a raylib that speaks Wayland, perhaps your system's ($help), named in RAYLIB_LIBRARY."
    else
        say "The window needs libraylib 5.5 or 6.0. What helps: $help; or its file, named in RAYLIB_LIBRARY."
    fi
}
