package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the kubelet projects into pods with a pod identity association. They look like those of a cluster,
 * but their signature is random: the emulator recognizes the tokens that it issued.
 */
final class PodTokens {

    /** The audience of the tokens that EKS requests from the kubelet. */
    private static final String AUDIENCE = "pods.eks.amazonaws.com";

    private static final String STS = "sts.amazonaws.com";

    /** The lifetime of the tokens that EKS requests from the kubelet. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Kubernetes, "Object Names and IDs": RFC 1123 label and subdomain. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private static final Pattern SUBDOMAIN = Pattern.compile(NAMESPACE + "(\\." + NAMESPACE + ")*");

    private final Cloud cloud;
    private final Map<String, Pod> pods = new HashMap<>();
    private final Map<String, WebIdentity> webIdentities = new HashMap<>();

    PodTokens(Cloud cloud) {
        this.cloud = cloud;
    }

    /** A pod whose token the agent accepts. */
    record Pod(
            String cluster,
            String namespace,
            String serviceAccount,
            String podName,
            String podUid,
            Instant expiration) {}

    /** A service account whose token STS accepts. */
    record WebIdentity(String issuer, String namespace, String serviceAccount, Instant expiration) {}

    /** Throws if Kubernetes would not have accepted one of the names, such as {@code ../x}. */
    String mint(String cluster, String namespace, String serviceAccount, String podName) {
        requireName(NAMESPACE, 63, "namespace", namespace);
        requireName(SUBDOMAIN, 253, "service account", serviceAccount);
        requireName(SUBDOMAIN, 253, "pod", podName);
        Instant now = cloud.clock.instant();
        String uid = UUID.randomUUID().toString();
        Pod pod = new Pod(cluster, namespace, serviceAccount, podName, uid, now.plus(LIFETIME));
        String issuer = "https://oidc.eks." + cloud.region + ".amazonaws.com/id/EMULATED";
        ObjectNode claims = claims(AUDIENCE, issuer, namespace, serviceAccount, now);
        ObjectNode kubernetes = claims.putObject("kubernetes.io");
        kubernetes.put("namespace", namespace);
        kubernetes.putObject("pod").put("name", podName).put("uid", uid);
        kubernetes.putObject("serviceaccount").put("name", serviceAccount);
        String token = signed(claims);
        pods.put(token, pod);
        return token;
    }

    /** A token of a service account for STS, as a cluster with an OIDC provider projects it for IRSA. */
    String mintWebIdentity(String providerArn, String namespace, String serviceAccount) {
        requireName(NAMESPACE, 63, "namespace", namespace);
        requireName(SUBDOMAIN, 253, "service account", serviceAccount);
        Instant now = cloud.clock.instant();
        String issuer = providerArn.substring(providerArn.indexOf('/') + 1);
        String token = signed(claims(STS, "https://" + issuer, namespace, serviceAccount, now));
        webIdentities.put(token, new WebIdentity(issuer, namespace, serviceAccount, now.plus(LIFETIME)));
        return token;
    }

    private static ObjectNode claims(
            String audience, String issuer, String namespace, String serviceAccount, Instant now) {
        ObjectNode claims = JSON.createObjectNode();
        claims.putArray("aud").add(audience);
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("iss", issuer);
        claims.put("nbf", now.getEpochSecond());
        claims.put("sub", "system:serviceaccount:" + namespace + ":" + serviceAccount);
        return claims;
    }

    private String signed(ObjectNode claims) {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"emulated\"}") + "." + encoded(claims.toString()) + "."
                + encoded(cloud.randomHex(32));
    }

    /** The owner of the token; throws the error with which STS refuses an invalid token. */
    WebIdentity verifyWebIdentity(String token) {
        WebIdentity identity = webIdentities.get(token);
        if (identity == null) {
            throw new AwsError(
                    400,
                    "InvalidIdentityToken",
                    "No OpenIDConnect provider found in your account for the token's issuer");
        }
        if (!identity.expiration().isAfter(cloud.clock.instant())) {
            throw new AwsError(400, "ExpiredTokenException", "Token expired: " + identity.expiration());
        }
        return identity;
    }

    private static void requireName(Pattern form, int most, String kind, String name) {
        if (name.length() > most || !form.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is not the name of a " + kind
                    + "; Kubernetes allows lower-case letters, digits and dashes between them");
        }
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The owner of the token; throws the error with which the agent and EKS Auth refuse an invalid token. */
    Pod verify(@Nullable String header) {
        String token = header == null ? "" : header.trim();
        if (token.isEmpty()) {
            throw new AwsError(400, "InvalidRequestException", "Service account token cannot be empty");
        }
        Pod pod = pods.get(token);
        if (pod == null) {
            throw new AwsError(400, "InvalidTokenException", "the service account token " + strangeness(token));
        }
        if (!pod.expiration().isAfter(cloud.clock.instant())) {
            throw new AwsError(
                    400,
                    "ExpiredTokenException",
                    "Service account token failed basic claim validations: token is expired, since "
                            + pod.expiration());
        }
        return pod;
    }

    private static String strangeness(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return "cannot be parsed: it is not a JSON web token";
        }
        try {
            JsonNode audience =
                    JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("aud");
            return audience.toString().contains("\"" + AUDIENCE + "\"")
                    ? "does not belong to this cluster"
                    : "is for audience " + audience + "; the agent accepts tokens for " + AUDIENCE;
        } catch (IllegalArgumentException | IOException broken) {
            return "cannot be parsed: its claims are not JSON";
        }
    }
}
