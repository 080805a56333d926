#!/usr/bin/env bash
# Brings in what building and testing need and is not there yet: packages of the system (Debian,
# Ubuntu) and of npm. Says what it does; does nothing the second time.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# The window, its icons and its plugins; then what the tests of the window need: a driver, a screen,
# a session bus, a window manager, a keychain, a reader for the exported PDF, and a watch over calls into the system.
to_build=(build-essential pkg-config perl
    libwebkit2gtk-4.1-dev libsoup-3.0-dev librsvg2-dev libxdo-dev libayatana-appindicator3-dev)
to_test=(libssl-dev webkit2gtk-driver xvfb dbus-x11 openbox wmctrl xdotool poppler-utils gnome-keyring
    strace faketime util-linux mount)

if has dpkg-query; then
    missing=()
    for package in "${to_build[@]}" "${to_test[@]}"; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$state" = installed ] || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        as_root=()
        if [ "$(id -u)" -ne 0 ]; then
            has sudo || fail "these packages are missing, and there is no sudo to install them: ${missing[*]}"
            as_root=(sudo)
        fi
        say "installing ${missing[*]}"
        "${as_root[@]}" apt-get update -qq
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
elif [ "$(uname -s)" = Linux ]; then
    say "this is not Debian or Ubuntu. Please see that you have WebKitGTK 4.1, libsoup 3, librsvg, libxdo and"
    say "libayatana-appindicator with their headers, a C compiler, make, perl and pkg-config; for the tests of"
    say "the window also OpenSSL's headers, WebKitWebDriver, Xvfb, dbus-daemon, openbox, wmctrl, xdotool, gnome-keyring, strace and pdftotext,"
    say "for the faults faketime, unshare and prlimit."
else
    say "please see that you have a C compiler, make and perl (macOS: xcode-select --install; Windows: the C++"
    say "build tools, Strawberry Perl and WebView2). The tests of the window run on Linux only."
fi

has cargo || fail "Rust is missing. Install it with rustup (https://rustup.rs), then run this again."
has node || fail "Node is missing. Helmlog's page is built with Node 20.19 or newer."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node $(node --version) is too old; 20.19 or newer is needed."

# npm's own check takes longer than everything above, so it is left out while the lock file is the same.
stamp=node_modules/.installed
if ! cmp -s package-lock.json "$stamp"; then
    say "installing the packages of npm"
    npm ci --no-audit --no-fund --loglevel=error
    cp package-lock.json "$stamp"
fi
