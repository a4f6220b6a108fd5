package dev.vestnik.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.pages.record.PageRecords;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.lane.Lanes;
import dev.vestnik.sms.receipts.ReceiptStreams;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class AclsTest {
    private static final Set<String> CATALOGUE =
            Topics.all().stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));

    /** The topology has a way to it, which nothing takes. */
    private static final String NO_CODES =
            Topics.lane(ChannelName.PUSH, MessageClass.codes).name();

    private final Rights rights = Rights.read();

    AclsTest() throws IOException {}

    private static Set<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::name).collect(Collectors.toSet());
    }

    private static boolean isOfTheCatalogue(String name) {
        return !name.endsWith("*");
    }

    @Test
    void namesTopicsOfTheCatalogueAndOperationsOfKafkaAlone() {
        for (String service : rights.services()) {
            for (var row : rights.of().get(service)) {
                assertThat(row.getOrDefault("topics", List.of()))
                        .as(service)
                        .filteredOn(AclsTest::isOfTheCatalogue)
                        .allMatch(CATALOGUE::contains);
                assertThat(row.get("may"))
                        .as(service)
                        .isNotEmpty()
                        .allSatisfy(right -> AclOperation.valueOf(
                                right.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void everyTopicIsSomebodysToReadAndWrite() {
        Set<String> unread = Utils.diff(TreeSet::new, CATALOGUE, rights.topics("Read"));
        Set<String> unwritten = Utils.diff(TreeSet::new, CATALOGUE, rights.topics("Write"));

        assertThat(unread).isEmpty();
        assertThat(unwritten)
                .as("nobody sets these aside, and no code goes by push")
                .containsExactlyInAnyOrder(
                        NO_CODES, Topics.deadLetters(Topics.DEFINITIONS).name());
    }

    @Test
    void theEngineMayDoWhatItsTopologyDoes() {
        assertThat(rights.topics("journey-engine", "Read")).containsAll(names(EngineTopics.READ));
        assertThat(rights.topics("journey-engine", "Write"))
                .containsAll(Utils.diff(TreeSet::new, names(EngineTopics.WRITTEN), Set.of(NO_CODES)));
        assertThat(rights.topics("journey-engine", "DescribeConfigs")).containsAll(names(EngineTopics.all()));
        assertThat(rights.names("journey-engine", "groups"))
                .contains("journey-engine", "journey-engine-inbound", "journey-engine-reports");
    }

    @Test
    void aSenderMayDoWhatItsLanesDo() {
        for (ChannelName channel : ChannelName.ALL) {
            String sender = channel + "-sender";
            Set<String> needed = new TreeSet<>(names(Lanes.topics(channel)));
            Set<String> groups = new TreeSet<>();
            for (MessageClass messageClass : MessageClass.values()) {
                Lane lane = new Lane(channel, messageClass);
                groups.add("vestnik." + lane.name());
                assertThat(rights.topics(sender, "Read"))
                        .contains(lane.messages().name(), lane.attempts().name());
                assertThat(rights.topics(sender, "Write"))
                        .contains(lane.attempts().name());
            }
            assertThat(rights.names(sender, "transactionalIds"))
                    .containsExactlyInAnyOrderElementsOf(
                            groups.stream().map(group -> group + "-*").toList());
            if (channel.equals(ChannelName.SMS)) {
                needed.addAll(names(ReceiptStreams.TOPICS));
                groups.add("vestnik.sms-receipts");
            }
            assertThat(rights.names(sender, "groups")).isEqualTo(groups);
            assertThat(rights.topics(sender, "DescribeConfigs")).isEqualTo(needed);
        }
    }

    @Test
    void thePagesMayWriteWhatPeopleDidAndReadNothing() {
        assertThat(rights.topics("customer-pages", "Write")).isEqualTo(names(PageRecords.TOPICS));
        assertThat(rights.topics("customer-pages", "DescribeConfigs")).isEqualTo(names(PageRecords.TOPICS));
        assertThat(rights.topics("customer-pages", "Read")).isEmpty();
    }

    @Test
    void everyServiceMayAskForTheBrokersTime() {
        assertThat(rights.services())
                .allSatisfy(service -> assertThat(rights.of().get(service))
                        .filteredOn(row -> row.containsKey("cluster"))
                        .containsExactly(Map.of("cluster", List.of("kafka-cluster"), "may", List.of("Describe"))));
    }

    @Test
    void noServiceMayChangeTopicsOfTheCatalogue() {
        for (String right : List.of("Create", "Delete", "Alter", "AlterConfigs", "All")) {
            assertThat(rights.topics(right)).as(right).noneMatch(AclsTest::isOfTheCatalogue);
        }
    }
}
