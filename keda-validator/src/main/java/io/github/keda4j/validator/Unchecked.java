package io.github.keda4j.validator;

import java.io.Serializable;

/**
 * Something that the validator could not check because it knows too little.
 *
 * @param object the object's name in reports, such as {@code ScaledObject shop/orders}; empty for all objects
 * @param pointer JSON pointer to the field; empty for the object as a whole
 * @param message what was not checked, and why
 */
public record Unchecked(String object, String pointer, String message) implements Serializable {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("not checked");
        if (!object.isEmpty()) {
            text.append(' ').append(object);
        }
        if (!pointer.isEmpty()) {
            text.append(' ').append(pointer);
        }
        return text.append(": ").append(message).toString();
    }
}
