package io.github.keda4j.yaml;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A field of a class of the model.
 *
 * @param name the field's name in YAML
 * @param field the field that holds the value
 * @param omitEmpty whether an empty list or map means that nothing was set
 */
record Property(String name, Field field, boolean omitEmpty) {

    Type type() {
        return field.getGenericType();
    }

    @Nullable
    Object get(Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be accessed", e);
        }
    }

    void set(Object owner, @Nullable Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be accessed", e);
        }
    }
}
