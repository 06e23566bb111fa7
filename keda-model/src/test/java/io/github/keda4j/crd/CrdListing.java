package io.github.keda4j.crd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * CRDs as short text, with one field per line, indented below its parent:
 *
 * <pre>
 * ScaledObject
 * : scope  Namespaced
 * .spec  type=object  required=scaleTargetRef,triggers
 *  .pollingInterval  type=integer  minimum=1
 *  .fallback  same as ScaledObject.spec.other
 * </pre>
 *
 * <p>Two spaces separate the items on a line. A part with the same structure as an earlier one refers to it.
 */
final class CrdListing {

    /** A part smaller than this is written out again, since a reference would be longer. */
    private static final int WORTH_A_REFERENCE = 4;

    private CrdListing() {}

    static String write(List<Crd> crds) {
        StringBuilder out = new StringBuilder();
        Map<String, String> seen = new HashMap<>();
        for (Crd crd : crds) {
            out.append(crd.kind()).append('\n');
            crd.header().forEach((name, value) -> out.append(": " + name + "  " + value + "\n"));
            writePart(crd, "", "", out, seen);
        }
        return out.toString();
    }

    private static void writePart(Crd crd, String path, String indent, StringBuilder out, Map<String, String> seen) {
        SortedMap<String, SortedMap<String, String>> part = below(crd.paths(), path);
        String name = path.isEmpty() ? "." : path.substring(parentOf(path).length());
        String earlier = part.size() < WORTH_A_REFERENCE ? null : seen.putIfAbsent(part.toString(), crd.kind() + path);
        if (earlier != null) {
            out.append(indent + name + "  same as " + earlier + "\n");
            return;
        }
        out.append(indent).append(name);
        crd.paths().get(path).forEach((fact, value) -> out.append("  " + fact + "=" + value));
        out.append('\n');
        children(crd.paths(), path).forEach(child -> writePart(crd, child, indent + " ", out, seen));
    }

    static List<Crd> read(String listing) {
        Map<String, Crd> crds = new HashMap<>();
        List<Crd> inOrder = new ArrayList<>();
        List<String> parents = new ArrayList<>();
        Crd crd = null;
        for (String line : listing.lines().filter(text -> !text.startsWith("#")).toList()) {
            if (Character.isUpperCase(line.charAt(0))) {
                crd = new Crd(line, new TreeMap<>(), new TreeMap<>());
                crds.put(line, crd);
                inOrder.add(crd);
            } else if (line.startsWith(": ")) {
                String[] nameAndValue = line.substring(2).split("  ", 2);
                crd.header().put(nameAndValue[0], nameAndValue[1]);
            } else {
                readPart(line, crd, parents, crds);
            }
        }
        return inOrder;
    }

    private static void readPart(String line, Crd crd, List<String> parents, Map<String, Crd> crds) {
        String text = line.stripLeading();
        int depth = line.length() - text.length();
        String[] words = text.split("  ");
        String path = depth == 0 ? "" : parents.get(depth - 1) + words[0];
        parents.subList(depth, parents.size()).clear();
        parents.add(path);
        if (words.length > 1 && words[1].startsWith("same as ")) {
            String source = words[1].substring("same as ".length());
            int dot = source.indexOf('.');
            String kind = dot < 0 ? source : source.substring(0, dot);
            below(crds.get(kind).paths(), source.substring(kind.length()))
                    .forEach((child, facts) -> crd.paths().put(path + child, facts));
            return;
        }
        SortedMap<String, String> facts = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] fact = words[i].split("=", 2);
            facts.put(fact[0], fact[1]);
        }
        crd.paths().put(path, facts);
    }

    /** A part of a CRD, whose paths begin at that part. */
    private static <V> SortedMap<String, V> below(SortedMap<String, V> paths, String root) {
        SortedMap<String, V> part = new TreeMap<>();
        paths.forEach((path, facts) -> {
            if (path.equals(root) || path.startsWith(root) && ".[{".indexOf(path.charAt(root.length())) >= 0) {
                part.put(path.substring(root.length()), facts);
            }
        });
        return part;
    }

    private static List<String> children(SortedMap<String, ?> paths, String parent) {
        return paths.keySet().stream()
                .filter(path -> !path.isEmpty() && parentOf(path).equals(parent))
                .toList();
    }

    private static String parentOf(String path) {
        return path.endsWith("[]") || path.endsWith("{}")
                ? path.substring(0, path.length() - 2)
                : path.substring(0, path.lastIndexOf('.'));
    }
}
