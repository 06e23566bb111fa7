package io.github.keda4j.podidentity.policy;

import java.util.Optional;

/** What a statement does to the requests it matches: the {@code Effect} element. */
public enum Effect {
    /** The statement grants. */
    ALLOW("Allow"),
    /** The statement denies, whatever other statements grant. */
    DENY("Deny");

    private final String json;

    Effect(String json) {
        this.json = json;
    }

    /** {@return the word as policies write it, {@code Allow} or {@code Deny}} AWS compares it case-sensitively. */
    public String json() {
        return json;
    }

    static Optional<Effect> fromJson(String text) {
        return switch (text) {
            case "Allow" -> Optional.of(ALLOW);
            case "Deny" -> Optional.of(DENY);
            default -> Optional.empty();
        };
    }
}
