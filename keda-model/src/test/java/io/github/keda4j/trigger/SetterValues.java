package io.github.keda4j.trigger;

import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.model.OpenEnum;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random valid values for the argument of a setter. */
final class SetterValues {

    /** Text that KEDA reads unchanged: it neither begins nor ends with space, and is not empty. */
    private static final Arbitrary<String> TEXTS = Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(30)
            .filter(text -> GoText.trim(text).equals(text) && !text.isEmpty());

    /** Elements of lists and maps, which have separators around them. */
    private static final Arbitrary<String> ELEMENTS = Arbitraries.strings()
            .withChars("abcXYZ0189-_./:ä ")
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(text -> GoText.trim(text).equals(text));

    private SetterValues() {}

    @SuppressWarnings("unchecked") // every arbitrary is one of objects
    static Arbitrary<Object> of(Method setter) {
        return (Arbitrary<Object>) (Arbitrary<?>) of(setter.getGenericParameterTypes()[0]);
    }

    private static Arbitrary<?> of(Type type) {
        if (type == String.class) {
            return TEXTS;
        }
        if (type == int.class) {
            return Arbitraries.integers();
        }
        if (type == long.class) {
            return Arbitraries.longs();
        }
        if (type == double.class) {
            return Arbitraries.doubles();
        }
        if (type == boolean.class) {
            return Arbitraries.of(true, false);
        }
        if (type == Duration.class) {
            return Arbitraries.longs().greaterOrEqual(0).map(Duration::ofNanos);
        }
        if (type == URI.class) {
            return Arbitraries.strings()
                    .alpha()
                    .ofMinLength(1)
                    .map(host -> URI.create("https://" + host + ".example/"));
        }
        if (type instanceof Class<?> one && OpenEnum.class.isAssignableFrom(one)) {
            return values(one);
        }
        if (type instanceof Class<?> array && array.isArray()) {
            return elements(array.getComponentType())
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4)
                    .map(list -> {
                        Object values = Array.newInstance(array.getComponentType(), list.size());
                        for (int index = 0; index < list.size(); index++) {
                            Array.set(values, index, list.get(index));
                        }
                        return values;
                    });
        }
        return ofGeneric((ParameterizedType) type);
    }

    private static Arbitrary<?> ofGeneric(ParameterizedType type) {
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (type.getRawType() == List.class) {
            return elements(last).list().ofMaxSize(4);
        }
        Arbitrary<?> values =
                last == String.class ? ELEMENTS : ELEMENTS.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.maps(ELEMENTS, values).ofMaxSize(4);
    }

    private static Arbitrary<?> elements(Type type) {
        if (type == String.class) {
            return ELEMENTS;
        }
        // The only list of numbers has ranges, so a sign means something else there.
        return type == Integer.class || type == int.class
                ? Arbitraries.integers().greaterOrEqual(0)
                : of(type);
    }

    private static Arbitrary<?> values(Class<?> openEnum) {
        try {
            return Arbitraries.of((List<?>) openEnum.getMethod("values").invoke(null));
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The value that the getter returns for the setter's argument. */
    static Object expected(Object value) {
        if (value instanceof URI uri) {
            return uri.toString();
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (value instanceof int[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        return value instanceof Map<?, ?> map ? Map.copyOf(map) : value;
    }
}
