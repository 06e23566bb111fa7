package io.github.keda4j.benchmarks.yaml;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.benchmarks.yaml.Contender.Id;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Compares all contenders. First checks that all of them write the same trees. Then runs each contender in separate
 * processes, both cold ones and JMH's warm ones. The contenders take turns, so other load on the machine affects all of
 * them equally. Finally prints a table of ratios to Jackson from maps, and saves it as JSON.
 */
public final class Comparison {

    private static final int MANY = 1000;
    // With fewer rounds, a run only shows that everything works, so it warms up less; its figures mean nothing.
    private static final int ROUNDS_FOR_WARM_FIGURES = 6;

    private final Path folder;
    private final int rounds;
    private final PrintStream out = System.out;
    private final Map<String, Map<Id, List<Double>>> samples = new LinkedHashMap<>();
    private final Map<String, Map<Id, Double>> columns = new LinkedHashMap<>();

    private Comparison(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    /**
     * Compares.
     *
     * @param args the folder for files; how many cold processes of each kind to run, with a warm one for every three;
     *     the regular expression that chooses benchmarks
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the thread is interrupted
     * @throws RunnerException if JMH fails
     */
    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        if (!Comparison.class.getName().matches(".*(" + args[2] + ").*")) {
            return;
        }
        Comparison comparison = new Comparison(Path.of(args[0]), Integer.parseInt(args[1]));
        comparison.compareTrees();
        comparison.runColdProcesses();
        comparison.runWarmProcesses();
        comparison.summarize();
        comparison.print();
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(comparison.folder.resolve("manifests.json").toFile(), comparison.columns);
    }

    private void compareTrees() throws IOException {
        Map<Id, String> texts = new EnumMap<>(Id.class);
        for (Id id : Id.values()) {
            texts.put(id, id.create().write(0, 5));
        }
        List<Object> expected = trees(texts.getOrDefault(Id.JACKSON, ""));
        for (Id id : Id.values()) {
            String text = texts.getOrDefault(id, "");
            if (!trees(text).equals(expected)) {
                throw new IllegalStateException(
                        id.title() + " wrote something other than " + Id.JACKSON.title() + ":\n" + text);
            }
            if (id.create().read(text) != 20) {
                throw new IllegalStateException(id.title() + " does not read the 20 documents that it wrote");
            }
        }
        out.println("All " + Id.values().length
                + " contenders write the same trees (ignoring the empty maps that client-java writes).");
        Files.writeString(folder.resolve("one.yaml"), Id.KEDA4J.create().write(0, 1));
        Files.writeString(folder.resolve("many.yaml"), Id.KEDA4J.create().write(0, MANY));
    }

    private static List<Object> trees(String yaml) {
        List<Object> trees = new ArrayList<>();
        for (Object tree : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
            trees.add(withoutEmptyMaps(tree));
        }
        return trees;
    }

    private static Object withoutEmptyMaps(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream().map(Comparison::withoutEmptyMaps).toList();
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        Map<String, Object> kept = new TreeMap<>();
        map.forEach((key, value) -> {
            boolean empty = value instanceof Map<?, ?> inner && inner.isEmpty()
                    || value instanceof List<?> list && list.isEmpty()
                    || value == null;
            if (!empty) {
                kept.put(String.valueOf(key), withoutEmptyMaps(value));
            }
        });
        return kept;
    }

    private void runColdProcesses() throws IOException, InterruptedException {
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        tasks.put("cold write 1", List.of("write", "1"));
        tasks.put("cold write 1000", List.of("write", Integer.toString(MANY)));
        tasks.put("cold read 1", List.of("read", folder.resolve("one.yaml").toString()));
        tasks.put("cold read 1000", List.of("read", folder.resolve("many.yaml").toString()));
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> task : tasks.entrySet()) {
                for (Id id : Id.values()) {
                    Sample sample = run(id, task.getValue());
                    add(task.getKey() + " wall ms", id, sample.wallMillis());
                    add(task.getKey() + " CPU ms", id, sample.cpuMillis());
                    add(task.getKey() + " RSS MB", id, sample.residentMegabytes());
                }
            }
        }
    }

    private void add(String column, Id id, double value) {
        samples.computeIfAbsent(column, name -> new EnumMap<>(Id.class))
                .computeIfAbsent(id, contender -> new ArrayList<>())
                .add(value);
    }

    private void summarize() {
        samples.forEach((column, byContender) ->
                byContender.forEach((id, values) -> columns.computeIfAbsent(column, name -> new EnumMap<>(Id.class))
                        .put(id, isCoarse(column) ? mean(values) : median(values))));
    }

    private record Sample(double wallMillis, double cpuMillis, double residentMegabytes) {}

    private Sample run(Id id, List<String> task) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (id.needs(entry)) {
                classPath.add(entry);
            }
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-cp", String.join(File.pathSeparator, classPath), ColdProcess.class.getName(), id.name()));
        command.addAll(task);
        command.add(folder.resolve("output.txt").toString());
        Path report = folder.resolve("report.txt");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(report.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        int exit = process.waitFor();
        double wall = (System.nanoTime() - start) / 1e6;
        if (exit != 0) {
            throw new IllegalStateException(
                    id.title() + " " + task + " failed:\n" + Files.readString(folder.resolve("errors.txt")));
        }
        return sample(wall, Files.readAllLines(report));
    }

    /** Reads Linux's figures: user and system time in hundredths of a second, and the peak of resident memory. */
    private static Sample sample(double wall, List<String> report) {
        String stat = report.get(0);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
        for (String line : report) {
            if (line.startsWith("VmHWM:")) {
                return new Sample(wall, cpu, Long.parseLong(line.replaceAll("\\D", "")) / 1024.0);
            }
        }
        throw new IllegalStateException("no peak memory value in " + report);
    }

    /** Linux counts a process's time in hundredths of a second. */
    private static boolean isCoarse(String column) {
        return column.endsWith("CPU ms");
    }

    private void runWarmProcesses() throws RunnerException {
        for (int round = 0; round < Math.max(1, rounds / 3); round++) {
            for (Id id : Id.values()) {
                ChainedOptionsBuilder options = new OptionsBuilder()
                        .include(StackBenchmark.class.getName())
                        .param("contender", id.name())
                        .addProfiler(CpuTime.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true);
                if (rounds < ROUNDS_FOR_WARM_FIGURES) {
                    options.warmupIterations(3).measurementIterations(1);
                }
                for (RunResult result : new Runner(options.build()).run()) {
                    String task = "warm " + result.getPrimaryResult().getLabel();
                    add(task + " wall us", id, result.getPrimaryResult().getScore());
                    add(task + " CPU us", id, CpuTime.micros(result));
                }
            }
        }
    }

    private void print() {
        out.printf("%n%-26s", "medians (CPU ms: means)");
        for (Id id : Id.values()) {
            out.printf("%24s", id.title());
        }
        out.println("\n" + "-".repeat(26 + 24 * Id.values().length) + "\n" + " ".repeat(26) + "in brackets: ratio to "
                + Id.JACKSON.title());
        columns.forEach((column, values) -> {
            double base = values.getOrDefault(Id.JACKSON, Double.NaN);
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-26s", column));
            for (Id id : Id.values()) {
                double value = values.getOrDefault(id, Double.NaN);
                line.append(String.format(
                        Locale.ROOT, "%24s", String.format(Locale.ROOT, "%.0f (%.2f)", value, value / base)));
            }
            out.println(line);
        });
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
