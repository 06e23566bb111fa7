package io.github.keda4j.validator.internal.core;

import io.github.keda4j.findings.NearestWord;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The KEDA kind of an object, or the one that was probably meant, according to its apiVersion and kind.
 *
 * @param kind the kind; null if it is not one of KEDA's
 * @param trouble what is wrong with apiVersion and kind
 */
public record Identity(@Nullable KedaKind kind, Trouble trouble) {

    /** What is wrong with apiVersion and kind. */
    public enum Trouble {
        NONE,
        /** There is no apiVersion. */
        NO_API_VERSION,
        /** There is no kind. */
        NO_KIND,
        /** The group is KEDA's, but it has no such kind. */
        UNKNOWN_KIND,
        /** The kind is KEDA's, but it is not served under this apiVersion. */
        WRONG_API_VERSION,
        /** The object was written for KEDA 1. */
        KEDA_1
    }

    private static final String KEDA_1_GROUP = "keda.k8s.io";

    /** The kind in KEDA's group that belongs to KEDA's OLM operator. */
    private static final String CONTROLLER = "KedaController";

    private static final Identity FOREIGN = new Identity(null, Trouble.NONE);

    /** Determines the identity from apiVersion and kind as they are written; null if they are missing. */
    public static Identity of(@Nullable String apiVersion, @Nullable String kind) {
        if (apiVersion == null || apiVersion.isEmpty()) {
            return new Identity(kind == null ? null : KedaKind.named(kind), Trouble.NO_API_VERSION);
        }
        if (kind == null || kind.isEmpty()) {
            return new Identity(null, Trouble.NO_KIND);
        }
        KedaKind exact = KedaKind.named(kind);
        if (exact != null && apiVersion.equals(exact.apiVersion())) {
            return new Identity(exact, Trouble.NONE);
        }
        String group = groupOf(apiVersion);
        if (group.equals(KEDA_1_GROUP)) {
            return new Identity(meant(kind, KedaKind.KINDS), Trouble.KEDA_1);
        }
        if (group.equals("keda.sh") || group.equals("eventing.keda.sh")) {
            return ofKedasGroup(exact, kind);
        }
        return exact != null && (isKubernetesOwn(group) || isLikeKedas(group))
                ? new Identity(exact, Trouble.WRONG_API_VERSION)
                : FOREIGN;
    }

    private static Identity ofKedasGroup(@Nullable KedaKind exact, String kind) {
        if (exact != null) {
            return new Identity(exact, Trouble.WRONG_API_VERSION);
        }
        return kind.equals(CONTROLLER) ? FOREIGN : new Identity(meant(kind, KedaKind.KINDS), Trouble.UNKNOWN_KIND);
    }

    /** Whether an object is really of one of KEDA's kinds, so that its contents are worth checking. */
    public boolean isCertain() {
        return kind != null && trouble != Trouble.KEDA_1;
    }

    private static @Nullable KedaKind meant(String kind, List<String> kinds) {
        String near = NearestWord.of(kind, kinds);
        return near == null ? null : KedaKind.named(near);
    }

    public static String groupOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    public static String versionOf(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** Whether a group belongs to Kubernetes, so that nobody else can define kinds in it. */
    public static boolean isKubernetesOwn(String group) {
        return group.indexOf('.') < 0 || group.endsWith(".k8s.io");
    }

    private static boolean isLikeKedas(String group) {
        String plain = group.toLowerCase(Locale.ROOT);
        return plain.equals("keda.sh")
                || plain.equals("eventing.keda.sh")
                || NearestWord.of(group, List.of("keda.sh", "keda.io", "eventing.keda.sh")) != null;
    }
}
