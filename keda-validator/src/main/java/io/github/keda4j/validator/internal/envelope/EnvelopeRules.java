package io.github.keda4j.validator.internal.envelope;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import java.util.List;

/** The rules of this package. */
public final class EnvelopeRules {

    static final Rule API_VERSION = new Rule("object-api-version", Layer.ENVELOPE, Severity.ERROR);
    static final Rule KIND = new Rule("object-kind", Layer.ENVELOPE, Severity.ERROR);
    static final Rule KEDA_1 = new Rule("object-keda-1", Layer.ENVELOPE, Severity.ERROR);
    static final Rule NAME = new Rule("object-name", Layer.ENVELOPE, Severity.ERROR);
    static final Rule NAMESPACE = new Rule("object-namespace", Layer.ENVELOPE, Severity.ERROR);
    static final Rule NAMESPACE_IGNORED = new Rule("object-namespace-ignored", Layer.ENVELOPE, Severity.WARNING);
    static final Rule METADATA = new Rule("object-metadata", Layer.ENVELOPE, Severity.ERROR);
    static final Rule DUPLICATE = new Rule("object-duplicate", Layer.ENVELOPE, Severity.WARNING);

    public static final List<Rule> ALL =
            List.of(API_VERSION, KIND, KEDA_1, NAME, NAMESPACE, NAMESPACE_IGNORED, METADATA, DUPLICATE);

    private EnvelopeRules() {}
}
