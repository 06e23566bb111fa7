package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {

    private static final String ONE = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"A\",\"Effect\":\"Allow\","
            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\","
            + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":true},\"NumericLessThan\":{\"aws:n\":1.50}},"
            + "\"Comment\":{\"a\":[1,2.50,null]}},\"Owner\":\"me\"}";

    @Test
    void keepsWhatIamDoesNotDefineAndTheCharactersOfNumbers() {
        PolicyDocument document = PolicyDocument.parse(ONE);

        assertThat(document.otherElements()).containsEntry("Owner", "\"me\"");
        assertThat(document.statements().get(0).otherElements()).containsEntry("Comment", "{\"a\":[1,2.50,null]}");
        assertThat(document.toJson()).contains("\"aws:n\":\"1.50\"", "\"Comment\":{\"a\":[1,2.50,null]}", "\"Owner\"");
        assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
        assertThat(PolicyDocument.parse(document.toPrettyJson())).isEqualTo(document);
    }

    @Test
    void readsABooleanConditionLikeItsText() {
        assertThat(PolicyDocument.parse(ONE)).isEqualTo(PolicyDocument.parse(ONE.replace(":true", ":\"true\"")));
        assertThat(PolicyDocument.parse(ONE)).isNotEqualTo(PolicyDocument.parse(ONE.replace(":true", ":false")));
    }

    /** AWS refuses it, and its author must see what they wrote. */
    @Test
    void aPrincipalOfATypeThatDoesNotExistIsWrittenAsItWasRead() {
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"*\":\"*\"},"
                + "\"Action\":\"sts:AssumeRole\"}]}";

        assertThat(PolicyDocument.parse(json).toJson()).contains("\"Principal\":{\"*\":\"*\"}");
        assertThat(PolicyDocument.parse(PolicyDocument.parse(json).toJson())).isEqualTo(PolicyDocument.parse(json));
        assertThat(PolicyDocument.parse(json))
                .isNotEqualTo(PolicyDocument.parse(json.replace("{\"*\":\"*\"}", "\"*\"")));
        assertThat(PolicyValidator.forType(PolicyType.TRUST).validate(json).hasErrors())
                .isTrue();
    }

    @Test
    void comparesWithoutOrder() {
        PolicyDocument one = PolicyDocument.parse("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"a:b\",\"a:c\"]},"
                + "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":[\"a:d\"]}]}");
        PolicyDocument other =
                PolicyDocument.parse("{\"Statement\":[{\"Action\":\"a:d\",\"Principal\":{\"AWS\":[\"*\"]},"
                        + "\"Effect\":\"Deny\"},{\"Effect\":\"Allow\",\"Action\":[\"a:c\",\"a:b\",\"a:c\"]}]}");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.canonical().toJson()).isEqualTo(other.canonical().toJson());
        assertThat(one.canonical().canonical().toJson())
                .isEqualTo(one.canonical().toJson());
    }

    @Test
    void readsAMissingVersionAsTheOldOne() {
        String statement = "\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:b\"}}";
        PolicyDocument without = PolicyDocument.parse("{" + statement);

        assertThat(without).isEqualTo(PolicyDocument.parse("{\"Version\":\"2008-10-17\"," + statement));
        assertThat(without).isNotEqualTo(PolicyDocument.parse("{\"Version\":\"2012-10-17\"," + statement));
        assertThat(without.toJson()).doesNotContain("Version");
    }

    @Test
    void readsTheUrlEncodedFormThatIamReturns() {
        String encoded = URLEncoder.encode(ONE, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(PolicyDocument.parseUrlEncoded(encoded)).isEqualTo(PolicyDocument.parse(ONE));
        assertThat(PolicyDocument.parseUrlEncoded(ONE)).isEqualTo(PolicyDocument.parse(ONE));
    }

    @Test
    void aStatementThatContradictsItselfIsRefusedWithAllThatIsWrong() {
        assertThatThrownBy(() -> Statement.deny()
                        .sid("A")
                        .principal(Principal.everyone())
                        .notPrincipal(Principal.aws("111122223333"))
                        .resource("*")
                        .notResource("arn:aws:sqs:us-east-1:111122223333:q")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll(
                        "statement A: The statement has neither Action nor NotAction.",
                        "must not have both Principal and NotPrincipal.",
                        "must not have both Resource and NotResource.");
        assertThatThrownBy(
                        () -> Statement.allow().action("a:b").notAction("a:c").build())
                .hasMessageContaining("must not have both Action and NotAction.");
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), ONE);
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"Statement\":[{\"Effect\":\"Allow\"}]}");

        assertThat(PolicyDocument.read(good)).isEqualTo(PolicyDocument.parse(ONE));
        assertThatThrownBy(() -> PolicyDocument.read(bad))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage("The file " + bad
                        + " is not a policy document: the statement has neither Action nor NotAction at"
                        + " /Statement/0 (line 1, column 15).");
        assertThatThrownBy(() -> PolicyDocument.read(folder.resolve("none.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("none.json", "cannot be read.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [] | expected a JSON object but found an array (line 1, column 1)
            {} | it has no Statement
            {"Statement":[],"Statement":[]} | the element Statement is defined twice at /Statement
            {"Statement":{"Action":"a:b"}} | the statement has no Effect
            {"Statement":[{"Effect":"Allow"}]} | the statement has neither Action nor NotAction at /Statement/0
            {"Statement":[{"Effect":"Maybe"}]} | the Effect is "Maybe", but it must be "Allow" or "Deny" at /Statement/0/Effect
            {"Statement":[{"Effect":"Allow","Action":"a:b","NotAction":"a:c"}]} | a statement must have either Action or NotAction, and only once
            {"Statement":[{"Effect":"Allow","Action":[["a:b"]]}]} | expected a string or an array of them but found an array
            {"Statement":[{"Principal":"me"}]} | write {"AWS": "me"}
            {"Statement":[{"Condition":{"Bool":{"a:k":[null]}}}]} | found null at /Statement/0/Condition/Bool/a:k/0
            {"Version":"2020-01-01"} | the Version is "2020-01-01", but it must be one of [2012-10-17, 2008-10-17]
            {"Statement":[]} x | (line 1, column 19)
            """)
    void refusesWhatIsNoPolicyAndSaysWhere(String json, String message) {
        assertThatThrownBy(() -> PolicyDocument.parse(json))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessageContaining(message);
    }
}
