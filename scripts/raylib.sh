# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# libraylib on Linux. The order of the search is the program's (src/Raylib/Native/NativeRaylib.cs; a test compares
# them): RAYLIB_LIBRARY; the user's cache; the system. If there is none, the first source that has it provides it: the NuGet package Raylib-cs
# (seconds), the system's packages, Debian's sources (minutes). Once per user.

raylib_built="$cache/raylib-6.0/libraylib.so"
# The package's library cannot draw without a display: that needs one of GLFW's functions, which it does not export.
raylib_packaged="$cache/raylib-6.0/package/libraylib.so"
# Names of the system's library: raylib 6.0 and 5.5. raylib changes its functions between versions, so no other version is tried.
raylib_versions=(600 550)
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

# ensure_raylib [offscreen]: finds or gets libraylib, and names it in RAYLIB_LIBRARY. With `offscreen`, a library that can only open a window is
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
    # The system's raylib may use Wayland; the package's and the one built here use X11.
    elif only_wayland; then ways=(install_raylib); fi
    # Another run may have got it while this one waited for the lock.
    find_raylib "$@" >/dev/null && return
    for way in "${ways[@]}"; do "$way" && return; done
    advise_raylib
    return 1
}

only_wayland() { [[ -z ${DISPLAY:-} && -n ${WAYLAND_DISPLAY:-} ]]; }

# The package has one library for Linux: for x64 and the usual C library.
unpack_raylib() {
    case $(runtime_id) in
        linux-x64) ;;
        linux-musl-*) say "The libraylib of the package Raylib-cs needs glibc, and this system has musl."; return 1 ;;
        *) return 1 ;;
    esac
    [[ -f $raylib_packaged ]] || unpack_raylib_alone
}

# A subshell, so that its trap cleans up however it ends.
unpack_raylib_alone() (
    unchecked="$raylib_packaged.unchecked"
    trap 'rm -rf "$unchecked" "$unchecked.next"' EXIT
    # A source that does not answer is not asked again and again: there are other ways to get raylib.
    export NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=2
    live "Getting raylib 6.0 for the window, once: the package Raylib-cs (usually 3 to 15 s)" \
        fetch_from_package Raylib-cs "$(package_version Raylib-cs)" runtimes/linux-x64/native/libraylib.so "$unchecked" ||
        { say "The package sources here do not serve Raylib-cs with a libraylib for this system."; exit 1; }
    lacking=$(lacking_for "$unchecked")
    [[ -z $lacking ]] || { say "The libraylib of the package Raylib-cs is of no use here: $lacking"; exit 1; }
    mv -f -- "$unchecked" "$raylib_packaged"
)

# Prints why a library does not load here, or is not a usable raylib; nothing if all is well. Uses the system's own loader, as
# the program will, so a missing dependency shows while there are other ways.
lacking_for() {
    local line
    if has ldd; then
        while read -r line; do
            case $line in
                *'not found'* | *'undefined symbol'* | *'not a dynamic executable'* | Error*) printf '%s\n' "$line"; return ;;
            esac
        done < <(ldd -r "$1" 2>&1)
    fi
    # A function that came with raylib 5.5.
    grep -q IsTextureValid "$1" || printf 'it is older than raylib 5.5\n'
}

# Systems newer than Debian 13 may package it, as libraylib and a version.
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
    live "Building raylib 6.0 for the window, once (usually 1 to 3 minutes)" bash "$root/scripts/build-raylib.sh" "$raylib_built" </dev/null
}

# Says what the user can do if nothing else helped.
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
