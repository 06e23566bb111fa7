package io.github.keda4j.podidentity.internal.reference;

import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The actions of a service and the types of resource that each acts on. It covers only the services that KEDA, EKS
 * Pod Identity and this library's permissions deal with.
 */
public final class ServiceActions {

    private static final String FILE = "actions.txt";

    private final String service;
    private final List<String> keys;
    private final Map<String, ResourceType> types = new LinkedHashMap<>();
    private final Map<String, Action> actions = new LinkedHashMap<>();

    private ServiceActions(String service, List<String> foreignKeyPrefixes) {
        this.service = service;
        this.keys = Stream.concat(foreignKeyPrefixes.stream(), Stream.of(service))
                .map(prefix -> prefix + ":*")
                .toList();
    }

    /** Loaded on first use, because most evaluations do not need it. */
    private static final class Services {

        private static final Map<String, ServiceActions> ALL = read();
    }

    /**
     * A type of resource.
     *
     * @param name as the reference calls it
     * @param arn its ARN, with a star for each variable
     * @param slash whether the last part of the ARN may have a slash
     */
    public record ResourceType(String name, String arn, boolean slash) {

        /**
         * {@return true if a pattern of a policy can match a resource of this type}
         *
         * @param pattern with wildcards, and with a star for each policy variable
         */
        public boolean fits(String pattern) {
            if (Globs.resourceMatches(pattern, null, arn) == Truth.NO) {
                return false;
            }
            return slash || ArnParts.part(pattern, ArnParts.RESOURCE).indexOf('/') < 0;
        }
    }

    /**
     * An action.
     *
     * @param service the service's prefix, such as {@code sqs}
     * @param name such as {@code SendMessage}
     * @param types the types of resource that it can name; empty if the only resource is {@code *}
     * @param optional true if the reference marks no type as required
     * @param takesTags whether a call can pass tags, and therefore carry {@code aws:RequestTag} and {@code aws:TagKeys}
     */
    public record Action(String service, String name, List<ResourceType> types, boolean optional, boolean takesTags) {

        /** {@return the action as policies write it, such as {@code sqs:SendMessage}} */
        public String fullName() {
            return service + ":" + name;
        }

        /** {@return true if the action can be called without a resource, so that a policy names {@code *}} */
        public boolean takesNoResource() {
            // S3's types are alternatives: a call names one of them.
            return types.isEmpty() || (optional && !service.equals("s3"));
        }

        /**
         * {@return true if a pattern of a policy can match a resource of the action}
         *
         * @param pattern with wildcards, and with a star for each policy variable
         */
        public boolean fits(String pattern) {
            return pattern.equals("*") || types.stream().anyMatch(type -> type.fits(pattern));
        }
    }

    /**
     * {@return the actions of a service; empty if the service is unknown}
     *
     * @param service its prefix in actions, such as {@code sqs}, whatever its case
     */
    public static Optional<ServiceActions> of(String service) {
        return Optional.ofNullable(Services.ALL.get(Ascii.toLowerCase(service)));
    }

    /**
     * {@return an action; empty if its service is unknown or has no such action}
     *
     * @param fullName such as {@code sqs:SendMessage}, whatever its case
     */
    public static Optional<Action> action(String fullName) {
        int colon = fullName.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : of(fullName.substring(0, colon)).flatMap(known -> known.named(fullName.substring(colon + 1)));
    }

    /**
     * {@return an action of this service; empty if it has none of that name}
     *
     * @param name such as {@code SendMessage}, whatever its case
     */
    public Optional<Action> named(String name) {
        return Optional.ofNullable(actions.get(Ascii.toLowerCase(name)));
    }

    /**
     * {@return the condition keys that calls of this service carry, except those that begin with {@code aws:}, as
     * patterns such as {@code sqs:*}}
     */
    public List<String> keys() {
        return keys;
    }

    /** {@return all actions of this service} */
    public Collection<Action> actions() {
        return actions.values();
    }

    /**
     * {@return the action whose name is most similar to a misspelt one; empty if none is similar}
     *
     * @param name a name that no action has
     */
    public Optional<Action> nearest(String name) {
        String wrong = Ascii.toLowerCase(name);
        int limit = Math.max(2, name.length() / 3);
        Action nearest = null;
        int least = limit + 1;
        for (Map.Entry<String, Action> one : actions.entrySet()) {
            if (Math.abs(one.getKey().length() - wrong.length()) < least) {
                int distance = distance(one.getKey(), wrong);
                if (distance < least) {
                    least = distance;
                    nearest = one.getValue();
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static Map<String, ServiceActions> read() {
        Map<String, ServiceActions> all = new LinkedHashMap<>();
        ServiceActions current = null;
        for (String line : lines()) {
            if (line.startsWith("[")) {
                List<String> words = List.of(line.split(" "));
                String name = words.get(0).substring(1, words.get(0).length() - 1);
                current = new ServiceActions(name, words.subList(1, words.size()));
                all.put(current.service, current);
            } else if (current != null && !line.isEmpty()) {
                current.add(line);
            }
        }
        return all;
    }

    private void add(String line) {
        String[] words = line.split(" ", -1);
        if (words.length > 2 && words[1].equals("=")) {
            types.put(words[0], new ResourceType(words[0], words[2], words.length == 3));
            return;
        }
        List<ResourceType> named = new ArrayList<>();
        boolean optional = true;
        boolean tags = false;
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("+tags")) {
                tags = true;
                continue;
            }
            boolean marked = words[i].endsWith("?");
            optional &= marked;
            String type = marked ? words[i].substring(0, words[i].length() - 1) : words[i];
            named.add(known(type));
        }
        actions.put(Ascii.toLowerCase(words[0]), new Action(service, words[0], List.copyOf(named), optional, tags));
    }

    private ResourceType known(String type) {
        ResourceType known = types.get(type);
        if (known == null) {
            throw new IllegalStateException(
                    FILE + " does not define the resource type " + type + " of " + service + ".");
        }
        return known;
    }

    private static List<String> lines() {
        InputStream file = ServiceActions.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException(FILE + " is missing from the jar.");
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read.", e);
        }
        return lines;
    }
}
