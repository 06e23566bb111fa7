import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Maven Central's requirements (https://central.sonatype.org/publish/requirements/), and our own: LICENSE and NOTICE
 * in every jar, a complete SBOM, and notices for bundled libraries.
 *
 * <pre>
 * java release/CheckCentral.java                        what "mvn -Prelease verify" built
 * java release/CheckCentral.java BUNDLE.zip [--signed]  what is uploaded: releases only, with checksums
 * java release/CheckCentral.java BUNDLE.zip --self-test that every mistake planted into a good bundle is found
 * </pre>
 */
class CheckCentral {

    /**
     * The files of one artifact by the suffix of their names: ".pom", ".jar", "-sources.jar", ".jar.md5" and so on.
     */
    record Artifact(String id, String version, Map<String, byte[]> files) {}

    private static final String OURS = "io.github.keda4j";
    private static final int JAVA_17 = 61;

    private final boolean uploaded;
    private final boolean signed;
    private final List<String> problems = new ArrayList<>();

    private CheckCentral(boolean uploaded, boolean signed) {
        this.uploaded = uploaded;
        this.signed = signed;
    }

    public static void main(String[] args) throws IOException {
        List<String> options = List.of(args);
        Predicate<String> isOption = argument -> argument.startsWith("--");
        var bundle = options.stream().filter(isOption.negate()).findFirst().map(Path::of);
        boolean signed = options.contains("--signed");
        List<Artifact> artifacts = bundle.isPresent() ? bundle(bundle.get()) : built(Path.of(""));
        List<String> problems = new ArrayList<>(check(artifacts, bundle.isPresent(), signed));
        if (bundle.isEmpty()) {
            problems.addAll(settingsOfTheBom(Path.of("")));
        }
        if (problems.isEmpty() && options.contains("--self-test")) {
            problems.addAll(selfTest(artifacts, signed));
        }
        artifacts.forEach(artifact -> System.out.println(artifact.id() + " " + artifact.version() + ": "
                + artifact.files().size() + " files"));
        problems.forEach(System.out::println);
        System.out.println(problems.size() + " problems in " + artifacts.size() + " artifacts");
        System.exit(problems.isEmpty() && !artifacts.isEmpty() ? 0 : 1);
    }

    private static List<String> check(List<Artifact> artifacts, boolean uploaded, boolean signed) {
        var check = new CheckCentral(uploaded, signed);
        artifacts.forEach(check::check);
        return check.problems;
    }

    private void check(Artifact artifact) {
        Xml pom = artifact.files().containsKey(".pom") ? Xml.parse(artifact.files().get(".pom")) : null;
        if (pom == null) {
            problem(artifact, "has no POM");
            return;
        }
        checkPom(artifact, pom);
        if (!pom.text("packaging").equals("pom")) {
            checkJars(artifact);
            checkSbom(artifact, pom);
        }
        if (artifact.files().containsKey("-all.jar")) {
            checkBundled(artifact);
        }
        if (uploaded) {
            require(artifact, !artifact.version().endsWith("-SNAPSHOT"), "is a snapshot");
            artifact.files().keySet().stream().filter(CheckCentral::isContent).forEach(file -> checkSums(artifact, file));
        }
    }

    private void checkPom(Artifact artifact, Xml pom) {
        require(artifact, pom.text("groupId").equals(OURS), "has a different groupId in its POM");
        require(artifact, pom.text("artifactId").equals(artifact.id()), "has a different artifactId in its POM");
        require(artifact, pom.text("version").equals(artifact.version()), "has a different version in its POM");
        for (String path : List.of("name", "description", "url", "licenses/license/name", "licenses/license/url",
                "developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url")) {
            require(artifact, !pom.text(path).isBlank(), "has no " + path + " in its POM");
        }
        require(artifact, pom.all("parent").isEmpty(), "has a parent in its POM");
        require(artifact, pom.all("repositories").isEmpty(), "has repositories in its POM");
        require(artifact, pom.all("build").isEmpty(), "has a build in its POM");
        require(artifact, !new String(artifact.files().get(".pom"), StandardCharsets.UTF_8).contains("${"),
                "has a property in its POM");
        Stream.of("dependencies/dependency", "dependencyManagement/dependencies/dependency")
                .flatMap(path -> pom.all(path).stream())
                .forEach(dependency -> {
                    String name = dependency.text("artifactId");
                    String version = dependency.text("version");
                    require(artifact, !version.isEmpty(), "has no version for " + name);
                    require(artifact, !version.endsWith("-SNAPSHOT") || !uploaded && dependency.text("groupId").equals(OURS),
                            "depends on the snapshot " + name + " " + version);
                    require(artifact, !dependency.text("groupId").equals(OURS) || version.equals(artifact.version()),
                            "depends on a different version of " + name);
                });
    }

