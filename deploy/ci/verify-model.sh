#!/bin/sh
# A CI step before a deploy: is this directory the model that the release names, byte for byte?
#
#   deploy/ci/verify-model.sh DIRECTORY sha256:<digest of its manifest>
#
# The digest is what `mgeo-sync publish` printed; keep it with the release, not with the files.
# Exit codes are those of `mgeo-sync verify`: 0 right, 4 proven wrong (each bad file is listed), 5 nothing there.
set -eu

if [ $# -ne 2 ]; then
  echo "usage: $0 DIRECTORY sha256:DIGEST" >&2
  exit 2
fi

exec "${MGEO_SYNC:-mgeo-sync}" verify "$1" --pin "$2"
