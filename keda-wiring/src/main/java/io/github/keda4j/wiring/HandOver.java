package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Locale;

/**
 * A document that a stack needs but cannot apply itself, so it is handed over to the owner of the role or the
 * resource.
 *
 * @param accountId the account in which to apply it, twelve digits
 * @param arn the role or the resource that it is for
 * @param kind the kind of document
 * @param document the statements that must be present; there may be others
 */
public record HandOver(String accountId, String arn, Kind kind, PolicyDocument document) {

    /** The kind of a document. */
    public enum Kind {
        /** The trust policy of a role. */
        TRUST_POLICY,
        /** A permission policy of a role. */
        PERMISSIONS,
        /** The policy of a resource: of a queue, a topic, a stream, a secret or a KMS key. */
        RESOURCE_POLICY
    }

    /** {@return a file name for it, such as {@code 444455556666/role.queue-reader.trust-policy.json}} */
    public String fileName() {
        String resource = Arn.resourceIn(arn).replaceAll("[^A-Za-z0-9_.-]", ".");
        return accountId + "/" + resource + "."
                + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    }
}
