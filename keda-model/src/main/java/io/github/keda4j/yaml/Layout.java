package io.github.keda4j.yaml;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.keda4j.model.ResourcePart;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class in fabric8's model or ours, looked up once. The model of fabric8 is generated and regular: the
 * annotations of the fields contain everything that Jackson would find in getters, setters and annotations. Reading
 * only these makes the first manifest of a process fast. A class that does not have that form has no layout and is left
 * to Jackson.
 *
 * @param properties the properties in the order in which they are written
 * @param unknown the field that holds unknown fields in a map, or null if the class has none
 */
record Layout(List<Property> properties, @Nullable Property unknown) {

    private static final Layout NONE = new Layout(List.of(), null);

    private static final ClassValue<Layout> LAYOUTS = new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
            return isOfTheModel(type) ? layout(type) : NONE;
        }
    };

    /** The layout of a class, or null if it is left to Jackson. */
    static @Nullable Layout of(Class<?> type) {
        Layout layout = LAYOUTS.get(type);
        return layout == NONE ? null : layout;
    }

    /**
     * The index of the property with the given name, or -1 if the class has none.
     *
     * @param likely the index to try first; fields that are written in our order are found at once
     */
    int indexOf(String name, int likely) {
        int size = properties.size();
        for (int i = likely; i < size; i++) {
            if (properties.get(i).name().equals(name)) {
                return i;
            }
        }
        for (int i = 0; i < likely && i < size; i++) {
            if (properties.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOfTheModel(Class<?> type) {
        if (ResourcePart.class.isAssignableFrom(type)) {
            return type.getSuperclass() == ResourcePart.class && !Modifier.isAbstract(type.getModifiers());
        }
        return type.getName().startsWith("io.fabric8.")
                && type.getSuperclass() == Object.class
                && !type.isInterface()
                && !Modifier.isAbstract(type.getModifiers())
                && (CommonTypes.contains(type) || !hasSerializer(type));
    }

    /** Looks for Jackson's annotation by its simple name, because fabric8 8 uses one from another package. */
    private static boolean hasSerializer(Class<?> type) {
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            String name = annotation.annotationType().getName();
            if (name.endsWith(".databind.annotation.JsonSerialize")) {
                return true;
            }
        }
        return false;
    }

    private static Layout layout(Class<?> type) {
        boolean ours = ResourcePart.class.isAssignableFrom(type);
        boolean common = CommonTypes.contains(type);
        boolean plain = ours && CommonTypes.isPlainPart(type);
        List<Property> properties = new ArrayList<>();
        Property unknown = ours ? property(ResourcePart.class, "additionalProperties") : null;
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                continue;
            }
            field.setAccessible(true);
            if (common && CommonTypes.isNamedLikeItsField(field)) {
                properties.add(new Property(field.getName(), field, CommonTypes.omitsEmpty(field)));
                continue;
            }
            boolean unnamed = plain || common && field.getName().equals("additionalProperties");
            JsonProperty named = unnamed ? null : field.getAnnotation(JsonProperty.class);
            if (named != null) {
                properties.add(new Property(named.value(), field, omitsEmpty(field)));
            } else if (ours) {
                properties.add(new Property(field.getName(), field, false));
            } else if (field.getName().equals("additionalProperties")) {
                unknown = new Property(field.getName(), field, true);
            } else {
                return NONE;
            }
        }
        if (properties.isEmpty() && (ours || unknown == null)) {
            throw new IllegalStateException(type.getName()
                    + " has no visible fields: a native image needs the class in its reflection metadata");
        }
        return new Layout(ours ? properties : FieldOrder.sort(type.getSimpleName(), properties), unknown);
    }

    private static boolean omitsEmpty(Field field) {
        JsonInclude include = field.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_EMPTY;
    }

    private static Property property(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return new Property(name, field, true);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type + " has no field " + name, e);
        }
    }
}
