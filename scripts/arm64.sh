# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# Arm64 on an x64 Debian: an emulator, libraries, .NET's runtime, and what compiling for it needs. All but the emulator and the compiler, which apt
# installs, lies in the user's cache. Sourced, never run.

needs_emulation='
    qemu-user-static bin:qemu-aarch64-static
'
needs_cross='
    clang bin:clang
    lld bin:ld.lld
    llvm bin:llvm-objcopy
'
# What .NET's runtime loads: without libssl it cannot compute a SHA-256.
arm64_libraries=(libc6 libstdc++6 zlib1g libssl3 libgomp1)
# What compiling the program and libraylib takes, and drawing without a display.
arm64_development=("${arm64_libraries[@]}" libc6-dev libgcc-12-dev zlib1g-dev libgl-dev libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libosmesa6)

# arm64_folder NAME PACKAGE…: names in $arm64_unpacked a folder in the cache with these packages, and fetches them if it is not there.
arm64_folder() {
    arm64_unpacked="$cache/arm64-$1"
    [[ -d $arm64_unpacked ]] || with_lock "$arm64_unpacked.lock" fetch_arm64_folder "$arm64_unpacked" "${@:2}"
}

fetch_arm64_folder() {
    # Another run may have fetched it while this one waited for the lock.
    [[ -d $1 ]] || live "Fetching Debian's packages for arm64, once (usually 10 to 60 s): ${*:2}" bash "$root/scripts/debian-folder.sh" "$1" arm64 "${@:2}"
}

# ensure_cross RID: what compiling for that processor takes.
ensure_cross() {
    [[ $1 == linux-arm64 && $(runtime_id) == linux-x64 ]] || { say "For $1 nothing can be compiled here: only for linux-arm64, on an x64 Debian."; return 1; }
    ensure_packages "compiling for arm64" "$needs_cross" && arm64_folder development "${arm64_development[@]}"
}

# ensure_arm64_raylib: names in $arm64_raylib a libraylib for arm64, built from Debian's sources like the one for here.
ensure_arm64_raylib() {
    ensure_cross linux-arm64 || return 1
    arm64_raylib="$cache/arm64-raylib-6.0/libraylib.so"
    [[ -f $arm64_raylib ]] || with_lock "$cache/arm64-raylib.lock" build_arm64_raylib
}

build_arm64_raylib() {
    [[ -f $arm64_raylib ]] || live "Building raylib 6.0 for arm64, once (usually 1 to 3 minutes)" \
        bash "$root/scripts/build-raylib.sh" "$arm64_raylib" "$arm64_unpacked" </dev/null
}

# ensure_emulation: provides what run_on_arm64 needs. Only where qemu and Debian's packages are known to do: an x64 Debian.
ensure_emulation() {
    [[ $(runtime_id) == linux-x64 ]] && has apt-get || { say "Arm64 is emulated only on an x64 Debian."; return 1; }
    ensure_packages "emulating arm64" "$needs_emulation" || return 1
    arm64_folder libraries "${arm64_libraries[@]}" || return 1
    ensure_runtime linux-arm64
}

# run_on_arm64 FILE ARGUMENT…: runs an assembly, the very file that runs here, or a native program. $QEMU_CPU names another core than the default, which
# has everything.
run_on_arm64() {
    local program=$1
    shift
    [[ $program != *.dll ]] || { host_for linux-arm64 "$program"; program=$foreign_host; }
    # An emulator needs the code's pages writable, a small heap, and no debugger.
    QEMU_LD_PREFIX="$arm64_unpacked" DOTNET_ROOT="$(runtime_folder linux-arm64)" \
        DOTNET_EnableWriteXorExecute=0 DOTNET_GCHeapHardLimit=0x60000000 DOTNET_EnableDiagnostics=0 qemu-aarch64-static "$program" "$@"
}
