package dev.vestnik.push.access;

import java.io.IOException;

/** The access token that goes with every request. */
public interface Access extends AutoCloseable {

    /**
     * The current token. Waits a moment at most where there is none yet.
     *
     * @throws IOException while there is none
     */
    String current() throws IOException, InterruptedException;

    /**
     * The token to use after a refusal; the same one where there can be no other. Waits a moment at most.
     *
     * @throws IOException while there is no other
     */
    String insteadOf(String refused) throws IOException, InterruptedException;

    @Override
    default void close() {}

    /** A token that does not change. */
    static Access by(String token) {
        return new Access() {
            @Override
            public String current() {
                return token;
            }

            @Override
            public String insteadOf(String refused) {
                return token;
            }
        };
    }
}
