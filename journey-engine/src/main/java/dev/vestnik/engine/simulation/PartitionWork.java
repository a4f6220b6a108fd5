package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.SimulationPlan.Variant;
import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.simulation.Seeds;
import dev.vestnik.rules.simulation.Simulator;
import dev.vestnik.rules.simulation.Simulator.Bounds;
import dev.vestnik.rules.simulation.Stories;
import dev.vestnik.rules.simulation.Tally;
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
    private final List<Side> sides = new ArrayList<>();
    private long events;
    private long unreadable;

    /** A variant with what it comes to. */
    private record Side(Simulator simulator, Tally tally, Stories stories) {
        static Side of(Decider decider, JourneyId journey, Variant variant, Seeds seeds, Bounds bounds) {
            Tally tally = new Tally(journey);
            Stories stories = new Stories(journey);
            return new Side(
                    new Simulator(decider, variant.scenario(), tally.and(stories), seeds, bounds), tally, stories);
        }
    }

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
        for (Variant variant : plan.variants()) {
            sides.add(Side.of(room.decider(), plan.journey(), variant, room.seeds(), room.bounds()));
        }
    }

    record Where(int partition, int partitions) {}

    /**
     * @param seeds what is known of customers beside the events
     * @param bounds of each variant
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
            for (Side side : sides) {
                side.simulator().take(customer, happened);
            }
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
        sides.forEach(side -> side.simulator().finish());
    }

    long events() {
        return events;
    }

    long unreadable() {
        return unreadable;
    }

    Tally tally(int variant) {
        return sides.get(variant).tally();
    }

    Stories stories(int variant) {
        return sides.get(variant).stories();
    }
}
