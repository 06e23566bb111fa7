package io.github.keda4j.trigger;

/** How KEDA reads the text of a parameter. */
public enum ParameterType {
    /** Any text. */
    STRING,
    /** Any text, which is never shown because it is secret. */
    SECRET,
    /** A whole number of 32 bits. */
    INT,
    /** A whole number of 64 bits. */
    LONG,
    /** A number. */
    DOUBLE,
    /** {@code true} or {@code false}, or another text that Go reads as one of them. */
    BOOLEAN,
    /** A duration in Go's syntax, such as {@code 1m30s}; a bare number means milliseconds. */
    DURATION,
    /** One of some values. */
    ENUM,
    /** Several values, between separators. */
    LIST,
    /** Keys and values as {@code a=1,b=2}. */
    MAP,
    /** Keys and values as in the query of a URL: {@code a=1&b=2}. */
    QUERY
}
