package io.github.keda4j.conformance.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class that runs on a real control plane with the real KEDA. Its methods and constructors may take a
 * {@code KubernetesClient} for a separate namespace, which is deleted after the test, and the {@link ControlPlane}
 * itself.
 *
 * <p>Classes with the same options share one control plane, which lives until the run ends. If its programs are not
 * built, the tests are skipped with a message; with {@code -Dcluster.required} or {@code CI=true} in the environment
 * they fail.
 *
 * <pre>{@code
 * @ControlPlaneTest(options = {"--hpa-sync-period", "1s"})
 * class WebhookTest {
 *     @Test
 *     void refusesASecondScaledObject(KubernetesClient client) { ... }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
public @interface ControlPlaneTest {

    /** {@return further options of {@code cluster up}; {@code judge/cluster/README.md} lists them} */
    String[] options() default {};
}
