package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The project of a reader who follows a page: the one of getting started, with the page's dependencies and files. */
final class GuideProject {

    private static final Pattern TYPE = Pattern.compile(
            "^(?:(?:public|final|abstract) )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);

    private final Page page;
    private final Page first;
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    GuideProject(Page page, Page first, Path folder) {
        this.page = page;
        this.first = first;
        this.folder = folder;
    }

    /** Whether the reader copies the block into the project; excerpts come from complete projects. */
    static boolean isUsed(Block block) {
        return block.is("java") && block.note("from").isEmpty();
    }

    List<Problem> problems() throws IOException {
        for (Block block : first.blocks()) {
            if (block.note("file").isPresent()) {
                write(block.notes().get("file"), block.text());
            }
        }
        write("pom.xml", pom());
        for (Block block : page.blocks()) {
            if (block.note("file").isPresent() && !block.notes().get("file").equals("pom.xml")) {
                write(block.notes().get("file"), block.text());
            } else if (isUsed(block)) {
                write(fileOf(block), block.isSnippet() ? Snippets.source(page, block) : block.text());
            }
        }
        String built = maven("test");
        if (!built.isEmpty()) {
            problems.add(new Problem(page.name(), 1, "The project of the page does not build:\n" + built));
            return problems;
        }
        run();
        return problems;
    }

    /** Runs each program, and compares what it prints with the next output of the page. */
    private void run() throws IOException {
        Block program = null;
        for (Block block : page.blocks()) {
            if (isUsed(block) && block.text().contains("static void main(")) {
                program = block;
            } else if (block.isOutput() && program != null) {
                String printed = maven("exec:java", "-Dexec.mainClass=" + nameOf(program), "-Dexec.args=.");
                if (!printed.contains(block.text().strip())) {
                    problems.add(page.problem(
                            block, "In a separate project, the program prints something else:\n" + printed));
                }
                program = null;
            }
        }
    }

    private String pom() {
        Block begin = AddedDependencies.pom(first);
        String added = page.blocks().stream()
                .filter(block -> block.is("xml") && block.note("file").isEmpty())
                .flatMap(AddedDependencies::in)
                .collect(Collectors.joining("\n"));
        int end = begin.text().lastIndexOf("</dependencies>");
        return begin.text().substring(0, end) + added + begin.text().substring(end);
    }

    private static String fileOf(Block block) {
        return (block.text().contains("@Test") ? "src/test/java/" : "src/main/java/") + nameOf(block) + ".java";
    }

    private static String nameOf(Block block) {
        Matcher type = TYPE.matcher(block.text());
        return type.find() ? type.group(1) : Snippets.className(block);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Maven's output, which may be empty. */
    private String maven(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("mvn", "-B", "-q", "-ntp", "-Dmaven.repo.local=" + System.getProperty("guides.repository")));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 && arguments[0].equals("test") ? "" : printed;
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException(e);
        }
    }
}
