#!/usr/bin/env bash
# Gives every POM and every page one version: set-version.sh VERSION [--after LAST_RELEASE]
# For a release (no -SNAPSHOT), the jars' timestamps become those of the last commit. With --after, the build compares the API with
# that release from now on.
set -eu
cd "$(dirname "$0")/.."
version=${1:?which version}
current=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -1)

# Old releases stay what they are in the changelog and in decisions.
git ls-files '*.xml' '*.md' '*.yml' | grep -v -e '^CHANGELOG.md$' -e '^docs/decisions/' -e '^docs/releasing.md$' |
  xargs grep -lF -- "$current" | xargs sed -i "s/\\b${current//./\\.}\\b/$version/g"

if [[ $version != *-SNAPSHOT ]]; then
  timestamp=$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)
  sed -i X pom.xml bom/pom.xml
  sed -i "s/^## Unreleased$/## $version (${timestamp%T*})/" CHANGELOG.md
elif ! grep -q '^## Unreleased$' CHANGELOG.md; then
  sed -i "0,/^## /s//## Unreleased\\n\\n## /" CHANGELOG.md
fi

if [ "${2:-}" = --after ]; then
  sed -i -e "s:\\(<keda4j.lastRelease>\\).*\\(</\\):\\1${3:?which release}\\2:" -e 's:\(<japicmp.skip>\).*\(</\):\1false\2:' pom.xml
fi
echo "$current -> $version"
