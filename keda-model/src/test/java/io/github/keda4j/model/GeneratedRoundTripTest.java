package io.github.keda4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.builder.VisitableBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.yaml.ManifestFields;
import io.github.keda4j.yaml.tree.Node;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Tests trees that are generated from our classes and the fabric8 classes that they use, including fields and values
 * that no version of KEDA knows.
 */
@Tag("every-fabric8-line")
class GeneratedRoundTripTest {

    private static final List<String> TEXTS = List.of(
            "", "a", "true", "no", "null", "~", "1", "0x1F", "1e3", "2026-11-24", "a: b", "- a", "Zürich ✓", "a\nb\n");

    /** The first class writes a kind that nobody set, and the second has no fields. */
    private static final Set<Class<?>> IRREGULAR = Set.of(OwnerReference.class, FieldsV1.class);

    private static final List<String> QUANTITIES = List.of("1", "0.5", "100m", "1Gi", "1e3", "250k");

    @Property(tries = 400)
    void readingAndWritingGivesTheSameTree(@ForAll("objects") Map<String, Object> tree) {
        KedaResource<?, ?> object = read(tree);

        assertThat(Manifests.tree(Serialization.asYaml(object))).isEqualTo(tree);
        assertThat(read(Manifests.tree(Serialization.asJson(object)))).isEqualTo(object);
    }

    @Property(tries = 400)
    void manifestsAreReadAndWrittenAsByJackson(@ForAll("objects") Map<String, Object> tree) {
        KedaResource<?, ?> object = read(tree);

        String yaml = io.github.keda4j.yaml.Manifests.write(List.of(object), ManifestFields.ALL);
        assertThat(plain(io.github.keda4j.yaml.Manifests.tree(object)))
                .as("the tree of the object and the tree of its text")
                .isEqualTo(plain(io.github.keda4j.yaml.Manifests.parse("object", yaml)
                        .objects()
                        .get(0)
                        .tree()));

        assertThat(Manifests.tree(yaml)).as(yaml).isEqualTo(tree);
        assertThat(io.github.keda4j.yaml.Manifests.read(yaml)).as(yaml).containsExactly(object);
    }

    @Property(tries = 400)
    void editingNothingChangesNothing(@ForAll("objects") Map<String, Object> tree) {
        KedaResource<?, ?> object = read(tree);

        Object edited = ((VisitableBuilder<?, ?>) ((Editable<?>) object).edit()).build();

        assertThat(edited).isEqualTo(object).hasSameHashCodeAs(object).hasToString(object.toString());
        assertThat(Manifests.tree(Serialization.asYaml(edited))).isEqualTo(tree);
    }

    @Property(tries = 400)
    void aTreeThatLacksOneFieldGivesAnotherObject(@ForAll("objects") Map<String, Object> tree, @ForAll Random random) {
        Map<String, Object> less = Manifests.tree(Serialization.asYaml(tree));
        Assume.that(removeOneField(less, random));

        assertThat(read(less)).isNotEqualTo(read(tree));
    }

    /** Removes a field anywhere below a specification, a status or any other field except the name. */
    @SuppressWarnings("unchecked")
    private static boolean removeOneField(Map<String, Object> tree, Random random) {
        List<String> names = new ArrayList<>(tree.keySet());
        names.removeAll(List.of("apiVersion", "kind", "metadata"));
        if (names.isEmpty()) {
            return false;
        }
        String name = names.get(random.nextInt(names.size()));
        boolean deeper = tree.get(name) instanceof Map<?, ?> part
                && random.nextInt(4) > 0
                && removeOneField((Map<String, Object>) part, random);
        return deeper || tree.remove(name) != null;
    }

    private static KedaResource<?, ?> read(Map<String, Object> tree) {
        return Serialization.unmarshal(Serialization.asYaml(tree), Model.kind((String) tree.get("kind")));
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.of(Model.KINDS).flatMap(kind -> Arbitraries.randomValue(random -> object(kind, random)));
    }

    private static Map<String, Object> object(Class<?> kind, Random random) {
        Map<String, Object> tree = new LinkedHashMap<>();
        boolean eventing = kind.getPackageName().contains("eventing");
        tree.put("apiVersion", eventing ? "eventing.keda.sh/v1alpha1" : "keda.sh/v1alpha1");
        tree.put("kind", kind.getSimpleName());
        tree.put("metadata", Map.of("name", "n" + random.nextInt(3)));
        tree.putAll(fields(kind, random));
        return tree;
    }

    private static Map<String, Object> fields(Class<?> type, Random random) {
        Map<String, Object> tree = new LinkedHashMap<>();
        boolean ours = Model.isOurs(type);
        Model.fields(type).forEach((name, fieldType) -> {
            boolean chosen = ours ? random.nextInt(3) > 0 : random.nextInt(8) == 0; // a pod has a thousand fields
            if (chosen && !IRREGULAR.contains(Model.elementOf(fieldType))) {
                tree.put(name, value(fieldType, ours ? 0 : 1, random));
            }
        });
        if (random.nextInt(4) == 0) {
            tree.put("novel" + random.nextInt(3), anything(random, 0));
        }
        return tree;
    }

    /**
     * Generates a value of a field.
     *
     * @param fewest the minimum number of elements in a list, because fabric8's own classes leave empty lists out
     */
    private static Object value(Type type, int fewest, Random random) {
        Class<?> element = Model.elementOf(type);
        int size = fewest + random.nextInt(3);
        if (Model.isList(type)) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(single(element, random));
            }
            return list;
        }
        if (Model.isMap(type)) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put("key" + i + text(random), single(element, random));
            }
            return map;
        }
        return single(element, random);
    }

    private static Object single(Class<?> type, Random random) {
        if (type == String.class) {
            return text(random);
        }
        if (type == Integer.class || type == Long.class) {
            return random.nextInt();
        }
        if (type == Quantity.class) {
            return QUANTITIES.get(random.nextInt(QUANTITIES.size()));
        }
        if (type == IntOrString.class) {
            return random.nextBoolean() ? random.nextInt() : "a" + text(random);
        }
        if (type == Boolean.class) {
            return random.nextBoolean();
        }
        if (OpenEnum.class.isAssignableFrom(type)) {
            List<String> values = Model.valuesOf(type);
            return random.nextBoolean() ? values.get(random.nextInt(values.size())) : text(random);
        }
        return fields(type, random);
    }

    private static Object anything(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0 -> text(random);
            case 1 -> random.nextInt();
            case 2 -> random.nextBoolean();
            case 3 -> random.nextInt() / 8.0;
            case 4 -> List.of(anything(random, depth + 1), anything(random, depth + 1));
            default -> Map.of(text(random), anything(random, depth + 1), "more", anything(random, depth + 1));
        };
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static @Nullable Object plain(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.value();
        }
        if (node instanceof Node.Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.elements().forEach(element -> list.add(plain(element)));
            return list;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Node.Mapping) node).entries().forEach(entry -> map.put(entry.key(), plain(entry.value())));
        return map;
    }
}
