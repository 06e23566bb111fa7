package io.github.keda4j.validator;

/** Who would report it, in the order in which an object passes them. */
public enum Layer {
    /** The API server, before it looks inside the object: group, version, kind, name, namespace, labels. */
    ENVELOPE,
    /** The API server, with the schema of KEDA's CustomResourceDefinitions. */
    SCHEMA,
    /** KEDA's admission webhooks. */
    ADMISSION,
    /** KEDA's operator, when it builds scalers and the autoscaler. */
    OPERATOR,
    /** Nobody; it just does not work: objects that do not fit each other. */
    BUNDLE,
    /** Nobody; it works, but there is something better. */
    ADVICE
}
