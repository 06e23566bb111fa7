package io.github.keda4j.eventing.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** A type of event that KEDA sends. */
public final class CloudEventType extends OpenEnum {

    /** A ScaledObject became ready. */
    public static final CloudEventType SCALED_OBJECT_READY = new CloudEventType("keda.scaledobject.ready.v1");

    /** A ScaledObject could not be set up. */
    public static final CloudEventType SCALED_OBJECT_FAILED = new CloudEventType("keda.scaledobject.failed.v1");

    /** A ScaledObject was deleted. */
    public static final CloudEventType SCALED_OBJECT_REMOVED = new CloudEventType("keda.scaledobject.removed.v1");

    /** A ScaledObject was paused. */
    public static final CloudEventType SCALED_OBJECT_PAUSED = new CloudEventType("keda.scaledobject.paused.v1");

    /** A ScaledObject is no longer paused. */
    public static final CloudEventType SCALED_OBJECT_UNPAUSED = new CloudEventType("keda.scaledobject.unpaused.v1");

    /** A ScaledJob became ready. */
    public static final CloudEventType SCALED_JOB_READY = new CloudEventType("keda.scaledjob.ready.v1");

    /** A ScaledJob could not be set up. */
    public static final CloudEventType SCALED_JOB_FAILED = new CloudEventType("keda.scaledjob.failed.v1");

    /** A ScaledJob was deleted. */
    public static final CloudEventType SCALED_JOB_REMOVED = new CloudEventType("keda.scaledjob.removed.v1");

    /** A ScaledJob was paused. */
    public static final CloudEventType SCALED_JOB_PAUSED = new CloudEventType("keda.scaledjob.paused.v1");

    /** A ScaledJob is no longer paused. */
    public static final CloudEventType SCALED_JOB_UNPAUSED = new CloudEventType("keda.scaledjob.unpaused.v1");

    /** The jobs of a changed ScaledJob are being deleted. */
    public static final CloudEventType SCALED_JOB_ROLLOUT_CLEANUP_STARTED =
            new CloudEventType("keda.scaledjob.rolloutcleanup.started.v1");

    /** The jobs of a changed ScaledJob are deleted. */
    public static final CloudEventType SCALED_JOB_ROLLOUT_CLEANUP_COMPLETED =
            new CloudEventType("keda.scaledjob.rolloutcleanup.completed.v1");

    /** The jobs of a changed ScaledJob could not be deleted. */
    public static final CloudEventType SCALED_JOB_ROLLOUT_CLEANUP_FAILED =
            new CloudEventType("keda.scaledjob.rolloutcleanup.failed.v1");

    /** A TriggerAuthentication was created. */
    public static final CloudEventType TRIGGER_AUTHENTICATION_CREATED =
            new CloudEventType("keda.authentication.triggerauthentication.created.v1");

    /** A TriggerAuthentication was changed. */
    public static final CloudEventType TRIGGER_AUTHENTICATION_UPDATED =
            new CloudEventType("keda.authentication.triggerauthentication.updated.v1");

    /** A TriggerAuthentication was deleted. */
    public static final CloudEventType TRIGGER_AUTHENTICATION_REMOVED =
            new CloudEventType("keda.authentication.triggerauthentication.removed.v1");

    /** A ClusterTriggerAuthentication was created. */
    public static final CloudEventType CLUSTER_TRIGGER_AUTHENTICATION_CREATED =
            new CloudEventType("keda.authentication.clustertriggerauthentication.created.v1");

    /** A ClusterTriggerAuthentication was changed. */
    public static final CloudEventType CLUSTER_TRIGGER_AUTHENTICATION_UPDATED =
            new CloudEventType("keda.authentication.clustertriggerauthentication.updated.v1");

    /** A ClusterTriggerAuthentication was deleted. */
    public static final CloudEventType CLUSTER_TRIGGER_AUTHENTICATION_REMOVED =
            new CloudEventType("keda.authentication.clustertriggerauthentication.removed.v1");

    private static final List<CloudEventType> VALUES = List.of(
            SCALED_OBJECT_READY,
            SCALED_OBJECT_FAILED,
            SCALED_OBJECT_REMOVED,
            SCALED_OBJECT_PAUSED,
            SCALED_OBJECT_UNPAUSED,
            SCALED_JOB_READY,
            SCALED_JOB_FAILED,
            SCALED_JOB_REMOVED,
            SCALED_JOB_PAUSED,
            SCALED_JOB_UNPAUSED,
            SCALED_JOB_ROLLOUT_CLEANUP_STARTED,
            SCALED_JOB_ROLLOUT_CLEANUP_COMPLETED,
            SCALED_JOB_ROLLOUT_CLEANUP_FAILED,
            TRIGGER_AUTHENTICATION_CREATED,
            TRIGGER_AUTHENTICATION_UPDATED,
            TRIGGER_AUTHENTICATION_REMOVED,
            CLUSTER_TRIGGER_AUTHENTICATION_CREATED,
            CLUSTER_TRIGGER_AUTHENTICATION_UPDATED,
            CLUSTER_TRIGGER_AUTHENTICATION_REMOVED);

    private CloudEventType(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static CloudEventType of(String value) {
        return new CloudEventType(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<CloudEventType> values() {
        return VALUES;
    }
}
