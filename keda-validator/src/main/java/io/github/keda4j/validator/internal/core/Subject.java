package io.github.keda4j.validator.internal.core;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.ObjectReference;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.tree.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object that is to be applied or is in the cluster, as a tree. The tree of a typed object is created on demand and
 * kept only in small bundles, because a hundred thousand trees would exhaust the memory.
 */
public final class Subject {

    /** The pointer to an object's namespace. */
    public static final String NAMESPACE = "/metadata/namespace";

    private final @Nullable HasMetadata object;
    private final @Nullable ParsedManifest manifest;
    private Node.@Nullable Mapping tree;
    private Node.@Nullable Mapping spec;
    private @Nullable ScaledObjectView view;
    private int place = -1;
    private boolean inSmallBundle;
    private @Nullable Severity doubt;
    private @Nullable Subject victim;

    private final String apiVersion;
    private final String kind;
    private final String name;
    private final @Nullable String givenNamespace;
    private final String namespace;
    private final Identity identity;
    private final boolean readable;
    private final ObjectKey key;

    private Subject(
            @Nullable HasMetadata object,
            @Nullable ParsedManifest manifest,
            Node.@Nullable Mapping tree,
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String name,
            @Nullable String givenNamespace,
            boolean readable,
            String defaultNamespace) {
        this.object = object;
        this.manifest = manifest;
        this.tree = tree;
        this.apiVersion = Objects.requireNonNullElse(apiVersion, "");
        this.kind = Objects.requireNonNullElse(kind, "");
        this.name = Objects.requireNonNullElse(name, "");
        this.givenNamespace = givenNamespace;
        this.identity = Identity.of(apiVersion, kind);
        this.readable = readable;
        KedaKind keda = identity.kind();
        boolean inNamespace = keda == null || keda.isNamespaced();
        if (inNamespace) {
            this.namespace = givenNamespace == null || givenNamespace.isEmpty() ? defaultNamespace : givenNamespace;
        } else {
            this.namespace = "";
        }
        this.key = keda != null && identity.isCertain()
                ? new ObjectKey(keda.group(), keda.kind(), this.namespace, this.name)
                : new ObjectKey(Identity.groupOf(this.apiVersion), this.kind, this.namespace, this.name);
    }

    /**
     * Creates the subject for an object as it was written.
     *
     * @param defaultNamespace the namespace of objects that do not name one
     */
    public static Subject of(ParsedManifest manifest, String defaultNamespace) {
        Node.Mapping tree = manifest.tree();
        Node.Mapping metadata = Objects.requireNonNullElse(tree.mapping("metadata"), Trees.NOTHING);
        Node kind = tree.get("kind");
        Node name = metadata.get("name");
        Node namespace = metadata.get("namespace");
        return new Subject(
                null,
                manifest,
                tree,
                tree.text("apiVersion"),
                text(kind),
                text(name),
                text(namespace),
                isString(kind) && isString(name) && (isMissing(namespace) || isString(namespace)),
                defaultNamespace);
    }

    private static @Nullable String text(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && !scalar.isNull() ? scalar.text() : null;
    }

    private static boolean isMissing(@Nullable Node node) {
        return node == null || Trees.isNull(node);
    }

    private static boolean isString(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && scalar.isString();
    }

    /**
     * Creates the subject for a typed object.
     *
     * @param origin the place at which it was written; null if that is unknown
     * @param defaultNamespace the namespace of objects that do not name one
     */
    public static Subject of(HasMetadata object, @Nullable ParsedManifest origin, String defaultNamespace) {
        ObjectMeta metadata = object.getMetadata();
        return new Subject(
                object,
                origin,
                null,
                object.getApiVersion(),
                object.getKind(),
                metadata == null ? null : metadata.getName(),
                metadata == null ? null : metadata.getNamespace(),
                true,
                defaultNamespace);
    }

    /** Whether the object is to be applied, rather than only existing in the cluster. */
    public boolean isApplied() {
        return place >= 0;
    }

    /** Whether the object exists when the other one is applied: it is in the cluster already, or is applied earlier. */
    public boolean isBefore(Subject other) {
        return place < other.place;
    }

    /**
     * Sets the place of the object among those that are applied.
     *
     * @param small whether they are so few that their trees can be kept as long as the bundle
     */
    void applyAt(int newPlace, boolean small) {
        place = newPlace;
        inSmallBundle = small;
    }

