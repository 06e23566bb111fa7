package io.github.keda4j.validator.internal.bundle;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.PodTemplates;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether objects that KEDA's kinds refer to exist: credentials of secret stores, service accounts, and
 * authentications of event sources. Objects that provide parameters of a trigger are checked elsewhere.
 */
public final class ReferenceCheck implements Check {

    /**
     * The namespace in which KEDA is installed by default; KEDA looks there for the objects that a
     * ClusterTriggerAuthentication refers to.
     */
    private static final String KEDA_NAMESPACE = "keda";

    private static final String SECRET = "Secret";
    private static final String ACCOUNT = "ServiceAccount";

    /** The maps that contain {@code valueFrom.secretKeyRef}, by the part of the specification that they are in. */
    private static final List<List<String>> CREDENTIALS = List.of(
            List.of("awsSecretManager", "credentials", "accessKey"),
            List.of("awsSecretManager", "credentials", "accessSecretKey"),
            List.of("azureKeyVault", "credentials", "clientSecret"),
            List.of("gcpSecretManager", "credentials", "clientSecret"));

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind != null && kind != KedaKind.SCALED_OBJECT;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        KedaKind kind = Objects.requireNonNull(subject.keda());
        switch (kind) {
            case TRIGGER_AUTHENTICATION, CLUSTER_TRIGGER_AUTHENTICATION ->
                checkAuthentication(subject, kind, setting, reporter);
            case CLOUD_EVENT_SOURCE, CLUSTER_CLOUD_EVENT_SOURCE -> checkEventSource(subject, setting, reporter);
            case SCALED_JOB -> checkAccount(subject, setting, reporter);
            case SCALED_OBJECT -> {}
        }
    }

    private static void checkAuthentication(Subject subject, KedaKind kind, Setting setting, Reporter reporter) {
        Node.Mapping spec = subject.spec();
        String namespace = kind.isNamespaced() ? subject.namespace() : KEDA_NAMESPACE;
        for (List<String> path : CREDENTIALS) {
            Node.Mapping part = spec;
            for (int i = 0; i < path.size() && part != null; i++) {
                part = part.mapping(path.get(i));
            }
            Node.Mapping reference = Trees.map(Trees.map(part, "valueFrom"), "secretKeyRef");
            if (reference != null) {
                String pointer = "/spec/" + String.join("/", path) + "/valueFrom/secretKeyRef/name";
                check(SECRET, namespace, Trees.text(reference, "name"), pointer, kind, setting, reporter);
            }
        }
        List<Node> tokens = spec.elements("boundServiceAccountToken");
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i) instanceof Node.Mapping token) {
                String pointer = "/spec/boundServiceAccountToken/" + i + "/serviceAccountName";
                String name = Trees.text(token, "serviceAccountName");
                check(ACCOUNT, namespace, name, pointer, kind, setting, reporter);
            }
        }
    }

    private static void check(
            String kind,
            String namespace,
            String name,
            String pointer,
            KedaKind owner,
            Setting setting,
            Reporter reporter) {
        Bundle bundle = setting.bundle();
        boolean implied = kind.equals(ACCOUNT) && name.equals("default");
        if (name.isEmpty() || implied || bundle.find("", kind, namespace, name) != null || reporter.isBroken(pointer)) {
            return;
        }
        boolean elsewhere = bundle.isAnywhere("", kind, name);
        // KEDA may be installed in another namespace.
        boolean sure = bundle.lacks("", kind, namespace, name) && !(elsewhere && !owner.isNamespaced());
        report(
                kind + " " + Words.name(name),
                " in namespace " + namespace,
                sure,
                pointer,
                elsewhere
                        ? "Move it into namespace " + namespace
                                + ", because KEDA does not look for it in other namespaces."
                        : null,
                reporter);
    }

    private static void checkEventSource(Subject subject, Setting setting, Reporter reporter) {
        Node.Mapping reference = subject.spec().mapping("authenticationRef");
        String name = reference == null ? "" : Trees.text(reference, "name");
        if (reference == null || name.isEmpty()) {
            return;
        }
        String given = Trees.text(reference, "kind");
        KedaKind kind = given.isEmpty() ? KedaKind.TRIGGER_AUTHENTICATION : KedaKind.named(given);
        String pointer = "/spec/authenticationRef/name";
        boolean known = kind != null && kind.isAuthentication() && !reporter.isBroken(pointer);
        if (kind == null
                || !known
                || (kind.isNamespaced() && subject.namespace().isEmpty())) {
            return;
        }
        String namespace = kind.isNamespaced() ? subject.namespace() : "";
        if (setting.bundle().find(kind.group(), kind.kind(), namespace, name) == null) {
            report(
                    kind + " " + Words.name(name),
                    namespace.isEmpty() ? "" : " in namespace " + namespace,
                    setting.bundle().lacks(kind.group(), kind.kind(), namespace, name),
                    pointer,
                    null,
                    reporter);
        }
    }

    /** Checks the service account of the pods of Jobs; KEDA does not create other workloads. */
    private static void checkAccount(Subject subject, Setting setting, Reporter reporter) {
        Bundle bundle = setting.bundle();
        Node.Mapping pod = PodTemplates.of(subject, bundle);
        String name = pod == null ? "" : Trees.text(pod, "serviceAccountName");
        // The service account is usually not among the objects, so a missing one is reported only if it is known to be
        // missing or to exist elsewhere.
        boolean matters = bundle.isComplete() || bundle.isAnywhere("", ACCOUNT, name);
        if (!name.isEmpty() && matters) {
            check(
                    ACCOUNT,
                    subject.namespace(),
                    name,
                    "/spec/jobTargetRef/template/spec/serviceAccountName",
                    KedaKind.SCALED_JOB,
                    setting,
                    reporter);
        }
    }

    private static void report(
            String what, String where, boolean sure, String pointer, @Nullable String hint, Reporter reporter) {
        reporter.report(
                BundleRules.REFERENCE_NOT_FOUND,
                sure ? Severity.ERROR : Severity.INFO,
                pointer,
                sure
                        ? what + " does not exist" + where + "."
                        : what + " is not among the objects. It must be in the cluster" + where + ".",
                hint);
    }
}
