package io.github.keda4j.provisioner.internal;

import java.util.Map;

/**
 * The tag {@link Owner#DESCRIBED_TAG}: a hash of how a role or an association is described, and one of its name, so
 * that a copy on another role or association is recognized. While a description changes, the tag also has a hash of
 * what was there before. IAM and EKS have no conditional writes, so a stack may join after the tag is written and
 * before the change is made: it then agrees with what was there before, and the change must not be made.
 */
final class DescribedTag {

    private static final String OF = "/";
    private static final String INSTEAD = "+";
    private static final int DIGITS = 10;

    private DescribedTag() {}

    /**
     * The tag's value.
     *
     * @param description the hash of the description
     * @param name what identifies the role or the association
     */
    static String of(String description, String name) {
        return description + OF + Hashes.of(name, DIGITS);
    }

    /** The value for a description that differs from what is there now. */
    static String instead(String value, String now) {
        int name = value.indexOf(OF);
        return value.substring(0, name) + INSTEAD + Hashes.of(now, DIGITS) + value.substring(name);
    }

    /**
     * Whether tags were copied from another role or association, so that keda4j's tags do not describe the role or
     * association that carries them now.
     */
    static boolean isCopied(Map<String, String> tags, String name) {
        String value = in(tags);
        return value.contains(OF) && !value.endsWith(OF + Hashes.of(name, DIGITS));
    }

    /** Whether the tag is for the description with the given value, whatever was there before. */
    static boolean isFor(Map<String, String> tags, String value) {
        String found = in(tags);
        int instead = found.indexOf(INSTEAD);
        return instead < 0
                ? found.equals(value)
                : found.substring(0, instead)
                        .concat(found.substring(Math.max(instead, found.indexOf(OF))))
                        .equals(value);
    }

    /** Whether the state is still the one from before the description changed. */
    static boolean isUnfinished(Map<String, String> tags, String now) {
        return in(tags).contains(INSTEAD + Hashes.of(now, DIGITS) + OF);
    }

    /**
     * Whether a description agrees with the other owners' one. While the description changes, the only owners that agree
     * are those that owned the role or association before and described it as it is now.
     *
     * @param value the tag's value for the description
     * @param now what is there
     * @param isAsDescribed whether that is as described
     * @param isOwner whether those who describe it are owners already
     */
    static boolean agrees(Map<String, String> tags, String value, String now, boolean isAsDescribed, boolean isOwner) {
        boolean same = isFor(tags, value);
        return isUnfinished(tags, now) ? isAsDescribed && (same || isOwner) : same;
    }

    private static String in(Map<String, String> tags) {
        return tags.getOrDefault(Owner.DESCRIBED_TAG, "");
    }
}
