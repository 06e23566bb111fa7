package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** Whose identities {@link AuthPodIdentity} uses. */
public final class PodIdentityProvider extends OpenEnum {

    /** Microsoft Entra Workload ID. */
    public static final PodIdentityProvider AZURE_WORKLOAD = new PodIdentityProvider("azure-workload");

    /** Workload Identity of Google Kubernetes Engine. */
    public static final PodIdentityProvider GCP = new PodIdentityProvider("gcp");

    /** Roles of AWS, through EKS Pod Identity or IAM roles for service accounts. */
    public static final PodIdentityProvider AWS = new PodIdentityProvider("aws");

    /** The annotated role of the workload's service account; deprecated in KEDA in favor of {@link #AWS}. */
    public static final PodIdentityProvider AWS_EKS = new PodIdentityProvider("aws-eks");

    /** No identity. */
    public static final PodIdentityProvider NONE = new PodIdentityProvider("none");

    private static final List<PodIdentityProvider> VALUES = List.of(AZURE_WORKLOAD, GCP, AWS, AWS_EKS, NONE);

    private PodIdentityProvider(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static PodIdentityProvider of(String value) {
        return new PodIdentityProvider(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<PodIdentityProvider> values() {
        return VALUES;
    }
}
