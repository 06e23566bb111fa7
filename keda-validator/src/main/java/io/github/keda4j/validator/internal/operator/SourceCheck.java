package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Words;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks whether the Secrets and ConfigMaps exist that an authentication takes its parameters from. */
public final class SourceCheck implements Check {

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind != null && kind.isAuthentication();
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        KedaKind kind = Objects.requireNonNull(subject.keda());
        for (Authentication.Problem problem : AuthenticationReader.problems(subject, setting)) {
            if (problem instanceof Authentication.Problem.MissingSource missing) {
                boolean elsewhere = missing.certainty() != Authentication.Certainty.MISSING
                        && reporter.isMisspelt(Subject.NAMESPACE);
                if (!elsewhere && !reporter.isBroken(missing.pointer())) {
                    reporter.report(
                            OperatorRules.AUTHENTICATION_SOURCE,
                            severity(missing.certainty()),
                            missing.pointer(),
                            message(missing),
                            hint(missing, kind));
                }
            } else if (problem instanceof Authentication.Problem.MissingKey missing) {
                if (!reporter.isBroken(missing.pointer())) {
                    reporter.report(OperatorRules.AUTHENTICATION_SOURCE, missing.pointer(), message(missing), null);
                }
            } else if (problem instanceof Authentication.Problem.File file) {
                reporter.report(OperatorRules.AUTHENTICATION_FILE, "/spec/filePath", file.message(), null);
            }
        }
    }

    private static @Nullable String hint(Authentication.Problem.MissingSource missing, KedaKind kind) {
        if (missing.certainty() != Authentication.Certainty.ELSEWHERE) {
            return null;
        }
        return kind == KedaKind.CLUSTER_TRIGGER_AUTHENTICATION
                ? "Put the " + missing.kind() + " into the namespace of KEDA, which is keda by default."
                : "Put the " + missing.kind() + " into namespace " + missing.namespace() + ".";
    }

    private static Severity severity(Authentication.Certainty certainty) {
        return switch (certainty) {
            case MISSING -> Severity.ERROR;
            case ELSEWHERE -> Severity.WARNING;
            case UNKNOWN -> Severity.INFO;
        };
    }

    static String message(Authentication.Problem.MissingSource missing) {
        String what = missing.kind() + " " + missing.namespace() + "/" + missing.name();
        String parameter = Words.name(missing.parameter());
        return switch (missing.certainty()) {
            case MISSING ->
                what + " does not exist. KEDA takes " + parameter + " from it and uses an empty value instead.";
            case ELSEWHERE ->
                what + " is not among the objects, but another namespace has a " + missing.kind()
                        + " of that name. KEDA takes " + parameter + " from namespace " + missing.namespace()
                        + " only.";
            case UNKNOWN ->
                what + " is not among the objects. It must be in the cluster, because KEDA takes " + parameter
                        + " from it.";
        };
    }

    static String message(Authentication.Problem.MissingKey missing) {
        return missing.kind() + " " + missing.namespace() + "/" + missing.name() + " has no key "
                + Words.name(missing.key()) + ". KEDA takes " + Words.name(missing.parameter())
                + " from it and uses an empty value instead.";
    }
}
