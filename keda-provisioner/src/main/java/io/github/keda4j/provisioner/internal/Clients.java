package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The caller's clients, and how to repeat a call that may succeed later.
 *
 * @param iam writes roles
 * @param eks writes associations
 * @param kubernetes writes objects
 * @param sts tells who the caller is, if given
 * @param retry repeats calls that fail temporarily
 */
public record Clients(
        IamClient iam, EksClient eks, KubernetesClient kubernetes, Optional<StsClient> sts, Retry retry) {}
