package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaTest {

    @TempDir
    Path directory;

    @Test
    void showsCommittedTransactionsOnly() throws Exception {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            new Greetings(kafka).createTopic(Map.of());
            try (var producer = new Greetings(kafka).transactional("writer")) {
                producer.beginTransaction();
                producer.send(Greetings.greeting("aborted"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(Greetings.greeting("committed"));
                producer.commitTransaction();
            }
            assertThat(new Greetings(kafka).read(1)).containsExactly("committed");
        }
    }

    @Test
    void keepsItsDataAndIdentityBetweenRuns() throws Exception {
        String cluster;
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            new Greetings(kafka).createTopic(Map.of());
            new Greetings(kafka).write("before");
            cluster = new Greetings(kafka).clusterId();
        }
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            new Greetings(kafka).write("after");
            assertThat(new Greetings(kafka).clusterId()).isEqualTo(cluster);
            assertThat(new Greetings(kafka).read(2)).containsExactly("before", "after");
        }
    }

    @Test
    void answersAtTheSameAddressWhenStartedAgain() throws Exception {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            var address = kafka.bootstrapServers();
            new Greetings(kafka).createTopic(Map.of());
            kafka.close();
            kafka.start();
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            new Greetings(kafka).write("again");
            assertThat(new Greetings(kafka).read(1)).containsExactly("again");
        }
    }

    @Test
    void takesRecordsOfEightMebibytesWhereATopicAllowsThem() throws Exception {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            new Greetings(kafka).createTopic(Map.of("max.message.bytes", String.valueOf(9 << 20)));
            new Greetings(kafka).write("x".repeat(8 << 20));
            assertThat(new Greetings(kafka).read(1)).first().asString().hasSize(8 << 20);
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (var kafka = EmbeddedKafka.forTest(directory)) {
            assertThatThrownBy(() -> EmbeddedKafka.forTest(directory)).hasMessageContaining("in use");
            assertThat(kafka.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void refusesATakenPortByNameAndLeavesTheDirectoryFree() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = BrokerSettings.in(directory).withPorts(other.getLocalPort(), 0);
            assertThatThrownBy(new EmbeddedKafka(taken)::start)
                    .hasMessageContaining("port " + other.getLocalPort() + " is taken");
        }
        EmbeddedKafka.forTest(directory).close();
    }

    @Test
    void saysSoWhenABrokersOwnSettingsAreWrong() {
        var wrong = BrokerSettings.in(directory).withBrokerProperty("num.io.threads", "many");
        assertThatThrownBy(new EmbeddedKafka(wrong)::start).hasMessageContaining("num.io.threads");
    }

    @Test
    void endsNoProcessWhenTheControllerFindsItsPortTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = "PLAINTEXT://127.0.0.1:0,CONTROLLER://127.0.0.1:" + other.getLocalPort();
            var late = BrokerSettings.in(directory)
                    .withPorts(Port.free("127.0.0.1"), Port.free("127.0.0.1"))
                    .withBrokerProperty("listeners", taken);
            assertThatThrownBy(new EmbeddedKafka(late)::start).hasStackTraceContaining("Address already in use");
        }
        EmbeddedKafka.forTest(directory).close();
    }
}
