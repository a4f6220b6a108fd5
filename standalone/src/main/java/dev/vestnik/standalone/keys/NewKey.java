package dev.vestnik.standalone.keys;

import dev.vestnik.standalone.installation.DataDirectory;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A key that was just made. */
record NewKey(String text, String sha256) {
    private static final int BYTES = 24;

    static NewKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String text = HexFormat.of().formatHex(bytes);
        return new NewKey(text, DataDirectory.sha256(text));
    }

    @Override
    public String toString() {
        return "NewKey " + sha256.substring(0, 8);
    }
}
