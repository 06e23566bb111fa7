package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.Rule;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import org.jspecify.annotations.Nullable;

/** Checks TriggerAuthentications and ClusterTriggerAuthentications. */
final class AuthenticationChecks {

    private static final String POD_IDENTITY = "/spec/podIdentity";
    private static final String OAUTH2 = "/spec/oauth2";
    private static final String CLIENT_CREDENTIALS = "clientCredentials";
    private static final String SERVICE_PRINCIPAL = "/spec/azureServicePrincipal";

    private AuthenticationChecks() {}

    static void check(Node.Mapping spec, Setting setting, Reporter reporter) {
        // Before KEDA 2.21, the API server drops azureServicePrincipal.
        Node.Mapping principal = setting.isSince(KedaVersion.V2_21) ? spec.mapping("azureServicePrincipal") : null;
        if (principal != null) {
            checkServicePrincipal(principal, reporter);
        }
        Node.Mapping identity = spec.mapping("podIdentity");
        String provider = identity == null ? null : Trees.text(identity, "provider");
        if (identity != null) {
            checkIdentity(identity, Trees.text(identity, "provider"), reporter);
        }
        Node.Mapping oauth2 = spec.mapping("oauth2");
        if (oauth2 != null) {
            // The webhook checks oauth2 only if the provider is azure-workload or aws, or if there is none.
            boolean unseen = provider != null && !provider.equals("azure-workload") && !provider.equals("aws");
            checkOAuth2(oauth2, unseen ? Severity.WARNING : Severity.ERROR, reporter);
        }
    }

    private static void checkIdentity(Node.Mapping identity, String provider, Reporter reporter) {
        switch (provider) {
            case "azure-workload" -> checkAzure(identity, reporter);
            case "aws" -> checkAws(identity, reporter);
            case "aws-eks" ->
                reporter.report(
                        AdmissionRules.AWS_EKS_DEPRECATED,
                        POD_IDENTITY + "/provider",
                        "provider aws-eks has been deprecated since KEDA 2.13, and KEDA 3 will remove it.",
                        "Write provider: aws, with identityOwner: workload if the workload's role is to be used.");
            default -> {}
        }
    }

    private static void checkAzure(Node.Mapping identity, Reporter reporter) {
        if ("".equals(Trees.string(identity, "identityId"))) {
            report(AdmissionRules.IDENTITY_ID, "identityId", "identityId must not be empty.", "Remove it.", reporter);
        }
        boolean hasHost = !Trees.text(identity, "identityAuthorityHost").isEmpty();
        String tenant = Trees.string(identity, "identityTenantId");
        if (hasHost && (tenant == null || tenant.isEmpty())) {
            report(
                    AdmissionRules.IDENTITY_TENANT,
                    "identityTenantId",
                    "identityTenantId is " + (tenant == null ? "missing" : "empty")
                            + ". It must be set together with identityAuthorityHost.",
                    null,
                    reporter);
        } else if (tenant != null && tenant.isEmpty()) {
            report(
                    AdmissionRules.IDENTITY_TENANT,
                    "identityTenantId",
                    "identityTenantId must not be empty.",
                    "Remove it.",
                    reporter);
        }
    }

    private static void checkAws(Node.Mapping identity, Reporter reporter) {
        boolean hasRole = !Trees.text(identity, "roleArn").isEmpty();
        if (hasRole && Trees.text(identity, "identityOwner").equals("workload")) {
            report(
                    AdmissionRules.ROLE_AND_WORKLOAD,
                    "roleArn",
                    "roleArn must not be set if identityOwner is workload: KEDA then reads the role from the annotation of the workload's service account.",
                    "Remove one of them.",
                    reporter);
        }
        if (!hasRole && !Trees.text(identity, "externalID").isEmpty()) {
            report(
                    AdmissionRules.EXTERNAL_ID_WITHOUT_ROLE,
                    "externalID",
                    "externalID must be set together with roleArn, because it is part of the request for that role.",
                    "Set roleArn, or remove externalID.",
                    reporter);
        }
    }

