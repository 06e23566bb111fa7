package io.github.keda4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Checks what goes to Maven Central, based on the POMs. */
class ReleaseTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void theBomListsWhatIsReleasedAndNothingElse() throws Exception {
        List<String> released = new ArrayList<>();
        for (Element module : all(pom(ROOT), "module")) {
            Element pom = pom(ROOT.resolve(module.getTextContent()));
            boolean isLibrary = !module.getTextContent().equals("bom")
                    && texts(pom, "packaging").noneMatch("maven-plugin"::equals)
                    && texts(pom, "maven.deploy.skip").noneMatch("true"::equals);
            if (isLibrary) {
                released.add(ownArtifactId(pom));
            }
        }

        // SLF4J's API is not ours: the BOM selects the version that both the AWS SDK and fabric8 use.
        released.add("slf4j-api");
        Element managed = all(pom(ROOT.resolve("bom")), "dependencyManagement").get(0);
        assertThat(texts(managed, "artifactId")).containsExactlyInAnyOrderElementsOf(released);
        assertThat(released).contains("keda-model", "podidentity-builder").doesNotContain("keda4j-examples");
    }

    @Test
    void everyModuleSaysWhatItIsAndUnderWhichModuleName() throws Exception {
        for (Element module : all(pom(ROOT), "module")) {
            Element pom = pom(ROOT.resolve(module.getTextContent()));

            assertThat(texts(pom, "name").findFirst())
                    .as(module.getTextContent())
                    .isPresent();
            assertThat(texts(pom, "description").findFirst())
                    .as(module.getTextContent())
                    .isPresent();
            if (!module.getTextContent().equals("bom")) {
                assertThat(texts(pom, "keda4j.moduleName"))
                        .singleElement()
                        .asString()
                        .startsWith("io.github.keda4j.");
            }
        }
    }

    @Test
    void modulesInheritTheRepositorysAddressesAsTheyAre() throws Exception {
        Element root = pom(ROOT);

        assertThat(root.getAttribute("child.project.url.inherit.append.path")).isEqualTo("false");
        assertThat(all(root, "scm"))
                .singleElement()
                .satisfies(scm -> assertThat(List.of(
                                scm.getAttribute("child.scm.connection.inherit.append.path"),
                                scm.getAttribute("child.scm.developerConnection.inherit.append.path"),
                                scm.getAttribute("child.scm.url.inherit.append.path")))
                        .containsOnly("false"));
    }

    private static Element pom(Path folder) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    /** The first match may belong to the parent. */
    private static String ownArtifactId(Element pom) {
        return all(pom, "artifactId").stream()
                .filter(artifactId -> artifactId.getParentNode().equals(pom))
                .map(Element::getTextContent)
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> all(Element pom, String name) {
        NodeList found = pom.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }

    private static Stream<String> texts(Element pom, String name) {
        return all(pom, name).stream().map(Element::getTextContent);
    }
}
