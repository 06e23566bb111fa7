package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.findings.Pointer;
import java.util.ArrayList;
import java.util.List;

/** A merge patch for people: one line for each field that it writes or removes. */
final class PatchDescription {

    private PatchDescription() {}

    static List<String> linesOf(ObjectNode patch, String leaveOut) {
        List<String> lines = new ArrayList<>();
        collect("", patch, leaveOut, lines);
        return List.copyOf(lines);
    }

    private static void collect(String pointer, JsonNode node, String leaveOut, List<String> lines) {
        if (pointer.equals(leaveOut)) {
            return;
        }
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(entry ->
                            collect(pointer + "/" + Pointer.escape(entry.getKey()), entry.getValue(), leaveOut, lines));
        } else if (node.isNull()) {
            lines.add(pointer + " is removed");
        } else {
            lines.add(pointer + ": " + node);
        }
    }
}
