package io.github.keda4j.conformance.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.github.keda4j.conformance.judge.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** The JUnit extension behind {@link ControlPlaneTest}. */
public final class ControlPlaneExtension implements ParameterResolver {

    private static final Namespace STORE = Namespace.create(ControlPlaneExtension.class);

    /** For JUnit. */
    public ControlPlaneExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ControlPlane.class || type == KubernetesClient.class || type == NamespacedKubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ControlPlane plane = plane(context);
        return parameter.getParameter().getType() == ControlPlane.class
                ? plane
                : context.getStore(STORE)
                        .getOrComputeIfAbsent(
                                OwnNamespace.class,
                                key -> new OwnNamespace(plane, plane.newNamespace()),
                                OwnNamespace.class)
                        .client();
    }

    private static ControlPlane plane(ExtensionContext context) {
        List<String> options =
                List.of(AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ControlPlaneTest.class)
                        .orElseThrow()
                        .options());
        return context.getRoot()
                .getStore(STORE)
                .getOrComputeIfAbsent(options, ControlPlaneExtension::start, Running.class)
                .plane();
    }

    private static Running start(List<String> options) {
        Optional<Path> programs = ControlPlane.programs();
        if (programs.isEmpty()) {
            String message = "There is no control plane in " + ControlPlane.programsFolder()
                    + ". Build it with judge/cluster/build.sh, which needs Go, or name its folder with -Dkeda4j.cluster.";
            if (Setting.isContinuousIntegration() || Setting.flag("cluster.required")) {
                throw new AssertionError(message);
            }
            System.out.println("Skipped: " + message);
            throw new TestAbortedException(message);
        }
        try {
            return new Running(ControlPlane.start(programs.get(), options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The control plane, which is closed at the end of the run. */
    private record Running(ControlPlane plane) implements AutoCloseable {

        @Override
        public void close() {
            plane.close();
        }
    }

    /** The namespace, which is deleted after the test. */
    private record OwnNamespace(ControlPlane plane, String name) implements AutoCloseable {

        NamespacedKubernetesClient client() {
            return plane.client().inNamespace(name);
        }

        @Override
        public void close() {
            plane.client().namespaces().withName(name).delete();
        }
    }
}
