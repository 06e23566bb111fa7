package io.github.keda4j.podidentity.evaluation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who makes a request. */
public sealed interface Caller {

    /**
     * {@return the caller that a principal of a request denotes}
     *
     * @param principal the ARN of a user, of a role session, of a federated user or of an account's root, or the name
     *     of an AWS service
     * @throws IllegalArgumentException if it is none of these
     */
    static Caller parse(String principal) {
        Matcher session = RoleSession.ARN.matcher(principal);
        if (session.matches()) {
            return new RoleSession(session.group(1), session.group(2), session.group(3), session.group(4), null);
        }
        Matcher user = User.ARN.matcher(principal);
        if (user.matches()) {
            return new User(user.group(1), user.group(2), user.group(3));
        }
        Matcher federated = FederatedUser.ARN.matcher(principal);
        if (federated.matches()) {
            return new FederatedUser(federated.group(1), federated.group(2), federated.group(3));
        }
        Matcher root = AccountRoot.ARN.matcher(principal);
        if (root.matches()) {
            return new AccountRoot(root.group(1), root.group(2));
        }
        if (AwsService.NAME.matcher(principal).matches()) {
            return new AwsService(principal);
        }
        throw new IllegalArgumentException("\"" + principal + "\" is not a caller. Expected the ARN of a user, a role"
                + " session, a federated user or an account's root, or the name of an AWS service.");
    }

    /**
     * {@return the caller as IAM writes it: an ARN, the name of a service, or {@code *} for a caller without
     * credentials}
     */
    String principal();

    /**
     * {@return the account that the caller belongs to, twelve digits; empty for a service, a web identity and a caller
     * without credentials}
     */
    default String accountId() {
        return "";
    }

    /**
     * {@return the partition in the caller's ARN, such as {@code aws}; empty for a service, a web identity and a caller
     * without credentials}
     */
    default String partition() {
        return "";
    }

    /**
     * A session of a role.
     *
     * @param partition such as {@code aws}
     * @param accountId the role's account
     * @param roleName the role's name, without its path: IAM leaves it out of a session's ARN
     * @param sessionName the session's name
     * @param rolePath the role's path, which begins and ends with a slash; null if it is unknown, in which case a
     *     principal with this role name under any path counts as this role
     */
    record RoleSession(
            String partition,
            String accountId,
            String roleName,
            String sessionName,
            @Nullable String rolePath) implements Caller {

        private static final String SERVICE_LINKED = "/aws-service-role/";

        private static final Pattern ARN = Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):assumed-role/([^/]+)/([^/]+)");

        @Override
        public String principal() {
            return "arn:" + partition + ":sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName;
        }

        /** Whether the role is known to be a service-linked role, to which no policy of an organization applies. */
        boolean isServiceLinked() {
            return rolePath != null && rolePath.startsWith(SERVICE_LINKED);
        }
    }

    /**
     * An IAM user.
     *
     * @param partition such as {@code aws}
     * @param accountId the user's account
     * @param pathAndName the user's name with its path
     */
    record User(String partition, String accountId, String pathAndName) implements Caller {

        private static final Pattern ARN = Pattern.compile("arn:([\\w-]+):iam::(\\d{12}):user/(.+)");

        @Override
        public String principal() {
            return "arn:" + partition + ":iam::" + accountId + ":user/" + pathAndName;
        }
    }

    /**
     * An account's root user.
     *
     * @param partition such as {@code aws}
     * @param accountId the account
     */
    record AccountRoot(String partition, String accountId) implements Caller {

        private static final Pattern ARN = Pattern.compile("arn:([\\w-]+):iam::(\\d{12}):root");

        @Override
        public String principal() {
            return "arn:" + partition + ":iam::" + accountId + ":root";
        }
    }

    /**
     * An AWS service that acts for itself or for a pod.
     *
     * @param name such as {@code pods.eks.amazonaws.com}
     */
    record AwsService(String name) implements Caller {

        private static final Pattern NAME = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(?:\\.cn)?");

        @Override
        public String principal() {
            return name;
        }
    }

    /**
     * A session that {@code sts:GetFederationToken} made: it may do what its user may, within the limits of the session
     * policy.
     *
     * @param partition such as {@code aws}
     * @param accountId the user's account
     * @param name the name given to the session
     */
    record FederatedUser(String partition, String accountId, String name) implements Caller {

        private static final Pattern ARN = Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):federated-user/(.+)");

        @Override
        public String principal() {
            return "arn:" + partition + ":sts::" + accountId + ":federated-user/" + name;
        }
    }

    /**
     * A caller that an identity provider vouches for, with a token but no AWS credentials: a pod with IRSA.
     *
     * @param provider ARN of the OIDC or SAML provider
     */
    record WebIdentity(String provider) implements Caller {

        @Override
        public String principal() {
            return provider;
        }
    }

    /**
     * A caller who does not sign requests. Only a resource policy that names everybody can allow such a caller
     * anything.
     */
    record Anonymous() implements Caller {

        @Override
        public String principal() {
            return "*";
        }
    }
}
