package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * An element of a POM. Only direct children are considered: deeper elements belong to a parent, a plugin or a
 * profile.
 */
record Pom(Element element) {

    static Pom read(Path folder) throws IOException {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile())
                    .getDocumentElement());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e);
        }
    }

    /** The folders of the modules, by artifact; empty if there is no POM. */
    static Map<String, String> modules(Path root) throws IOException {
        Map<String, String> folders = new HashMap<>();
        if (Files.exists(root.resolve("pom.xml"))) {
            for (Pom modules : read(root).children("modules")) {
                for (Pom module : modules.children("module")) {
                    String folder = module.element.getTextContent();
                    folders.put(read(root.resolve(folder)).text("artifactId"), folder);
                }
            }
        }
        return folders;
    }

    List<Pom> children(String name) {
        NodeList children = element.getChildNodes();
        return new ArrayList<>(IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(child -> child.getNodeType() == Node.ELEMENT_NODE
                        && child.getNodeName().equals(name))
                .map(child -> new Pom((Element) child))
                .toList());
    }

    Optional<Pom> child(String name) {
        return children(name).stream().findFirst();
    }

    String text(String child) {
        return children(child).stream()
                .map(found -> found.element.getTextContent())
                .findFirst()
                .orElse("");
    }
}
