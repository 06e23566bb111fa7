package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.ObjectKey;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves an authentication as {@code resolveAuthRef} and {@code ResolveAuthRefAndPodIdentity} in KEDA's resolver do:
 * one source after the other, with later sources taking precedence.
 */
final class AuthenticationReader {

    /**
     * The namespace in which KEDA is installed by default; KEDA looks there for the Secrets of a
     * ClusterTriggerAuthentication.
     */
    static final String KEDA_NAMESPACE = "keda";

    private static final String ROLE = "awsRoleArn";
    private static final String ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";
    private static final List<String> STORES =
            List.of("hashiCorpVault", "azureKeyVault", "gcpSecretManager", "awsSecretManager");

    private final Subject source;
    private final Node.Mapping spec;
    private final Pods pods;
    private final Setting setting;
    private final String namespace;
    private final Map<String, Value> parameters = new HashMap<>();
    private final List<Authentication.Problem> problems = new ArrayList<>(0);
    private final Map<ObjectKey, Authentication.Problem.MissingSource> missing = new HashMap<>(0);

    private AuthenticationReader(Subject source, Pods pods, Setting setting) {
        this.source = source;
        this.spec = source.spec();
        this.pods = pods;
        this.setting = setting;
        this.namespace = source.keda() == KedaKind.CLUSTER_TRIGGER_AUTHENTICATION ? KEDA_NAMESPACE : source.namespace();
    }

    /**
     * Resolves an authentication for a trigger.
     *
     * @param source the TriggerAuthentication or ClusterTriggerAuthentication
     * @param pods the pods of the workload that the trigger scales
     */
    static Authentication read(Subject source, Pods pods, Setting setting) {
        return new AuthenticationReader(source, pods, setting).read();
    }

    /** The problems of the authentication itself. */
    static List<Authentication.Problem> problems(Subject source, Setting setting) {
        AuthenticationReader reader = new AuthenticationReader(source, Pods.unknown(setting.bundle()), setting);
        if (reader.isFromFile()) {
            reader.checkFile();
        } else {
            reader.addSources();
        }
        return reader.problems;
    }

    private Authentication read() {
        Node.Mapping identity = spec.mapping("podIdentity");
        String provider = identity == null ? Authentication.NO_IDENTITY : Trees.text(identity, "provider");
        if (isFromFile()) {
            checkFile();
            return new Authentication(source, null, provider, problems);
        }
        addEnvironment();
        addSources();
        if (identity != null) {
            addIdentity(identity, provider);
        }
        return new Authentication(source, parameters, provider, problems);
    }

    private boolean isFromFile() {
        return !Trees.text(spec, "filePath").isEmpty();
    }

    /** Adds all sources except the environment of the pods and the role of their service account. */
    private void addSources() {
        addReferences("configMapTargetRef", KeyedData.CONFIG_MAP);
        addReferences("secretTargetRef", KeyedData.SECRET);
        for (String store : STORES) {
            Node.Mapping secrets = spec.mapping(store);
            if (secrets != null) {
                addUnknown(secrets, "secrets");
            }
        }
        addUnknown(spec, "boundServiceAccountToken");
        addOauth2();
        addServicePrincipal();
    }

    private void checkFile() {
        String path = Trees.text(spec, "filePath");
        if (source.keda() != KedaKind.CLUSTER_TRIGGER_AUTHENTICATION) {
            problems.add(
                    new Authentication.Problem.File(
                            "filePath must not be set in a TriggerAuthentication. KEDA reads files only for a ClusterTriggerAuthentication."));
        } else if (path.startsWith("/") || path.contains("..")) {
            problems.add(new Authentication.Problem.File(
                    "filePath must be relative to the operator's folder and must not contain \"..\"."));
        }
    }

    private void addEnvironment() {
        for (Node element : spec.elements("env")) {
            if (element instanceof Node.Mapping variable) {
                Environment environment = pods.environment(Trees.text(variable, "containerName"));
                put(
                        Trees.text(variable, "parameter"),
                        environment.failures().isEmpty() ? environment.get(Trees.text(variable, "name")) : Value.EMPTY);
            }
        }
    }

