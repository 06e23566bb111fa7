package io.github.keda4j.documentation;

import io.github.keda4j.cli.Keda4j;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every command that a page shows, in {@code sh} blocks and in inline code, is valid: the program is in the table
 * below, and everything that its arguments refer to exists. {@link ShellRun} runs those that the page marks.
 */
final class Commands {

    /** Placeholders that the reader fills in. */
    static final Pattern PLACEHOLDER = Pattern.compile("[A-Z][A-Z_+.]*|\\.\\.\\.|\\$.*|.*X\\.Y.*");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SCRIPT = Pattern.compile("\\.?[\\w.-]*/.+");
    private static final Set<String> OF_THE_SHELL = Set.of("seq", "grep", "sed", "echo", "diff", "sort", "export");

    private static final Map<String, Check> PROGRAMS = Map.ofEntries(
            Map.entry("keda4j", (place, command) -> keda4j(command.arguments())),
            Map.entry("java", Commands::java),
            Map.entry("mvn", MavenCommands::faults),
            Map.entry("git", Commands::git),
            Map.entry("cd", (place, command) -> place.enter(command.arguments().get(0))),
            Map.entry("cp", (place, command) -> place.lacks(command.arguments().get(0))),
            Map.entry("python3", (place, command) -> program(place, command.arguments())),
            Map.entry("go", GoCommands::faults),
            Map.entry("aws", CloudCommands::aws),
            Map.entry("kubectl", CloudCommands::kubectl),
            Map.entry("helm", CloudCommands::helm));

    private Commands() {}

    /** Finds what is wrong with a command at a place. */
    @FunctionalInterface
    interface Check {
        List<String> faults(Place place, Command command) throws IOException;
    }

    static List<Problem> check(Page page) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Block block : page.blocks()) {
            if (block.is("sh")) {
                check(page, block.text(), block.line(), true, problems);
            }
        }
        for (var line : page.prose().entrySet()) {
            for (MatchResult code : CODE.matcher(line.getValue()).results().toList()) {
                String first = code.group(1).split(" ", 2)[0];
                boolean command = code.group(1).contains(" ")
                        && (PROGRAMS.containsKey(first)
                                || SCRIPT.matcher(first).matches()
                                        && Files.isRegularFile(page.root().resolve(first)));
                if (command) {
                    check(page, code.group(1), line.getKey(), false, problems);
                }
            }
        }
        return problems;
    }

    private static void check(Page page, String text, int line, boolean block, List<Problem> problems)
            throws IOException {
        Place place = new Place(page);
        try {
            for (Command command : Shell.commands(text)) {
                for (String fault : faults(place, command)) {
                    problems.add(page.problem(line + command.line() - 1, fault));
                }
            }
        } catch (IllegalArgumentException e) {
            problems.add(page.problem(line, block ? e.getMessage() : "`" + text + "`: " + e.getMessage()));
        }
    }

    private static List<String> faults(Place place, Command command) throws IOException {
        Check check = PROGRAMS.get(command.program());
        if (check != null) {
            return check.faults(place, command);
        } else if (SCRIPT.matcher(command.program()).matches()) {
            return program(place, command.words());
        } else if (OF_THE_SHELL.contains(command.program())) {
            return List.of();
        }
        return List.of("Nothing here checks the program " + command.program() + ".");
    }

    /**
     * The program's own parser accepts the arguments; it shows its help instead of running, and the help lists the
     * options.
     */
    private static List<String> keda4j(List<String> arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            int code = Keda4j.run(
                    Stream.concat(arguments.stream(), Stream.of("--help")).toArray(String[]::new));
            String help = printed.toString(StandardCharsets.UTF_8);
            if (code != 0) {
                return List.of(help.strip());
            }
            // If help is requested, the parser ignores what it does not know.
            return Stream.concat(arguments.stream().limit(1), arguments.stream().filter(word -> word.startsWith("--")))
                    .map(word -> word.replaceFirst("=.*", ""))
                    .filter(word -> !Pattern.compile("(^|\\s)" + Pattern.quote(word) + "\\b")
                            .matcher(help)
                            .find())
                    .map(word -> "keda4j does not know " + word + ".")
                    .toList();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static List<String> java(Place place, Command command) throws IOException {
        Optional<String> jar = command.value("-jar");
        if (jar.isEmpty()) {
            return program(place, command.arguments());
        }
        List<String> arguments = command.arguments();
        return jar.get().matches("(.*/)?keda4j(-cli-.*-all)?\\.jar")
                ? keda4j(arguments.subList(arguments.indexOf(jar.get()) + 1, arguments.size()))
                : List.of("There is no program " + jar.get() + ".");
    }

    private static List<String> git(Place place, Command command) throws IOException {
        String verb = command.arguments().get(0);
        if (!verb.equals("clone")) {
            return Set.of("commit", "tag", "push", "diff", "grep").contains(verb)
                    ? List.of()
                    : List.of("Nothing here checks git " + verb + ".");
        }
        String address = command.arguments().get(1);
        place.cloned();
        return Pom.read(place.root())
                        .child("scm")
                        .filter(scm -> address.equals(scm.text("connection").replace("scm:git:", "")))
                        .isPresent()
                ? List.of()
                : List.of("The repository is not at " + address + ".");
    }

    /** A script of this repository, or a program built from it, with options that its source contains. */
    private static List<String> program(Place place, List<String> words) throws IOException {
        Optional<Path> source = place.source(words.get(0));
        if (source.isEmpty()) {
            return List.of("There is no file " + words.get(0) + ".");
        }
        List<String> faults = new ArrayList<>();
        String text = Sources.text(source.get());
        for (String word : words.subList(1, words.size())) {
            String option = word.replaceFirst("=.*", "").replaceFirst("^--?", "");
            if (word.startsWith("-") && !text.contains(option)) {
                faults.add(words.get(0) + " does not know " + word + ".");
            }
        }
        return faults;
    }
}
