package dev.vestnik.rules.address;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names an address without saying it: {@code shop/channel/hash}, as in the keys of {@code messages.inbound}.
 *
 * @param hash the first 16 bytes of the address's SHA-256 in hex
 */
public record AddressKey(String shop, Channel channel, String hash) {
    private static final int BYTES = 16;
    private static final int PARTS = 3;

    /**
     * The key of a phone, an e-mail address (whose case does not count), a token, or the endpoint of a subscription.
     */
    public static AddressKey of(String shop, Channel channel, String address) {
        String same = channel == Channel.PUSH ? address : address.strip().toLowerCase(Locale.ROOT);
        return new AddressKey(shop, channel, hash(same));
    }

    private static String hash(String address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static AddressKey parse(String text) {
        Owner owner = Owner.parse(text);
        String[] parts = owner.key().split("/", -1);
        if (owner.kind() != OwnerKind.ADDRESS || parts.length != PARTS) {
            throw new IllegalArgumentException("no address's key");
        }
        Channel channel = Channel.labelled(parts[1])
                .orElseThrow(() -> new IllegalArgumentException("no channel of an address: " + parts[1]));
        return new AddressKey(parts[0], channel, parts[2]);
    }

    /** Whether several customers may have it at a time: a phone may be a family's, a device is one person's. */
    boolean isShared() {
        return channel != Channel.PUSH;
    }

    /** The key of its records: {@code /address/shop/channel/hash}. */
    @Override
    public String toString() {
        return new Owner(OwnerKind.ADDRESS, shop + "/" + channel.label() + "/" + hash).toString();
    }
}