    private void checkJars(Artifact artifact) {
        for (String jar : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            require(artifact, artifact.files().containsKey(jar), "has no " + jar);
        }
        artifact.files().forEach((name, bytes) -> {
            if (name.endsWith(".jar")) {
                Map<String, byte[]> entries = entries(bytes);
                require(artifact, entries.containsKey("META-INF/LICENSE"), "has no LICENSE in " + name);
                require(artifact, entries.containsKey("META-INF/NOTICE"), "has no NOTICE in " + name);
            }
        });
        require(artifact, contains(artifact, "-sources.jar", entry -> entry.endsWith(".java")), "has no sources");
        require(artifact, contains(artifact, "-javadoc.jar", "index.html"::equals), "has no Javadoc");
        Map<String, byte[]> own = entries(artifact.files().getOrDefault(".jar", new byte[0]));
        String manifest = new String(own.getOrDefault("META-INF/MANIFEST.MF", new byte[0]), StandardCharsets.UTF_8);
        require(artifact, manifest.contains("Automatic-Module-Name: " + OURS), "has no module name");
        own.forEach((name, bytes) -> {
            if (name.endsWith(".class")) {
                require(artifact, (bytes[6] & 0xff) * 256 + (bytes[7] & 0xff) <= JAVA_17, "needs more than Java 17 for " + name);
            }
        });
    }

    private static boolean contains(Artifact artifact, String jar, Predicate<String> name) {
        return entries(artifact.files().getOrDefault(jar, new byte[0])).keySet().stream().anyMatch(name);
    }

    /**
     * Checks that every dependency that users get has a component in the SBOM, and that every component has a licence.
     */
    private void checkSbom(Artifact artifact, Xml pom) {
        byte[] bytes = artifact.files().get("-cyclonedx.xml");
        if (bytes == null || !artifact.files().containsKey("-cyclonedx.json")) {
            problem(artifact, "has no SBOM");
            return;
        }
        Map<String, Xml> components = components(Xml.parse(bytes));
        for (Xml dependency : pom.all("dependencies/dependency")) {
            String name = dependency.text("groupId") + ":" + dependency.text("artifactId") + ":" + dependency.text("version");
            if (!Set.of("test", "provided").contains(dependency.text("scope")) && !dependency.text("optional").equals("true")) {
                require(artifact, components.containsKey(name), "has no " + name + " in its SBOM");
            }
        }
        components.forEach((name, component) -> require(artifact, !component.all("licenses").isEmpty(),
                "has no licence for " + name + " in its SBOM"));
    }

    private void checkBundled(Artifact artifact) {
        Map<String, byte[]> entries = entries(artifact.files().get("-all.jar"));
        String notices = new String(entries.getOrDefault("META-INF/THIRD-PARTY.txt", new byte[0]), StandardCharsets.UTF_8);
        Set<String> named = new TreeSet<>(notices.lines().filter(line -> line.matches("[\\w.-]+:[\\w.-]+:\\S+")).toList());
        Set<String> components = components(Xml.parse(artifact.files().getOrDefault("-cyclonedx.xml", "<bom/>".getBytes()))).keySet();
        require(artifact, !named.isEmpty(), "has no THIRD-PARTY.txt in the jar that bundles other libraries");
        named.removeAll(components);
        require(artifact, named.isEmpty(), "bundles " + named + ", which its SBOM lacks");
    }

    private static Map<String, Xml> components(Xml sbom) {
        Map<String, Xml> components = new TreeMap<>();
        sbom.all("components/component").forEach(component -> components.put(
                component.text("group") + ":" + component.text("name") + ":" + component.text("version"), component));
        return components;
    }

