#!/bin/sh
# The command line in a new environment with only what users get: a dependency that is forgotten shows here.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"${1:-python3}" -m venv "$folder/venv"
pip="$folder/venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet"
$pip --require-hashes --requirement requirements/basis.txt
$pip --no-deps --no-build-isolation .

# Not from the checkout: what is missing in the package must be missed.
cd "$folder"
zicht="$folder/venv/bin/zicht"
export ZICHT_CACHE="$folder/cache"
"$zicht" --help >help.txt
"$zicht" termijn beoordeling --vanaf 2025-04-17
"$zicht" synthetisch --regio nog --jaren 2 --seed 1 --schaal 0.1 --uit feiten
"$zicht" check feiten
"$zicht" indicatoren feiten --periode 2025-burap1 --json >cijfers.json
"$zicht" burap feiten --periode 2025-burap1 --uit rapport
"$zicht" jaarbeeld feiten --periode 2025 --uit rapport
ls rapport
echo "The command line works without development dependencies."
