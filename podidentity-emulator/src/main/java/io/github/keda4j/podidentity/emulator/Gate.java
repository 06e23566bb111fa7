package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A service of which little more than access control is emulated: each call is decided on the caller's policies, and
 * answered as if the resource existed and were empty.
 */
interface Gate {

    /** An action on a resource; {@code *} for an action without a resource. */
    record Need(String action, String resource, RequestContext keys) {}

    /**
     * The permissions that a call needs, and its answer.
     *
     * @param needs the permissions that the caller needs, at least one; the first names the call
     * @param answer the answer to an allowed call
     */
    record Wish(List<Need> needs, Supplier<Answer> answer) {

        static Wish of(String action, String resource, RequestContext keys, Supplier<Answer> answer) {
            return new Wish(List.of(new Need(action, resource, keys)), answer);
        }

        /** The same request, for which the caller needs one more permission. */
        Wish and(Need need) {
            List<Need> all = new ArrayList<>(needs);
            all.add(need);
            return new Wish(all, answer);
        }

        String action() {
            return needs.get(0).action();
        }

        String resource() {
            return needs.get(0).resource();
        }
    }

    /**
     * The request that a call makes to its caller's account, or to the account in the ARN that it names.
     *
     * @throws AwsError if the emulator does not know it
     */
    Wish wish(HttpCall call, Signature signature, Identity caller);

    /** The error for a call whose target the service does not have. */
    static AwsError unknown(String service, String target) {
        return new AwsError(
                400, "UnknownOperationException", "The emulator does not know " + service + " at " + target + ".");
    }

    /** An error with the service's own code. */
    default AwsError named(AwsError error) {
        return switch (error.code()) {
            case "AccessDenied" -> new AwsError(400, "AccessDeniedException", error.text());
            case "InvalidClientTokenId" -> new AwsError(400, "UnrecognizedClientException", error.text());
            case "ExpiredToken" -> new AwsError(400, "ExpiredTokenException", error.text());
            default -> error;
        };
    }
}
