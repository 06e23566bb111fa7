package io.github.keda4j.validator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.ParsedManifests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The objects that are known to be in the cluster, which may be all of them or only some. Immutable. */
public final class ClusterState {

    private static final ClusterState UNKNOWN = new ClusterState(List.of(), List.of(), false);

    private final List<HasMetadata> objects;
    private final List<ParsedManifest> manifests;
    private final boolean complete;

    private ClusterState(List<HasMetadata> objects, List<ParsedManifest> manifests, boolean complete) {
        this.objects = objects;
        this.manifests = manifests;
        this.complete = complete;
    }

    /** {@return a state in which nothing is known} An object that is not found may still exist. */
    public static ClusterState unknown() {
        return UNKNOWN;
    }

    /**
     * {@return a state in which the given objects exist, and possibly others}
     *
     * @param objects the objects, as the API server returns them
     */
    public static ClusterState of(HasMetadata... objects) {
        return of(Arrays.asList(objects));
    }

    /**
     * {@return a state in which the given objects exist, and possibly others}
     *
     * @param objects the objects, as the API server returns them
     */
    public static ClusterState of(Iterable<? extends HasMetadata> objects) {
        List<HasMetadata> copy = new ArrayList<>();
        for (HasMetadata object : objects) {
            copy.add(object);
        }
        return new ClusterState(copy, List.of(), false);
    }

    /**
     * {@return a state in which the given objects exist, and possibly others}
     *
     * @param manifests the objects, as {@code kubectl get -o yaml} writes them
     */
    public static ClusterState of(ParsedManifests manifests) {
        return new ClusterState(List.of(), manifests.objects(), false);
    }

    /**
     * {@return this state with the given objects in addition}
     *
     * @param others objects that are applied by other means, as they were written
     */
    public ClusterState and(ParsedManifests... others) {
        List<ParsedManifest> all = new ArrayList<>(manifests);
        for (ParsedManifests each : others) {
            all.addAll(each.objects());
        }
        return new ClusterState(objects, all, complete);
    }

    /**
     * {@return this state, declared complete: nothing else exists} A reference to an object that is not found is then
     * an error. For this, the state must contain the CustomResourceDefinitions, and, for each namespace in question and
     * KEDA's own, the workloads, autoscalers, LimitRanges, ConfigMaps, Secrets, service accounts and objects of KEDA's
     * kinds.
     */
    public ClusterState complete() {
        return new ClusterState(objects, manifests, true);
    }

    /** {@return whether the state is complete, so that an object that is not found does not exist} */
    public boolean isComplete() {
        return complete;
    }

    List<Subject> subjects(String namespace) {
        List<Subject> subjects = new ArrayList<>(objects.size() + manifests.size());
        for (HasMetadata object : objects) {
            subjects.add(Subject.of(object, null, namespace));
        }
        for (ParsedManifest manifest : manifests) {
            subjects.add(Subject.of(manifest, namespace));
        }
        return subjects;
    }
}
