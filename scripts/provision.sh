# shellcheck shell=bash
# Provides everything that a bare machine with git and the .NET SDK lacks. Sourced by ./unmask and ./test.

scripts="${BASH_SOURCE[0]%/*}"
# shellcheck source=scripts/common.sh
source "$scripts/common.sh"
# shellcheck source=scripts/packages.sh
source "$scripts/packages.sh"
# shellcheck source=scripts/dotnet.sh
source "$scripts/dotnet.sh"
# shellcheck source=scripts/nuget.sh
source "$scripts/nuget.sh"
# shellcheck source=scripts/onnxruntime.sh
source "$scripts/onnxruntime.sh"
# shellcheck source=scripts/runtimes.sh
source "$scripts/runtimes.sh"
# shellcheck source=scripts/arm64.sh
source "$scripts/arm64.sh"
# shellcheck source=scripts/musl.sh
source "$scripts/musl.sh"
# shellcheck source=scripts/native.sh
source "$scripts/native.sh"
# shellcheck source=scripts/raylib.sh
source "$scripts/raylib.sh"

# What building and every command need. A failed installation is no reason to stop: the SDK may work without it.
provision_program() {
    ensure_packages "building" "$needs_program" || true
    find_dotnet
}

# What the window needs. Without it `play` continues in the terminal, and says why.
provision_window() {
    ensure_packages "the window" "$needs_window" || true
    ensure_raylib || say "Going on without a window."
    # Engine shows it if it was fetched before; a game does not fetch it.
    find_onnxruntime || true
}

# What pictures of a game need. They are made without a display or in a hidden window.
provision_pictures() {
    local how=
    [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || how=offscreen
    ensure_packages "pictures" "$needs_window$needs_offscreen" || true
    ensure_raylib $how || say "Going on without pictures."
}

provision_tests() {
    ensure_packages "the tests" "$needs_window$needs_offscreen$needs_tests" || true
    ensure_raylib offscreen || say "Tests that draw will fail."
    ensure_packages "tests of web pages" "$needs_browser" || say "Tests in a browser will be skipped."
    ensure_onnxruntime || say "Tests that compare with it will fail."
    ensure_emulation || say "Tests on an emulated arm64 processor will be skipped."
}
