package io.github.keda4j.documentation;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Follows a page from top to bottom: writes its files, runs its programs and tests, and compares their output. */
final class PageRun {

    private static final Pattern CLASS = Pattern.compile("^(?:(?:public|final) )*class (\\w+)", Pattern.MULTILINE);
    private static final Pattern MAIN = Pattern.compile("static void main\\(String\\[\\] \\w+\\)");

    private final Page page;
    private final ClassLoader classes;
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    /** The last program, until its output is compared or the next program follows. */
    private @Nullable Block waiting;

    private @Nullable Block last;

    PageRun(Page page, ClassLoader classes, Path folder) {
        this.page = page;
        this.classes = classes;
        this.folder = folder;
    }

    /** Returns what a program of a page prints, or why it fails. */
    static String printed(Page page, Block program, Path classes) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, PageRun.class.getClassLoader())) {
            PageRun run = new PageRun(page, loader, classes);
            String printed = run.run(program);
            return run.problems.isEmpty() ? printed : run.problems.toString();
        }
    }

    List<Problem> problems() throws IOException {
        for (Block block : page.blocks()) {
            if (block.note("file").isPresent()) {
                write(block);
            }
            if (block.isOutput()) {
                compare(block);
            } else if (block.note("run").isPresent()) {
                runWhatWaits();
                waiting = block;
                last = block;
            } else if (block.is("java") && block.note("from").isEmpty()) {
                runWhatWaits();
                java(block);
            }
        }
        runWhatWaits();
        return problems;
    }

    private void write(Block block) throws IOException {
        Path file = folder.resolve(block.notes().get("file"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.text());
    }

    private void java(Block block) {
        if (block.isSnippet()
                ? block.note("given").isEmpty()
                : MAIN.matcher(block.text()).find()) {
            waiting = block;
            last = block;
        } else if (block.text().contains("@Test")) {
            runTests(block);
        }
    }

    private void runWhatWaits() {
        if (waiting != null) {
            run(waiting);
            waiting = null;
        }
    }

    private void compare(Block output) {
        if (last == null) {
            problems.add(page.problem(output, "The output has no program before it."));
            return;
        }
        waiting = null;
        String printed = run(last);
        boolean same = switch (output.note("output").orElse("")) {
            case "begins" -> printed.startsWith(output.text());
            case "contains" -> printed.contains(output.text());
            default -> printed.equals(output.text()) || printed.equals(output.text() + "\n");
        };
        if (!same) {
            problems.add(page.problem(output, "The program prints something else:\n" + printed));
        }
    }

    private String run(Block program) {
        return program.is("java") ? runJava(program) : runShell(program);
    }

    private String runShell(Block program) {
        int wanted = program.note("run")
                .filter(code -> !code.isEmpty())
                .map(Integer::valueOf)
                .orElse(0);
        try {
            ShellRun.Result result = ShellRun.run(program, folder);
            if (result.exitCode() != wanted) {
                problems.add(page.problem(
                        program,
                        "The exit code is " + result.exitCode() + " instead of " + wanted + ":\n" + result.printed()));
            }
            return result.printed();
        } catch (IOException | IllegalArgumentException e) {
            problems.add(page.problem(program, "The commands cannot be run: " + e.getMessage()));
            return "";
        }
    }

    private String runJava(Block program) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            thread.setContextClassLoader(classes);
            if (program.isSnippet()) {
                load(Snippets.className(program)).getMethod("run").invoke(null);
            } else {
                Method main = load(classWithMain(program)).getDeclaredMethod("main", String[].class);
                main.setAccessible(true);
                main.invoke(null, (Object) new String[] {folder.toString()});
            }
        } catch (InvocationTargetException e) {
            problems.add(page.problem(program, "The program fails: " + e.getCause()));
        } catch (ReflectiveOperationException e) {
            problems.add(page.problem(program, "The program cannot be run: " + e));
        } finally {
            System.setOut(out);
            thread.setContextClassLoader(before);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private void runTests(Block block) {
        Matcher type = CLASS.matcher(block.text());
        while (type.find()) {
            try {
                SummaryGeneratingListener listener = new SummaryGeneratingListener();
                LauncherFactory.create()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(load(type.group(1))))
                                        .build(),
                                listener);
                TestExecutionSummary summary = listener.getSummary();
                summary.getFailures()
                        .forEach(failure -> problems.add(page.problem(
                                block,
                                "The test " + failure.getTestIdentifier().getDisplayName() + " fails: "
                                        + failure.getException())));
                if (summary.getTestsSucceededCount() + summary.getTestsFailedCount() == 0) {
                    problems.add(page.problem(block, "No test of " + type.group(1) + " runs."));
                }
            } catch (ClassNotFoundException e) {
                problems.add(page.problem(block, "The test cannot be run: " + e));
            }
        }
    }

    private Class<?> load(String simpleName) throws ClassNotFoundException {
        return classes.loadClass(page.packageName() + "." + simpleName);
    }

    private static String classWithMain(Block program) {
        Matcher main = MAIN.matcher(program.text());
        Matcher type = CLASS.matcher(program.text());
        String name = "";
        int end = main.find() ? main.start() : 0;
        while (type.find() && type.start() < end) {
            name = type.group(1);
        }
        return name;
    }
}
