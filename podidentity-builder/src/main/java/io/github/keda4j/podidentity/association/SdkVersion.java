package io.github.keda4j.podidentity.association;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;

/**
 * The AWS SDK that this package needs. An older one lacks members of the association's requests and would fail with a
 * {@code NoSuchMethodError} as soon as one of them is used.
 */
final class SdkVersion {

    /**
     * The lowest release known to have all members of an association: the last one, {@code policy}, was added after
     * 2.41.24.
     */
    static final String LOWEST = "2.42.34";

    private static final boolean SUPPORTED = knowsAssociations(CreatePodIdentityAssociationRequest.Builder.class);

    private SdkVersion() {}

    static void check() {
        if (!SUPPORTED) {
            throw tooOld(CreatePodIdentityAssociationRequest.class.getPackage().getImplementationVersion());
        }
    }

    /** Whether the builder of the request that creates an association has the members that this package sets. */
    static boolean knowsAssociations(Class<?> requestBuilder) {
        try {
            requestBuilder.getMethod("targetRoleArn", String.class);
            requestBuilder.getMethod("disableSessionTags", Boolean.class);
            requestBuilder.getMethod("policy", String.class);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    static IllegalStateException tooOld(@Nullable String found) {
        return new IllegalStateException("The AWS SDK on the class path (software.amazon.awssdk:eks"
                + (found == null ? "" : " " + found) + ") is too old for pod identity associations. Use " + LOWEST
                + " or newer.");
    }
}
