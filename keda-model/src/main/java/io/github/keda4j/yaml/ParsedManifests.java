package io.github.keda4j.yaml;

import io.github.keda4j.findings.Findings;
import java.util.Iterator;
import java.util.List;

/**
 * The contents of a text: its objects as they were written, and what is wrong with the text itself. A document that
 * cannot be read does not hide the others. Immutable; made by {@link Manifests#parse(String, String)}.
 */
public final class ParsedManifests implements Iterable<ParsedManifest> {

    private final List<ParsedManifest> objects;
    private final Findings findings;

    ParsedManifests(List<ParsedManifest> objects, Findings findings) {
        this.objects = List.copyOf(objects);
        this.findings = findings;
    }

    /**
     * {@return objects that a {@link ManifestParser} read, as one text}
     *
     * @param objects in their order
     * @param findings what else is wrong with the text
     */
    public static ParsedManifests of(List<ParsedManifest> objects, Findings findings) {
        return new ParsedManifests(objects, findings);
    }

    /** {@return the objects in their order, the items of a {@code List} among them; immutable} */
    public List<ParsedManifest> objects() {
        return objects;
    }

    /** {@return what is neither YAML nor JSON, or not an object, each with its place; at most 100} */
    public Findings findings() {
        return findings;
    }

    @Override
    public Iterator<ParsedManifest> iterator() {
        return objects.iterator();
    }
}
