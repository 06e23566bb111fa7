package io.github.keda4j.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.testing.kubernetes.Exchanges.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The in-memory server answers as the real API server did, and the real one still gives the recorded answers. */
class ExchangesTest {

    static Stream<Exchanges> all() throws IOException {
        return Exchanges.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theServerInMemoryAnswersAsTheRealOneDid(Exchanges exchanges) {
        try (KubernetesApiServer server = KubernetesApiServer.start()) {
            List<Exchange> answered = exchanges.with(new Api(TestClients.of(server)));
            compare(answered.stream()
                    .filter(exchange -> !exchange.otherwiseInMemory())
                    .toList());
            assertThat(answered.stream().filter(Exchange::otherwiseInMemory))
                    .as("answers marked with ! as different; remove the mark if they are the same by now")
                    .noneMatch(exchange -> exchange.answered().equals(exchange.recorded()));
        }
    }

    @Tag("cluster")
    @ParameterizedTest
    @MethodSource("all")
    void theRealServerAnswersAsItDid(Exchanges exchanges) throws IOException {
        KubernetesClient client = RealCluster.client();
        List<Exchange> answered = exchanges.with(new Api(client));
        if (Boolean.getBoolean("keda4j.record")) {
            exchanges.record(answered);
        } else {
            compare(answered);
        }
    }

    private static void compare(List<Exchange> exchanges) {
        assertThat(exchanges).isNotEmpty();
        assertThat(exchanges)
                .allSatisfy(exchange ->
                        assertThat(exchange.answered()).as(exchange.request()).isEqualTo(exchange.recorded()));
    }
}
