package io.github.keda4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which module may depend on which: dependencies only point down, and only the wiring depends on both KEDA and AWS.
 */
class ModuleArrowsTest {

    // A Jupiter test evaluates the rules instead of ArchUnit's own engine, so that it runs while the demo's test
    // waits.
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.keda4j");

    private static final String FINDINGS = "io.github.keda4j.findings..";
    private static final String[] KEDA_MODEL = {
        "io.github.keda4j.keda..",
        "io.github.keda4j.eventing..",
        "io.github.keda4j.trigger..",
        "io.github.keda4j.model..",
        "io.github.keda4j.client..",
        "io.github.keda4j.internal..",
        "io.github.keda4j.yaml.."
    };
    private static final String[] POD_IDENTITY = {
        "io.github.keda4j.podidentity.policy..",
        "io.github.keda4j.podidentity.trust..",
        "io.github.keda4j.podidentity.permission..",
        "io.github.keda4j.podidentity.association..",
        "io.github.keda4j.podidentity.evaluation..",
        "io.github.keda4j.podidentity.path..",
        "io.github.keda4j.podidentity.internal.."
    };
    private static final String[] VALIDATOR = {"io.github.keda4j.validator..", "io.github.keda4j.formula.."};
    private static final String EMULATOR = "io.github.keda4j.podidentity.emulator..";
    private static final String SIMULATOR = "io.github.keda4j.simulator..";
    private static final String WIRING = "io.github.keda4j.wiring..";
    private static final String PROVISIONER = "io.github.keda4j.provisioner..";
    private static final String TESTING = "io.github.keda4j.testing..";
    private static final String EXAMPLES = "io.github.keda4j.examples..";
    private static final List<String[]> MODULES = List.of(
            KEDA_MODEL,
            POD_IDENTITY,
            VALIDATOR,
            new String[] {FINDINGS},
            new String[] {EMULATOR},
            new String[] {SIMULATOR},
            new String[] {WIRING},
            new String[] {PROVISIONER},
            new String[] {TESTING},
            new String[] {EXAMPLES});
    private static final String[] AWS = {"software.amazon.awssdk.."};
    private static final String[] KUBERNETES = {"io.fabric8.."};

    private static final PackageMatcher INTERNAL = PackageMatcher.of("io.github.keda4j..internal..");
    private static final Map<String, Boolean> INTERNALS = new ConcurrentHashMap<>();
    private static final Map<String, String[]> MODULES_OF_PACKAGES = new ConcurrentHashMap<>();

    /** One of our packages in the description of a rule. */
    private static final Pattern PACKAGE = Pattern.compile("'((?:io\\.github\\.keda4j|\\.\\.)[^']*)'");

    static final ArchRule everyClassBelongsToAModuleThatTheRulesKnow = classes()
            .should()
            .resideInAnyPackage(MODULES.stream().flatMap(Stream::of).toArray(String[]::new));

    static final ArchRule findingsStandOnNothing = noClasses()
            .that()
            .resideInAPackage(FINDINGS)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.github.keda4j..").and(DescribedPredicate.not(resideInAnyPackage(FINDINGS))));

    static final ArchRule theModelKnowsNothingOfAws =
            noClasses().that().resideInAnyPackage(KEDA_MODEL).should().dependOnClassesThat(resideInAnyPackage(AWS));

    static final ArchRule theModelStandsOnFindingsAlone = noClasses()
            .that()
            .resideInAnyPackage(KEDA_MODEL)
            .should()
            .dependOnClassesThat(resideInAnyPackage(POD_IDENTITY)
                    .or(resideInAnyPackage(VALIDATOR))
                    .or(resideInAnyPackage(EMULATOR, SIMULATOR, WIRING, PROVISIONER, EXAMPLES)));

    static final ArchRule theValidatorReadsTheModelAndNoCloud = noClasses()
            .that()
            .resideInAnyPackage(VALIDATOR)
            .should()
            .dependOnClassesThat(resideInAnyPackage(AWS)
                    .or(resideInAnyPackage(POD_IDENTITY))
                    .or(resideInAnyPackage("io.fabric8.kubernetes.client.."))
                    .or(resideInAnyPackage(EMULATOR, SIMULATOR, WIRING, PROVISIONER, EXAMPLES)));

    static final ArchRule podIdentityKnowsNothingOfKubernetes = noClasses()
            .that()
            .resideInAnyPackage(POD_IDENTITY)
            .should()
            .dependOnClassesThat(resideInAnyPackage(KUBERNETES));

    static final ArchRule podIdentityStandsOnFindingsAlone = noClasses()
            .that()
            .resideInAnyPackage(POD_IDENTITY)
            .should()
            .dependOnClassesThat(resideInAnyPackage(KEDA_MODEL)
                    .or(resideInAnyPackage(VALIDATOR))
                    .or(resideInAnyPackage(EMULATOR, SIMULATOR, WIRING, PROVISIONER, EXAMPLES)));

