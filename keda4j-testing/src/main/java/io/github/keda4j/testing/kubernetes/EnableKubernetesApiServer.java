package io.github.keda4j.testing.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a {@link KubernetesApiServer}, like fabric8's {@code @EnableKubernetesMockClient}: sets
 * the fields of the class, its superclasses and its enclosing classes that are of type {@link KubernetesApiServer},
 * {@code KubernetesMockServer}, or {@code KubernetesClient} or another client that it adapts to. Instance fields get
 * a new server before each test, static fields one before all tests.
 *
 * <pre>{@code
 * @EnableKubernetesApiServer
 * class OperatorTest {
 *     KubernetesClient client;
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(KubernetesApiServerExtension.class)
public @interface EnableKubernetesApiServer {

    /** {@return whether the server uses TLS, which makes it take seconds to start} */
    boolean https() default false;

    /** {@return a class with a constructor without parameters that changes the server's builder} */
    Class<? extends Consumer<KubernetesApiServer.Builder>> server() default Unchanged.class;

    /** {@return a class with a constructor without parameters that changes the client's builder} */
    Class<? extends Consumer<KubernetesClientBuilder>> kubernetesClientBuilderCustomizer() default
            UnchangedClient.class;

    /** Changes nothing. */
    final class Unchanged implements Consumer<KubernetesApiServer.Builder> {

        /** Called by the extension. */
        public Unchanged() {}

        @Override
        public void accept(KubernetesApiServer.Builder builder) {
            // The builder stays as it is.
        }
    }

    /** Changes nothing. */
    final class UnchangedClient implements Consumer<KubernetesClientBuilder> {

        /** Called by the extension. */
        public UnchangedClient() {}

        @Override
        public void accept(KubernetesClientBuilder builder) {
            // The builder stays as it is.
        }
    }
}
