package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Rule;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.ObjectKey;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaleTarget;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the authentications of an object's triggers, and reports the problems of each one once. */
final class AuthenticationLookup {

    private static final String REFERENCE = "/authenticationRef";

    private final Subject subject;
    private final Pods pods;
    private final Setting setting;
    private final Reporter reporter;
    private final Map<ObjectKey, Authentication> found = new HashMap<>(2);

    AuthenticationLookup(Subject subject, Pods pods, Setting setting, Reporter reporter) {
        this.subject = subject;
        this.pods = pods;
        this.setting = setting;
        this.reporter = reporter;
    }

    /**
     * The authentication that a trigger refers to; if it does not exist, nothing is known about it, and that is a
     * finding.
     */
    Authentication of(ScaledObjectView.Trigger trigger) {
        if (reporter.isBroken(trigger.pointer(), REFERENCE)
                || (trigger.authenticationRef() == null
                        && reporter.isBroken(trigger.pointer(), "/metadata" + REFERENCE))) {
            return Authentication.UNKNOWN; // the API server refuses it
        }
        Node.Mapping reference = trigger.authenticationRef();
        String name = reference == null ? "" : Trees.text(reference, "name");
        if (reference == null || name.isEmpty()) {
            return Authentication.NONE;
        }
        String kind = Trees.text(reference, "kind");
        KedaKind keda = kind.isEmpty() ? KedaKind.TRIGGER_AUTHENTICATION : KedaKind.named(kind);
        if (keda == null || !keda.isAuthentication()) {
            return Authentication.UNKNOWN;
        }
        ObjectKey key = new ObjectKey(keda.group(), keda.kind(), keda.isNamespaced() ? subject.namespace() : "", name);
        Authentication known = found.get(key);
        if (known == null) {
            known = find(keda, key, trigger.pointer() + REFERENCE);
            found.put(key, known);
        }
        return known;
    }

    private Authentication find(KedaKind kind, ObjectKey key, String pointer) {
        Subject source = setting.bundle().find(key);
        if (source == null) {
            reportMissing(kind, key.name(), pointer);
            return Authentication.UNKNOWN;
        }
        Authentication authentication = AuthenticationReader.read(source, pods, setting);
        if (source.doubt() != Severity.ERROR) {
            for (Authentication.Problem problem : authentication.problems()) {
                report(problem, source, pointer);
            }
        }
        return authentication;
    }

    private void reportMissing(KedaKind kind, String name, String pointer) {
        String place = kind.isNamespaced() ? subject.namespace() : "";
        boolean sure = setting.bundle().lacks(kind.group(), kind.kind(), place, name);
        if (reporter.isAstray() || reporter.isMisspelt(pointer + "/kind") || isWithTargetElsewhere(kind, name)) {
            return;
        }
        String where = kind.isNamespaced() ? " in namespace " + subject.namespace() : "";
        String what = kind + " " + name;
        KedaKind other = kind == KedaKind.TRIGGER_AUTHENTICATION
                ? KedaKind.CLUSTER_TRIGGER_AUTHENTICATION
                : KedaKind.TRIGGER_AUTHENTICATION;
        boolean namesake = isThere(other, name);
        reporter.report(
                OperatorRules.AUTHENTICATION_NOT_FOUND,
                sure ? Severity.ERROR : namesake ? Severity.WARNING : Severity.INFO,
                pointer + "/name",
                sure
                        ? what + " does not exist" + where + ". KEDA builds the scaler without authentication."
                        : what + " is not among the objects. It must be in the cluster" + where + ".",
                namesake
                        ? "Write kind: " + other + ", because an object of that kind has this name."
                        : hint(kind, name));
    }

    private boolean isThere(KedaKind kind, String name) {
        String namespace = kind.isNamespaced() ? subject.namespace() : "";
        return setting.bundle().find(kind.group(), kind.kind(), namespace, name) != null;
    }

    /**
     * Whether the authentication and the target both exist, but in other namespaces. The object itself is then in the
     * wrong namespace, and this is reported for the target.
     */
    private boolean isWithTargetElsewhere(KedaKind kind, String name) {
        Bundle bundle = setting.bundle();
        if (!subject.is(KedaKind.SCALED_OBJECT) || pods.state() == Pods.State.KNOWN) {
            return false;
        }
        ScaleTarget target = subject.view().target();
        return bundle.find(target.group(), target.kind(), subject.namespace(), target.name()) == null
                && bundle.isAnywhere(target.group(), target.kind(), target.name())
                && bundle.isAnywhere(kind.group(), kind.kind(), name);
    }

    private @Nullable String hint(KedaKind kind, String name) {
        return kind.isNamespaced() && setting.bundle().isAnywhere(kind.group(), kind.kind(), name)
                ? "Move it into namespace " + subject.namespace()
                        + ", or make it a ClusterTriggerAuthentication, because KEDA does not look for it in other namespaces."
                : null;
    }

    private void report(Authentication.Problem problem, Subject source, String pointer) {
        // If the authentication is applied together with the trigger, the problem is reported for the authentication
        // instead.
        if (problem instanceof Authentication.Problem.MissingSource missing) {
            if (missing.certainty().isKnown() && !source.isApplied()) {
                report(OperatorRules.AUTHENTICATION_SOURCE, pointer, SourceCheck.message(missing));
            }
        } else if (problem instanceof Authentication.Problem.MissingKey missing) {
            if (!source.isApplied()) {
                report(OperatorRules.AUTHENTICATION_SOURCE, pointer, SourceCheck.message(missing));
            }
        } else if (problem instanceof Authentication.Problem.File file) {
            if (!source.isApplied()) {
                report(OperatorRules.AUTHENTICATION_FILE, pointer, file.message());
            }
        } else if (problem instanceof Authentication.Problem.ServiceAccount account) {
            report(OperatorRules.SERVICE_ACCOUNT, pointer, account.message());
        } else if (problem instanceof Authentication.Problem.WithoutPods without) {
            report(OperatorRules.ROLE_WITHOUT_PODS, pointer, without.message());
        }
    }

    private void report(Rule rule, String pointer, String message) {
        reporter.report(rule, pointer, message, null);
    }
}
