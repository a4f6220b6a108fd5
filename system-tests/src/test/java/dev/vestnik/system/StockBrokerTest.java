package dev.vestnik.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.schemas.topic.TopicCreation;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The catalogue on the broker that a deployment runs (the image of docker-compose.yml), not the one in process that every other
 * test uses.
 */
class StockBrokerTest {

    @Test
    void takesTheWholeCatalogueAndKeepsItsPartitionCount() throws Exception {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: no Docker engine answers on this machine");
        try (KafkaContainer kafka = new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion())) {
            start(kafka);
            try (Admin admin = Admin.create(
                    Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBootstrapServers()))) {
                TopicLayout layout = layout(3);
                new TopicCreation(admin, layout).ensure(Topics.all());
                new TopicCreation(admin, layout).ensure(Topics.all());

                List<String> names = Topics.all().stream().map(layout::name).toList();
                var found = admin.describeTopics(names).allTopicNames().get();
                assertThat(Topics.all())
                        .allSatisfy(topic -> assertThat(
                                        found.get(layout.name(topic)).partitions())
                                .as(topic.name())
                                .hasSize(layout.partitions(topic)));
                assertThatThrownBy(() -> new TopicCreation(admin, layout(4)).ensure(Topics.all()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("vestnik.kafka.partitions");
            }
        }
    }

    private static void start(KafkaContainer kafka) {
        try {
            kafka.start();
        } catch (ContainerFetchException e) {
            abort("skipped: the Docker engine has no image of Kafka " + AppInfoParser.getVersion()
                    + ", and cannot pull it");
        }
    }

    private static TopicLayout layout(int partitions) {
        return new TopicLayout("stock.", partitions, (short) -1);
    }
}
