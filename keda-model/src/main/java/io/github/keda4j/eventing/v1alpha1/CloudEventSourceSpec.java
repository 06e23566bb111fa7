package io.github.keda4j.eventing.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which events KEDA sends and where they go: the specification of both {@link CloudEventSource} and {@link
 * ClusterCloudEventSource}.
 */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class CloudEventSourceSpec extends ResourcePart implements Editable<CloudEventSourceSpecBuilder> {

    private @Nullable String clusterName;

    @Required
    private @Nullable Destination destination;

    private @Nullable EventSubscription eventSubscription;
    private @Nullable AuthenticationRef authenticationRef;

    /** Creates an object with nothing set. */
    public CloudEventSourceSpec() {}

    /** {@return the name of the cluster in the source of each event; defaults to {@code kubernetes-default}} */
    public @Nullable String getClusterName() {
        return clusterName;
    }

    /**
     * Sets {@link #getClusterName}.
     *
     * @param clusterName the new value, or null to leave it out
     */
    public void setClusterName(@Nullable String clusterName) {
        this.clusterName = clusterName;
    }

    /** {@return the destination of the events; required} */
    public @Nullable Destination getDestination() {
        return destination;
    }

    /**
     * Sets {@link #getDestination}.
     *
     * @param destination the destination of the events
     */
    public void setDestination(@Nullable Destination destination) {
        this.destination = destination;
    }

    /** {@return which events are sent; all if it is absent} */
    public @Nullable EventSubscription getEventSubscription() {
        return eventSubscription;
    }

    /**
     * Sets {@link #getEventSubscription}.
     *
     * @param eventSubscription the new value, or null to leave it out
     */
    public void setEventSubscription(@Nullable EventSubscription eventSubscription) {
        this.eventSubscription = eventSubscription;
    }

    /** {@return credentials for the destination; none if it is absent} */
    public @Nullable AuthenticationRef getAuthenticationRef() {
        return authenticationRef;
    }

    /**
     * Sets {@link #getAuthenticationRef}.
     *
     * @param authenticationRef the new value, or null to leave it out
     */
    public void setAuthenticationRef(@Nullable AuthenticationRef authenticationRef) {
        this.authenticationRef = authenticationRef;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("clusterName", clusterName);
        visitor.accept("destination", destination);
        visitor.accept("eventSubscription", eventSubscription);
        visitor.accept("authenticationRef", authenticationRef);
    }

    @Override
    public CloudEventSourceSpecBuilder edit() {
        return new CloudEventSourceSpecBuilder(this);
    }
}