    private void checkSums(Artifact artifact, String file) {
        byte[] content = artifact.files().get(file);
        Map.of("md5", "MD5", "sha1", "SHA-1").forEach((end, algorithm) -> {
            byte[] sum = artifact.files().getOrDefault(file + "." + end, new byte[0]);
            require(artifact, new String(sum, StandardCharsets.US_ASCII).strip().equals(digest(algorithm, content)),
                    "has no correct " + end + " for " + file);
        });
        if (signed) {
            String signature = new String(artifact.files().getOrDefault(file + ".asc", new byte[0]), StandardCharsets.US_ASCII);
            require(artifact, signature.startsWith("-----BEGIN PGP SIGNATURE-----"), "has no signature for " + file);
        }
    }

    private static boolean isContent(String file) {
        return file.endsWith(".pom") || file.endsWith(".jar") || file.endsWith(".xml") || file.endsWith(".json");
    }

    private void require(Artifact artifact, boolean holds, String problem) {
        if (!holds) {
            problem(artifact, problem);
        }
    }

    private void problem(Artifact artifact, String problem) {
        problems.add(artifact.id() + " " + problem + ".");
    }

    // Compares what was built with what was uploaded.

    private static List<Artifact> built(Path root) throws IOException {
        Xml parent = Xml.parse(Files.readAllBytes(root.resolve("pom.xml")));
        List<String> excluded = release(parent, "central-publishing-maven-plugin").all("configuration/excludeArtifacts/excludeArtifact")
                .stream().map(Xml::text).toList();
        List<Artifact> artifacts = new ArrayList<>();
        for (Xml module : parent.all("modules/module")) {
            Path folder = root.resolve(module.text());
            Xml pom = Xml.parse(Files.readAllBytes(folder.resolve("pom.xml")));
            String id = pom.text("artifactId");
            if (!excluded.contains(id)) {
                String version = parent.text("version");
                artifacts.add(new Artifact(id, version, builtFiles(folder.resolve("target"), id + "-" + version)));
            }
        }
        return artifacts;
    }

