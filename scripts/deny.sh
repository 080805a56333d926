#!/usr/bin/env bash
# Checks licences, sources and bans of everything Rust that goes into Helmlog, and known
# vulnerabilities where their database is at hand. See deny.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/tool.sh

deny=$(tool cargo-deny '^0.20')

# The libraries of every system are looked at, not only those that were built here.
cargo fetch --locked --quiet

"$deny" --offline --log-level warn check --hide-inclusion-graph licenses bans sources

databases=${CARGO_HOME:-$HOME/.cargo}/advisory-dbs
# A fetch that failed leaves a folder behind, too.
has_databases() { compgen -G "$databases/*/.git" >/dev/null; }
if has_databases || { "$deny" fetch db >/dev/null 2>&1 && has_databases; }; then
    "$deny" --offline --log-level warn check --hide-inclusion-graph advisories
else
    echo "advisories: not checked, their database could not be fetched"
fi
