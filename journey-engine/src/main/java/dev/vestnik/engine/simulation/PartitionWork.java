package dev.vestnik.engine.simulation;

import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.simulation.Seeds;
import dev.vestnik.rules.simulation.Simulator.Bounds;
import dev.vestnik.rules.simulation.Stories;
import dev.vestnik.rules.simulation.Tally;
import dev.vestnik.rules.simulation.Variants;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The customers of one partition, in all variants of a simulation. For one thread. */
final class PartitionWork {
    private final SimulationPlan plan;
    private final int partition;
    private final int partitions;
    private final BiFunction<String, byte[], @Nullable IndexedRecord> reader;
    private final List<VariantSum> sums = new ArrayList<>();
    private final Variants variants;
    private long events;
    private long unreadable;

    /** The sum of a variant. */
    private record VariantSum(Tally tally, Stories stories) {}

    /**
     * @param where the partition's number, and how many there are
     * @param reader of a topic's values
     */
    PartitionWork(
            SimulationPlan plan, Where where, BiFunction<String, byte[], @Nullable IndexedRecord> reader, Room room) {
        this.plan = plan;
        this.partition = where.partition();
        this.partitions = where.partitions();
        this.reader = reader;
        List<Variants.WatchedScenario> each = new ArrayList<>();
        for (SimulationPlan.Variant variant : plan.variants()) {
            VariantSum one = new VariantSum(new Tally(plan.journey()), new Stories(plan.journey()));
            sums.add(one);
            each.add(
                    new Variants.WatchedScenario(variant.scenario(), one.tally().and(one.stories())));
        }
        this.variants = new Variants(room.decider(), each, room.seeds(), room.bounds());
    }

    record Where(int partition, int partitions) {}

    /**
     * @param seeds what is known of customers beside the events
     * @param bounds of all variants together
     */
    record Room(Decider decider, Seeds seeds, Bounds bounds) {}

    /** A record that cannot be read was set aside by the engine too; one that is not at home here is forwarded, and comes again there. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null || !plan.takes(Utils.murmur2(key)) && isOfCustomer(key)) {
            return;
        }
        Incoming incoming;
        try {
            IndexedRecord value = reader.apply(record.topic(), record.value());
            if (value == null) {
                return;
            }
            incoming = IncomingRecords.read(value, Instant.ofEpochMilli(record.timestamp()));
        } catch (RegistryUnavailableException e) {
            throw e; // it says nothing of the record
        } catch (RuntimeException | StackOverflowError e) {
            unreadable++;
            return;
        }
        if (incoming instanceof Incoming.Said(var customer, Signal.Happened happened) && isHere(customer)) {
            events++;
            variants.take(customer, happened, record.serializedValueSize());
        }
    }

    /** Shops that write to the topic themselves may have other keys. */
    private static boolean isOfCustomer(byte[] key) {
        for (byte one : key) {
            if (one == '/') {
                return true;
            }
        }
        return false;
    }

    private boolean isHere(CustomerKey customer) {
        int hash = customer.murmur2();
        return plan.isAbout(customer) && plan.takes(hash) && Utils.toPositive(hash) % partitions == partition;
    }

    /** Lets everything happen that would until the end. */
    void finish() {
        variants.finish();
    }

    long events() {
        return events;
    }

    long unreadable() {
        return unreadable;
    }

    Tally tally(int variant) {
        return sums.get(variant).tally();
    }

    Stories stories(int variant) {
        return sums.get(variant).stories();
    }
}
