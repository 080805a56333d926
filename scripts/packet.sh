#!/usr/bin/env bash
# Writes the promotion packet of the sample journal to docs/packet: the PDF, and its pages as pictures.
set -euo pipefail
cd "$(dirname "$0")/.."

helmlog=$(realpath "${CARGO_TARGET_DIR:-target}/debug/helmlog")
packet=docs/packet
[ -x "$helmlog" ] || { echo "There is no $helmlog yet: make packet builds it." >&2; exit 2; }

vault=$(mktemp -d)
trap 'rm -rf "$vault"' EXIT
export HELMLOG_VAULT=$vault/journal
"$helmlog" --quiet init >/dev/null
"$helmlog" --quiet sample >/dev/null

mkdir -p "$packet"
rm -f "$packet"/packet.pdf "$packet"/page-*.png
"$helmlog" --quiet portfolio --preset promotion-packet --dates en-GB --out "$packet/packet.pdf"
pdftoppm -r 80 -png "$packet/packet.pdf" "$packet/page"
ls "$packet"