    int place() {
        return place;
    }

    /** Whether the API server can identify the object in a cluster. */
    boolean isIdentified() {
        return readable && !name.isEmpty() && (identity.isCertain() || identity.trouble() == Identity.Trouble.NONE);
    }

    /**
     * How a reported mistake in this object affects the objects that need it: an error if this object is refused, a
     * warning if a part of it is dropped, null otherwise.
     */
    public @Nullable Severity doubt() {
        return doubt;
    }

    void doubt(@Nullable Severity severity) {
        doubt = severity;
    }

    /** Records that another object cannot work because of a mistake in this one. */
    public synchronized void blameFor(Subject other) {
        Subject known = victim;
        if (known == null || other.place < known.place) {
            victim = other;
        }
    }

    /** The first object that cannot work because of a mistake in this one; null if there is none. */
    synchronized @Nullable Subject victim() {
        return victim;
    }

    /** The whole object, including its status. */
    public Node.Mapping tree() {
        Node.Mapping made = tree;
        if (made == null) {
            made = Manifests.tree(Objects.requireNonNull(object));
            tree = inSmallBundle ? made : null;
        }
        return made;
    }

    /** Keeps the tree until {@link #release}, while several checks use it. */
    void keep() {
        if (tree == null) {
            tree = tree();
        }
        spec = spec();
    }

    void release() {
        view = null;
        spec = null;
        if (object != null && !inSmallBundle) {
            tree = null;
        }
    }

    /** The specification; empty if it is missing or not a map. */
    public Node.Mapping spec() {
        Node.Mapping kept = spec;
        if (kept != null) {
            return kept;
        }
        Node.Mapping found = tree().mapping("spec");
        return found == null ? Trees.NOTHING : found;
    }

    /** The specification of a ScaledObject or a ScaledJob as KEDA has it in memory; it is kept as long as the tree. */
    public ScaledObjectView view() {
        ScaledObjectView made = view;
        if (made == null) {
            made = new ScaledObjectView(this);
            view = tree == null ? null : made;
        }
        return made;
    }

    /** The metadata; empty if it is missing or not a map. */
    public Node.Mapping metadata() {
        Node.Mapping metadata = tree().mapping("metadata");
        return metadata == null ? Trees.NOTHING : metadata;
    }

    /** The value of an annotation; null if the object has no such annotation. */
    public @Nullable String annotation(String key) {
        if (tree == null && object != null) {
            ObjectMeta metadata = object.getMetadata();
            return metadata == null || metadata.getAnnotations() == null
                    ? null
                    : metadata.getAnnotations().get(key);
        }
        Node.Mapping annotations = metadata().mapping("annotations");
        return annotations == null ? null : annotations.text(key);
    }

    /** The group and the version as they are written; empty if they are missing. */
    public String apiVersion() {
        return apiVersion;
    }

    public String group() {
        return identity.isCertain() ? Identity.groupOf(apiVersion) : key.group();
    }

    /** The kind as it is written; empty if it is missing. */
    public String kind() {
        return kind;
    }

    /** The name; empty if it is missing. */
    public String name() {
        return name;
    }

    /** The namespace that the object names or gets by default; empty if the object is of a cluster-scoped KEDA kind. */
    public String namespace() {
        return namespace;
    }

    /** The namespace that the object names; null if it names none. */
    public @Nullable String givenNamespace() {
        return givenNamespace;
    }

    /** Identifies the KEDA kind of the object. */
    public Identity identity() {
        return identity;
    }

    /** The KEDA kind of the object, or the one that was probably meant; null for any other object. */
    public @Nullable KedaKind keda() {
        return identity.isCertain() ? identity.kind() : null;
    }

    public boolean is(KedaKind kedaKind) {
        return keda() == kedaKind;
    }

    /** The identity of the object in a cluster; an object with a misspelt kind counts as one of the intended kind. */
    public ObjectKey key() {
        return key;
    }

    /** The name of the object in reports. */
    public ObjectReference reference() {
        return new ObjectReference(
                kind.isEmpty() ? "object without a kind" : kind, givenNamespace, name.isEmpty() ? null : name);
    }

    /** The place of a field; null if the object was not read from a text. */
    public @Nullable Location locate(String pointer) {
        return manifest == null ? null : manifest.locate(pointer);
    }

    @Override
    public String toString() {
        return reference().toString();
    }
}
