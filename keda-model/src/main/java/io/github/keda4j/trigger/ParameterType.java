package io.github.keda4j.trigger;

/** How KEDA reads the text of a parameter. */
public enum ParameterType {
    /** Any text. */
    STRING,
    /** Any text; it is secret and therefore never shown. */
    SECRET,
    /** A 32-bit whole number. */
    INT,
    /** A 64-bit whole number. */
    LONG,
    /** A number. */
    DOUBLE,
    /** The text {@code true} or {@code false}, or another text that Go reads as one of these. */
    BOOLEAN,
    /** A duration in Go's syntax, such as {@code 1m30s}; a bare number means milliseconds. */
    DURATION,
    /** One of a set of values. */
    ENUM,
    /** Several values, with separators between them. */
    LIST,
    /** Keys and values as {@code a=1,b=2}. */
    MAP,
    /** Keys and values as in the query of a URL: {@code a=1&b=2}. */
    QUERY
}
