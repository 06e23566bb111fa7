/**
 * KEDA's verdict on Kubernetes objects before they are applied: what the API server, KEDA's admission webhooks and
 * KEDA's operator would report. {@link io.github.keda4j.validator.KedaValidator} is the entry point.
 */
@NullMarked
package io.github.keda4j.validator;

import org.jspecify.annotations.NullMarked;
