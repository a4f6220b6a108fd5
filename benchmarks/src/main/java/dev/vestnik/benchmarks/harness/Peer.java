package dev.vestnik.benchmarks.harness;

import java.nio.file.Path;

/** A process that plays a provider. */
public interface Peer extends AutoCloseable {

    /** The directory of its files and logs. */
    Path directory();

    /** A file that it has made for its clients. */
    Path file(String name);

    String url();

    /** @param provider {@code smpp}, {@code smtp}, {@code apns} */
    int port(String provider);

    /** @param behaviour fields of the sandbox's {@code POST /behaviour} as JSON, without the braces and the channel */
    void behave(String provider, String behaviour);

    /** The messages that a provider has taken so far. */
    long taken(String provider);

    @Override
    void close();
}
