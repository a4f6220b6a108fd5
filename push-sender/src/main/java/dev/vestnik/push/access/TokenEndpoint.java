package dev.vestnik.push.access;

import java.io.IOException;

/** A server that gives out access tokens. */
public interface TokenEndpoint extends AutoCloseable {

    /**
     * Asks for a token and waits for the answer, which has to come or fail some time.
     *
     * @throws IOException when it gives none
     */
    Token ask() throws IOException, InterruptedException;

    @Override
    default void close() {}
}
