#!/usr/bin/env bash
# Writes the promotion packet of the sample journal in every format, and has it looked at by programs that others
# wrote: qpdf, poppler, LibreOffice, html-validate, xmllint, cmark, veraPDF. What is not installed is left out and
# said. Everything that was made stays in target/documents.
#
# With OOXML_SCHEMAS naming a folder that has wml.xsd of ECMA-376, the parts of the Word document are held against it.
set -euo pipefail
cd "$(dirname "$0")/.."

helmlog=$(realpath "${CARGO_TARGET_DIR:-target}/debug/helmlog")
made=target/documents
read_back=$made/read-back
failed=0
[ -x "$helmlog" ] || { echo "There is no $helmlog yet: make documents builds it." >&2; exit 2; }

has() { command -v "$1" >/dev/null 2>&1; }
report() { printf '%-9s %-7s %s\n' "$1" "$2" "$3"; }
good() { report "$1" ok "$2"; }
bad() {
    report "$1" FAILED "$2"
    failed=1
}
left_out() { report "$1" - "not checked: $2 is not installed"; }

# One line a paragraph in, one line of single words out: what programs differ in is where they break lines. Dots after
# numbers are left out, since a page sets "1  Title" and a text "1. Title".
flat() { tr '\f\n\t' '   ' | sed 's/\xc2\xa0/ /g; s/\xe2\x80\x8b//g; s/\([0-9]\)\. /\1 /g' | tr -s ' '; }

# Whether all lines of the first file are in the text of the second, both flat; says which is not.
holds() {
    local of=$1 wanted=$2 text=$3 what=$4 line missing=0
    while IFS= read -r line; do
        line=$(printf '%s' "$line" | flat)
        grep -qF -- "$line" "$text" || { bad "$of" "$what is missing: $line"; missing=1; }
    done <"$wanted"
    [ "$missing" = 1 ] || good "$of" "$(wc -l <"$wanted") $what"
}

equal() {
    local of=$1 what=$2 wanted=$3 found=$4
    if [ "$wanted" = "$found" ]; then good "$of" "$found $what"; else bad "$of" "$found $what instead of $wanted"; fi
}

count() { grep -c -- "$@" || true; }

rm -rf "$made"
mkdir -p "$read_back"
vault=$(mktemp -d)
trap 'rm -rf "$vault"' EXIT
export HELMLOG_VAULT=$vault/journal
"$helmlog" --quiet init >/dev/null
"$helmlog" --quiet sample >/dev/null
for format in pdf docx html md json; do
    "$helmlog" --quiet portfolio --preset promotion-packet --out "$made/packet.$format" >/dev/null
    good "$format" "$(stat -c %s "$made/packet.$format") bytes"
done

# What the others are compared with is the Markdown: its headings, and the titles of the entries in its last table.
plain() { sed 's/\\\([][\\`*_<>|~&$#+.)=-]\)/\1/g'; }
sed -n 's/^#\{1,3\} //p' "$made/packet.md" | plain >"$read_back/headings"
sed -n 's/^| E[0-9]* | [^|]* | [^|]* | \(.*\) |$/\1/p' "$made/packet.md" | plain | sed 's/ (written later)$//' >"$read_back/titles"
sections=$(count '^## ' "$made/packet.md")
stories=$(count '^### ' "$made/packet.md")
tables=$(count '^|---' "$made/packet.md")

# PDF

pages=0
if has qpdf; then
    if qpdf --check "$made/packet.pdf" >"$read_back/qpdf.txt" 2>&1; then good pdf "qpdf --check"; else bad pdf "qpdf --check, see $read_back/qpdf.txt"; fi
else left_out pdf qpdf; fi
if has pdftotext; then
    pages=$(pdfinfo "$made/packet.pdf" 2>/dev/null | awk '/^Pages:/ { print $2 }')
    pdftotext -layout "$made/packet.pdf" - | flat >"$read_back/pdf.txt"
    pdftotext "$made/packet.pdf" - | flat >>"$read_back/pdf.txt"
    good pdf "$pages pages"
    holds pdf "$read_back/headings" "$read_back/pdf.txt" headings
else left_out pdf pdftotext; fi
if has verapdf; then
    if verapdf --flavour ua1 --format text "$made/packet.pdf" | grep -q ^PASS; then good pdf "PDF/UA-1, says veraPDF"; else bad pdf "PDF/UA-1"; fi
else left_out pdf verapdf; fi

# Word

