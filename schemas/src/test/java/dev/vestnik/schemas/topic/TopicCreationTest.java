package dev.vestnik.schemas.topic;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.Cluster;
import dev.vestnik.schemas.message.MessageClass;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.Extension.class)
class TopicCreationTest {

    @Test
    void createsTheWholeCatalogueUnderItsPrefix(Cluster cluster) throws Exception {
        TopicLayout layout = cluster.layout("whole.");
        try (Admin admin = cluster.admin()) {
            new TopicCreation(admin, layout).ensure(Topics.all());
            new TopicCreation(admin, layout).ensure(Topics.all());
            var found = admin.describeTopics(
                            Topics.all().stream().map(layout::name).toList())
                    .allTopicNames()
                    .get();
            assertThat(found.get("whole.shop.events").partitions()).hasSize(3);
            assertThat(found.get("whole.engine.definitions").partitions()).hasSize(1);
            assertThat(found).hasSameSizeAs(Topics.all());
        }
    }

    @Test
    void configuresWhatTheDesignSays(Cluster cluster) throws Exception {
        try (Admin admin = cluster.admin()) {
            new TopicCreation(admin, cluster.layout("config."))
                    .ensure(List.of(
                            Topics.SHOP_EVENTS,
                            Topics.SHOP_CODES,
                            Topics.SHOP_PRODUCTS,
                            Topics.DEFINITIONS,
                            Topics.lane(ChannelName.SMS, MessageClass.marketing)));
            assertThat(config(admin, "config.shop.events"))
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("retention.ms", "2592000000")
                    .containsEntry("compression.type", "producer");
            assertThat(config(admin, "config.shop.codes"))
                    .containsEntry("retention.ms", "900000")
                    .containsEntry("segment.ms", "225000");
            assertThat(config(admin, "config.shop.products"))
                    .containsEntry("cleanup.policy", "compact")
                    .containsEntry("min.compaction.lag.ms", "2592000000");
            assertThat(config(admin, "config.engine.definitions"))
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("max.message.bytes", "8388608");
            assertThat(config(admin, "config.messages.sms.bulk")).containsEntry("compression.type", "zstd");
        }
    }

    @Test
    void whatIsKeptDoesNotDependOnTheBrokersDefaults(Cluster cluster) throws Exception {
        try (Admin admin = cluster.admin()) {
            new TopicCreation(admin, cluster.layout("own."))
                    .ensure(List.of(Topics.SHOP_EVENTS, Topics.SHOP_PRODUCTS, Topics.DEFINITIONS));
            for (String topic : List.of("own.shop.events", "own.shop.products", "own.engine.definitions")) {
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
                Config config =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                assertThat(List.of("cleanup.policy", "retention.ms", "retention.bytes"))
                        .allSatisfy(name -> assertThat(config.get(name).source())
                                .isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG));
                assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
            }
            assertThat(config(admin, "own.engine.definitions")).containsEntry("cleanup.policy", "delete");
        }
    }

    @Test
    void refusesTopicsWithAnotherPartitionCount(Cluster cluster) {
        TopicLayout layout = cluster.layout("wrong.");
        try (Admin admin = cluster.admin()) {
            new TopicCreation(admin, layout).ensure(List.of(Topics.SHOP_EVENTS, Topics.RECEIPTS));
            assertThatThrownBy(() -> new TopicCreation(admin, new TopicLayout("wrong.", 4, (short) 1))
                            .ensure(List.of(Topics.SHOP_EVENTS, Topics.RECEIPTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("wrong.shop.events has 3 partitions, configured are 4")
                    .hasMessageContaining("wrong.messages.receipts has 3 partitions")
                    .hasMessageContaining("vestnik.kafka.partitions");
        }
    }

    @Test
    void refusesWhatAnotherServiceHasMadeMeanwhileWithAnotherPartitionCount(Cluster cluster) {
        try (Admin admin = cluster.admin()) {
            Admin overtaken = (Admin) Proxy.newProxyInstance(
                    Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("createTopics")) {
                            new TopicCreation(admin, new TopicLayout("overtaken.", 3, (short) 1))
                                    .ensure(List.of(Topics.SHOP_EVENTS));
                        }
                        return method.invoke(admin, arguments);
                    });
            assertThatThrownBy(() -> new TopicCreation(overtaken, new TopicLayout("overtaken.", 4, (short) 1))
                            .ensure(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("overtaken.shop.events has 3 partitions, configured are 4");
        }
    }

    @Test
    void isNotDoneBeforeTheLeaderOfEveryPartitionAnswers(Cluster cluster) {
        List<TopicPartition> asked = new ArrayList<>();
        try (Admin admin = cluster.admin()) {
            Admin early = (Admin) Proxy.newProxyInstance(
                    Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("listOffsets")) {
                            return method.invoke(admin, arguments);
                        }
                        KafkaFutureImpl<ListOffsetsResultInfo> notYet = new KafkaFutureImpl<>();
                        notYet.completeExceptionally(new NotLeaderOrFollowerException("not yet"));
                        Map<?, ?> partitions = (Map<?, ?>) arguments[0];
                        partitions.keySet().forEach(partition -> asked.add((TopicPartition) partition));
                        return new ListOffsetsResult(
                                asked.stream().collect(toMap(partition -> partition, _ -> notYet)));
                    });
            TopicLayout layout = cluster.layout("early.");
            assertThatThrownBy(() -> new TopicCreation(early, layout).ensure(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("leader of partition")
                    .hasMessageContaining("early.shop.events");
            assertThat(asked)
                    .containsExactlyInAnyOrder(
                            new TopicPartition("early.shop.events", 0),
                            new TopicPartition("early.shop.events", 1),
                            new TopicPartition("early.shop.events", 2));
        }
    }

    @Test
    void refusesATopicThatSomebodyElseMadeWithSettingsUnderWhichRecordsGetLost(Cluster cluster) throws Exception {
        TopicLayout layout = cluster.layout("others.");
        try (Admin admin = cluster.admin()) {
            admin.createTopics(List.of(
                            new NewTopic("others.shop.events", 3, (short) 1),
                            new NewTopic("others.shop.products", 3, (short) 1)
                                    .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
            assertThatThrownBy(() ->
                            new TopicCreation(admin, layout).ensure(List.of(Topics.SHOP_EVENTS, Topics.SHOP_PRODUCTS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "others.shop.events has message.timestamp.type=CreateTime instead of LogAppendTime")
                    .hasMessageContaining("others.shop.products has cleanup.policy=delete instead of compact")
                    .hasMessageContaining("kafka-configs");
        }
    }

    @Test
    void severalServicesMayCreateAtTheSameTime(Cluster cluster) throws Exception {
        TopicLayout layout = cluster.layout("race.");
        try (Admin admin = cluster.admin();
                ExecutorService services = Executors.newFixedThreadPool(4)) {
            Callable<Object> ensure = () -> {
                new TopicCreation(admin, layout).ensure(Topics.all());
                return null;
            };
            for (Future<Object> service : services.invokeAll(List.of(ensure, ensure, ensure, ensure))) {
                service.get();
            }
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(layout::name).toList());
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsToldFromOneThatRefuses() {
        try (Admin nobody = Admin.create(
                Map.of("bootstrap.servers", "127.0.0.1:9", "default.api.timeout.ms", 600, "request.timeout.ms", 500))) {
            assertThatThrownBy(() -> new TopicCreation(nobody, new TopicLayout("", 3, (short) 1))
                            .ensure(List.of(Topics.SHOP_EVENTS)))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("shop.events");
        }
    }

    private static Map<String, String> config(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return config.entries().stream().collect(toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
