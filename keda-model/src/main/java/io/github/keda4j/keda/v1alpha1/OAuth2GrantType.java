package io.github.keda4j.keda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.keda4j.model.OpenEnum;
import java.util.List;

/** How KEDA requests a token with {@link OAuth2}. */
public final class OAuth2GrantType extends OpenEnum {

    /** KEDA authenticates with the id and the secret of the client. */
    public static final OAuth2GrantType CLIENT_CREDENTIALS = new OAuth2GrantType("clientCredentials");

    private static final List<OAuth2GrantType> VALUES = List.of(CLIENT_CREDENTIALS);

    private OAuth2GrantType(String value) {
        super(value);
    }

    /**
     * Returns the value with the given text, known or not.
     *
     * @param value the text, as in YAML
     * @return the value, which equals the constant with the same text, if there is one
     */
    @JsonCreator
    public static OAuth2GrantType of(String value) {
        return new OAuth2GrantType(value);
    }

    /** {@return the values that KEDA knows} */
    public static List<OAuth2GrantType> values() {
        return VALUES;
    }
}
