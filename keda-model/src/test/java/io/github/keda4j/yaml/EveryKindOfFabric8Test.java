package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.model.EveryFabric8Line;
import io.github.keda4j.model.KedaResource;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with Jackson and fabric8's annotations, for every kind in this release line of fabric8. */
@EveryFabric8Line
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryKindOfFabric8Test {

    private final TreeSet<String> names = new TreeSet<>();

    @BeforeAll
    void readRegistrations() throws IOException {
        String path = "META-INF/services/" + KubernetesResource.class.getName();
        for (URL url : Collections.list(getClass().getClassLoader().getResources(path))) {
            try (var in = url.openStream()) {
                names.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList());
            }
        }
        assertThat(names).hasSizeGreaterThan(100);
    }

    List<Class<?>> kinds() {
        return names.stream()
                .<Class<?>>map(EveryKindOfFabric8Test::load)
                .filter(HasMetadata.class::isAssignableFrom)
                .filter(type -> !KedaResource.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isWrittenAsJacksonWritesItAndReadBack(Class<?> kind) throws ReflectiveOperationException {
        for (int seed = 0; seed < 3; seed++) {
            HasMetadata object = (HasMetadata) fill(kind, new Random(seed), 0);
            String yaml = Manifests.write(List.of(object), ManifestFields.ALL);

            Map<?, ?> expected = Serialization.unmarshal(Serialization.asJson(object), Map.class);
            assertThat(Serialization.unmarshal(yaml, Map.class)).as(yaml).isEqualTo(expected);
            assertThat(Manifests.read(yaml)).as(yaml).containsExactly(object);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is registered but does not exist", e);
        }
    }

    private static Object fill(Class<?> type, Random random, int depth) throws ReflectiveOperationException {
        Object bean = type.getDeclaredConstructor().newInstance();
        for (Field field : type.getDeclaredFields()) {
            boolean given =
                    field.getName().equals("apiVersion") || field.getName().equals("kind");
            if (!Modifier.isStatic(field.getModifiers()) && !given && random.nextInt(depth + 2) < 2) {
                field.setAccessible(true);
                Object value = field.getName().equals("additionalProperties") && field.getType() == Map.class
                        ? Map.of("novel" + random.nextInt(2), List.of(1, "1", true))
                        : value(field.getGenericType(), random, depth + 1);
                if (value != null) {
                    field.set(bean, value);
                }
            }
        }
        return bean;
    }

    private static Object value(Type type, Random random, int depth) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Object element = value(arguments[arguments.length - 1], random, depth);
            if (element == null) {
                return null;
            }
            return generic.getRawType() == List.class ? List.of(element, element) : map("no", element);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return List.of("on", "text", "a: b", "two\nlines\n", "12", "2026-11-24")
                    .get(random.nextInt(6));
        }
        if (raw == Integer.class) {
            return random.nextInt();
        }
        if (raw == Long.class) {
            return random.nextLong();
        }
        if (raw == Double.class) {
            return random.nextInt() / 8.0;
        }
        if (raw == Boolean.class) {
            return random.nextBoolean();
        }
        if (raw == Quantity.class) {
            return new Quantity("" + random.nextInt(100), "Mi");
        }
        if (raw == IntOrString.class) {
            return random.nextBoolean() ? new IntOrString(random.nextInt(100)) : new IntOrString("25%");
        }
        boolean isPlainBean = raw.getName().startsWith("io.fabric8.kubernetes.api.model.")
                && !raw.isInterface()
                && !raw.isEnum()
                && !Modifier.isAbstract(raw.getModifiers());
        // What has a serializer of its own, or takes any object, is tried in tests by hand.
        boolean special = !isPlainBean || raw.getSimpleName().matches(".*(Or[A-Z].*|Time|Duration|AnyType|Generic.*)");
        return special || depth > 5 ? null : fill(raw, random, depth);
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