    private static void report(Rule rule, String field, String message, @Nullable String hint, Reporter reporter) {
        reporter.report(rule, POD_IDENTITY + "/" + field, message, hint);
    }

    private static void checkOAuth2(Node.Mapping oauth2, Severity severity, Reporter reporter) {
        String type = Trees.string(oauth2, "type");
        if (type != null && !type.equals(CLIENT_CREDENTIALS) && !reporter.isBroken(OAUTH2 + "/type")) {
            reporter.report(
                    AdmissionRules.OAUTH2_TYPE,
                    severity,
                    OAUTH2 + "/type",
                    "type must be " + CLIENT_CREDENTIALS + ".",
                    "Remove it, because that is the default.");
        }
        if (isEmpty(oauth2, OAUTH2, "clientId", reporter)) {
            reporter.report(
                    AdmissionRules.OAUTH2_CLIENT_ID,
                    severity,
                    OAUTH2 + "/clientId",
                    "clientId must not be empty.",
                    null);
        }
        if (!isHttp(Trees.text(oauth2, "tokenUrl")) && !reporter.isBroken(OAUTH2 + "/tokenUrl")) {
            reporter.report(
                    AdmissionRules.OAUTH2_TOKEN_URL,
                    severity,
                    OAUTH2 + "/tokenUrl",
                    "tokenUrl must be an http or https URL.",
                    null);
        }
    }

    /** Whether a text is empty or missing; if an update leaves it unchanged, only the webhook reports this. */
    private static boolean isEmpty(Node.Mapping holder, String pointer, String field, Reporter reporter) {
        return Trees.text(holder, field).isEmpty() && !reporter.isBroken(pointer + "/" + field);
    }

    private static boolean isHttp(String address) {
        GoUrl url = GoUrl.parse(address);
        return url != null
                && !url.host().isEmpty()
                && (url.scheme().equals("http") || url.scheme().equals("https"));
    }

    private static void checkServicePrincipal(Node.Mapping principal, Reporter reporter) {
        for (String field : new String[] {"tenantId", "clientId"}) {
            if (isEmpty(principal, SERVICE_PRINCIPAL, field, reporter)) {
                reporter.report(
                        AdmissionRules.SERVICE_PRINCIPAL_ID,
                        SERVICE_PRINCIPAL + "/" + field,
                        field + " must not be empty.",
                        null);
            }
        }
        boolean secret = principal.mapping("clientSecret") != null;
        boolean certificate = principal.mapping("clientCertificate") != null;
        if (secret == certificate) {
            reporter.report(
                    AdmissionRules.SERVICE_PRINCIPAL_SECRET,
                    secret ? SERVICE_PRINCIPAL + "/clientCertificate" : SERVICE_PRINCIPAL,
                    secret
                            ? "clientSecret and clientCertificate must not both be set."
                            : "azureServicePrincipal must have a clientSecret or a clientCertificate.",
                    null);
        }
        if (principal.mapping("clientCertificatePassword") != null && !certificate) {
            reporter.report(
                    AdmissionRules.SERVICE_PRINCIPAL_PASSWORD,
                    SERVICE_PRINCIPAL + "/clientCertificatePassword",
                    "clientCertificatePassword must be set together with clientCertificate.",
                    null);
        }
        checkEndpoint(principal, reporter);
    }

    private static void checkEndpoint(Node.Mapping principal, Reporter reporter) {
        boolean isPrivate = Trees.text(principal, "cloud").equalsIgnoreCase("Private");
        boolean hasEndpoint = !Trees.text(principal, "activeDirectoryEndpoint").isEmpty();
        if (isPrivate != hasEndpoint) {
            reporter.report(
                    AdmissionRules.SERVICE_PRINCIPAL_ENDPOINT,
                    SERVICE_PRINCIPAL + "/activeDirectoryEndpoint",
                    isPrivate
                            ? "activeDirectoryEndpoint is missing. It must be set with cloud: Private."
                            : "activeDirectoryEndpoint must not be set unless cloud is Private.",
                    null);
        }
    }
}
