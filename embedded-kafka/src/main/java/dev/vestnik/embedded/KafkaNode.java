package dev.vestnik.embedded;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/**
 * A broker and controller, put together as Kafka's own {@link KafkaRaftServer} does, but so that the broker never runs
 * while it leads nothing.
 *
 * <p>A broker without leaderships takes a committed transaction whose markers are not written yet for complete
 * (KAFKA-20734, in 4.3): {@code read_committed} consumers then wait at its records for ever. After a crash this can happen,
 * because the metadata still names the last run's broker as the leader of everything: the new one would act on that, load its
 * transactions, and lose the leadership when the controller finds the last run gone. In an orderly stop it can happen in the
 * controlled shutdown. So the dead broker is fenced here, before a broker starts and after it has stopped. A start after a
 * crash is thereby also as quick as any other, where Kafka waits for the last run's session to end.
 */
final class KafkaNode {

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(SharedServer shared, ControllerServer controller) {
        this.shared = shared;
        this.controller = controller;
        this.broker = new BrokerServer(shared);
    }

    private static KafkaNode of(BrokerProperties properties) {
        var config = new KafkaConfig(properties.toMap(), false);
        var directories = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
        var clusterId = directories._1().clusterId().orElseThrow();
        var shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(Map.of(BrokerProperties.NODE, controllerAddress(properties))),
                List.of(),
                faults(),
                ServerSocketFactory.INSTANCE);
        return new KafkaNode(shared, new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2()));
    }

    private static InetSocketAddress controllerAddress(BrokerProperties properties) {
        var settings = properties.settings();
        return new InetSocketAddress(settings.host(), settings.controllerPort());
    }

    /** A fatal fault ends the process, as in any Kafka, but a controller that does not start is for the caller to handle. */
    private static FaultHandlerFactory faults() {
        var standard = new StandardFaultHandlerFactory();
        return (name, fatal, action) -> standard.build(name, fatal && !name.equals("controller startup"), action);
    }

    /** Returns when the broker takes requests. */
    static KafkaNode start(BrokerProperties properties) {
        var node = of(properties);
        try {
            node.controller.startup();
            if (node.deadBroker().fence()) {
                node.controller.shutdown();
                return start(properties); // this controller takes no new broker before the dead one's session is over
            }
            node.broker.startup();
            return node;
        } catch (RuntimeException e) {
            node.broker.shutdown();
            node.controller.shutdown();
            throw e;
        }
    }

    void stop() {
        broker.shutdown();
        try {
            deadBroker().fence();
        } finally {
            controller.shutdown();
        }
    }

    private DeadBroker deadBroker() {
        return new DeadBroker(shared.loader(), controller.controller());
    }
}
