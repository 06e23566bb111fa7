package io.github.keda4j.wiring;

/**
 * A role that a stack uses: created and maintained by it ({@link ManagedRole}) or only referred to ({@link
 * ExistingRole}).
 */
public sealed interface IamRole permits ManagedRole, ExistingRole {

    /**
     * A role that the stack creates and maintains, in the cluster's account.
     *
     * @param name 1 to 64 characters of {@code A-Z a-z 0-9 + = , . @ _ -}
     * @return the role, with path {@code /}, without a boundary or tags
     * @throws IllegalArgumentException if IAM would refuse the name
     */
    static ManagedRole named(String name) {
        return ManagedRole.of(name);
    }

    /**
     * A role that already exists. The stack does not change it; its permissions are unknown unless its policies are
     * given.
     *
     * @param arn such as {@code arn:aws:iam::111122223333:role/team/reader}
     * @return a reference to the role
     * @throws IllegalArgumentException if it is not the ARN of a role
     */
    static ExistingRole existing(String arn) {
        return ExistingRole.of(arn);
    }

    /**
     * The role's name, without its path.
     *
     * @return the name as IAM has it
     */
    String name();

    /**
     * The role's ARN.
     *
     * @param cluster the cluster; a role that the stack makes is in the cluster's partition and account
     * @return the ARN, path included
     */
    String arn(EksCluster cluster);
}
