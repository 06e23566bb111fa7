package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Converts to and from the AWS SDK's policy type, which nothing else needs. */
class IamPoliciesTest {

    private static final String JSON = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\","
            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"arn:aws:sqs:us-east-1:111122223333:orders\"}]}";

    @Test
    void convertsBothWays() {
        IamPolicy policy = IamPolicy.builder()
                .addStatement(IamStatement.builder()
                        .sid("A")
                        .effect(IamEffect.ALLOW)
                        .addAction("sqs:SendMessage")
                        .addResource("arn:aws:sqs:us-east-1:111122223333:orders")
                        .build())
                .build();

        assertThat(IamPolicies.fromIamPolicy(policy)).isEqualTo(PolicyDocument.parse(JSON));
        assertThat(IamPolicies.toIamPolicy(PolicyDocument.parse(JSON))).isEqualTo(policy);
    }

    /**
     * Without that jar on the class path, documents are still read, compared and written; only the conversion fails.
     */
    @Test
    void documentsDoWithoutTheJar() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("iam-policy-builder")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader without =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = without.loadClass(PolicyDocument.class.getName());
            Object document = type.getMethod("parse", String.class).invoke(null, JSON);
            Object same = type.getMethod("merge", type).invoke(document, document);

            assertThat(type.getMethod("toJson").invoke(same)).isEqualTo(JSON);
            Class<?> converter = without.loadClass(IamPolicies.class.getName());
            assertThatThrownBy(() -> converter.getMethod("toIamPolicy", type).invoke(null, document))
                    .isInstanceOfAny(NoClassDefFoundError.class, InvocationTargetException.class);
        }
    }
}
