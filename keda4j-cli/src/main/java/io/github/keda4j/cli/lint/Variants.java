package io.github.keda4j.cli.lint;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.ParsedManifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a bundle that are not applied together: if the same object is defined in two folders, each folder is a
 * variant, for example of an environment; if it is defined in two files of a folder, each file is a variant.
 * Everything else belongs to all variants.
 *
 * @param shared the files that no variant changes
 * @param variants the folders or files that define the same objects
 * @param notes notes about objects that are defined again
 */
record Variants(List<ParsedManifests> shared, List<List<ParsedManifests>> variants, List<Finding> notes) {

    /** No variants: everything is applied together. */
    static Variants none(List<ParsedManifests> all) {
        return new Variants(all, List.of(), List.of());
    }

    static Variants of(List<InputReader.Text> texts) {
        Map<String, Seen> seen = new HashMap<>();
        Set<String> folders = new HashSet<>();
        Set<String> foldersOfFiles = new HashSet<>();
        List<Finding> notes = new ArrayList<>(0);
        for (InputReader.Text text : texts) {
            for (ParsedManifest object : text.manifests()) {
                if (object.reference().name() == null) {
                    continue;
                }
                Seen previous = seen.putIfAbsent(keyOf(object), new Seen(text.input(), object.location()));
                if (previous != null && previous.input != text.input()) {
                    String folder = folderOf(text.input());
                    if (folder.equals(folderOf(previous.input))) {
                        foldersOfFiles.add(folder);
                    }
                    folders.add(folder);
                    folders.add(folderOf(previous.input));
                    notes.add(note(object, previous.place));
                }
            }
        }
        List<ParsedManifests> shared = new ArrayList<>();
        Map<String, List<ParsedManifests>> variants = new LinkedHashMap<>();
        for (InputReader.Text text : texts) {
            if (text.isNone()) {
                continue;
            }
            String folder = folderOf(text.input());
            if (folders.contains(folder)) {
                String variant = foldersOfFiles.contains(folder) ? text.input().name() : folder + "/";
                variants.computeIfAbsent(variant, key -> new ArrayList<>()).add(text.manifests());
            } else {
                shared.add(text.manifests());
            }
        }
        return new Variants(shared, List.copyOf(variants.values()), notes);
    }

    private record Seen(Input input, Location place) {}

    /** The identity of an object in a cluster; a misspelt kind counts as the kind that was meant. */
    private static String keyOf(ParsedManifest object) {
        String apiVersion = object.apiVersion().orElse("");
        int slash = apiVersion.indexOf('/');
        return (slash < 0 ? "" : apiVersion.substring(0, slash)) + "\n"
                + object.reference().toString().toLowerCase(Locale.ROOT);
    }

    private static String folderOf(Input input) {
        return input.path().map(Path::getParent).map(Input::nameOf).orElse("");
    }

    private static Finding note(ParsedManifest object, Location previous) {
        String name = object.reference().toString();
        return Finding.info(
                        "object-duplicate",
                        "",
                        name + " is also defined at " + previous + ". The two are checked as separate variants.",
                        "Pass --one-bundle if both are applied together.")
                .about(name)
                .at(object.location());
    }
}
