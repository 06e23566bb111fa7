package io.github.keda4j.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.keda4j.findings.ObjectReference;
import org.jspecify.annotations.Nullable;

/** Makes the names of objects in reports, for fabric8's model and KEDA's kinds. */
public final class ObjectReferences {

    private ObjectReferences() {}

    /**
     * {@return the object's name in reports, such as {@code ScaledObject security/q-read}}
     *
     * @param object the object, which may lack metadata or a name
     */
    public static ObjectReference of(HasMetadata object) {
        @Nullable ObjectMeta metadata = object.getMetadata();
        return metadata == null
                ? new ObjectReference(object.getKind(), null, null)
                : new ObjectReference(object.getKind(), metadata.getNamespace(), metadata.getName());
    }
}
