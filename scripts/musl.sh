# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# The C library musl on an x64 Debian: Debian's musl, and .NET's runtime for it. That also needs libgcc, libstdc++ and OpenSSL, which Debian has for
# glibc alone; a few functions stand in for what they miss (glibc-names.c). For comparisons, not for players. Sourced, never run.

needs_musl='
    musl /lib/ld-musl-x86_64.so.1
    gcc bin:gcc
'
musl_libraries="$cache/musl-libraries"

# ensure_musl: provides what run_on_musl needs.
ensure_musl() {
    [[ $(runtime_id) == linux-x64 ]] && has apt-get || { say "Programs for musl are run only on an x64 Debian."; return 1; }
    ensure_packages "programs for musl" "$needs_musl" && ensure_runtime linux-musl-x64 && with_lock "$musl_libraries.lock" gather_musl_libraries
}

gather_musl_libraries() {
    local name file next="$musl_libraries.next"
    rm -rf "$next"
    mkdir -p "$next"
    gcc -shared -fPIC -nostdlib -fno-stack-protector -O1 -w -o "$next/libglibc-names.so" "$root/scripts/glibc-names.c" || return 1
    # libstdc++ names glibc's loader, which must not be loaded.
    cp "$next/libglibc-names.so" "$next/ld-linux-x86-64.so.2"
    for name in libgcc_s.so.1 libstdc++.so.6 libssl.so.3 libcrypto.so.3; do
        for file in {/usr,}/lib/x86_64-linux-gnu/$name; do [[ ! -f $file ]] || ln -sfn "$file" "$next/$name"; done
    done
    rm -rf "$musl_libraries"
    mv "$next" "$musl_libraries"
}

# run_on_musl FILE.dll ARGUMENT…
run_on_musl() {
    host_for linux-musl-x64 "$1"
    LD_PRELOAD="$musl_libraries/libglibc-names.so" LD_LIBRARY_PATH="$musl_libraries" DOTNET_ROOT="$(runtime_folder linux-musl-x64)" DOTNET_EnableDiagnostics=0 \
        "$foreign_host" "${@:2}"
}
