package dev.vestnik.benchmarks.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The control, in a process of its own: a topology that reads the engine's inputs and writes them, bytes as they are, to a topic, under the
 * same guarantee. Reads "go" and "wait" from its standard input.
 */
final class PassThrough {
    static final String GROUP = "pass-through";

    private PassThrough() {}

    /** Arguments: bootstrap servers, state directory, threads, output topic, input topics. */
    public static void main(String[] arguments) throws IOException {
        Topology topology = new Topology();
        List<String> inputs = List.of(arguments).subList(4, arguments.length);
        topology.addSource("in", inputs.toArray(String[]::new));
        topology.addSink("out", arguments[3], "in");
        KafkaStreams streams = new KafkaStreams(topology, config(arguments));
        streams.pause();
        streams.start();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case "go" -> streams.resume();
                case "wait" -> streams.pause();
                default -> System.err.println("unknown command " + command);
            }
        }
        streams.close(Duration.ofSeconds(10));
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
        config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return config;
    }
}
