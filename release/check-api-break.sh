#!/usr/bin/env bash
# Shows that an incompatible API change stops a release: keda4j-findings passes when it is compared with itself, and fails if one of its methods is missing.
#   check-api-break.sh [LOCAL_REPOSITORY]: a copy of it gets the "last release"; ~/.m2/repository by default
set -eu
root=$(realpath "$(dirname "$0")/..")
source=$(realpath "${1:-$HOME/.m2/repository}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Hard links share their content, and Maven installs in place: what we install must not change the user's repository.
mkdir "$work/repository"
cp -al "$source/." "$work/repository" 2>/dev/null || cp -r "$source/." "$work/repository"
rm -rf "$work/repository/io/github/keda4j"

git clone -q "$root" "$work/keda4j"
cd "$work/keda4j"
build() { # GOAL
  mvn -B -ntp -q -Prelease -Dgpg.skip -Dkeda4j.quick -Dmaven.test.skip=true -Dmaven.javadoc.skip -pl findings -am \
    "-Dmaven.repo.local=$work/repository" "$1"
}

release/set-version.sh 0.0.1
build install
release/set-version.sh 0.0.2-SNAPSHOT --after 0.0.1
build verify
echo 'The same API passes.'

finding=findings/src/main/java/io/github/keda4j/findings/Finding.java
sed -i 's/\brule()/ruleName()/' findings/src/main/java/io/github/keda4j/findings/*.java
git diff --quiet "$finding" && { echo "There is no method rule() to remove."; exit 1; }
if build verify >"$work/log" 2>&1; then
  echo 'The removed method was not noticed.'
  exit 1
fi
grep -m1 -i 'incompatib' "$work/log" || { tail -20 "$work/log"; exit 1; }
echo 'A removed method stops the release.'
