package io.github.keda4j.podidentity.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;

/** An AWS SDK that does not know the parts of an association is refused in one sentence. */
class SdkVersionTest {

    /** The request's builder before it had target roles. */
    private interface Builder2025 {
        @SuppressWarnings("unused")
        Builder2025 roleArn(String roleArn);
    }

    /** The request's builder before it had session policies. */
    private interface Builder2026 extends Builder2025 {
        @SuppressWarnings("unused")
        Builder2026 targetRoleArn(String roleArn);

        @SuppressWarnings("unused")
        Builder2026 disableSessionTags(Boolean disable);
    }

    @Test
    void theSdkOfThisBuildIsNewEnough() {
        assertThat(SdkVersion.knowsAssociations(CreatePodIdentityAssociationRequest.Builder.class))
                .isTrue();
        assertThatCode(SdkVersion::check).doesNotThrowAnyException();
    }

    @Test
    void anOlderOneIsNot() {
        assertThat(SdkVersion.knowsAssociations(Builder2025.class)).isFalse();
        assertThat(SdkVersion.knowsAssociations(Builder2026.class)).isFalse();
        assertThat(SdkVersion.tooOld("2.25.60"))
                .hasMessage(
                        "The AWS SDK on the class path (software.amazon.awssdk:eks 2.25.60) is too old for pod identity"
                                + " associations. Use 2.42.34 or newer.");
        assertThat(SdkVersion.tooOld(null)).hasMessageContaining("(software.amazon.awssdk:eks) is too old");
    }

    /** The GraalVM metadata keeps exactly the methods that are looked up, on the class where they are looked up. */
    @Test
    void theMethodsAreAnnouncedForNativeImages() throws IOException, ReflectiveOperationException {
        JsonNode announced = new ObjectMapper()
                .readTree(Path.of(
                                "src/main/resources/META-INF/native-image/io.github.keda4j/podidentity-builder/reflect-config.json")
                        .toFile())
                .get(0);
        Class<?> builder = Class.forName(announced.path("name").asText());
        List<String> names = new ArrayList<>();
        for (JsonNode method : announced.path("methods")) {
            Class<?> parameter = Class.forName(method.at("/parameterTypes/0").asText());
            names.add(builder.getMethod(method.path("name").asText(), parameter).getName());
        }

        assertThat(builder).isEqualTo(CreatePodIdentityAssociationRequest.Builder.class);
        assertThat(names).containsExactly("targetRoleArn", "disableSessionTags", "policy");
    }
}
