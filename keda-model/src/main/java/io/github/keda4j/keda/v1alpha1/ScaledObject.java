package io.github.keda4j.keda.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.github.keda4j.model.KedaResource;
import io.sundr.builder.annotations.Buildable;
import io.sundr.builder.annotations.BuildableReference;
import org.jspecify.annotations.Nullable;

/** A workload that KEDA scales on events, between zero or more replicas and a maximum. */
@Group("keda.sh")
@Version("v1alpha1")
@Plural("scaledobjects")
@Singular("scaledobject")
@ShortNames("so")
@AdditionalPrinterColumn(name = "ScaleTargetKind", jsonPath = ".status.scaleTargetKind", type = Type.STRING)
@AdditionalPrinterColumn(name = "ScaleTargetName", jsonPath = ".spec.scaleTargetRef.name", type = Type.STRING)
@AdditionalPrinterColumn(name = "Min", jsonPath = ".spec.minReplicaCount", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Max", jsonPath = ".spec.maxReplicaCount", type = Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = Type.STRING)
@AdditionalPrinterColumn(
        name = "Active",
        jsonPath = ".status.conditions[?(@.type==\"Active\")].status",
        type = Type.STRING)
@AdditionalPrinterColumn(
        name = "Fallback",
        jsonPath = ".status.conditions[?(@.type==\"Fallback\")].status",
        type = Type.STRING)
@AdditionalPrinterColumn(
        name = "Paused",
        jsonPath = ".status.conditions[?(@.type==\"Paused\")].status",
        type = Type.STRING)
@AdditionalPrinterColumn(name = "Triggers", jsonPath = ".status.triggersTypes", type = Type.STRING)
@AdditionalPrinterColumn(name = "Authentications", jsonPath = ".status.authenticationsTypes", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder",
        refs = @BuildableReference(ObjectMeta.class))
public class ScaledObject extends KedaResource<ScaledObjectSpec, ScaledObjectStatus>
        implements Namespaced, Editable<ScaledObjectBuilder> {

    /** With nothing set. */
    public ScaledObject() {}

    /** {@return what is wanted; null if it was not given, which KEDA does not accept} */
    @Override
    @Required
    public @Nullable ScaledObjectSpec getSpec() {
        return super.getSpec();
    }

    /** {@return what KEDA reports; null on an object that KEDA has not seen} */
    @Override
    public @Nullable ScaledObjectStatus getStatus() {
        return super.getStatus();
    }

    @Override
    public ScaledObjectBuilder edit() {
        return new ScaledObjectBuilder(this);
    }
}
