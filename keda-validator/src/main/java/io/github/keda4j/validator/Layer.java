package io.github.keda4j.validator;

/** The component that would report a problem, in the order in which an object passes these components. */
public enum Layer {
    /** The API server, before it checks the contents of the object: group, version, kind, name, namespace, labels. */
    ENVELOPE,
    /** The API server, with the schema of KEDA's CustomResourceDefinitions. */
    SCHEMA,
    /** KEDA's admission webhooks. */
    ADMISSION,
    /** KEDA's operator, when it builds scalers and the autoscaler. */
    OPERATOR,
    /** No component; the objects do not fit together, so something does not work. */
    BUNDLE,
    /** No component; the object works, but could be better. */
    ADVICE
}