    private static Map<String, byte[]> builtFiles(Path target, String stem) throws IOException {
        Map<String, String> names = new HashMap<>(
                Map.of("flattened-pom.xml", ".pom", "bom.xml", "-cyclonedx.xml", "bom.json", "-cyclonedx.json", "keda4j.jar", "-all.jar"));
        for (String jar : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            names.put(stem + jar, jar);
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (var name : names.entrySet()) {
            if (Files.exists(target.resolve(name.getKey()))) {
                files.put(name.getValue(), Files.readAllBytes(target.resolve(name.getKey())));
            }
        }
        return files;
    }

    private static List<Artifact> bundle(Path zip) throws IOException {
        Map<String, Artifact> artifacts = new TreeMap<>();
        entries(Files.readAllBytes(zip)).forEach((path, bytes) -> {
            String[] parts = path.split("/");
            String version = parts[parts.length - 2];
            String id = parts[parts.length - 3];
            artifacts.computeIfAbsent(id, key -> new Artifact(id, version, new TreeMap<>()))
                    .files()
                    .put(parts[parts.length - 1].substring((id + "-" + version).length()), bytes);
        });
        return List.copyOf(artifacts.values());
    }

    /** The BOM has no parent and repeats the parts of the parent's release profile that it needs. */
    private static List<String> settingsOfTheBom(Path root) throws IOException {
        Xml parent = Xml.parse(Files.readAllBytes(root.resolve("pom.xml")));
        Xml bom = Xml.parse(Files.readAllBytes(root.resolve("bom/pom.xml")));
        List<String> problems = new ArrayList<>();
        for (String plugin : List.of("flatten-maven-plugin", "maven-gpg-plugin", "central-publishing-maven-plugin")) {
            String managed = parent.all("build/pluginManagement/plugins/plugin").stream()
                    .filter(candidate -> candidate.text("artifactId").equals(plugin))
                    .map(candidate -> candidate.text("version"))
                    .findFirst().orElse("none");
            if (!release(bom, plugin).text("version").equals(managed)) {
                problems.add("bom/pom.xml has a different version of " + plugin + " than the parent.");
            }
        }
        if (!release(bom, "central-publishing-maven-plugin").words("configuration")
                .equals(release(parent, "central-publishing-maven-plugin").words("configuration"))) {
            problems.add("bom/pom.xml has a different configuration of central-publishing-maven-plugin than the parent.");
        }
        for (String same : List.of("version", "licenses", "developers", "scm")) {
            if (!bom.words(same).equals(parent.words(same))) {
                problems.add("bom/pom.xml has a different " + same + " than the parent.");
            }
        }
        return problems;
    }

    private static Xml release(Xml pom, String plugin) {
        return pom.all("profiles/profile").stream()
                .filter(profile -> profile.text("id").equals("release"))
                .flatMap(profile -> profile.all("build/plugins/plugin").stream())
                .filter(candidate -> candidate.text("artifactId").equals(plugin))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The release profile has no " + plugin + "."));
    }

    // Mistakes that are planted on purpose and must be found.

    private static List<String> selfTest(List<Artifact> artifacts, boolean signed) {
        Map<String, Consumer<Map<String, byte[]>>> mistakes = new TreeMap<>(Map.of(
                "no sources", files -> files.remove("-sources.jar"),
                "no Javadoc", files -> files.remove("-javadoc.jar"),
                "no SBOM", files -> files.remove("-cyclonedx.json"),
                "a wrong checksum", files -> files.put(".jar.sha1", "0".repeat(40).getBytes()),
                "no developers", files -> replace(files, "developer>", "person>"),
                "no scm connection", files -> replace(files, "connection>", "link>"),
                "a snapshot", files -> replace(files, "</version>\n      <scope>compile", "-SNAPSHOT</version>\n      <scope>compile"),
                "a component that the SBOM lacks", files -> files.put("-cyclonedx.xml", "<bom/>".getBytes()),
                "a jar without a licence", files -> files.put("-sources.jar", new byte[0])));
        if (signed) {
            mistakes.put("no signature", files -> files.remove(".pom.asc"));
        }
        List<String> problems = new ArrayList<>();
        Artifact victim = artifacts.stream().filter(artifact -> artifact.id().equals("keda4j-findings")).findFirst().orElseThrow();
        mistakes.forEach((name, mistake) -> {
            Map<String, byte[]> files = new TreeMap<>(victim.files());
            mistake.accept(files);
            if (files.containsKey(".jar.sha1") && !name.contains("checksum")) {
                sign(files);
            }
            List<String> found = check(List.of(new Artifact(victim.id(), victim.version(), files)), true, signed);
            System.out.println("planted " + name + ": " + found);
            if (found.isEmpty()) {
                problems.add("The planted mistake \"" + name + "\" was not found.");
            }
        });
        return problems;
    }

    private static void replace(Map<String, byte[]> files, String old, String replacement) {
        String pom = new String(files.get(".pom"), StandardCharsets.UTF_8);
        if (!pom.contains(old)) {
            throw new IllegalStateException("There is no " + old + " to replace.");
        }
        files.put(".pom", pom.replace(old, replacement).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes matching checksums, so that only the planted mistake can be found. */
    private static void sign(Map<String, byte[]> files) {
        for (String file : List.copyOf(files.keySet())) {
            if (isContent(file)) {
                files.put(file + ".md5", digest("MD5", files.get(file)).getBytes());
                files.put(file + ".sha1", digest("SHA-1", files.get(file)).getBytes());
            }
        }
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> entries(byte[] zip) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** An element, found by a path of child names. */
    record Xml(Element element) {

        static Xml parse(byte[] bytes) {
            try {
                return new Xml(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(bytes))
                        .getDocumentElement());
            } catch (SAXException | ParserConfigurationException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        List<Xml> all(String path) {
            List<Xml> found = List.of(this);
            for (String name : path.split("/")) {
                found = found.stream().flatMap(parent -> parent.children(name)).toList();
            }
            return found;
        }

        String text(String path) {
            return all(path).stream().findFirst().map(Xml::text).orElse("");
        }

        String text() {
            return element.getTextContent().strip();
        }

        List<String> words(String path) {
            return all(path).stream().flatMap(found -> Stream.of(found.text().split("\\s+"))).toList();
        }

        private Stream<Xml> children(String name) {
            var children = element.getChildNodes();
            return IntStream.range(0, children.getLength())
                    .mapToObj(children::item)
                    .filter(child -> child.getNodeType() == Node.ELEMENT_NODE && child.getNodeName().equals(name))
                    .map(child -> new Xml((Element) child));
        }
    }
}
