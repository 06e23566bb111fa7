package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A service for which little more than access is emulated: each call is decided by the caller's policies, and answered
 * as if the resource existed and were empty.
 */
interface Gate {

    /** An action on a resource; {@code *} for an action without any. */
    record Need(String action, String resource, RequestContext keys) {}

    /**
     * What a call wants.
     *
     * @param needs the permissions that the caller needs, at least one; the first names the call
     * @param answer the answer to an allowed call
     */
    record Wish(List<Need> needs, Supplier<Answer> answer) {

        static Wish of(String action, String resource, RequestContext keys, Supplier<Answer> answer) {
            return new Wish(List.of(new Need(action, resource, keys)), answer);
        }

        /** The same wish, for which the caller needs one more permission. */
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
     * The request of a call to its caller's account, or of the account in the ARN that it names.
     *
     * @throws AwsError if the emulator does not know it
     */
    Wish wish(HttpCall call, Signature signature, Identity caller);

    /** The answer of services with a target in each call to a target that they do not have. */
    static AwsError unknown(String service, String target) {
        return new AwsError(
                400, "UnknownOperationException", "The emulator does not know " + service + " at " + target + ".");
    }

    /** An error as the service names it. */
    default AwsError named(AwsError error) {
        return switch (error.code()) {
            case "AccessDenied" -> new AwsError(400, "AccessDeniedException", error.text());
            case "InvalidClientTokenId" -> new AwsError(400, "UnrecognizedClientException", error.text());
            case "ExpiredToken" -> new AwsError(400, "ExpiredTokenException", error.text());
            default -> error;
        };
    }
}
