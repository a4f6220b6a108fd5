package dev.vestnik.service.kafka;

/** Whether records can go to Kafka. */
public sealed interface KafkaState {

    /** Topics and schemas are there, and brokers answer. */
    record Reachable() implements KafkaState {}

    /** The start: waiting for brokers and registry. */
    record Preparing() implements KafkaState {}

    /** Brokers do not answer. */
    record Away(String cause) implements KafkaState {}

    /** Waiting will not help: the cluster is not what the configuration says. */
    record Refused(String cause) implements KafkaState {}
}
