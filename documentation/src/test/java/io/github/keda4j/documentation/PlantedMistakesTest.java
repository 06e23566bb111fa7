package io.github.keda4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the pages work: each mistake here is found in its line, and the page without it passes. */
class PlantedMistakesTest {

    private static final String PROGRAM = """
            ```java
            class Hello {
                public static void main(String[] args) throws Exception {
                    System.out.println("hello");
                    System.out.println(java.nio.file.Files.exists(java.nio.file.Path.of(args[0], "name.txt")));
                }
            }
            ```

            It prints
            """;

    @TempDir
    private Path folder;

    @Test
    void outputIsCompared() throws IOException {
        assertThat(problems(PROGRAM + "```text\nhello\nfalse\n```\n")).isEmpty();
        assertThat(problems(PROGRAM + "```text\nhallo\nfalse\n```\n"))
                .singleElement()
                .asString()
                .startsWith("README.md:12: The program prints something else:\nhello");
        assertThat(problems("<!-- output -->\n```text\nhello\n```\n"))
                .hasToString("[README.md:3: The output has no program before it.]");
    }

    @Test
    void aPartOfTheOutputIsEnoughWhereTheCommentSaysSo() throws IOException {
        assertThat(problems(PROGRAM + "<!-- output: begins -->\n```text\nhello\n```\n"))
                .isEmpty();
        assertThat(problems(PROGRAM + "<!-- output: contains -->\n```text\nfalse\n```\n"))
                .isEmpty();
        assertThat(problems(PROGRAM + "<!-- output: begins -->\n```text\nfalse\n```\n"))
                .hasSize(1);
        assertThat(problems(PROGRAM + "<!-- output: ends -->\n```text\nhello\nfalse\n```\n"))
                .hasToString("[README.md:13: The value of output must be begins or contains, or it must be empty.]");
    }

    @Test
    void aProgramFindsTheFilesAboveItsOutput() throws IOException {
        String file = "<!-- file: name.txt -->\n```text\nBob\n```\n";

        assertThat(problems(file + PROGRAM + "```text\nhello\ntrue\n```\n")).isEmpty();
        assertThat(problems(PROGRAM + file + "\n```text\nhello\ntrue\n```\n")).isEmpty();
    }

    @Test
    void javaIsCompiled() throws IOException {
        assertThat(problems("# Title\n```java\nclass A {\n    int a = \"1\";\n}\n```\n"))
                .singleElement()
                .asString()
                .startsWith("README.md:4: incompatible types");
    }

    @Test
    void aProgramThatFailsIsAProblemAlsoWithoutOutput() throws IOException {
        assertThat(problems("```java\nthrow new IllegalStateException(\"broken\");\n```\n"))
                .hasToString("[README.md:2: The program fails: java.lang.IllegalStateException: broken]");
    }

    @Test
    void statementsKnowWhatTheyAreGivenAndFindTheirImports() throws IOException {
        String statements = "```java\nList<String> names = orders.getSpec().getTriggers().stream()\n"
                + "        .map(ScaleTriggers::getType).toList();\n```\n";

        assertThat(problems("<!-- given: ScaledObject orders -->\n" + statements))
                .isEmpty();
        assertThat(problems(statements)).singleElement().asString().contains("README.md:2: cannot find symbol");
    }

    @Test
    void deprecatedMethodsAreNotShown() throws IOException {
        assertThat(problems("```java\nInteger one = new Integer(1);\n```\n"))
                .singleElement()
                .asString()
                .startsWith("README.md:2: Integer(int) in java.lang.Integer has been deprecated");
    }

    @Test
    void testsAreRun() throws IOException {
        String test = """
                ```java
                import org.junit.jupiter.api.Assertions;
                import org.junit.jupiter.api.Test;

                class OneTest {
                    @Test
                    void isOne() {
                        Assertions.assertEquals(1, %s);
                    }
                }
                ```
                """;

        assertThat(problems(test.formatted("1"))).isEmpty();
        assertThat(problems(test.formatted("2")))
                .singleElement()
                .asString()
                .startsWith("README.md:2: The test isOne() fails:");
    }

