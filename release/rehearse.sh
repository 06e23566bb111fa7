#!/usr/bin/env bash
# Rehearses a release of this checkout: builds it, signs it with a temporary key, uploads it to a stand-in for Maven Central, and checks
# what was built and what was uploaded. Nothing leaves the machine. Set a release version first (set-version.sh).
#   rehearse.sh [MAVEN_OPTION...]
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
finish() {
  if command -v gpgconf >/dev/null; then
    gpgconf --kill gpg-agent 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

options=(-Dmaven.test.skip=true "$@")
check=()
export GNUPGHOME=$work/keys
mkdir -m 700 "$GNUPGHOME"
if command -v gpg >/dev/null; then
  gpg --batch --quiet --pinentry-mode loopback --passphrase '' --quick-gen-key 'Rehearsal <rehearsal@example.invalid>' ed25519 sign 1d
  check+=(--signed)
else
  echo 'There is no gpg on this machine, so nothing is signed.'
  options+=(-Dgpg.skip)
fi

java release/CentralStandIn.java "$work/bundle.zip" mvn -B -ntp -q -Prelease deploy "${options[@]}"
java release/CheckCentral.java
java release/CheckCentral.java "$work/bundle.zip" "${check[@]}" --self-test
