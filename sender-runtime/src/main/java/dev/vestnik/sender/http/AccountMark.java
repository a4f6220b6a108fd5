package dev.vestnik.sender.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Marks an account in Kafka without its key. Keys of interfaces are random and long: nobody finds one by trying. */
final class AccountMark {
    private static final int DIGITS = 16;

    private AccountMark() {}

    static String of(URI url, String account) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256")
                    .digest((url + "\0" + account).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
