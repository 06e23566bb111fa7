package io.github.keda4j.validator.internal.advice;

import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds settings of a TriggerAuthentication that have no effect in KEDA, or an unexpected one. */
public final class AuthenticationAdvice implements Check {

    private static final String IDENTITY = "/spec/podIdentity";
    private static final String SECRET_MANAGER = "/spec/awsSecretManager";

    /** The lists that parameters come from, in KEDA's order; a later one takes precedence. */
    private static final List<List<String>> SOURCES = List.of(
            List.of("env"),
            List.of("configMapTargetRef"),
            List.of("secretTargetRef"),
            List.of("hashiCorpVault", "secrets"),
            List.of("azureKeyVault", "secrets"),
            List.of("gcpSecretManager", "secrets"),
            List.of("awsSecretManager", "secrets"),
            List.of("boundServiceAccountToken"));

    private static final List<String> ACCESS_KEYS =
            List.of("awsAccessKeyID", "awsAccessKeyId", "awsSecretAccessKey", "awsSessionToken");

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind != null && kind.isAuthentication();
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        Node.Mapping spec = subject.spec();
        Node.Mapping identity = spec.mapping("podIdentity");
        boolean aws = identity != null && Trees.text(identity, "provider").equals("aws");
        if (identity != null && aws) {
            checkRole(identity, reporter);
        }
        Map<String, String> parameters = checkParameters(spec, aws, reporter);
        if (!Trees.text(spec, "filePath").isEmpty()
                && subject.is(KedaKind.CLUSTER_TRIGGER_AUTHENTICATION)
                && !parameters.isEmpty()) {
            reporter.report(
                    AdviceRules.FILE_ALONE,
                    "/spec/filePath",
                    "KEDA reads all parameters from the file that filePath names. The other sources have no effect.",
                    "Remove filePath, or put all parameters into the file.");
        }
        Node.Mapping manager = spec.mapping("awsSecretManager");
        if (manager != null) {
            checkSecretManager(manager, reporter);
        }
    }

    private static void checkRole(Node.Mapping identity, Reporter reporter) {
        String role = Trees.text(identity, "roleArn");
        if (role.isEmpty() || reporter.hasReported(IDENTITY + "/roleArn")) {
            return;
        }
        if (!role.startsWith("arn:") || !role.contains(":role/")) {
            reporter.report(
                    AdviceRules.ROLE_ARN,
                    IDENTITY + "/roleArn",
                    "roleArn is " + Words.quoted(role) + ", which is not the ARN of an IAM role.",
                    "Write an ARN such as arn:aws:iam::111122223333:role/keda.");
        } else if (!Trees.text(identity, "externalID").isEmpty()) {
            reporter.report(
                    AdviceRules.EXTERNAL_ID,
                    IDENTITY + "/externalID",
                    "KEDA sends externalID only if it cannot assume the role with a web identity token (IRSA), which it tries first.",
                    "In the role's trust policy, add another condition where it allows the operator's web identity.");
        }
    }

    /** The parameters that have a source, each with the place of its last source. */
    private static Map<String, String> checkParameters(Node.Mapping spec, boolean aws, Reporter reporter) {
        Map<String, String> places = new HashMap<>();
        for (List<String> path : SOURCES) {
            Node.Mapping holder = path.size() == 1 ? spec : spec.mapping(path.get(0));
            List<Node> elements = holder == null ? List.of() : holder.elements(path.get(path.size() - 1));
            for (int i = 0; i < elements.size(); i++) {
                String parameter =
                        elements.get(i) instanceof Node.Mapping element ? Trees.text(element, "parameter") : "";
                if (!parameter.isEmpty()) {
                    String place = "/spec/" + String.join("/", path) + "/" + i + "/parameter";
                    reportTwice(parameter, places.put(parameter, place), place, reporter);
                    if (aws && ACCESS_KEYS.contains(parameter)) {
                        reportKey(parameter, place, reporter);
                    }
                }
            }
        }
        return places;
    }

    private static void reportTwice(String parameter, @Nullable String earlier, String place, Reporter reporter) {
        if (earlier != null && !reporter.isFull(AdviceRules.DUPLICATE_PARAMETER) && !reporter.isBroken(place)) {
            reporter.report(
                    AdviceRules.DUPLICATE_PARAMETER,
                    place,
                    "Parameter " + Words.name(parameter)
                            + " has two sources. KEDA uses this one and ignores the one at "
                            + inWords(earlier) + ".",
                    "Remove one of them.");
        }
    }

    /** Writes the place of a parameter, such as {@code spec.secretTargetRef[0]}. */
    private static String inWords(String place) {
        int end = place.lastIndexOf('/');
        int index = place.lastIndexOf('/', end - 1);
        return place.substring(1, index).replace('/', '.') + "[" + place.substring(index + 1, end) + "]";
    }

    private static void reportKey(String parameter, String place, Reporter reporter) {
        reporter.report(
                AdviceRules.KEYS_IGNORED,
                place,
                parameter + " has no effect because podIdentity has provider aws. KEDA uses the pod identity.",
                "Remove the access key, or remove podIdentity.");
    }

    private static void checkSecretManager(Node.Mapping manager, Reporter reporter) {
        Node.Mapping identity = manager.mapping("podIdentity");
        Node.Mapping credentials = manager.mapping("credentials");
        if (identity != null) {
            checkIdentityOfSecretManager(identity, reporter);
        }
        if (credentials != null && Trees.has(credentials, "accessToken")) {
            reporter.report(
                    AdviceRules.SECRET_MANAGER,
                    SECRET_MANAGER + "/credentials/accessToken",
                    "accessToken has no effect. KEDA reads only accessKey and accessSecretKey, so temporary keys do not work.",
                    "Use a podIdentity with provider aws.");
        }
    }

    private static void checkIdentityOfSecretManager(Node.Mapping identity, Reporter reporter) {
        String pointer = SECRET_MANAGER + "/podIdentity/";
        String provider = Trees.text(identity, "provider");
        if (!provider.isEmpty()
                && !provider.equals("aws")
                && !provider.equals("none")
                && !reporter.isBroken(pointer + "provider")) {
            reporter.report(
                    AdviceRules.SECRET_MANAGER,
                    pointer + "provider",
                    "provider is " + Words.quoted(provider)
                            + ", but only aws works for AWS Secrets Manager. KEDA leaves the"
                            + " parameters empty and only logs why.",
                    "Write provider: aws.");
        }
        if (!Trees.text(identity, "externalID").isEmpty()) {
            reporter.report(
                    AdviceRules.SECRET_MANAGER,
                    pointer + "externalID",
                    "externalID has no effect. KEDA does not send it when assuming the role for AWS Secrets Manager.",
                    "Remove it, and do not require it in the role's trust policy.");
        }
        if (!Trees.text(identity, "roleArn").isEmpty()
                && Trees.text(identity, "identityOwner").equals("workload")) {
            reporter.report(
                    AdviceRules.SECRET_MANAGER,
                    pointer + "roleArn",
                    "roleArn has no effect because identityOwner is workload. KEDA uses the role of the workload's service account.",
                    "Remove one of them.");
        }
    }
}
