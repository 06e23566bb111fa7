/** The operations that {@link io.github.keda4j.client.KedaClient} offers, by API group. */
@NullMarked
package io.github.keda4j.client.dsl;

import org.jspecify.annotations.NullMarked;
