package dev.vestnik.engine.streams.query;

/**
 * The answer of a local store.
 *
 * @param <T> what was looked for
 */
public sealed interface Lookup<T> {

    record Found<T>(T value) implements Lookup<T> {}

    /** This instance would have the value, and there is none. */
    record NotFound<T>() implements Lookup<T> {}

    /** Another instance has the customer's partition: {@code host:port}. */
    record Elsewhere<T>(String hostPort) implements Lookup<T> {}

    /** Nobody can tell right now: partitions are moving or being restored. */
    record Rebalancing<T>() implements Lookup<T> {}
}
