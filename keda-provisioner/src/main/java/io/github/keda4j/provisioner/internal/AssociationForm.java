package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.association.AssociationDiff;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How associations are named, marked and compared. */
public final class AssociationForm {

    /** The prefix of a tag's field in a difference. */
    private static final String TAGS = "tags/";

    /** The prefix of tags that belong to AWS; nobody else can write them. */
    private static final String AWS = "aws:";

    private static final int DIGITS = 16;

    private AssociationForm() {}

    static String key(String namespace, String serviceAccount) {
        return namespace + "/" + serviceAccount;
    }

    static String key(PodIdentityAssociation association) {
        return key(association.namespace(), association.serviceAccount());
    }

    static Set<String> keys(List<PodIdentityAssociation> associations) {
        Set<String> keys = new TreeSet<>();
        associations.forEach(one -> keys.add(key(one)));
        return keys;
    }

    static String target(String cluster, String namespace, String serviceAccount) {
        return "pod identity association " + cluster + "/" + namespace + "/" + serviceAccount;
    }

    /**
     * {@return the name of an association in a plan}
     *
     * @param association the association
     */
    public static String target(PodIdentityAssociation association) {
        return target(association.clusterName(), association.namespace(), association.serviceAccount());
    }

    /** The tags that say who needs the association and how it is described. */
    static Map<String, String> marks(PodIdentityAssociation desired, Set<Owner> owners) {
        Map<String, String> marks = new TreeMap<>();
        owners.forEach(owner -> marks.put(owner.tagKey(), "true"));
        marks.put(Owner.DESCRIBED_TAG, hash(desired));
        return marks;
    }

    /** A hash of the parts that all owners must agree on. */
    static String hash(PodIdentityAssociation desired) {
        String text = desired.role() + "\n" + desired.targetRole() + "\n" + desired.disableSessionTags() + "\n"
                + desired.policy().map(Documents::text).orElse("");
        return DescribedTag.of(Hashes.of(text, DIGITS), target(desired));
    }

    /** The association with more tags. */
    static PodIdentityAssociation with(PodIdentityAssociation desired, Map<String, String> tags) {
        PodIdentityAssociation.Builder copy = PodIdentityAssociation.builder()
                .cluster(desired.cluster().toString())
                .namespace(desired.namespace())
                .serviceAccount(desired.serviceAccount())
                .roleArn(desired.role().toString())
                .disableSessionTags(desired.disableSessionTags());
        desired.targetRole().ifPresent(role -> copy.targetRoleArn(role.toString()));
        desired.policy().ifPresent(copy::policy);
        desired.tags().forEach(copy::tag);
        writable(tags).forEach(copy::tag);
        return copy.build();
    }

    /** The tags without those of AWS. */
    static Map<String, String> writable(Map<String, String> tags) {
        Map<String, String> some = new TreeMap<>(tags);
        some.keySet().removeIf(key -> key.startsWith(AWS));
        return some;
    }

    static Map<String, String> only(Map<String, String> tags, Set<String> keys) {
        Map<String, String> some = new TreeMap<>(tags);
        some.keySet().retainAll(keys);
        return some;
    }

    /**
     * {@return the whole description of an association, as text that is the same for equal associations}
     *
     * @param one the association
     */
    public static String text(PodIdentityAssociation one) {
        return text(one, one.tags().keySet());
    }

    /**
     * The description with some of its tags, in the form in which {@link LiveAssociation} describes an existing
     * association.
     */
    static String text(PodIdentityAssociation one, Set<String> tagKeys) {
        return "role " + one.role() + ", target role "
                + one.targetRole().map(Object::toString).orElse("")
                + ", session tags disabled: " + one.disableSessionTags() + ", policy "
                + one.policy().map(Documents::text).orElse("") + ", tags " + only(one.tags(), tagKeys);
    }

    /** The differences, in words where they are about keda4j's own tags. */
    static List<String> inWords(AssociationDiff diff) {
        return diff.changes().stream().map(AssociationForm::inWords).toList();
    }

    private static String inWords(AssociationDiff.Change change) {
        return change.field().startsWith(TAGS)
                ? Owner.tagInWords(
                        change.field().substring(TAGS.length()),
                        change.reported().isEmpty() ? null : change.reported(),
                        change.desired().isEmpty() ? null : change.desired())
                : change.toString();
    }
}
