# shellcheck shell=bash disable=SC2154 # names are shared among the sourced files
# Native libraries and tools from NuGet packages that the build itself does not need. Sourced, never run.

# The folder of packages restored before.
packages_folder="${NUGET_PACKAGES:-${HOME:-/tmp}/.nuget/packages}"

# package_version PACKAGE: the version that the build names.
package_version() { sed -n 's/.*"'"$1"'" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props"; }

# fetch_from_package PACKAGE VERSION INNER TARGET: puts INNER, a file or folder of the package, at TARGET, whole or not at all. A package
# restored before is not downloaded again. Any other is downloaded from the user's own sources, and not kept. Fails silently.
fetch_from_package() {
    local inner="${1,,}/$2/$3" target=$4
    if [[ -e $packages_folder/$inner ]]; then
        put_in_place "$packages_folder/$inner" "$target"
        return
    fi
    # In a subshell, so that its trap cleans up however it ends.
    (
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' EXIT
        cat >"$folder/download.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="$1" Version="[$2]" /></ItemGroup>
</Project>
PROJECT
        cd "$folder" && dotnet restore download.csproj --packages "$folder/packages" -nologo -v quiet -tl:off >"$folder/log" 2>&1 </dev/null &&
            put_in_place "$folder/packages/$inner" "$target"
    )
}

# put_in_place SOURCE TARGET: copies beside TARGET, then renames.
put_in_place() {
    [[ -e $1 ]] && mkdir -p "${2%/*}" && rm -rf -- "$2.next" && cp -RL -- "$1" "$2.next" && chmod -R u+w "$2.next" && mv -f -- "$2.next" "$2"
}
