#!/usr/bin/env bash
# Sets one version in every POM: set-version.sh VERSION [--after LAST_RELEASE]
# A release version is also written into the documentation and as a heading into the changelog, and the jars' timestamps are set to that of the last commit. With --after, the documentation keeps LAST_RELEASE, and from now on the build compares the API with that release.
set -eu
cd "$(dirname "$0")/.."
version=${1:?which version}

property() { # NAME
  sed -n "s|^ *<$1>\(.*\)</$1>|\1|p" pom.xml | head -1
}

replace() { # OLD FILE...
  sed -i "s|\(<\(keda4j\.\)\?version>\)${1//./\\.}\(</\)|\1$version\3|" "${@:2}"
}

current=$(property version)
last=$(property keda4j.lastRelease)
mapfile -t poms < <(git ls-files '*pom.xml')
mapfile -t pages < <(git ls-files '*.md' | grep -v -e '^CHANGELOG.md$' -e '^docs/decisions/')
replace "$current" "${poms[@]}"

if [[ $version != *-SNAPSHOT ]]; then
  replace "$current" "${pages[@]}"
  replace "$last" "${pages[@]}"
  timestamp=$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)
  sed -i "s|\(<project.build.outputTimestamp>\).*\(</\)|\1$timestamp\2|" pom.xml bom/pom.xml
  sed -i "s|^## Unreleased$|## $version (${timestamp%T*})|" CHANGELOG.md
elif ! grep -q '^## Unreleased$' CHANGELOG.md; then
  sed -i '0,/^## /s//## Unreleased\n\n## /' CHANGELOG.md
fi

if [ "${2:-}" = --after ]; then
  sed -i -e "s|\(<keda4j.lastRelease>\).*\(</\)|\1${3:?which release}\2|" -e 's|\(<japicmp.skip>\).*\(</\)|\1false\2|' pom.xml
fi
echo "$current -> $version"
