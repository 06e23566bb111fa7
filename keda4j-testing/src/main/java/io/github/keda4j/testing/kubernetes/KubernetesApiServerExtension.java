package io.github.keda4j.testing.kubernetes;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The JUnit extension behind {@link EnableKubernetesApiServer}. */
public final class KubernetesApiServerExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace STORE =
            ExtensionContext.Namespace.create(KubernetesApiServerExtension.class);
    private static final EnableKubernetesApiServer DEFAULTS =
            Objects.requireNonNull(Defaults.class.getAnnotation(EnableKubernetesApiServer.class));

    /** Called by JUnit. */
    public KubernetesApiServerExtension() {}

    /** Carries the annotation with its default values. */
    @EnableKubernetesApiServer
    private static final class Defaults {}

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        Class<?> testClass = context.getRequiredTestClass();
        if (fields(testClass, true).isEmpty()) {
            return;
        }
        Running running = start(context);
        for (Field field : fields(testClass, true)) {
            set(field, null, running);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        Running running = null;
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(instance.getClass(), false)) {
                running = running == null ? start(context) : running;
                set(field, instance, running);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private record Running(KubernetesApiServer server, NamespacedKubernetesClient client) {}

    private static Running start(ExtensionContext context) {
        EnableKubernetesApiServer annotation = annotation(context.getRequiredTestClass());
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder().https(annotation.https());
        ReflectionSupport.newInstance(annotation.server()).accept(builder);
        KubernetesApiServer server = builder.start();
        Running running = new Running(
                server, server.client(ReflectionSupport.newInstance(annotation.kubernetesClientBuilderCustomizer())));
        context.getStore(STORE).put(context.getUniqueId(), running);
        return running;
    }

    private static EnableKubernetesApiServer annotation(Class<?> testClass) {
        for (Class<?> c = testClass; c != null; c = c.getEnclosingClass()) {
            EnableKubernetesApiServer found = AnnotationSupport.findAnnotation(c, EnableKubernetesApiServer.class)
                    .orElse(null);
            if (found != null) {
                return found;
            }
        }
        return DEFAULTS;
    }

    private static void end(ExtensionContext context) {
        Running running = context.getStore(STORE).remove(context.getUniqueId(), Running.class);
        if (running != null) {
            running.server().close();
        }
    }

    private static List<Field> fields(Class<?> testClass, boolean areStatic) {
        return ReflectionSupport.findFields(
                testClass,
                field -> Modifier.isStatic(field.getModifiers()) == areStatic
                        && !Modifier.isFinal(field.getModifiers())
                        && (field.getType() == KubernetesApiServer.class
                                || field.getType() == KubernetesMockServer.class
                                || Client.class.isAssignableFrom(field.getType())),
                HierarchyTraversalMode.TOP_DOWN);
    }

    private static void set(Field field, @Nullable Object instance, Running running) throws IllegalAccessException {
        field.setAccessible(true);
        if (field.getType() == KubernetesApiServer.class) {
            field.set(instance, running.server());
        } else if (field.getType() == KubernetesMockServer.class) {
            field.set(instance, running.server().mockServer());
        } else {
            field.set(instance, running.client().adapt(field.getType().asSubclass(Client.class)));
        }
    }
}
