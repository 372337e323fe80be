# shellcheck shell=bash disable=SC2154 # names are shared among the sourced files
# Debian's archive through a private configuration of apt: its sources, and its packages for other processors. The system's own lists do not change.
# Sourced, never run.

debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# debian_archive: prints suite and address of Debian's main archive, as this machine's apt configuration names them; fails if it names none.
debian_archive() {
    has apt-get && [[ -f $debian_keyring ]] || return 1
    # shellcheck disable=SC2016 # the $(…) are apt's
    apt-get indextargets --format '$(CREATED_BY) $(RELEASE) $(REPO_URI)' |
        awk '$1 == "Packages" && $2 !~ /-/ && !found { print $2, $3; found = 1 } END { exit !found }'
}

# configure_apt FOLDER LINE…: a configuration with these sources and nothing else.
configure_apt() {
    local folder=$1
    shift
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/parts"
    printf '%s\n' "$@" >"$folder/sources.list"
    # A mirror's copy of a suite may have passed its expiry date; signatures are still verified.
    cat >"$folder/apt.conf" <<END
Dir::State::lists "$folder/lists";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "$folder/parts";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
APT::Sandbox::User "root";
END
}

# private_apt FOLDER ARGUMENT…: apt-get with that configuration.
private_apt() { APT_CONFIG="$1/apt.conf" apt-get -q "${@:2}"; }
