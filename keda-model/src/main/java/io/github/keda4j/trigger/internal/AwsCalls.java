package io.github.keda4j.trigger.internal;

import io.github.keda4j.internal.aws.AwsHosts;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.AwsAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the calls that KEDA makes to AWS for a trigger. */
public final class AwsCalls {

    private static final String REGION = "aws:RequestedRegion";
    private static final String TABLE = "table/";

    private final List<Call> calls = new ArrayList<>();

    /** Starts a group of calls that are made if the condition holds, and possibly made if the condition is unknown. */
    public Call call(Truth when, String... actions) {
        Call call = new Call(when, List.of(actions));
        if (when != Truth.FALSE) {
            calls.add(call);
        }
        return call;
    }

    public List<AwsAccess> all() {
        List<AwsAccess> all = new ArrayList<>(calls.size());
        for (Call call : calls) {
            all.add(call.access());
        }
        return all;
    }

    /** Adds a call; by default, its actions have no resource. */
    public static final class Call {

        private final AwsAccess.When when;
        private final List<String> actions;
        private final Map<String, String> conditions = new LinkedHashMap<>();
        private final Set<String> missing = new LinkedHashSet<>();
        private String service;
        private Optional<String> region = Optional.empty();
        private Optional<String> account = Optional.empty();
        private Optional<String> resource = Optional.of("*");
        private Optional<String> partition = Optional.empty();
        private final Map<String, String> invalid = new LinkedHashMap<>();

        private Call(Truth when, List<String> actions) {
            this.when = when == Truth.TRUE ? AwsAccess.When.ALWAYS : AwsAccess.When.POSSIBLY;
            this.actions = actions;
            this.service = actions.get(0).substring(0, actions.get(0).indexOf(':'));
        }

        /** States that the resource belongs to the caller's account. */
        public Call on(String newService, TextTemplate newRegion, TextTemplate newResource) {
            service = newService;
            region = known(newRegion);
            resource = known(newResource);
            checkRegion(newRegion);
            for (TextTemplate.Piece piece : newResource.pieces()) {
                check(AwsName.of(newService, newResource.before(piece)), piece);
            }
            switch (newService) {
                case "kafka" -> checkBrokers(newResource.values().get("bootstrapServers"));
                case "sqs" -> checkAddress("queueURL", newResource.values());
                case "aps" -> checkAddress("serverAddress", newResource.values());
                default -> {}
            }
            return this;
        }

        public Call on(String newService, TextTemplate newRegion, TextTemplate newAccount, TextTemplate newResource) {
            account = known(newAccount);
            newAccount.pieces().forEach(piece -> check(AwsName.ACCOUNT, piece));
            return on(newService, newRegion, newResource);
        }

        /** Sets the value that a condition key has in the call. */
        public Call where(String key, TextTemplate value) {
            known(value).ifPresent(text -> conditions.put(key, text));
            if (key.equals(REGION)) {
                region = Optional.ofNullable(conditions.get(key));
                checkRegion(value);
            }
            return this;
        }

        private void checkRegion(TextTemplate template) {
            template.pieces().forEach(piece -> check(AwsName.REGION, piece));
        }

        /** An empty text is missing already. */
        private void check(AwsName names, TextTemplate.Piece piece) {
            if (!piece.text().isEmpty() && !names.isNameOf(piece.text())) {
                String name = piece.value().parameter().name;
                refuse(name, name + " is " + piece.value().shown() + ". " + names.allowed());
            }
        }

        private void checkBrokers(ParameterValue brokers) {
            String other = brokers.isKnown() && region.isPresent()
                    ? AwsHosts.otherRegion(brokers.elements(), region.get())
                    : null;
            if (other != null) {
                refuseRegion("bootstrapServers names a broker in " + other);
            }
        }

        /** KEDA calls the host of awsRegion, or signs for awsRegion, whatever region the address names. */
        private void checkAddress(String parameter, ParameterValues values) {
            ParameterValue address = values.get(parameter);
            GoUrl url = address.isKnown() ? GoUrl.parseRequestUri(address.text()) : null;
            String other = url == null ? null : AwsHosts.regionOf(url.host());
            if (other != null
                    && region.isPresent()
                    && !other.equals(region.get())
                    && values.get("awsEndpoint").text().isEmpty()) {
                refuseRegion(parameter + " is in " + other);
            }
        }

        private void refuseRegion(String why) {
            refuse("awsRegion", "awsRegion is " + region.orElseThrow() + ", but " + why + ".");
        }

        private void refuse(String parameter, String why) {
            missing.add(parameter);
            invalid.putIfAbsent(parameter, why);
        }

        private Optional<String> known(TextTemplate template) {
            missing.addAll(template.missing());
            return template.missing().isEmpty() ? Optional.of(template.toString()) : Optional.empty();
        }

        /** DynamoDB takes a table's ARN in place of its name (Amazon DynamoDB API Reference, "Query"). */
        private void readArn() {
            String[] arn = resource.filter(text -> text.startsWith(TABLE + "arn:"))
                    .map(text -> text.substring(TABLE.length()).split(":", 6))
                    .orElse(new String[0]);
            if (arn.length == 6) {
                partition = Optional.of(arn[1]);
                account = Optional.of(arn[4]);
                resource = Optional.of(arn[5]);
                if (region.filter(in -> !in.equals(arn[3])).isPresent() && invalid.isEmpty()) {
                    refuseRegion("tableName is in " + arn[3]);
                }
            }
        }

        private AwsAccess access() {
            readArn();
            return new AwsAccess(
                    actions,
                    service,
                    region,
                    account,
                    invalid.isEmpty() ? resource : Optional.empty(),
                    invalid.isEmpty() ? conditions : Map.of(),
                    when,
                    List.copyOf(missing),
                    partition,
                    invalid);
        }
    }
}
