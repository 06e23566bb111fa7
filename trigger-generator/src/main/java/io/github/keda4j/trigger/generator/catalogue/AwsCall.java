package io.github.keda4j.trigger.generator.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trigger's calls to AWS.
 *
 * @param when the condition for the calls; empty if KEDA always makes them
 * @param actions the actions, as IAM names them
 * @param resource the ARN, with parameters in it; {@code *} for actions without a resource
 * @param conditions the values of IAM's condition keys, by key
 */
public record AwsCall(
        Optional<Condition> when, List<String> actions, Template resource, Map<String, Template> conditions) {

    /** {@return the parts of the resource's ARN; empty if it is not an ARN} */
    public Optional<Arn> arn() {
        List<Template> parts = resource.split(':', 6);
        return parts.size() == 6
                        && parts.get(0).isFixed("arn")
                        && parts.get(2).parts().size() == 1
                        && parts.get(2).parts().get(0) instanceof Template.Fixed service
                ? Optional.of(new Arn(service.text(), parts.get(3), parts.get(4), parts.get(5)))
                : Optional.empty();
    }

    /** {@return whether the actions have no resource} */
    public boolean isWithoutResource() {
        return resource.isFixed("*");
    }

    /**
     * An ARN in parts, without its partition.
     *
     * @param service the service
     * @param region the region
     * @param account the account; the placeholder {@code account} stands for the caller's
     * @param resource the part after the account
     */
    public record Arn(String service, Template region, Template account, Template resource) {

        /** {@return whether the resource belongs to the caller's account} */
        public boolean isOfCaller() {
            return account.parts().size() == 1
                    && account.parts().get(0) instanceof Template.Value value
                    && value.choices().equals(List.of(new Template.Placeholder("account")));
        }
    }
}
