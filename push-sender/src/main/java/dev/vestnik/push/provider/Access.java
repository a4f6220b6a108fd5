package dev.vestnik.push.provider;

import java.io.IOException;

/** The access token that goes with every request. */
interface Access extends AutoCloseable {

    /** The current token; asks for one, and blocks, when there is none or a new one is due. */
    String current() throws IOException, InterruptedException;

    /** The token to use after a refusal; the same one where there is no other. */
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
