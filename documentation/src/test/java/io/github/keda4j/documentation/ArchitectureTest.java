package io.github.keda4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The picture of the modules has those of the POMs, and an arrow for each dependency that code is compiled against. */
class ArchitectureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NODE = Pattern.compile("(\\w+)\\[([\\w-]+)]");
    private static final Pattern ARROW = Pattern.compile("(\\w+)(?:\\[[\\w-]+])? --> (\\w+)");

    @Test
    void thePictureIsThatOfThePoms() throws Exception {
        String picture = picture();
        Map<String, String> names = new HashMap<>();
        NODE.matcher(picture).results().forEach(node -> names.put(node.group(1), node.group(2)));
        TreeSet<String> drawn = new TreeSet<>(names.values());
        Matcher arrows = ARROW.matcher(picture);
        while (arrows.find()) {
            drawn.add(names.get(arrows.group(1)) + " --> " + names.get(arrows.group(2)));
        }

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(modules());
    }

    private static String picture() throws IOException {
        return Page.read(ROOT, ROOT.resolve("docs/architecture.md")).blocks().stream()
                .filter(block -> block.is("mermaid"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Each module with code, and its arrows. */
    private static TreeSet<String> modules() throws Exception {
        Map<String, String> folders = new HashMap<>();
        for (Element module : elements(elements(pom(ROOT), "modules").get(0), "module")) {
            String folder = module.getTextContent();
            folders.put(text(pom(ROOT.resolve(folder)), "artifactId"), folder);
        }
        TreeSet<String> found = new TreeSet<>();
        for (String folder : folders.values()) {
            if (new File(ROOT.resolve(folder).toFile(), "src/main").exists()) {
                found.add(folder);
                for (Element dependencies : elements(pom(ROOT.resolve(folder)), "dependencies")) {
                    for (Element dependency : elements(dependencies, "dependency")) {
                        String target = folders.get(text(dependency, "artifactId"));
                        if (target != null && !text(dependency, "scope").equals("test")) {
                            found.add(folder + " --> " + target);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static Element pom(Path folder) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    /** The children of that name: what stands deeper belongs to a parent, a plugin or a profile. */
    private static List<Element> elements(Element parent, String name) {
        NodeList children = parent.getChildNodes();
        return new ArrayList<>(IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(child -> child.getNodeType() == Node.ELEMENT_NODE
                        && child.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList());
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }
}
