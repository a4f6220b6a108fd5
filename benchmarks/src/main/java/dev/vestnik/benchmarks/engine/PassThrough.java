package dev.vestnik.benchmarks.engine;

import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The control, in a process of its own: a topology that reads the engine's inputs and writes them, bytes as they are, to a topic, under the
 * same guarantee. It may be suspended for minutes: its membership outlives that.
 */
final class PassThrough {
    static final String GROUP = "pass-through";

    private static final int LONGEST_WAIT_MS = 900_000;

    private PassThrough() {}

    /** Arguments: bootstrap servers, state directory, threads, output topic, input topics. */
    public static void main(String[] arguments) {
        Topology topology = new Topology();
        List<String> inputs = List.of(arguments).subList(4, arguments.length);
        topology.addSource("in", inputs.toArray(String[]::new));
        topology.addSink("out", arguments[3], "in");
        KafkaStreams streams = new KafkaStreams(topology, config(arguments));
        streams.start();
    }

    private static Properties config(String[] arguments) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, GROUP);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        config.put(StreamsConfig.STATE_DIR_CONFIG, arguments[1]);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, arguments[2]);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), LONGEST_WAIT_MS);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), LONGEST_WAIT_MS);
        return config;
    }
}