    private void addReferences(String list, String kind) {
        List<Node> references = spec.elements(list);
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i) instanceof Node.Mapping reference) {
                addReference(
                        Trees.text(reference, "parameter"),
                        kind,
                        Trees.text(reference, "name"),
                        Trees.text(reference, "key"),
                        "/spec/" + list + "/" + i);
            }
        }
    }

    /** Reports a missing source as one problem, and not again for each parameter or for each trigger that lacks it. */
    private void addReference(String parameter, String kind, String name, String key, String pointer) {
        KeyedData data = KeyedData.of(setting.bundle(), kind, namespace, name);
        if (!data.isFound()) {
            addMissingSource(parameter, kind, name, pointer, certainty(data, kind, name));
        } else if (data.isEmpty()) {
            addMissingSource(parameter, kind, name, pointer, Authentication.Certainty.EMPTY);
        } else if (data.isWithout(key)) {
            problems.add(
                    new Authentication.Problem.MissingKey(pointer + "/key", parameter, kind, namespace, name, key));
            put(parameter, Value.UNKNOWN);
        } else {
            put(parameter, data.get(key));
        }
    }

    private void addMissingSource(
            String parameter, String kind, String name, String pointer, Authentication.Certainty certainty) {
        ObjectKey key = new ObjectKey("", kind, namespace, name);
        Authentication.Problem.MissingSource known = missing.get(key);
        if (known == null) {
            known = new Authentication.Problem.MissingSource(
                    pointer + "/name", new ArrayList<>(1), kind, namespace, name, certainty);
            missing.put(key, known);
            problems.add(known);
        }
        known.parameters().add(parameter);
        put(parameter, Value.UNKNOWN);
    }

    private Authentication.Certainty certainty(KeyedData data, String kind, String name) {
        boolean elsewhere = setting.bundle().isAnywhere("", kind, name);
        // KEDA may be installed in another namespace: then the Secrets of a ClusterTriggerAuthentication are there.
        if (elsewhere && source.keda() == KedaKind.CLUSTER_TRIGGER_AUTHENTICATION) {
            return Authentication.Certainty.ELSEWHERE;
        }
        if (data.state() == KeyedData.State.MISSING) {
            return Authentication.Certainty.MISSING;
        }
        return elsewhere ? Authentication.Certainty.ELSEWHERE : Authentication.Certainty.UNKNOWN;
    }

    private void addUnknown(Node.Mapping holder, String list) {
        for (Node element : holder.elements(list)) {
            if (element instanceof Node.Mapping secret) {
                put(Trees.text(secret, "parameter"), Value.UNKNOWN);
            }
        }
    }

    private void addOauth2() {
        Node.Mapping oauth2 = spec.mapping("oauth2");
        if (oauth2 == null) {
            return;
        }
        put("oauthTokenURI", Value.of(Trees.text(oauth2, "tokenUrl")));
        put("clientID", Value.of(Trees.text(oauth2, "clientId")));
        addSecret("clientSecret", oauth2, "clientSecret", "/spec/oauth2/clientSecret");
        List<String> scopes = new ArrayList<>();
        for (Node scope : oauth2.elements("scopes")) {
            if (scope instanceof Node.Scalar text) {
                scopes.add(text.text());
            }
        }
        if (!scopes.isEmpty()) {
            put("scopes", Value.of(String.join(",", scopes)));
        }
        Node.Mapping more = oauth2.mapping("tokenUrlParams");
        if (more != null && !more.entries().isEmpty()) {
            put("endpointParams", Value.UNKNOWN);
        }
    }

    private void addServicePrincipal() {
        Node.Mapping principal = setting.isSince(KedaVersion.V2_21) ? spec.mapping("azureServicePrincipal") : null;
        if (principal == null) {
            return;
        }
        String prefix = "azureServicePrincipal";
        put(prefix, Value.of("true"));
        put(prefix + "TenantId", Value.of(Trees.text(principal, "tenantId")));
        put(prefix + "ClientId", Value.of(Trees.text(principal, "clientId")));
        putUnlessEmpty(prefix + "Cloud", Trees.text(principal, "cloud"));
        putUnlessEmpty(prefix + "ActiveDirectoryEndpoint", Trees.text(principal, "activeDirectoryEndpoint"));
        for (String field : List.of("clientSecret", "clientCertificate", "clientCertificatePassword")) {
            if (principal.mapping(field) != null) {
                addSecret(
                        prefix + Character.toUpperCase(field.charAt(0)) + field.substring(1),
                        principal,
                        field,
                        "/spec/azureServicePrincipal/" + field);
            }
        }
    }

    private void addSecret(String parameter, Node.Mapping holder, String field, String pointer) {
        Node.Mapping reference = Trees.map(Trees.map(holder.mapping(field), "valueFrom"), "secretKeyRef");
        if (reference == null) {
            put(parameter, Value.EMPTY);
        } else {
            addReference(
                    parameter,
                    KeyedData.SECRET,
                    Trees.text(reference, "name"),
                    Trees.text(reference, "key"),
                    pointer + "/valueFrom/secretKeyRef");
        }
    }

    private void addIdentity(Node.Mapping identity, String provider) {
        boolean workload = provider.equals("aws") && "workload".equals(Trees.text(identity, "identityOwner"));
        boolean hasRole =
                provider.equals("aws") && !Trees.text(identity, "roleArn").isEmpty();
        if (pods.state() == Pods.State.NONE) {
            if (workload || hasRole) {
                problems.add(new Authentication.Problem.WithoutPods((workload ? "identityOwner: workload" : "roleArn")
                        + " has no effect, because KEDA finds no pods in " + pods.owner()
                        + ". KEDA uses the role of its operator instead."));
            }
        } else if (workload || provider.equals("aws-eks")) {
            put(ROLE, roleOfPods(workload));
        } else if (hasRole) {
            put(ROLE, Value.of(Trees.text(identity, "roleArn")));
        }
    }

    private Value roleOfPods(boolean isRequired) {
        if (pods.state() != Pods.State.KNOWN) {
            return Value.UNKNOWN;
        }
        Bundle bundle = setting.bundle();
        String name = pods.serviceAccount();
        Subject account = bundle.find("", "ServiceAccount", pods.namespace(), name);
        if (account == null) {
            if (bundle.lacks("", "ServiceAccount", pods.namespace(), name) && (isRequired || !name.equals("default"))) {
                problems.add(
                        new Authentication.Problem.ServiceAccount("Service account " + pods.namespace() + "/" + name
                                + " of the pods of " + pods.owner()
                                + " does not exist. KEDA reads the role from its annotation " + ROLE_ANNOTATION + "."));
            }
            return Value.UNKNOWN;
        }
        @Nullable String role = account.annotation(ROLE_ANNOTATION);
        if (role == null && isRequired) {
            problems.add(new Authentication.Problem.ServiceAccount("Service account " + pods.namespace() + "/" + name
                    + " of the pods of " + pods.owner() + " must have the annotation " + ROLE_ANNOTATION
                    + ". KEDA reads the role from it."));
            return Value.UNKNOWN;
        }
        return role == null ? Value.EMPTY : Value.of(role);
    }

    private void putUnlessEmpty(String parameter, String text) {
        if (!text.isEmpty()) {
            put(parameter, Value.of(text));
        }
    }

    private void put(String parameter, Value value) {
        parameters.put(parameter, value);
    }
}