    @Test
    void manifestsAreValidated() throws IOException {
        String manifest = """
                ```yaml
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers: []
                ```
                """;

        assertThat(problems(manifest))
                .singleElement()
                .asString()
                .startsWith("README.md:2: ")
                .endsWith("[schema-length]");
        assertThat(problems("<!-- finding: schema-length -->\n" + manifest)).isEmpty();
        assertThat(problems("<!-- finding: schema-length, trigger-unknown-parameter -->\n" + manifest))
                .hasToString("[README.md:3: The manifest does not produce the finding trigger-unknown-parameter.]");
    }

    @Test
    void rulesExist() throws IOException {
        assertThat(problems("See `trigger-unknown-parameter`.\n")).isEmpty();
        assertThat(problems("See `trigger-unknown-parametre`.\n"))
                .hasToString("[README.md:1: There is no rule trigger-unknown-parametre.]");
    }

    @Test
    void jsonAndXmlAreWellFormed() throws IOException {
        assertThat(problems("```json\n{\"a\": 1}\n```\n\n```xml\n<a/>\n<b/>\n```\n"))
                .isEmpty();
        assertThat(problems("```json\n{a: 1}\n```\n")).hasSize(1);
        assertThat(problems("```xml\n<a>\n```\n")).hasSize(1);
    }

    @Test
    void ourArtifactsExistInTheirVersion() throws IOException {
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(
                folder.resolve("pom.xml"),
                "<project><version>1</version><modules><module>model</module></modules></project>");
        Files.writeString(folder.resolve("model/pom.xml"), "<project><artifactId>keda-model</artifactId></project>");
        String dependency = """
                ```xml
                <keda4j.version>%s</keda4j.version>
                <groupId>io.github.keda4j</groupId>
                <artifactId>%s</artifactId>
                ```
                """;

        assertThat(problems(dependency.formatted("1", "keda-model"))).isEmpty();
        assertThat(problems(dependency.formatted("2", "keda-modell")))
                .hasToString("[README.md:2: There is no artifact keda-modell.,"
                        + " README.md:2: The version is 2, but it must be 1.]");
    }

    @Test
    void betweenReleasesOurVersionIsTheLastRelease() throws IOException {
        String dependency = """
                ```xml
                <groupId>io.github.keda4j</groupId>
                <artifactId>keda-model</artifactId>
                <version>%s</version>
                ```
                """;
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/pom.xml"), "<project><artifactId>keda-model</artifactId></project>");
        Files.writeString(folder.resolve("pom.xml"), """
                <project><version>1.1.0-SNAPSHOT</version><modules><module>model</module></modules>
                <properties><keda4j.lastRelease>1.0.0</keda4j.lastRelease></properties></project>
                """);

        assertThat(problems(dependency.formatted("1.0.0"))).isEmpty();
        assertThat(problems(dependency.formatted("1.1.0-SNAPSHOT")))
                .hasToString("[README.md:2: The version is 1.1.0-SNAPSHOT, but it must be 1.0.0.]");
    }

    @Test
    void aGuideAddsNoDependencyThatItsProjectHas() throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/getting-started.md"), """
                ## 2. Make a project

