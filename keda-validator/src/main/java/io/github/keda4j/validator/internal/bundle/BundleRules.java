package io.github.keda4j.validator.internal.bundle;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import java.util.List;

/** The rules of this package. */
public final class BundleRules {

    static final Rule CONTAINER_NAME = new Rule("trigger-container-name", Layer.BUNDLE, Severity.ERROR);
    static final Rule AUTOSCALER_TAKEN = new Rule("autoscaler-name-taken", Layer.BUNDLE, Severity.WARNING);

    static final Rule REFERENCE_NOT_FOUND = new Rule("reference-not-found", Layer.BUNDLE, Severity.ERROR);
    static final Rule ROLE_ANNOTATION = new Rule("serviceaccount-role-annotation", Layer.BUNDLE, Severity.WARNING);

    public static final List<Rule> ALL =
            List.of(CONTAINER_NAME, AUTOSCALER_TAKEN, REFERENCE_NOT_FOUND, ROLE_ANNOTATION);

    private BundleRules() {}
}
