"""Converts pages written for GitHub so that mkdocs renders them well."""

import posixpath
import re

REPOSITORY = "https://github.com/keda4j/keda4j"
LINK = re.compile(r"(?<!\!)(\]\()([^)\s#]+)(#[^)\s]*)?(\))")
FENCE = re.compile(r"^\s*(```|~~~)")
ITEM = re.compile(r"^(- |\d+\. )")


def on_page_markdown(markdown, page, config, files):
    known = {file.src_uri for file in files}
    folder = posixpath.dirname(page.file.src_uri)
    lines = []
    fenced = False
    for line in markdown.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            # GitHub starts a list right after a line of text; Python's Markdown requires an empty line.
            if ITEM.match(line) and lines and lines[-1].strip() and not (ITEM.match(lines[-1]) or lines[-1].startswith(" ")):
                lines.append("")
            line = LINK.sub(lambda match: link(match, folder, known), line)
        lines.append(line)
    return "\n".join(lines)


def on_page_content(html, page, config, files):
    """A diagram keeps a readable size, and scrolls on a phone."""
    return re.sub(r'<pre class="mermaid">.*?</pre>', lambda match: f'<div class="diagram">{match.group(0)}</div>', html, flags=re.S)


def link(match, folder, known):
    """A link to a file that the site does not contain leads to the repository."""
    target = match.group(2)
    if re.match(r"[a-z]+:", target):
        return match.group(0)
    path = posixpath.normpath(posixpath.join(folder, target))
    if path + "/README.md" in known:
        return "](README.md)" if path == folder else f"]({posixpath.join(target, 'README.md')}{match.group(3) or ''})"
    if path in known:
        return match.group(0)
    kind = "blob" if posixpath.splitext(path)[1] else "tree"
    return f"]({REPOSITORY}/{kind}/main/{path}{match.group(3) or ''})"