                <!-- file: pom.xml -->
                ```xml
                <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId></dependency>
                ```
                """);
        String guide = """
                In [the project](docs/getting-started.md#2-make-a-project):
                ```xml
                <dependency><groupId>%s</groupId><artifactId>%s</artifactId><scope>test</scope></dependency>
                ```
                """;

        assertThat(problems(guide.formatted("org.assertj", "assertj-core"))).isEmpty();
        assertThat(problems(guide.formatted("org.junit.jupiter", "junit-jupiter")))
                .hasToString("[README.md:3: The project of docs/getting-started.md already depends on junit-jupiter.]");
    }

    @Test
    void everyBlockHasALanguageAndEveryCommentAMeaning() throws IOException {
        assertThat(problems("```\nhello\n```\n")).singleElement().asString().contains("has no language");
        assertThat(problems("<!-- givn: String a -->\n```xml\n<a/>\n```\n"))
                .singleElement()
                .asString()
                .contains("The comment givn is not known.");
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/a.md"), "# `keda4j lint`, in CI\n\n[back](../README.md#title)\n");

        assertThat(problems("# Title\n[a](docs/a.md#keda4j-lint-in-ci) [b](#title) [c](https://keda.sh) `[d](none)`\n"))
                .isEmpty();
        assertThat(problems("# Title\n[a](docs/a.md#none), [b](docs/b.md), [c](../x.md)\n"))
                .hasToString("[README.md:2: The link docs/a.md#none leads to no heading.,"
                        + " README.md:2: The link docs/b.md leads to no file.,"
                        + " README.md:2: The link ../x.md leaves the repository.]");
    }

    @Test
    void anExcerptIsInItsFile() throws IOException {
        Files.writeString(folder.resolve("A.java"), "class A {\n    int a;\n    int b;\n    int c;\n}\n");
        String from = "<!-- from: A.java -->\n```java\n";

        assertThat(problems(from + "int a;\n// ...\nint c;\n```\n")).isEmpty();
        assertThat(problems(from + "int a;\nint c;\n```\n"))
                .singleElement()
                .asString()
                .contains("is not in A.java");
        assertThat(problems(from + "int c;\n// ...\nint a;\n```\n")).hasSize(1);
    }

    @Test
    void pagesMayNameTheirClassesAlike() throws IOException {
        Files.createDirectories(folder.resolve("module"));
        Files.writeString(folder.resolve("module/README.md"), PROGRAM + "```text\nhello\nfalse\n```\n");

        assertThat(problems(PROGRAM + "```text\nhello\nfalse\n```\n")).isEmpty();
    }

    @Test
    void whatACommandAsksForExists() throws IOException {
        repository();
        assertThat(problems("""
                ```sh
                mvn -q -Dkeda4j.quick -Pdemo verify -pl model   # a comment
                mvn spotless:apply -pl MODULE
                keda4j lint deploy/ --fail-on warning --format sarif --output out.sarif
                helm template chart | keda4j lint -
                for i in $(seq 50); do aws sqs send-message --queue-url "$url" --message-body '{"n": 5}' >/dev/null; done
                kubectl -n shop get scaledobject,hpa -o yaml
                git clone https://example.com/keda4j.git
                cd keda4j && cp model/target/model.jar ~/model.jar
                ```
                """)).isEmpty();
        assertThat(problems("""
                ```sh
                mvn -Pdmo verify
                mvn -Pidle test
                mvn verfy -pl modell -Dno.such=1 -Dtest=NoTest --quiet
                mvn spotless:aply
                keda4j lint --fail-on never
                keda4j lnt
                aws sqs send-mesage
                aws sqs send-message --queue url
                kubectl -n shop get scaledobjekt
                kubectl delete everything
                helm instal keda kedacore/keda
                make all
                no/such.sh
                ```
                """)).extracting(Problem::line).contains(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(problems("Run `mvn -Pdmo`, or `keda4j lint --fix`.\n")).hasSize(3);
    }

    @Test
    void commandsOfTheLinterAreRunAndWhatTheyPrintIsCompared() throws IOException {
        String manifest = """
                <!-- file: a.yaml -->
                <!-- finding: schema-length -->
                ```yaml
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: orders, namespace: shop}
                spec:
                  scaleTargetRef: {name: orders}
                  triggers: []
                ```
                """;
        String run =
                "<!-- run: %s -->\n```sh\nkeda4j lint a.yaml\n```\n\n<!-- output: contains -->\n```console\n%s\n```\n";

        assertThat(problems(manifest + run.formatted("1", "[schema-length]"))).isEmpty();
        assertThat(problems(manifest + run.formatted("0", "[schema-length]")))
                .singleElement()
                .asString()
                .startsWith("README.md:13: The exit code is 1 instead of 0:");
        assertThat(problems(manifest + run.formatted("1", "[schema-width]")))
                .singleElement()
                .asString()
                .startsWith("README.md:18: The program prints something else:");
    }

    @Test
    void nothingIsUncheckedWithoutAReason() throws IOException {
        assertThat(problems("```console\nhello\n```\n"))
                .hasToString("[README.md:2: The output has no program before it.]");
        assertThat(problems("<!-- unchecked: It is the time of day. -->\n```console\nhello\n```\n"))
                .isEmpty();
        assertThat(problems("<!-- unchecked -->\n```console\nhello\n```\n"))
                .hasToString("[README.md:3: unchecked must give a reason.]");
        assertThat(problems("```perl\nprint;\n```\n")).hasToString("[README.md:2: Nothing here checks perl.]");
        assertThat(problems("- An item\n\n  with more.\n\nText:\n\n    mvn verify\n"))
                .hasToString("[README.md:7: Give the block a fence and a language.]");
    }

    @Test
    void aChartIsDrawnFromTheOutput() throws IOException {
        String program = "```java\nSystem.out.println(\"1970-01-01T00:00:30Z HPA 1 -> 4: wants 20\");\n```\n\n";
        String page =
                program + "<!-- chart: images/a.svg -->\n```text\n1970-01-01T00:00:30Z HPA 1 -> 4: wants 20\n```\n";
        Files.createDirectories(folder.resolve("images"));

        Files.writeString(folder.resolve("images/a.svg"), ReplicaChart.of("1970-01-01T00:00:30Z HPA 1 -> 4: wants 20"));
        assertThat(problems(page)).isEmpty();
        Files.writeString(folder.resolve("images/a.svg"), ReplicaChart.of("1970-01-01T00:00:30Z HPA 1 -> 3: wants 20"));
        assertThat(problems(page))
                .singleElement()
                .asString()
                .startsWith("README.md:7: The chart images/a.svg does not show");
    }

    @Test
    void whatABuildMadeIsNotRead() throws IOException {
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0};
        Files.writeString(folder.resolve("main.go"), "flag.String(\"listen\")");
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/pom.xml"), "<project><artifactId>model</artifactId></project>");
        String page = "```sh\nbin/judge --listen\nbin/judge --speak\ncp model/target/model.jar .\n"
                + "cp model/target/other.jar .\n```\n";
        List<Problem> beforeABuild = problems(page);
        for (String made : List.of("bin/judge", "model/target/model.jar", "model/target/other.jar")) {
            Files.createDirectories(folder.resolve(made).getParent());
            Files.write(folder.resolve(made), noText);
        }

        assertThat(problems(page))
                .isEqualTo(beforeABuild)
                .hasToString("[README.md:3: bin/judge does not know --speak., README.md:5: There is no file"
                        + " model/target/other.jar.]");
    }

    @Test
    void whatATestHoldsIsLikeItUpToNumbers() throws IOException {
        Files.writeString(folder.resolve("ATest.java"), "matches(\"OK: 40 of 40, 0 -> [1-9]\\\\d* -> 0\")");
        String like = "<!-- like: ATest.java -->\n```text\n%s\n```\n";

        assertThat(problems(like.formatted("OK: 120 of 120, 0 -> 8 -> 0"))).isEmpty();
        assertThat(problems(like.formatted("KO: 120 of 120, 8 -> 0"))).hasSize(1);
    }

    /** A repository with a module, two profiles, and a CI script that runs one of them. */
    private void repository() throws IOException {
        Files.createDirectories(folder.resolve("model"));
        Files.createDirectories(folder.resolve(".ci"));
        Files.createDirectories(folder.resolve("release"));
        Files.writeString(folder.resolve(".ci/run"), "mvn -Pdemo verify\n");
        Files.writeString(folder.resolve("model/pom.xml"), "<project><artifactId>model</artifactId></project>");
        Files.writeString(folder.resolve("pom.xml"), """
                <project><version>1</version><modules><module>model</module></modules>
                <properties><keda4j.quick>false</keda4j.quick></properties>
                <scm><connection>scm:git:https://example.com/keda4j.git</connection></scm>
                <profiles><profile><id>demo</id></profile><profile><id>idle</id></profile></profiles></project>
                """);
    }

    private List<Problem> problems(String readme) throws IOException {
        Files.writeString(folder.resolve("README.md"), readme);
        return Documentation.check(folder, Files.createTempDirectory(folder, "work")).values().stream()
                .flatMap(Collection::stream)
                .toList();
    }
}
