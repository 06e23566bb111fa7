package io.github.keda4j.benchmarks.yaml;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A way to build stacks of a ServiceAccount, a Deployment, a TriggerAuthentication and a ScaledObject, to write them as
 * YAML, and to read them. An implementation may refer only to its own libraries, because its process has no others on
 * the class path.
 */
public interface Contender {

    /** The name of the queue of a stack, which all contenders use. */
    String QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/queue-";

    /**
     * Builds and writes stacks.
     *
     * @param from number of the first stack
     * @param count how many stacks
     * @return the documents
     * @throws IOException if a library fails
     */
    String write(int from, int count) throws IOException;

    /**
     * Reads documents.
     *
     * @param yaml the output of a contender
     * @return how many documents there were
     * @throws IOException if a library fails
     */
    int read(String yaml) throws IOException;

    /** The contenders. */
    enum Id {
        /** This library: typed builders, and its own writer and reader. */
        KEDA4J(
                "keda4j",
                "/(findings|keda-model)/|keda4j-findings|keda-model|fabric8|fasterxml|slf4j|snakeyaml|jspecify"),
        /** Maps and Jackson's YAML module. */
        JACKSON("Jackson from maps", "jackson-(annotations|core|databind|dataformat-yaml)|org.yaml.snakeyaml"),
        /** Maps and SnakeYAML. */
        SNAKEYAML("SnakeYAML from maps", "org.yaml.snakeyaml"),
        /** fabric8's builders and generic resources. */
        FABRIC8("fabric8 generic", "fabric8|fasterxml|slf4j|snakeyaml"),
        /** The official client's classes, and a user-defined one for KEDA's kinds. */
        CLIENT_JAVA(
                "client-java",
                "(?!.*(fabric8|software.amazon|io.github.keda4j|/findings/|/keda-model/|podidentity|jmh))");

        private final String title;
        private final Pattern classPath;

        Id(String title, String classPath) {
            this.title = title;
            this.classPath = Pattern.compile(classPath);
        }

        /** {@return the contender's name in tables} */
        public String title() {
            return title;
        }

        boolean needs(String classPathEntry) {
            return classPathEntry.contains("benchmarks")
                    || classPath.matcher(classPathEntry).find();
        }

        /** {@return a new instance, whose class is loaded only now} */
        public Contender create() {
            return switch (this) {
                case KEDA4J -> new Keda4j();
                case JACKSON -> new JacksonMaps();
                case SNAKEYAML -> new SnakeYamlMaps();
                case FABRIC8 -> new Fabric8Generic();
                case CLIENT_JAVA -> new ClientJava();
            };
        }
    }
}
