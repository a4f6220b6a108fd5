package dev.vestnik.embedded;

import java.util.HashMap;
import java.util.Map;

/** The broker's configuration: a broker and controller in one, on one machine, with nobody to replicate to. */
record BrokerProperties(BrokerSettings settings) {

    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    Map<String, String> toMap() {
        var properties = new HashMap<String, String>();
        properties.putAll(addresses());
        properties.putAll(oneReplica());
        properties.putAll(smallMachine());
        properties.putAll(promptness());
        properties.putAll(alwaysLeader());
        properties.putAll(settings.brokerProperties());
        return properties;
    }

    private Map<String, String> addresses() {
        var host = settings.host();
        var client = "PLAINTEXT://" + host + ":" + settings.port();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE),
                "listeners",
                client + "," + CONTROLLER + "://" + host + ":" + settings.controllerPort(),
                "advertised.listeners",
                client,
                "controller.listener.names",
                CONTROLLER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "controller.quorum.voters",
                NODE + "@" + host + ":" + settings.controllerPort(),
                "log.dirs",
                settings.dataDirectory().toString());
    }

    private static Map<String, String> oneReplica() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "auto.create.topics.enable", "false");
    }

    private static Map<String, String> smallMachine() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.cleaner.dedupe.buffer.size", "16777216",
                "log.index.size.max.bytes", "2097152",
                "offsets.topic.num.partitions", "8",
                "transaction.state.log.num.partitions", "8",
                "share.coordinator.state.topic.num.partitions", "1",
                "metadata.max.idle.interval.ms", "5000");
    }

    /** Waits for the other brokers of a cluster, and guards of them, are off or short: there is only this one. */
    private static Map<String, String> promptness() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                "controller.quorum.append.linger.ms", "1");
    }

    /** No other broker could lead, and being fenced can leave transactions open for ever (see {@link KafkaNode}). */
    private static Map<String, String> alwaysLeader() {
        return Map.of(
                "controlled.shutdown.enable", "false",
                "broker.session.timeout.ms", "3600000");
    }
}
