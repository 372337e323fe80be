# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# .NET's runtime for other systems than this one, in the user's cache, to run on it the assemblies that were built here. Sourced, never run.

# runtime_folder RID: where the runtime for that system is, of the version that is here.
runtime_folder() {
    local version
    version=$(newest_runtime)
    printf '%s/dotnet-%s-%s' "$cache" "${version%% *}" "$1"
}

# ensure_runtime RID: fetches it, if it is not there.
ensure_runtime() {
    local folder
    folder=$(runtime_folder "$1")
    [[ -d $folder ]] || with_lock "$folder.lock" fetch_runtime "$1" "$folder"
}

fetch_runtime() {
    local rid=$1 folder=$2 parts="$2.parts" next="$2.next" version
    # Another run may have fetched it while this one waited for the lock.
    [[ ! -d $folder ]] || return 0
    version=$(newest_runtime)
    version=${version%% *}
    if ! live "Fetching .NET $version for $rid, once (33 MB; usually 10 to 60 s)" fetch_from_package "Microsoft.NETCore.App.Runtime.$rid" "$version" "runtimes/$rid" "$parts" ||
        ! fetch_from_package "Microsoft.NETCore.App.Host.$rid" "$version" "runtimes/$rid/native/apphost" "$parts/apphost"; then
        say "The package sources here do not serve .NET $version for $rid."
        return 1
    fi
    # As an installed .NET lies on its disk.
    rm -rf "$next"
    mkdir -p "$next/host/fxr/$version" "$next/shared/Microsoft.NETCore.App/$version"
    mv "$parts/native/libhostfxr.so" "$next/host/fxr/$version/"
    mv "$parts"/native/*.so "$parts"/lib/*/* "$next/shared/Microsoft.NETCore.App/$version/"
    mv "$parts/apphost" "$next/"
    rm -rf "$parts"
    mv "$next" "$folder"
}

# host_for RID FILE.dll: names in $foreign_host a program for that system which runs this assembly. It is the runtime's own, with the assembly's path
# where the SDK writes it: at 64 letters that stand for it.
host_for() {
    local name=${2##*/} place folder="$root/artifacts/hosts/$1" next
    mkdir -p "$folder"
    foreign_host="$folder/${name%.dll}"
    next=$(mktemp "$foreign_host.XXXXXX")
    cp -f "$(runtime_folder "$1")/apphost" "$next"
    place=$(LC_ALL=C grep -abo c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2 "$next")
    { printf '%s' "$(realpath --relative-to="$folder" "$2")"; head -c 64 /dev/zero; } | dd of="$next" bs=1 seek="${place%%:*}" conv=notrunc status=none
    chmod 755 "$next"
    mv -f "$next" "$foreign_host"
}
