# shellcheck shell=bash disable=SC2034,SC2154 # names are shared among the sourced files
# The .NET SDK: finds it, checks it, builds with it.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export TESTINGPLATFORM_TELEMETRY_OPTOUT=1

find_dotnet() {
    local folder target
    if ! has dotnet; then
        for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
            [[ -n $folder && -x $folder/dotnet ]] && PATH="$folder:$PATH" && break
        done
    fi
    has dotnet || die "The .NET 10 SDK is needed, and there is no 'dotnet' on PATH. Get it from https://dotnet.microsoft.com/download"
    # The built program looks for its runtime here; there is no other way to find an SDK outside the usual folders.
    if [[ -z ${DOTNET_ROOT:-} ]]; then
        target=$(readlink -f "$(command -v dotnet)")
        export DOTNET_ROOT="${target%/*}"
    fi
    # Without ICU every .NET program, the SDK included, stops at its start unless this is set.
    if on_linux && ! present 'lib:libicuuc.so.*'; then export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1; fi
}

# Asks the SDK itself: it reads global.json and names the version it needs.
check_sdk() {
    local said
    if ! said=$(cd "$root" && dotnet --version 2>&1); then
        printf '%s\n' "$said" >&2
        die "The .NET 10 SDK is needed (see the lines above). Get it from https://dotnet.microsoft.com/download"
    fi
    [[ ${said%%.*} -ge 10 ]] || die "The .NET 10 SDK is needed; 'dotnet' is version $said. Get it from https://dotnet.microsoft.com/download"
}

# Inputs of the build besides its sources. A copied folder or another binding needs a full build.
build_identity="$root ${RaylibBinding:-}"

# up_to_date STAMP OUTPUT: no source has changed since STAMP, the start of the last good build.
up_to_date() {
    local inputs=() path
    [[ -f $1 && -f $2 ]] || return 1
    [[ $(<"$1") == "$build_identity" ]] || return 1
    for path in src data weights global.json nuget.config NuGet.config .editorconfig .globalconfig \
        Directory.Build.props Directory.Build.targets Directory.Packages.props; do
        [[ -e $root/$path ]] && inputs+=("$root/$path")
    done
    # Folders count too: deleting a file touches the folder that held it.
    [[ -z $(find "${inputs[@]}" \( -name bin -o -name obj \) -prune -o -newer "$1" -print -quit) ]]
}

# build STAMP PROJECT…: the stamp has the time of the build's start, so that an edit during the build is not missed.
build() {
    local stamp=$1 project
    shift
    begin_build "$stamp"
    for project in "$@"; do quiet_dotnet "$stamp.log" build "$project" || return 1; done
    end_build "$stamp"
}

# build_program STAMP PROJECT FOLDER: the same into FOLDER, as a player needs it (Directory.Build.props). The folder is replaced whole: an early end
# keeps the old one, no file of an earlier version remains, and no file of a running program changes.
build_program() {
    local stamp=$1 project=$2 folder=$3
    begin_build "$stamp"
    rm -rf "$folder.next" "$folder.old"
    # One process: the projects depend on each other, so there is little to run in parallel, and a second MSBuild takes five seconds to start.
    quiet_dotnet "$stamp.log" publish "$project" -o "$folder.next" -p:Player=true -m:1 || return 1
    [[ ! -e $folder ]] || mv -f "$folder" "$folder.old"
    mv -f "$folder.next" "$folder"
    rm -rf "$folder.old"
    end_build "$stamp"
}

# Progress of a player's build, for `live`.
compiled_parts() {
    local projects=("$root"/src/*/*.csproj) compiled
    compiled=$(find "$root/artifacts/player/obj" -path '*/release/*.dll' -not -path '*/ref*' -newer "$stamp.next" 2>/dev/null | wc -l)
    printf ', %d of %d parts compiled' "$compiled" "${#projects[@]}"
}

begin_build() {
    mkdir -p "${1%/*}"
    printf '%s\n' "$build_identity" >"$1.next"
}

end_build() { mv -f "$1.next" "$1"; }

# quiet_dotnet LOG VERB ARGUMENT…: in Release; prints only what went wrong.
quiet_dotnet() {
    local log=$1 compiler="unmask-$$-$RANDOM"
    shift
    # One compiler for all projects: a new one for each would spend most of its time compiling itself. Nothing may outlive this script, so the
    # compiler has a name, by which it is ended.
    ( trap 'end_compiler "$compiler"' EXIT
        cd "$root" && dotnet "$@" -c Release -nologo -v quiet -tl:off -nodeReuse:false -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" \
            >"$log" 2>&1 ) && return
    { grep -E '(error|warning) [A-Z]+[0-9]+' "$log" || tail -n 30 "$log"; } | awk '!seen[$0]++' >&2
    return 1
}

# end_compiler NAME: ends the compiler of that name, if there is one.
end_compiler() {
    local version
    version=$(cd "$root" && dotnet --version) || return 0
    dotnet "$(dotnet --list-sdks | sed -n "s|^$version \[\(.*\)\]\$|\1/$version|p")/Roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:$1" >/dev/null 2>&1 || true
}

# newest_runtime: prints version and folder of the newest .NET 10 here.
newest_runtime() { dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App \(10\.[^ ]*\) \[\(.*\)\]$/\1 \2/p' | sort -V | tail -n 1; }

# compile_ahead FOLDER OPTION... -- FILE...: compiles assemblies of a folder to machine code (ReadyToRun), in place, with these compiler options. The
# compiler is a package of the runtime's version, 12 MB. A file is replaced whole; a running program keeps the old one. The compiler refuses files that
# are compiled already; they stay.
compile_ahead() {
    local folder=$1 options=() version runtimes compiler file
    shift
    while [[ $1 != -- ]]; do options+=("$1"); shift; done
    shift
    read -r version runtimes < <(newest_runtime)
    compiler="$cache/crossgen2-$version"
    [[ -d $compiler ]] || fetch_from_package "Microsoft.NETCore.App.Crossgen2.$(runtime_id)" "$version" tools "$compiler" || return
    for file in "$@"; do
        "$compiler/crossgen2" "$file" --out "$file.next" -O ${options[@]+"${options[@]}"} --reference "$runtimes/$version/*.dll" --reference "$folder/*.dll" && mv -f "$file.next" "$file"
    done
}
