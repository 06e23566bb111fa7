package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks whether the Secrets and ConfigMaps from which an authentication reads its parameters exist. */
public final class SourceCheck implements Check {

    /** The maximum number of names in a message; a longer sentence would not be read. */
    private static final int MOST_NAMES = 5;

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind != null && kind.isAuthentication();
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        KedaKind kind = Objects.requireNonNull(subject.keda());
        for (Authentication.Problem problem : AuthenticationReader.problems(subject, setting)) {
            if (problem instanceof Authentication.Problem.MissingSource missing) {
                if (!reporter.isAstray() && !reporter.isBroken(missing.pointer())) {
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
            case MISSING, EMPTY -> Severity.ERROR;
            case ELSEWHERE -> Severity.WARNING;
            case UNKNOWN -> Severity.INFO;
        };
    }

    static String message(Authentication.Problem.MissingSource missing) {
        String what = missing.kind() + " " + missing.namespace() + "/" + missing.name();
        String parameters = names(missing.parameters());
        String empty = missing.parameters().size() == 1
                ? " from it, and uses an empty value instead."
                : " from it, and uses empty values instead.";
        return switch (missing.certainty()) {
            case MISSING -> what + " does not exist. KEDA reads " + parameters + empty;
            case EMPTY -> what + " has no data. KEDA reads " + parameters + empty;
            case ELSEWHERE ->
                what + " is not among the objects, but another namespace has a " + missing.kind()
                        + " of that name. KEDA reads " + parameters + " from namespace " + missing.namespace()
                        + " only.";
            case UNKNOWN ->
                what + " is not among the objects. It must be in the cluster, because KEDA reads " + parameters
                        + " from it.";
        };
    }

    private static String names(List<String> parameters) {
        if (parameters.size() > MOST_NAMES) {
            return parameters.size() + " parameters";
        }
        List<String> names = new ArrayList<>(parameters.size());
        for (String parameter : parameters) {
            names.add(Words.name(parameter));
        }
        return Words.all(names);
    }

    static String message(Authentication.Problem.MissingKey missing) {
        return missing.kind() + " " + missing.namespace() + "/" + missing.name() + " has no key "
                + Words.name(missing.key()) + ". KEDA reads " + Words.name(missing.parameter())
                + " from it, and uses an empty value instead.";
    }
}
