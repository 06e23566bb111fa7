package io.github.keda4j.reference;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The examples of the reference pages: their YAML as text, their Java compiled. */
final class PageExamples {

    private static final Path FOLDER = Path.of("..", "docs", "triggers");
    private static final List<String> IMPORTED = List.of(
            "io.github.keda4j.keda.v1alpha1.*", "io.github.keda4j.trigger.*", "java.time.Duration", "java.util.*");

    private final Map<String, String> pages = new TreeMap<>();
    private final ClassLoader classes;

    /** Compiles the Java of every page into the folder. */
    PageExamples(Path output) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("README.md")) {
                    pages.put(name.substring(0, name.length() - ".md".length()), Files.readString(file));
                }
            }
            compile(output);
            classes = new URLClassLoader(new URL[] {output.toUri().toURL()}, PageExamples.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that have a page, in alphabetical order. */
    List<String> types() {
        return List.copyOf(pages.keySet());
    }

    /** The examples of all pages: a type, and for further examples its number after a hash sign. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (String type : types()) {
            int count = blocks(type, "java").size();
            for (int number = 0; number < count; number++) {
                names.add(number == 0 ? type : type + "#" + number);
            }
        }
        return names;
    }

    private void compile(Path output) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> sources = new ArrayList<>();
        names().forEach(name -> sources.add(new Source(className(name), source(name))));
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, sources).call();
        if (!compiled) {
            throw new AssertionError("the Java of the reference pages does not compile:\n" + messages);
        }
    }

    private String source(String name) {
        String code = block(name, "java");
        boolean authentication = code.contains("TriggerAuthentication authentication = ");
        StringBuilder imports = new StringBuilder();
        IMPORTED.forEach(type -> imports.append("import ").append(type).append(";\n"));
        return imports + "public final class " + className(name) + " {\n"
                + "public static Object[] run() {\n" + code
                + "return new Object[] {trigger, " + (authentication ? "authentication" : "null") + "};\n}\n}\n";
    }

    private static String className(String name) {
        return "Page_" + name.replace('-', '_').replace('#', '_');
    }

    /** Runs the Java of an example; returns its trigger, and its authentication or null. */
    Object[] run(String name) throws ReflectiveOperationException {
        return (Object[]) classes.loadClass(className(name)).getMethod("run").invoke(null);
    }

    /** An example's code block in the given language. */
    String block(String name, String language) {
        String[] typeAndNumber = name.split("#", -1);
        int number = typeAndNumber.length == 1 ? 0 : Integer.parseInt(typeAndNumber[1]);
        return blocks(typeAndNumber[0], language).get(number);
    }

    private List<String> blocks(String type, String language) {
        String page = pages.get(type);
        String opening = "```" + language + "\n";
        List<String> blocks = new ArrayList<>();
        for (int at = page.indexOf(opening); at >= 0; at = page.indexOf(opening, at + 1)) {
            int from = at + opening.length();
            blocks.add(page.substring(from, page.indexOf("```", from)));
        }
        return blocks;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String className, String code) {
            super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
