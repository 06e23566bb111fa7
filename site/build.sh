#!/usr/bin/env bash
# Builds the site: build.sh FOLDER. It needs Python 3 and npm besides the JDK and Maven. Every link of every page is checked.
#   build.sh FOLDER --without-javadoc   for a quick look
set -eu
site=$(realpath "$(dirname "$0")")
root=$site/..
out=$(mkdir -p "${1:?which folder}" && realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The pages, in the repository's own layout.
pages=$work/pages
mkdir -p "$pages/assets"
(cd "$root" && git ls-files --cached --others --exclude-standard '*.md' 'docs/*.svg' | grep -v -e '^judge/' -e '^\.github/' -e '^benchmarks/' -e '^conformance/' -e '^trigger-generator/' |
  xargs cp --parents -t "$pages")
cp "$site/mkdocs.yml" "$site/hooks.py" "$work"
cp "$site/keda4j.css" "$pages/assets"
{
  printf '# Decisions\n\nOne short page each.\n\n'
  for page in "$root"/docs/decisions/[0-9]*.md; do
    printf -- '- [%s](%s)\n' "$(sed -n '1s/^# *//p' "$page")" "$(basename "$page")"
  done
} >"$pages/docs/decisions/README.md"

if [ "${2:-}" != --without-javadoc ]; then
  (cd "$root" && mvn -B -ntp -q -Prelease -Dkeda4j.quick -Dmaven.test.skip=true ${SITE_MAVEN_OPTIONS:-} \
    -pl '!examples,!conformance,!robustness,!documentation' compile javadoc:aggregate-no-fork)
  cp -r "$root/target/reports/apidocs" "$pages/javadoc"
else
  mkdir "$pages/javadoc"
  echo '<!doctype html><title>Javadoc</title>Left out.' >"$pages/javadoc/index.html"
fi

(cd "$work" && npm pack --silent mermaid@11 >/dev/null && tar -xzf mermaid-*.tgz package/dist/mermaid.min.js)
mv "$work/package/dist/mermaid.min.js" "$pages/assets"

python3 -m venv "$work/python"
"$work/python/bin/pip" install -q --disable-pip-version-check -r "$site/requirements.txt"
NO_MKDOCS_2_WARNING=1 "$work/python/bin/mkdocs" -q build -f "$work/mkdocs.yml"
rm -rf "${out:?}"/*
cp -r "$work/html/." "$out"
echo "$(find "$out" -name index.html -not -path '*/javadoc/*' | wc -l) pages"
