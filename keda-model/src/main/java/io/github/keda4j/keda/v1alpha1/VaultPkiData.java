package io.github.keda4j.keda.v1alpha1;

import io.fabric8.kubernetes.api.builder.Editable;
import io.github.keda4j.model.ResourcePart;
import io.sundr.builder.annotations.Buildable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The certificate to request from Vault's PKI engine. */
@Buildable(
        editableEnabled = false,
        validationEnabled = false,
        generateBuilderPackage = false,
        lazyCollectionInitEnabled = true,
        builderPackage = "io.fabric8.kubernetes.api.builder")
public class VaultPkiData extends ResourcePart implements Editable<VaultPkiDataBuilder> {

    private @Nullable String commonName;
    private @Nullable String altNames;
    private @Nullable String ipSans;
    private @Nullable String uriSans;
    private @Nullable String otherSans;
    private @Nullable String ttl;
    private @Nullable String format;

    /** Creates an object with nothing set. */
    public VaultPkiData() {}

    /** {@return the common name of the certificate} */
    public @Nullable String getCommonName() {
        return commonName;
    }

    /**
     * Sets {@link #getCommonName}.
     *
     * @param commonName the new value, or null to leave it out
     */
    public void setCommonName(@Nullable String commonName) {
        this.commonName = commonName;
    }

    /** {@return the alternative names, separated by commas} */
    public @Nullable String getAltNames() {
        return altNames;
    }

    /**
     * Sets {@link #getAltNames}.
     *
     * @param altNames the new value, or null to leave it out
     */
    public void setAltNames(@Nullable String altNames) {
        this.altNames = altNames;
    }

    /** {@return the alternative IP addresses, separated by commas} */
    public @Nullable String getIpSans() {
        return ipSans;
    }

    /**
     * Sets {@link #getIpSans}.
     *
     * @param ipSans the new value, or null to leave it out
     */
    public void setIpSans(@Nullable String ipSans) {
        this.ipSans = ipSans;
    }

    /** {@return the alternative URIs, separated by commas} */
    public @Nullable String getUriSans() {
        return uriSans;
    }

    /**
     * Sets {@link #getUriSans}.
     *
     * @param uriSans the new value, or null to leave it out
     */
    public void setUriSans(@Nullable String uriSans) {
        this.uriSans = uriSans;
    }

    /** {@return other alternative names, in the form that Vault expects} */
    public @Nullable String getOtherSans() {
        return otherSans;
    }

    /**
     * Sets {@link #getOtherSans}.
     *
     * @param otherSans the new value, or null to leave it out
     */
    public void setOtherSans(@Nullable String otherSans) {
        this.otherSans = otherSans;
    }

    /** {@return the time to live in Vault's notation, such as {@code 24h}; defaults to the role's} */
    public @Nullable String getTtl() {
        return ttl;
    }

    /**
     * Sets {@link #getTtl}.
     *
     * @param ttl the new value, or null to leave it out
     */
    public void setTtl(@Nullable String ttl) {
        this.ttl = ttl;
    }

    /** {@return {@code pem}, {@code der} or {@code pem_bundle}; if it is absent, Vault's default applies} */
    public @Nullable String getFormat() {
        return format;
    }

    /**
     * Sets {@link #getFormat}.
     *
     * @param format the new value, or null to leave it out
     */
    public void setFormat(@Nullable String format) {
        this.format = format;
    }

    @Override
    protected void visitFields(BiConsumer<String, @Nullable Object> visitor) {
        visitor.accept("commonName", commonName);
        visitor.accept("altNames", altNames);
        visitor.accept("ipSans", ipSans);
        visitor.accept("uriSans", uriSans);
        visitor.accept("otherSans", otherSans);
        visitor.accept("ttl", ttl);
        visitor.accept("format", format);
    }

    @Override
    public VaultPkiDataBuilder edit() {
        return new VaultPkiDataBuilder(this);
    }
}
