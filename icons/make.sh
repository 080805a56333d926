#!/bin/sh
# Draws every icon file from icon.svg and, up to 32 px, icon-small.svg.
# Needs rsvg-convert (librsvg) and python3. Not part of any build: run it after changing a drawing and commit the result.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for size in 16 24 32; do
  rsvg-convert -w "$size" -h "$size" icon-small.svg -o "$work/$size.png"
done
for size in 48 64 128 256 512 1024; do
  rsvg-convert -w "$size" -h "$size" icon.svg -o "$work/$size.png"
done

for size in 16 32 64 128 256 512; do
  cp "$work/$size.png" "${size}x${size}.png"
done
cp "$work/256.png" 128x128@2x.png
cp "$work/1024.png" icon.png

python3 - "$work" <<'PY'
import struct
import sys
from pathlib import Path

work = Path(sys.argv[1])
sizes = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
png = {size: (work / f"{size}.png").read_bytes() for size in sizes}

for size, data in png.items():
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    if (width, height, depth, colour) != (size, size, 8, 6):
        raise SystemExit(f"{size}: not an RGBA picture of 8 bits")

# ICO: a directory, then the pictures. A size of 256 is written as 0.
entries = [size for size in sizes if size <= 256]
at = 6 + 16 * len(entries)
head = struct.pack("<HHH", 0, 1, len(entries))
body = b""
for size in entries:
    side = size % 256
    head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png[size]), at + len(body))
    body += png[size]
Path("icon.ico").write_bytes(head + body)

# ICNS: blocks of a type, a length that counts its own eight bytes, and a picture.
kinds = {
    b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
    b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512,
}
blocks = b"".join(kind + struct.pack(">I", 8 + len(png[size])) + png[size] for kind, size in kinds.items())
Path("icon.icns").write_bytes(b"icns" + struct.pack(">I", 8 + len(blocks)) + blocks)
PY
