package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.keda4j.keda.v1alpha1.KedaResource;
import io.github.keda4j.yaml.ManifestException.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes objects of documents, and collects everything in which a document does not fit its kind. */
final class ObjectReader {

    private static final Pointer METADATA = Pointer.ROOT.to("metadata");
    private static final Pointer SPEC = Pointer.ROOT.to("spec");
    private static final Pointer STATUS = Pointer.ROOT.to("status");

    private final Problems problems = new Problems();

    /**
     * Hands on the object that a document describes, or those of a {@code List}.
     *
     * @param wanted the class to make, or null for that of the kind
     */
    void read(Node document, @Nullable Class<? extends HasMetadata> wanted, Consumer<HasMetadata> target) {
        if (!(document instanceof Node.Mapping root)) {
            problem(
                    document,
                    "",
                    "",
                    "a manifest is a map with apiVersion, kind and metadata, not " + Values.describe(document));
            return;
        }
        String apiVersion = root.text("apiVersion");
        String kind = root.text("kind");
        if (apiVersion == null || kind == null) {
            String missing = apiVersion != null ? "kind" : kind != null ? "apiVersion" : "apiVersion and kind";
            problem(root, nameOf(root), "", missing + " missing");
            return;
        }
        if (apiVersion.equals("v1") && kind.equals("List") && root.get("items") instanceof Node.Sequence items) {
            for (Node item : items.elements()) {
                read(item, wanted, target);
            }
            return;
        }
        int before = problems.size();
        HasMetadata object = object(root, apiVersion, kind, wanted);
        if (object != null && problems.size() == before) {
            target.accept(object);
        }
    }

    /** What was wrong so far. */
    Problems problems() {
        return problems;
    }

    private @Nullable HasMetadata object(
            Node.Mapping root, String apiVersion, String kind, @Nullable Class<? extends HasMetadata> wanted) {
        Class<? extends HasMetadata> type = Kinds.find(apiVersion, kind);
        if (wanted != null && wanted != GenericKubernetesResource.class && wanted != type) {
            // A class that nobody registered, such as a user's own, says itself what it is for.
            if (type != null || !isFor(wanted, apiVersion, kind)) {
                problem(
                        root,
                        nameOf(root),
                        "",
                        "wanted is a " + wanted.getSimpleName() + ", found is " + apiVersion + " " + kind);
                return null;
            }
        }
        Class<? extends HasMetadata> made =
                wanted != null ? wanted : type != null ? type : GenericKubernetesResource.class;
        Values values = new Values(nameOf(root), problems);
        if (KedaResource.class.isAssignableFrom(made)) {
            return keda(root, made.asSubclass(KedaResource.class), values);
        }
        if (made == GenericKubernetesResource.class) {
            return generic(root, values);
        }
        return (HasMetadata) values.value(root, made, Pointer.ROOT);
    }

    private static boolean isFor(Class<? extends HasMetadata> type, String apiVersion, String kind) {
        return apiVersion.equals(HasMetadata.getApiVersion(type)) && kind.equals(HasMetadata.getKind(type));
    }

    private static KedaResource<?, ?> keda(Node.Mapping root, Class<?> type, Values values) {
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

    @SuppressWarnings("unchecked") // the value was made of the kind's own type argument
    private static <S, T> void set(KedaResource<S, T> object, boolean spec, @Nullable Object value) {
        if (spec) {
            object.setSpec((S) value);
        } else {
            object.setStatus((T) value);
        }
    }

    private static GenericKubernetesResource generic(Node.Mapping root, Values values) {
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

    private static @Nullable ObjectMeta metadata(Node node, Values values) {
        return (ObjectMeta) values.value(node, ObjectMeta.class, METADATA);
    }

    static Object newInstance(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be made without arguments", e);
        }
    }

    /** Kind, namespace and name as far as they are there. */
    private static String nameOf(Node.Mapping root) {
        String kind = root.text("kind");
        Node.Mapping metadata = root.get("metadata") instanceof Node.Mapping mapping ? mapping : null;
        String name = metadata == null ? null : metadata.text("name");
        String namespace = metadata == null ? null : metadata.text("namespace");
        StringBuilder text = new StringBuilder(kind == null ? "" : kind);
        if (name != null) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(namespace == null ? "" : namespace + "/")
                    .append(name);
        }
        return text.toString();
    }

    private void problem(Node node, String object, String pointer, String message) {
        problems.add(new Problem(node.line(), node.column(), object, pointer, message));
    }
}
