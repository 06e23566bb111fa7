/** EKS Pod Identity associations as values: checked, turned into the SDK's requests, compared with what EKS reports. */
@NullMarked
package io.github.keda4j.podidentity.association;

import org.jspecify.annotations.NullMarked;
