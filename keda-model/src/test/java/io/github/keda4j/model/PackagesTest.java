package io.github.keda4j.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom inside the module. */
@AnalyzeClasses(packages = "io.github.keda4j", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule kindsKnowNeitherClientNorYamlNorTriggers = noClasses()
            .that()
            .resideInAnyPackage("..keda.v1alpha1", "..eventing.v1alpha1")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.keda4j.client..",
                    "io.github.keda4j.trigger..",
                    "io.github.keda4j.validation..",
                    "io.github.keda4j.yaml..");

    @ArchTest
    static final ArchRule kedaKnowsNothingOfEventing = noClasses()
            .that()
            .resideInAPackage("..keda.v1alpha1")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..eventing..");

    /** Jackson 2 and 3 share the annotations, and nothing else: so one jar serves fabric8 7 and 8. */
    @ArchTest
    static final ArchRule kindsUseOnlyJacksonsAnnotations = noClasses()
            .that()
            .resideInAnyPackage("..keda.v1alpha1", "..eventing.v1alpha1", "..client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..", "tools.jackson..");

    /** Of fabric8, triggers know the objects of an upgrade and the kinds; of Jackson, nothing. */
    @ArchTest
    static final ArchRule triggersKnowOnlyTheKinds = noClasses()
            .that()
            .resideInAPackage("..trigger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.fasterxml..",
                    "tools.jackson..",
                    "io.fabric8.kubernetes.client..",
                    "io.github.keda4j.client..",
                    "io.github.keda4j.eventing..",
                    "io.github.keda4j.yaml..");

    /** A process that builds one trigger pays for every lambda that it meets. */
    @ArchTest
    static final ArchRule triggersUseNeitherStreamsNorReflection = noClasses()
            .that()
            .resideInAPackage("..trigger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.stream..", "java.lang.reflect..");

    @ArchTest
    static final ArchRule nothingKnowsOfAws =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.github.keda4j.(**)").should().beFreeOfCycles();
}
