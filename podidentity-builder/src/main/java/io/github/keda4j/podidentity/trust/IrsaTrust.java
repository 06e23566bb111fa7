package io.github.keda4j.podidentity.trust;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;
import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_LIKE;

import io.github.keda4j.podidentity.internal.Checks;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds the trust policy of a role that service accounts assume with a token of the cluster's OIDC provider (IRSA).
 *
 * <p>Source of the rule: Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts".
 */
public final class IrsaTrust {

    private static final String PROVIDER = "oidc-provider/";
    // The issuer without its scheme: a host and a path, with which the condition keys begin.
    private static final Pattern ISSUER = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%+=,@:-]+)*/?");

    private String sid = "AllowServiceAccountToAssumeWithWebIdentity";
    private @Nullable String provider;
    private String audience = "sts.amazonaws.com";
    private final List<String> subjects = new ArrayList<>();
    private final List<String> patterns = new ArrayList<>();
    private final Checks names = new Checks();

    IrsaTrust() {}

    /**
     * Sets the cluster's OIDC provider, as IAM knows it.
     *
     * @param arn such as {@code arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE}
     * @return this
     */
    public IrsaTrust oidcProvider(String arn) {
        provider = arn;
        return this;
    }

    /**
     * Trusts one service account; call it again to trust another one too.
     *
     * @param namespace such as {@code keda}
     * @param name such as {@code keda-operator}
     * @return this
     */
    public IrsaTrust serviceAccount(String namespace, String name) {
        names.namespace("serviceAccount", namespace);
        names.serviceAccount("serviceAccount", name);
        subjects.add("system:serviceaccount:" + namespace + ":" + name);
        return this;
    }

    /**
     * Trusts every service account of a namespace.
     *
     * @param namespace such as {@code keda}
     * @return this
     */
    public IrsaTrust anyServiceAccountIn(String namespace) {
        names.namespace("anyServiceAccountIn", namespace);
        patterns.add("system:serviceaccount:" + namespace + ":*");
        return this;
    }

    /**
     * Sets the audience that the token must have.
     *
     * @param newAudience defaults to {@code sts.amazonaws.com}
     * @return this
     */
    public IrsaTrust audience(String newAudience) {
        audience = newAudience;
        return this;
    }

    /**
     * Sets the statement's id.
     *
     * @param newSid letters and digits; defaults to {@code AllowServiceAccountToAssumeWithWebIdentity}
     * @return this
     */
    public IrsaTrust sid(String newSid) {
        sid = newSid;
        return this;
    }

    /**
     * {@return the trust policy, one statement}
     *
     * @throws io.github.keda4j.findings.FindingsException if a part is missing or not valid; it lists everything
     */
    public PolicyDocument build() {
        Checks checks = new Checks();
        checks.sid("sid", sid);
        String issuer = "";
        if (provider == null) {
            checks.error(
                    "trust-scope-missing", "oidcProvider", "The OIDC provider is missing.", "Call oidcProvider(arn).");
        } else {
            issuer = checks.arn("oidcProvider", provider, "iam", PROVIDER)
                    .map(arn -> arn.resource().substring(PROVIDER.length()))
                    .orElse("");
            if (!issuer.isEmpty() && !ISSUER.matcher(issuer).matches()) {
                checks.error(
                        "trust-oidc-provider",
                        "oidcProvider",
                        "The OIDC provider \"" + issuer + "\" must be the URL of an issuer without its scheme.",
                        "Copy the ARN that IAM shows, such as"
                                + " arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE.");
            }
        }
        if (subjects.isEmpty() && patterns.isEmpty()) {
            checks.error(
                    "trust-scope-missing",
                    "serviceAccount",
                    "The role would trust every service account of the cluster.",
                    "Call serviceAccount(namespace, name), or anyServiceAccountIn(namespace).");
        }
        if (audience.isBlank()) {
            checks.error(
                    "invalid-audience",
                    "audience",
                    "The audience must not be empty.",
                    "Omit the call to use sts.amazonaws.com.");
        }
        checks.addAll(names.findings());
        checks.throwIfAny("IRSA trust policy");

        List<String> all = new ArrayList<>(subjects);
        all.addAll(patterns);
        ConditionOperator operator = ConditionOperator.of(patterns.isEmpty() ? STRING_EQUALS : STRING_LIKE);
        return PolicyDocument.of(Statement.allow()
                .sid(sid)
                .principal(Principal.federated(String.valueOf(provider)))
                .action("sts:AssumeRoleWithWebIdentity")
                .condition(STRING_EQUALS, issuer + ":aud", audience)
                .condition(new Condition(operator, issuer + ":sub", all))
                .build());
    }
}
