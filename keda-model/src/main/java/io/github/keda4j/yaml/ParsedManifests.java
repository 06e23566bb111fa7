package io.github.keda4j.yaml;

import io.github.keda4j.findings.Findings;
import java.util.Iterator;
import java.util.List;

/**
 * The contents of a text: its objects as they were written, and what is wrong with the text itself. A document that
 * cannot be read does not hide the others. Immutable; {@link Manifests#parse(String, String)} creates it.
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
     * @param objects the objects, in their order
     * @param findings the other problems of the text
     */
    public static ParsedManifests of(List<ParsedManifest> objects, Findings findings) {
        return new ParsedManifests(objects, findings);
    }

    /** {@return the objects in their order, the items of lists among them; immutable} */
    public List<ParsedManifest> objects() {
        return objects;
    }

    /**
     * {@return the parts of the text that are not YAML, JSON or an object, each as a finding with its place; at most
     * 100}
     */
    public Findings findings() {
        return findings;
    }

    @Override
    public Iterator<ParsedManifest> iterator() {
        return objects.iterator();
    }
}
