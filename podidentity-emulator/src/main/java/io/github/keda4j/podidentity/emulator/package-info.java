/** An embedded IAM, STS and EKS endpoint with a Pod Identity agent, on the loopback interface, for tests and offline runs. */
@NullMarked
package io.github.keda4j.podidentity.emulator;

import org.jspecify.annotations.NullMarked;
