package io.github.keda4j.podidentity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs compile, run and print what the text says. */
class ReadmeTest {

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Pods", "Effect": "Allow",
              "Principal": {"Service": "pods.eks.amazonaws.com"}, "Action": ["sts:AssumeRole", "sts:TagSession"],
              "Condition": {"StringEquals": {
                "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:us-east-1:111122223333:cluster/demo",
                "aws:RequestTag/kubernetes-namespace": "keda",
                "aws:RequestTag/kubernetes-service-account": "keda-operator"}}}]}""";
    private static final String CHAIN = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Chain", "Effect": "Allow",
              "Action": ["sts:AssumeRole", "sts:TagSession"], "Resource": "arn:aws:iam::111122223333:role/scaler"}]}""";
    private static final String CHAIN_TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Operator", "Effect": "Allow",
              "Principal": {"AWS": "arn:aws:iam::111122223333:role/keda-operator"}, "Action": %s}]}""";
    private static final String READ = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Depth", "Effect": "Allow",
              "Action": "sqs:GetQueueAttributes", "Resource": "arn:aws:sqs:us-east-1:111122223333:orders",
              "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}}]}""";

    @Test
    void itsFirstProgramPrintsPolicies(@TempDir Path folder) throws Exception {
        compile("QueueReader", folder);

        assertThat(printedBy("QueueReader", folder))
                .contains(
                        "\"aws:RequestTag/kubernetes-service-account\": \"keda-operator\"",
                        "\"Sid\":\"AllowKedaOperatorToAssume\"",
                        "\"Action\":\"sqs:GetQueueAttributes\"");
    }

    @Test
    void itsSecondProgramReadsPoliciesAndPrintsTheVerdict(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("operator-trust.json"), TRUST);
        Files.writeString(folder.resolve("operator.json"), CHAIN);
        Files.writeString(folder.resolve("scaler.json"), READ);
        List<String> outputs = blocks("text");
        compile("MayItRead", folder);

        Files.writeString(folder.resolve("scaler-trust.json"), CHAIN_TRUST.formatted("\"sts:AssumeRole\""));
        assertThat(printedBy("MayItRead", folder).strip())
                .isEqualTo(outputs.get(0).strip());

        Files.writeString(
                folder.resolve("scaler-trust.json"), CHAIN_TRUST.formatted("[\"sts:AssumeRole\", \"sts:TagSession\"]"));
        assertThat(printedBy("MayItRead", folder))
                .startsWith("DEPENDS")
                .contains(outputs.get(1).strip());
    }

    private static void compile(String program, Path folder) throws IOException {
        String code = blocks("java").stream()
                .filter(block -> block.contains("class " + program + " "))
                .findFirst()
                .orElseThrow();
        Path source = Files.writeString(folder.resolve(program + ".java"), code);

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).isZero();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private String printedBy(String program, Path folder) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Method main = loader.loadClass(program).getMethod("main", String[].class);
            main.invoke(null, (Object) new String[] {folder.toString()});
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
