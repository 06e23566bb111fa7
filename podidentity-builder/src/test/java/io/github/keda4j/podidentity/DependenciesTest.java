package io.github.keda4j.podidentity;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.keda4j.podidentity.policy.IamPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this module adds to the class path, and which of its packages may depend on which. */
class DependenciesTest {

    private static final String BASE = "io.github.keda4j.podidentity";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void bringsNoHttpClient() throws IOException {
        Path tree = Path.of("target", "runtime-dependencies.txt");
        assumeTrue(Files.exists(tree), "the Maven build writes the dependency tree, so run this test with Maven");
        List<String> dependencies = Files.readAllLines(tree);

        assertThat(dependencies).anyMatch(line -> line.contains("software.amazon.awssdk:eks:"));
        assertThat(dependencies).noneMatch(line -> line.matches(".*software\\.amazon\\.awssdk:(iam|sts|sqs):.*"));
        assertThat(dependencies)
                .noneMatch(line -> line.contains("io.netty")
                        || line.contains("netty-nio-client")
                        || line.contains("httpclient")
                        || line.contains("httpcore")
                        || line.contains("apache-client")
                        || line.contains("apache5-client")
                        || line.contains("url-connection-client")
                        || line.contains("aws-crt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.netty.channel.Channel",
                "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
                "org.apache.hc.client5.http.classic.HttpClient",
                "org.apache.http.client.HttpClient"
            })
    void hasNoHttpClientOnItsClassPath(String type) {
        assertThat(getClass().getClassLoader().getResource(type.replace('.', '/') + ".class"))
                .isNull();
    }

    @Test
    void knowsNothingOfKedaAndKubernetes() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.fabric8..")
                        .or(resideInAPackage("io.github.keda4j..")
                                .and(not(resideInAnyPackage(BASE + "..", "io.github.keda4j.findings..")))))
                .check(MAIN);
    }

    @Test
    void talksToAwsInTermsOfItsClientsOnlyForAssociations() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("association"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk.services..", "software.amazon.awssdk.core..")
                .check(MAIN);
    }

    /** Users who do not convert do not need that jar. */
    @Test
    void needsThePolicyBuilderOfTheSdkOnlyToConvert() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(IamPolicies.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.policybuilder..")
                .check(MAIN);
    }

    @Test
    void pointsItsArrowsDownwards() {
        noClasses()
                .that()
                .resideInAPackage(in("policy"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        BASE + ".internal",
                        in("trust"),
                        in("permission"),
                        in("association"),
                        in("evaluation"),
                        in("path"))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAnyPackage(in("internal.pattern"), in("internal.reference"))
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "..")
                        .and(not(resideInAnyPackage(in("internal.pattern"), in("internal.reference")))))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAnyPackage(in("trust"), in("permission"), in("internal"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("association"), in("evaluation"), in("path"))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(in("evaluation"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("trust"), in("permission"), in("association"), in("path"))
                .check(MAIN);
    }

    /** The pattern for a package of this module; a rule about a package that does not exist would check nothing. */
    private static String in(String name) {
        assertThat(MAIN.containPackage(BASE + "." + name)).as(name).isTrue();
        return BASE + "." + name + "..";
    }
}