    static final ArchRule policyAndEvaluationNeedNoClient = noClasses()
            .that()
            .resideInAnyPackage("io.github.keda4j.podidentity.evaluation..", "io.github.keda4j.podidentity.path..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(AWS));

    static final ArchRule theSimulatorReadsTheModelAndNoCloud = noClasses()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .dependOnClassesThat(resideInAnyPackage(AWS)
                    .or(resideInAnyPackage(POD_IDENTITY))
                    .or(resideInAnyPackage(EMULATOR, WIRING, PROVISIONER, EXAMPLES)));

    static final ArchRule theEmulatorReadsPodIdentityAndNoKubernetes = noClasses()
            .that()
            .resideInAPackage(EMULATOR)
            .should()
            .dependOnClassesThat(resideInAnyPackage(KUBERNETES)
                    .or(resideInAnyPackage(KEDA_MODEL))
                    .or(resideInAnyPackage(VALIDATOR))
                    .or(resideInAnyPackage(SIMULATOR, WIRING, PROVISIONER, EXAMPLES)));

    static final ArchRule theWiringIsPure = noClasses()
            .that()
            .resideInAPackage(WIRING)
            .should()
            .dependOnClassesThat(resideInAnyPackage("software.amazon.awssdk..", "io.fabric8.kubernetes.client..")
                    .or(resideInAnyPackage(EMULATOR, SIMULATOR, PROVISIONER, EXAMPLES)));

    static final ArchRule theProvisionerStandsOnTheWiring = noClasses()
            .that()
            .resideInAPackage(PROVISIONER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(EMULATOR, SIMULATOR, EXAMPLES));

    static final ArchRule internalsAreTheirModulesOwn = classes().should(useInternalsOfTheirOwnModuleOnly());

    static final ArchRule noModuleIsPartOfACycle =
            slices().assignedFrom(new PackagesBelowTheCommonOne()).should().beFreeOfCycles();

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() throws IllegalAccessException {
        return rules().entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(CLASSES)));
    }

    @Test
    void everyPackageThatARuleNamesExists() throws IllegalAccessException {
        rules().forEach((name, rule) -> assertThat(
                        PACKAGE.matcher(rule.getDescription()).results())
                .as(name)
                .allSatisfy(named -> {
                    PackageMatcher matcher = PackageMatcher.of(named.group(1));
                    assertThat(CLASSES).as(named.group(1)).anyMatch(type -> matcher.matches(type.getPackageName()));
                }));
    }

    /** The rules above, by name. */
    private static Map<String, ArchRule> rules() throws IllegalAccessException {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        for (Field field : ModuleArrowsTest.class.getDeclaredFields()) {
            if (field.getType().equals(ArchRule.class)) {
                rules.put(field.getName(), (ArchRule) field.get(null));
            }
        }
        return rules;
    }

    private static ArchCondition<JavaClass> useInternalsOfTheirOwnModuleOnly() {
        return new ArchCondition<>("use only internals of their own module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (isInternal(target)
                            && module(type) != module(target)
                            && !isSharedWithTheValidator(type, target)) {
                        events.add(violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** Asked for each dependency of each class: a matcher of packages is made once. */
    private static boolean isInternal(JavaClass type) {
        return INTERNALS.computeIfAbsent(type.getPackageName(), INTERNAL::matches);
    }

    /**
     * Go's syntax and the names of AWS's hosts are implemented only once, in a lower module: the validator reads them as
     * the triggers do.
     */
    private static boolean isSharedWithTheValidator(JavaClass type, JavaClass target) {
        return resideInAnyPackage(VALIDATOR).test(type)
                && resideInAnyPackage("io.github.keda4j.internal.go", "io.github.keda4j.internal.aws")
                        .test(target);
    }

    /** The packages of the module to which one of our classes belongs. */
    private static String[] module(JavaClass type) {
        return MODULES_OF_PACKAGES.computeIfAbsent(
                type.getPackageName(),
                name -> MODULES.stream()
                        .filter(packages -> resideInAnyPackage(packages).test(type))
                        .findFirst()
                        .orElseThrow());
    }

    /** As "io.github.keda4j.(*)..", but that would compile a regular expression for each dependency of each class. */
    private static final class PackagesBelowTheCommonOne implements SliceAssignment {

        private static final String COMMON = "io.github.keda4j.";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            if (!name.startsWith(COMMON)) {
                return SliceIdentifier.ignore();
            }
            int end = name.indexOf('.', COMMON.length());
            return SliceIdentifier.of(name.substring(COMMON.length(), end < 0 ? name.length() : end));
        }

        @Override
        public String getDescription() {
            return "packages below io.github.keda4j";
        }
    }
}
