package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.ObjectReference;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.model.KedaResource;
import io.github.keda4j.yaml.tree.Node;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Creates objects from documents, and collects everything that does not fit their kinds. */
final class ObjectReader {

    private static final Pointer METADATA = Pointer.to("metadata");
    private static final Pointer SPEC = Pointer.to("spec");
    private static final Pointer STATUS = Pointer.to("status");

    private final Problems problems = new Problems();
    private final @Nullable String source;

    /**
     * Creates a reader.
     *
     * @param source the name of the text in findings, or null if it has none
     */
    ObjectReader(@Nullable String source) {
        this.source = source;
    }

    /**
     * Passes on the object that a document describes, or the objects of a list, each with the tree that it was
     * created from.
     *
     * @param wanted the class to create, or null for the class of the kind
     */
    void read(
            Node document,
            @Nullable Class<? extends HasMetadata> wanted,
            BiConsumer<? super HasMetadata, Node.Mapping> target) {
        if (!(document instanceof Node.Mapping root)) {
            problems.add(notAMap(document), source);
            return;
        }
        List<Node> items = ListItems.of(root);
        if (items == null) {
            readOne(root, wanted, target);
        } else {
            items.forEach(item -> read(item, wanted, target));
        }
    }

    /** Passes on the object that a tree describes. */
    void readOne(
            Node.Mapping root,
            @Nullable Class<? extends HasMetadata> wanted,
            BiConsumer<? super HasMetadata, Node.Mapping> target) {
        String apiVersion = root.text("apiVersion");
        String kind = root.text("kind");
        if (apiVersion == null || kind == null) {
            problem(
                    root,
                    apiVersion != null
                            ? "kind is missing."
                            : kind != null ? "apiVersion is missing." : "apiVersion and kind are missing.");
            return;
        }
        int before = problems.size();
        HasMetadata object = object(root, apiVersion, kind, wanted);
        if (object != null && problems.size() == before) {
            target.accept(object, root);
        }
    }

    static Finding notAMap(Node document) {
        String message = "The document is " + ValueReader.describe(document)
                + ". A manifest must be a map with apiVersion, kind and metadata.";
        return Finding.error(ManifestException.OBJECT, "", message)
                .at(new Location(null, document.line(), document.column()));
    }

    /** The problems found so far. */
    Problems problems() {
        return problems;
    }

    private @Nullable HasMetadata object(
            Node.Mapping root, String apiVersion, String kind, @Nullable Class<? extends HasMetadata> wanted) {
        Class<? extends HasMetadata> type = Kinds.find(apiVersion, kind);
        if (wanted != null && wanted != GenericKubernetesResource.class && wanted != type) {
            // The annotations of an unregistered class, such as a user's own, say which kind it is for.
            if (type != null || !isFor(wanted, apiVersion, kind)) {
                problem(
                        root,
                        "The object is a " + kind + " of " + apiVersion + ", but " + wanted.getSimpleName()
                                + " was expected.");
                return null;
            }
        }
        Class<? extends HasMetadata> made =
                wanted != null ? wanted : type != null ? type : GenericKubernetesResource.class;
        ValueReader values = new ValueReader(referenceTo(root), source, problems);
        if (KedaResource.class.isAssignableFrom(made)) {
            return keda(root, made.asSubclass(KedaResource.class), values);
        }
        if (made == GenericKubernetesResource.class) {
            return generic(root, values);
        }
        return (HasMetadata) values.value(root, made, Pointer.root());
    }

    private static boolean isFor(Class<? extends HasMetadata> type, String apiVersion, String kind) {
        return apiVersion.equals(HasMetadata.getApiVersion(type)) && kind.equals(HasMetadata.getKind(type));
    }

    private static KedaResource<?, ?> keda(Node.Mapping root, Class<?> type, ValueReader values) {
        KedaResource<?, ?> object = (KedaResource<?, ?>) newInstance(type);
        Type[] specAndStatus = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments();
        for (Node.Entry entry : root.entries()) {
            Node value = entry.value();
            switch (entry.key()) {
                case "apiVersion", "kind" -> {}
                case "metadata" -> object.setMetadata(metadata(value, values));
                case "spec" -> set(object, true, values.value(value, specAndStatus[0], SPEC));
                case "status" -> set(object, false, values.value(value, specAndStatus[1], STATUS));
                default -> object.setAdditionalProperty(entry.key(), values.tree(value));
            }
        }
        return object;
    }

    @SuppressWarnings("unchecked") // the value was created from the type argument of the same kind
    private static <S, T> void set(KedaResource<S, T> object, boolean spec, @Nullable Object value) {
        if (spec) {
            object.setSpec((S) value);
        } else {
            object.setStatus((T) value);
        }
    }

    private static GenericKubernetesResource generic(Node.Mapping root, ValueReader values) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        for (Node.Entry entry : root.entries()) {
            switch (entry.key()) {
                case "apiVersion" -> object.setApiVersion(root.text("apiVersion"));
                case "kind" -> object.setKind(root.text("kind"));
                case "metadata" -> object.setMetadata(metadata(entry.value(), values));
                default -> object.setAdditionalProperty(entry.key(), values.tree(entry.value()));
            }
        }
        return object;
    }

    private static @Nullable ObjectMeta metadata(Node node, ValueReader values) {
        return (ObjectMeta) values.value(node, ObjectMeta.class, METADATA);
    }

    static Object newInstance(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be created without arguments", e);
        }
    }

    /** The kind, namespace and name, as far as they are present. */
    static ObjectReference referenceTo(Node.Mapping root) {
        String kind = root.text("kind");
        Node.Mapping metadata = root.mapping("metadata");
        return new ObjectReference(
                kind == null ? "object" : kind,
                metadata == null ? null : metadata.text("namespace"),
                metadata == null ? null : metadata.text("name"));
    }

    private void problem(Node.Mapping root, String message) {
        problems.add(
                Finding.error(ManifestException.OBJECT, "", message)
                        .about(referenceTo(root))
                        .at(new Location(null, root.line(), root.column())),
                source);
    }
}
