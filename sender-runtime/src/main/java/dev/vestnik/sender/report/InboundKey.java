package dev.vestnik.sender.report;

import dev.vestnik.schemas.topic.ChannelName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The key of {@code messages.inbound}: {@code shop/channel/hash}, the first 16 bytes of the address's SHA-256 in hex. */
public final class InboundKey {
    private static final int BYTES = 16;

    private InboundKey() {}

    /** The key of an address in a channel of a shop; a push token keeps its case. */
    public static String of(String shop, ChannelName channel, String address) {
        String same =
                channel.equals(ChannelName.PUSH) ? address : address.strip().toLowerCase(Locale.ROOT);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(same.getBytes(StandardCharsets.UTF_8));
            return shop + "/" + channel + "/" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
