package dev.vestnik.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.Cluster;
import dev.vestnik.schemas.EventType;
import dev.vestnik.schemas.Samples;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.registry.RegistryRefusedException;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.registry.SchemaRegistration;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.shop.CartCleared;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.Extension.class)
class AvroSerdeTest {

    @Test
    void everyEventTypeComesBackAsItWas(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            for (EventType type : EventType.all()) {
                Topic topic = topic(type.topic());
                IndexedRecord event = Samples.withPayload(topic.value(), Samples.record(type.payload()));
                assertThat(roundTrip(serde, "all." + type.topic(), event)).isEqualTo(event);
            }
        }
    }

    @Test
    void everyValueOfTheCatalogueComesBackAsItWas(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            for (Topic topic : Topics.all()) {
                if (topic.value() != null) {
                    SpecificRecordBase value = Samples.record(topic.value());
                    assertThat(Samples.plain(roundTrip(serde, "values." + topic.name(), value)))
                            .isEqualTo(Samples.plain(value));
                }
            }
        }
    }

    @Test
    void anEmptyValueStaysEmpty(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            assertThat(roundTrip(serde, "shop.products", null)).isNull();
        }
    }

    @Test
    void aBranchFromALaterVersionArrivesAsAGenericRecord(Cluster cluster) {
        String later = ShopEvent.getClassSchema().toString().replace("CartCleared", "CartPainted");
        Schema schema = new Schema.Parser().parse(later);
        Schema painted = schema.getField("payload").schema().getTypes().stream()
                .filter(branch -> branch.getName().equals("CartPainted"))
                .findFirst()
                .orElseThrow();
        GenericRecord payload = new GenericData.Record(painted);
        payload.put("cartId", "c-1");
        GenericRecord event = new GenericData.Record(schema);
        event.put("header", Samples.record(ShopEvent.getClassSchema()).get(0));
        event.put("payload", payload);

        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            ShopEvent read = (ShopEvent) roundTrip(serde, "later.shop.events", event);
            assertThat(read.getHeader().getShop()).isEqualTo("value of shop ∞");
            assertThat(read.getPayload()).isInstanceOfSatisfying(GenericRecord.class, unknown -> {
                assertThat(unknown.getSchema().getName()).isEqualTo("CartPainted");
                assertThat(unknown.get("cartId")).hasToString("c-1");
            });
        }
    }

    @Test
    void aRecordOfAnotherTopicIsPoison(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            byte[] receipt =
                    serde.serializer().serialize("mixed.other", Samples.record(DeliveryReceipt.getClassSchema()));
            assertThatThrownBy(() -> serde.deserializer().deserialize("mixed.shop.events", receipt))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("DeliveryReceipt where a ShopEvent");
        }
    }

    @Test
    void garbageIsPoisonAndNothingElse(Cluster cluster) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            List<byte[]> good = new ArrayList<>();
            for (Schema value : List.of(ShopEvent.getClassSchema(), EngineCommand.getClassSchema())) {
                good.add(serde.serializer().serialize("garbage." + value.getName(), Samples.record(value)));
            }
            for (int i = 0; i < 20_000; i++) {
                byte[] broken = broken(good.get(i % good.size()), random);
                try {
                    serde.deserializer().deserialize("garbage.topic", broken);
                } catch (SerializationException expected) {
                    assertThat(expected).as("seed %d", seed).isNotInstanceOf(RegistryUnavailableException.class);
                }
            }
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", "{\"a\":1}".getBytes()))
                    .isInstanceOf(SerializationException.class);
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[0]))
                    .isInstanceOf(SerializationException.class);
            assertThatThrownBy(() -> serde.deserializer()
                            .deserialize("t", Arrays.copyOf(good.getFirst(), good.getFirst().length + 1)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("after the end");
        }
    }

    @Test
    void anUnknownSchemaIdIsPoison(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            byte[] unknown =
                    ByteBuffer.allocate(9).put((byte) 0).putInt(123_456_789).array();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> serde.deserializer().deserialize("shop.events", unknown))
                        .isInstanceOfSatisfying(
                                RegistryRefusedException.class,
                                no -> assertThat(no.status()).isEqualTo(404));
            }
        }
    }

    @Test
    void aRegistryThatIsAwayIsWaitedForAndAnswersLater(Cluster cluster) {
        IndexedRecord event = Samples.record(ShopEvent.getClassSchema());
        try (AvroSerde<IndexedRecord> writing = serde(cluster);
                AvroSerde<IndexedRecord> reading = serde(cluster)) {
            byte[] bytes = writing.serializer().serialize("down.shop.events", event);
            cluster.registry().close();
            try {
                assertThatThrownBy(() -> reading.deserializer().deserialize("down.shop.events", bytes))
                        .isInstanceOf(RegistryUnavailableException.class);
                assertThatThrownBy(() -> reading.serializer().serialize("down.shop.events", event))
                        .isInstanceOf(RegistryUnavailableException.class);
                assertThat(writing.serializer().serialize("down.shop.events", event))
                        .as("an id that is known needs no registry")
                        .isEqualTo(bytes);
            } finally {
                cluster.registry().start();
            }
            assertThat(reading.deserializer().deserialize("down.shop.events", bytes))
                    .isEqualTo(event);
        }
    }

    @Test
    void withoutAutoRegistrationTheSchemaMustBeThere(Cluster cluster) {
        IndexedRecord event = Samples.record(ShopEvent.getClassSchema());
        try (AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();
                SchemaRegistry registry = cluster.registryClient()) {
            serializer.configure(
                    Map.of(
                            "schema.registry.url",
                            cluster.registry().url().toString(),
                            "auto.register.schemas",
                            "false"),
                    false);
            assertThatThrownBy(() -> serializer.serialize("manual.shop.events", event))
                    .isInstanceOf(RegistryRefusedException.class);
            new SchemaRegistration(registry, cluster.layout("manual."), true).ensure(List.of(Topics.SHOP_EVENTS));
            assertThat(serializer.serialize("manual.shop.events", event)).startsWith(0);
        }
    }

    @Test
    void aRecordThatDoesNotFitIsRefusedWithItsName(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            ShopEvent event = (ShopEvent) Samples.record(ShopEvent.getClassSchema());
            event.put("payload", new CartCleared());
            assertThatThrownBy(() -> serde.serializer().serialize("fit.shop.events", event))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("ShopEvent");
        }
    }

    @Test
    void aRecordThatDoesNotFitLeavesNothingInTheNextOne(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            IndexedRecord good = Samples.record(ShopEvent.getClassSchema());
            ShopEvent bad = (ShopEvent) Samples.withPayload(ShopEvent.getClassSchema(), new CartCleared());
            assertThatThrownBy(() -> serde.serializer().serialize("after.shop.events", bad))
                    .isInstanceOf(SerializationException.class);
            assertThat(roundTrip(serde, "after.shop.events", good)).isEqualTo(good);
        }
    }

    @Test
    void whoSharesASerdeGetsTheirOwnRecords(Cluster cluster) {
        try (AvroSerde<IndexedRecord> serde = serde(cluster)) {
            List<ShopEvent> events = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                OrderPlaced order = (OrderPlaced) Samples.record(OrderPlaced.getClassSchema());
                order.put("number", "n-" + i);
                events.add((ShopEvent) Samples.withPayload(ShopEvent.getClassSchema(), order));
            }
            List<IndexedRecord> read = events.parallelStream()
                    .map(event -> roundTrip(serde, "shared.shop.events", event))
                    .toList();
            assertThat(read).isEqualTo(events);
        }
    }

    @Test
    void needsTheUrlOfARegistry() {
        try (AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>()) {
            assertThatThrownBy(() -> serializer.configure(Map.of(), false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("schema.registry.url");
        }
    }

    private static byte[] broken(byte[] good, Random random) {
        byte[] broken = Arrays.copyOf(good, 5 + random.nextInt(good.length - 4));
        for (int i = random.nextInt(4); i >= 0 && broken.length > 5; i--) {
            broken[5 + random.nextInt(broken.length - 5)] = (byte) random.nextInt();
        }
        return broken;
    }

    private static Topic topic(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static IndexedRecord roundTrip(AvroSerde<IndexedRecord> serde, String topic, IndexedRecord record) {
        return serde.deserializer().deserialize(topic, serde.serializer().serialize(topic, record));
    }

    private static AvroSerde<IndexedRecord> serde(Cluster cluster) {
        AvroSerde<IndexedRecord> serde = new AvroSerde<>();
        serde.configure(cluster.clientConfig(), false);
        return serde;
    }
}
