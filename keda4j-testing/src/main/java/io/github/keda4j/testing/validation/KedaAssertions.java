package io.github.keda4j.testing.validation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entry point for assertions on manifests.
 *
 * <pre>{@code
 * assertThat(scaledObject, deployment).isAcceptedByKeda("2.21").hasNoWarnings();
 * assertThatManifests(Path.of("deploy/orders.yaml")).isAcceptedByKeda("2.21");
 * assertThat(scaledObject).isRefusedByKeda("2.21").by("trigger-missing-parameter");
 * }</pre>
 *
 * <p>The methods for lists and paths have other names, so that AssertJ's {@code assertThat} can be imported too.
 */
public final class KedaAssertions {

    private KedaAssertions() {}

    /**
     * {@return assertions on an object}
     *
     * @param object the object, which is applied alone
     */
    public static ManifestsAssert assertThat(HasMetadata object) {
        return assertThatManifests(List.of(object));
    }

    /**
     * {@return assertions on objects that are applied together}
     *
     * @param first the object that is applied first
     * @param others the other objects, in the order in which they are applied
     */
    public static ManifestsAssert assertThat(HasMetadata first, HasMetadata... others) {
        List<HasMetadata> objects = new ArrayList<>(List.of(first));
        objects.addAll(Arrays.asList(others));
        return assertThatManifests(objects);
    }

    /**
     * {@return assertions on objects that are applied together}
     *
     * @param objects the objects in the order in which they are applied, for example as
     * {@link Manifests#read(String)} returns them
     */
    public static ManifestsAssert assertThatManifests(List<? extends HasMetadata> objects) {
        return new ManifestsAssert(validator -> validator.validate(objects));
    }

    /**
     * {@return assertions on manifests as they were written}
     *
     * @param manifests what {@link Manifests#parse(String, String)} returned
     */
    public static ManifestsAssert assertThat(ParsedManifests manifests) {
        return new ManifestsAssert(validator -> validator.validate(manifests));
    }

    /**
     * {@return assertions on the manifests of a file, as they are written there}
     *
     * @param file YAML or JSON
     * @throws UncheckedIOException if the file cannot be read
     */
    public static ManifestsAssert assertThatManifests(Path file) {
        try {
            return assertThat(Manifests.parse(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
