package io.github.keda4j.model;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.keda4j.trigger.AwsAccess;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.ParameterSource;
import io.github.keda4j.trigger.ParameterType;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks which packages of the module may depend on which. */
@AnalyzeClasses(packages = "io.github.keda4j", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

    /** The vocabulary that users and the engine share. */
    private static final DescribedPredicate<JavaClass> VOCABULARY = belongToAnyOf(
                    AwsAccess.class, KedaVersion.class, ParameterInfo.class, ParameterSource.class, ParameterType.class)
            .onResultOf(JavaClass::getBaseComponentType)
            .as("belong to the vocabulary of triggers");

    /** A name of one of our packages in the description of a rule. */
    private static final Pattern PACKAGE = Pattern.compile("'((?:io\\.github\\.keda4j|\\.\\.)[^']*)'");

    @ArchTest
    static final ArchRule kindsKnowNeitherClientNorYamlNorTriggers = noClasses()
            .that()
            .resideInAnyPackage("..keda.v1alpha1", "..eventing.v1alpha1")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.keda4j.client..", "io.github.keda4j.trigger..", "io.github.keda4j.yaml..");

    @ArchTest
    static final ArchRule kedaKnowsNothingOfEventing = noClasses()
            .that()
            .resideInAPackage("..keda.v1alpha1")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..eventing..");

    /** Jackson 2 and 3 share only the annotations, so one jar that uses nothing else works with fabric8 7 and 8. */
    @ArchTest
    static final ArchRule kindsUseOnlyJacksonsAnnotations = noClasses()
            .that()
            .resideInAnyPackage("..keda.v1alpha1", "..eventing.v1alpha1", "..client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..", "tools.jackson..");

    /** Triggers may use only the kinds and the objects of an upgrade from fabric8, and nothing from Jackson. */
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

    /** A process that builds one trigger pays for every lambda that it encounters. */
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

    /** The package for Go's syntax depends on no other package. */
    @ArchTest
    static final ArchRule goSyntaxKnowsNothingElseOfOurs = noClasses()
            .that()
            .resideInAPackage("io.github.keda4j.internal.go")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.github.keda4j..").and(not(resideInAPackage("io.github.keda4j.internal.go"))));

    /**
     * This ensures that no trigger class is loaded for another one, and that dependencies lead only from triggers to
     * the engine.
     */
    @ArchTest
    static final ArchRule theEngineKnowsOfTriggersOnlyTheVocabulary = noClasses()
            .that()
            .resideInAPackage("..trigger.internal..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.keda4j.trigger").and(not(VOCABULARY)));

    @ArchTest
    static final ArchRule theVocabularyKnowsNothingElseOfOurs = noClasses()
            .that(VOCABULARY)
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.keda4j..").and(not(VOCABULARY)));

    @ArchTest
    static final ArchRule theEngineKnowsNoRuleOfASingleType = noClasses()
            .that()
            .resideInAPackage("io.github.keda4j.trigger.internal")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..trigger.internal.rule");

    @ArchTest
    static final ArchRule onlyTriggersUseTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.keda4j.trigger..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.keda4j.trigger.internal..");

    @ArchTest
    static final ArchRule usersSeeNothingOfTheEngine = classes()
            .that()
            .resideInAPackage("io.github.keda4j.trigger")
            .and()
            .arePublic()
            .should(showNothingInternal());

    @ArchTest
    static final ArchRule classesOfTheEngineFormNoCycle =
            slices().assignedFrom(new ClassesOfTheEngine()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().assignedFrom(new PackagesAndVocabulary()).should().beFreeOfCycles();

    @ArchTest
    static void everyPackageThatARuleNamesExists(JavaClasses classes) throws IllegalAccessException {
        for (Field field : PackagesTest.class.getDeclaredFields()) {
            if (field.getType().equals(ArchRule.class)) {
                assertThat(PACKAGE.matcher(((ArchRule) field.get(null)).getDescription())
                                .results())
                        .as(field.getName())
                        .allSatisfy(name -> assertThat(classes)
                                .as(name.group(1))
                                .anyMatch(
                                        type -> PackageMatcher.of(name.group(1)).matches(type.getPackageName())));
            }
        }
    }

    private static ArchCondition<JavaClass> showNothingInternal() {
        DescribedPredicate<JavaClass> internal = resideInAPackage("..internal..");
        return new ArchCondition<>("show no type of an internal package in what users can call or extend") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<JavaClass> shown = new HashSet<>(type.getAllRawInterfaces());
                type.getSuperclass().ifPresent(parent -> shown.addAll(parent.getAllInvolvedRawTypes()));
                for (JavaMember member : type.getMembers()) {
                    if (member.getModifiers().contains(JavaModifier.PUBLIC)
                            || member.getModifiers().contains(JavaModifier.PROTECTED)) {
                        shown.addAll(member.getAllInvolvedRawTypes());
                    }
                }
                for (JavaClass each : shown) {
                    if (internal.test(each)) {
                        events.add(violated(type, type.getName() + " shows " + each.getName()));
                    }
                }
            }
        };
    }

    /** Each class with its nested classes. */
    private static final class ClassesOfTheEngine implements SliceAssignment {

        private static final DescribedPredicate<JavaClass> ENGINE = resideInAPackage("..trigger.internal..");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return ENGINE.test(type) ? SliceIdentifier.of(outermost(type).getName()) : SliceIdentifier.ignore();
        }

        private static JavaClass outermost(JavaClass type) {
            return type.getEnclosingClass().map(ClassesOfTheEngine::outermost).orElse(type);
        }

        @Override
        public String getDescription() {
            return "classes of the engine";
        }
    }

    /** Each package, together with the shared vocabulary. */
    private static final class PackagesAndVocabulary implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return VOCABULARY.test(type)
                    ? SliceIdentifier.of("vocabulary of triggers")
                    : SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages and the vocabulary of triggers";
        }
    }
}
