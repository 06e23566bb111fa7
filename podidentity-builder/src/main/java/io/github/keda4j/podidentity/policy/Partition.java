package io.github.keda4j.podidentity.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS's partitions: separate clouds, each with its own accounts, regions and DNS names. A role in one partition can
 * neither be used nor trusted in another.
 */
public enum Partition {
    /** The commercial regions. */
    AWS("aws", "amazonaws.com", ""),
    /** China. */
    AWS_CN("aws-cn", "amazonaws.com.cn", "cn-"),
    /** GovCloud (US). */
    AWS_US_GOV("aws-us-gov", "amazonaws.com", "us-gov-"),
    /** ISO (US). */
    AWS_ISO("aws-iso", "c2s.ic.gov", "us-iso-"),
    /** ISOB (US). */
    AWS_ISO_B("aws-iso-b", "sc2s.sgov.gov", "us-isob-"),
    /** ISOE (Europe). */
    AWS_ISO_E("aws-iso-e", "cloud.adc-e.uk", "eu-isoe-"),
    /** ISOF (US). */
    AWS_ISO_F("aws-iso-f", "csp.hci.ic.gov", "us-isof-"),
    /** The European Sovereign Cloud. */
    AWS_EUSC("aws-eusc", "amazonaws.eu", "eusc-");

    private static final Partition[] ALL = values();
    private static final Partition[] OTHER_THAN_AWS = Arrays.copyOfRange(ALL, 1, ALL.length);

    private final String id;
    private final String dnsSuffix;
    private final String regionPrefix;

    Partition(String id, String dnsSuffix, String regionPrefix) {
        this.id = id;
        this.dnsSuffix = dnsSuffix;
        this.regionPrefix = regionPrefix;
    }

    /** {@return the partition as ARNs write it, such as {@code aws-us-gov}} */
    public String id() {
        return id;
    }

    /** {@return the domain of the partition's endpoints, such as {@code amazonaws.com}} */
    public String dnsSuffix() {
        return dnsSuffix;
    }

    /**
     * {@return the partition that a region belongs to; {@link #AWS} unless it has the prefix of another one}
     *
     * @param region such as {@code cn-north-1}
     */
    public static Partition ofRegion(String region) {
        for (Partition partition : OTHER_THAN_AWS) {
            if (region.startsWith(partition.regionPrefix)) {
                return partition;
            }
        }
        return AWS;
    }

    /**
     * {@return the partition with an id; empty if AWS does not have it}
     *
     * @param id such as {@code aws}
     */
    public static Optional<Partition> ofId(String id) {
        for (Partition partition : ALL) {
            if (partition.id.equals(id)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    static String ids() {
        return Stream.of(ALL).map(Partition::id).collect(Collectors.joining(", "));
    }
}
