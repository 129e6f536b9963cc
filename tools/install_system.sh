#!/bin/sh
# Installs what tests use outside Python, where that is possible without asking: a Chromium, poppler's pdftoppm, and
# LibreOffice's spreadsheet, which recalculates the workbook of a budget.
# Elsewhere it says what is missing and goes on; the tests that need it then say why they skip.
set -u

missing=""
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
    || command -v chromium-browser >/dev/null 2>&1 || missing="$missing chromium fonts-liberation"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not here:$missing. Install them to run every test; without them some tests are skipped."
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
for attempt in 1 2 3; do
    echo "Installing with apt-get (attempt $attempt):$missing"
    # shellcheck disable=SC2086 # one word per package
    if apt-get update -qq >"$log" 2>&1 </dev/null \
        && apt-get install -y -qq --no-install-recommends $missing >>"$log" 2>&1 </dev/null; then
        rm -f "$log"
        exit 0
    fi
    sleep 3
done
tail -n 5 "$log"
rm -f "$log"
echo "Could not install:$missing. Going on without; some tests are skipped."
