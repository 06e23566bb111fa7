package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.github.keda4j.model.EveryFabric8Line;
import io.github.keda4j.model.Model;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@EveryFabric8Line
class CommonTypesTest {

    @Test
    void whatIsKnownOfCommonTypesIsWhatTheirAnnotationsSay() {
        Set<Class<?>> common = new HashSet<>();
        List<Class<?>> roots = List.of(
                io.fabric8.kubernetes.api.model.ServiceAccount.class,
                io.fabric8.kubernetes.api.model.ConfigMap.class,
                io.fabric8.kubernetes.api.model.Secret.class,
                io.fabric8.kubernetes.api.model.Namespace.class,
                io.fabric8.kubernetes.api.model.Service.class,
                io.fabric8.kubernetes.api.model.apps.Deployment.class,
                io.fabric8.kubernetes.api.model.batch.v1.Job.class);
        roots.forEach(root -> collect(root, new HashSet<>(), common));
        assertThat(common).hasSize(38).containsAll(roots);

        for (Class<?> type : common) {
            assertThat(type.getDeclaredAnnotations())
                    .extracting(Annotation::annotationType)
                    .extracting(Class::getSimpleName)
                    .doesNotContain("JsonSerialize");
            Stream.of(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .filter(CommonTypes::isNamedLikeItsField)
                    .forEach(CommonTypesTest::check);
        }
    }

    @Test
    void ourOwnPartsAreReadByTheirFieldsNamesWhereNoAnnotationSaysAnother() {
        assertThat(Model.parts())
                .hasSizeGreaterThan(40)
                .allSatisfy(part -> assertThat(CommonTypes.isPlainPart(part))
                        .isEqualTo(Stream.of(part.getDeclaredFields())
                                .noneMatch(field -> field.isAnnotationPresent(JsonProperty.class))));
    }

    @Test
    void commonKindsAreTheClassesThatFabric8Registers() {
        List<Class<?>> registered = ServiceLoader.load(KubernetesResource.class).stream()
                .<Class<?>>map(ServiceLoader.Provider::type)
                .toList();

        for (Class<?> type : registered) {
            if (HasMetadata.class.isAssignableFrom(type) && CommonTypes.contains(type)) {
                assertThat(CommonTypes.ofKind(
                                HasMetadata.getApiVersion(type.asSubclass(HasMetadata.class)), type.getSimpleName()))
                        .isEqualTo(type);
            }
        }
        assertThat(registered).contains(CommonTypes.ofKind("apps/v1", "Deployment"));
        assertThat(CommonTypes.ofKind("v1", "Deployment")).isNull();
    }

    private static void check(Field field) {
        JsonProperty name = field.getAnnotation(JsonProperty.class);
        JsonInclude include = field.getAnnotation(JsonInclude.class);
        boolean omitsEmpty = include != null && include.value() == JsonInclude.Include.NON_EMPTY;

        assertThat(name).as(field.toString()).isNotNull();
        assertThat(name.value()).isEqualTo(field.getName());
        assertThat(CommonTypes.omitsEmpty(field)).as(field.toString()).isEqualTo(omitsEmpty);
        if (omitsEmpty) {
            assertThat(field.getType()).isIn(List.class, Map.class);
        }
    }

    private static void collect(Class<?> type, Set<Class<?>> seen, Set<Class<?>> common) {
        if (type.isPrimitive() || type.getName().startsWith("java.") || !seen.add(type)) {
            return;
        }
        if (CommonTypes.contains(type)) {
            common.add(type);
        }
        Model.fields(type).values().forEach(field -> collect(Model.elementOf(field), seen, common));
    }
}