if has unzip && has xmllint; then
    unzip -qo "$made/packet.docx" -d "$read_back/docx"
    while IFS= read -r -d '' part; do
        xmllint --noout "$part" 2>>"$read_back/xmllint.txt" || bad docx "$part is no XML"
    done < <(find "$read_back/docx" -type f -print0)
    good docx "$(find "$read_back/docx" -type f | wc -l) parts are XML"
    if [ -n "${OOXML_SCHEMAS:-}" ]; then
        for part in document styles numbering settings footer1; do
            if xmllint --noout --schema "$OOXML_SCHEMAS/wml.xsd" "$read_back/docx/word/$part.xml" 2>>"$read_back/xmllint.txt"; then
                good docx "$part keeps to the schema"
            else bad docx "$part breaks the schema, see $read_back/xmllint.txt"; fi
        done
    fi
else left_out docx "unzip or xmllint"; fi
if has soffice; then
    office() {
        soffice "-env:UserInstallation=file://$vault/office" --headless --convert-to "$1" --outdir "$read_back" "$2" >/dev/null 2>&1
    }
    office pdf "$made/packet.docx"
    office html "$made/packet.docx"
    structure=$(tr -d '\n' <"$read_back/packet.html" | sed 's/</\n</g')
    equal docx "sections are headings" "$sections" "$(count '^<h1[ >]' <<<"$structure")"
    equal docx "stories and parts are headings" "$stories" "$(count '^<h2[ >]' <<<"$structure")"
    equal docx "tables" "$tables" "$(count '^<table[ >]' <<<"$structure")"
    equal docx "tables repeat their head" "$tables" "$(count '^<thead' <<<"$structure")"
    grep -q '^<li>' <<<"$structure" && good docx "lists are lists" || bad docx "lists are no lists"
    if has pdftotext; then
        pdftotext -layout "$read_back/packet.pdf" - | flat >"$read_back/docx.txt"
        pdftotext "$read_back/packet.pdf" - | flat >>"$read_back/docx.txt"
        holds docx "$read_back/headings" "$read_back/docx.txt" headings
        office_pages=$(pdfinfo "$read_back/packet.pdf" 2>/dev/null | awk '/^Pages:/ { print $2 }')
        apart=$((office_pages > pages ? office_pages - pages : pages - office_pages))
        if [ "$apart" -le $((pages / 4 > 1 ? pages / 4 : 1)) ]; then
            good docx "$office_pages pages, as a PDF $pages"
        else bad docx "$office_pages pages, but as a PDF $pages"; fi
    fi
    # Titles are looked for where no page cuts a row.
    office txt:Text "$made/packet.docx"
    flat <"$read_back/packet.txt" >"$read_back/docx-text.txt"
    holds docx "$read_back/titles" "$read_back/docx-text.txt" "titles in the index"
else left_out docx soffice; fi

# HTML

if [ -x node_modules/.bin/html-validate ]; then
    if node_modules/.bin/html-validate "$made/packet.html" >"$read_back/html-validate.txt" 2>&1; then
        good html "html-validate"
    else bad html "html-validate, see $read_back/html-validate.txt"; fi
else left_out html html-validate; fi
if has xmllint; then
    xmllint --html --xpath '//body//text()' "$made/packet.html" 2>/dev/null | flat >"$read_back/html.txt"
    holds html "$read_back/headings" "$read_back/html.txt" headings
    holds html "$read_back/titles" "$read_back/html.txt" "titles in the index"
    equal html tables "$tables" "$(xmllint --html --xpath 'count(//table[caption][thead/tr/th[@scope]])' "$made/packet.html" 2>/dev/null)"
else left_out html xmllint; fi

# Markdown

if has cmark; then
    cmark --to xml "$made/packet.md" >"$read_back/md.xml"
    equal md "headings, says cmark" "$((1 + sections + stories))" "$(count '<heading ' "$read_back/md.xml")"
    equal md "pieces of HTML" 0 "$(count '<html_' "$read_back/md.xml")"
else left_out md cmark; fi

# JSON

equal json stories "$(count '^### [0-9]' "$made/packet.md")" \
    "$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).stories.length' "$made/packet.json")"

# What the sample keeps private is in none of them.

sed -n 's/^private = "\(.\{12,40\}\).*/\1/p' crates/core/data/sample/*.toml | sed 's/\\"/"/g' | sort -u >"$read_back/private"
leaks=0
while IFS= read -r words; do
    for text in "$read_back"/*.txt "$made"/packet.md "$made"/packet.json "$made"/packet.html; do
        if grep -qF -- "$words" "$text"; then
            bad all "a private part is in $text"
            leaks=1
        fi
    done
done <"$read_back/private"
[ "$leaks" = 1 ] || good all "none of $(wc -l <"$read_back/private") private parts is in any of them"

exit "$failed"
