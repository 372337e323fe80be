# shellcheck shell=bash disable=SC2154 # names are shared among the sourced files
# Compiling ahead of time, for this processor or for arm64. Sourced, never run.

# publish_native PROJECT RID FOLDER OPTION…: publishes a native program. Says what went wrong.
publish_native() {
    local project=$1 rid=$2 folder=$3 log cross=()
    shift 3
    if [[ $rid != "$(runtime_id)" ]]; then
        ensure_cross "$rid" || return 1
        cross=(-p:SysRoot="$arm64_unpacked" -p:CppCompilerAndLinker=clang -p:LinkerFlavor=lld -p:ObjCopyName=llvm-objcopy)
    fi
    log=$(mktemp)
    if dotnet publish "$project" -c Release -r "$rid" -o "$folder" -p:Native=true -p:RunAnalyzers=false ${cross[@]+"${cross[@]}"} \
        -nologo -v quiet -tl:off -nodeReuse:false -p:UseSharedCompilation=false "$@" >"$log" 2>&1; then
        rm -f "$log"
        return
    fi
    { grep -E '(error|warning) ' "$log" || tail -n 30 "$log"; } | awk '!seen[$0]++' >&2
    rm -f "$log"
    return 1
}
