package dev.vestnik.service.link;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Links as bytes. Tokens outlive releases: kinds are never given a new meaning, and a later form of one is a new kind. */
final class LinkBytes {
    private static final int CLICK = 1;
    private static final int OPEN = 2;
    private static final int OPT_OUT = 3;
    private static final int PREFERENCES = 4;
    private static final int CONFIRMATION = 5;

    private LinkBytes() {}

    static byte[] of(PublicLink link) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes), link);
        } catch (IOException e) {
            throw new UncheckedIOException("a link too long for a token", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, PublicLink link) throws IOException {
        switch (link) {
            case PublicLink.Click(LinkedMessage sent, String target) -> {
                out.writeByte(CLICK);
                write(out, sent);
                out.write(target.getBytes(StandardCharsets.UTF_8));
            }
            case PublicLink.Open(LinkedMessage sent) -> {
                out.writeByte(OPEN);
                write(out, sent);
            }
            case PublicLink.OptOut(CustomerKey customer, ChannelName channel, String topic) -> {
                out.writeByte(OPT_OUT);
                out.writeUTF(customer.toString());
                out.writeUTF(channel.name());
                out.writeUTF(topic == null ? "" : topic);
            }
            case PublicLink.Preferences(CustomerKey customer, Instant at) -> {
                out.writeByte(PREFERENCES);
                write(out, at);
                out.writeUTF(customer.toString());
            }
            case PublicLink.Confirmation(CustomerKey customer, ChannelName channel, String form, Instant at) -> {
                out.writeByte(CONFIRMATION);
                write(out, at);
                out.writeUTF(customer.toString());
                out.writeUTF(channel.name());
                out.writeUTF(form);
            }
        }
    }

    private static void write(DataOutputStream out, LinkedMessage sent) throws IOException {
        write(out, sent.at());
        out.writeLong(sent.message().getMostSignificantBits());
        out.writeLong(sent.message().getLeastSignificantBits());
        out.writeShort(sent.attempt());
        out.writeUTF(sent.channel().name());
        out.writeUTF(sent.customer().toString());
    }

    /** Seconds of 1970 as 32 bits without a sign: until the year 2106. */
    private static void write(DataOutputStream out, Instant at) throws IOException {
        out.writeInt((int) at.getEpochSecond());
    }

    /** @throws IllegalArgumentException for a link of a later version */
    static PublicLink read(byte[] content) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(content)));
        } catch (IOException e) {
            throw new IllegalArgumentException("no link", e);
        }
    }

    private static PublicLink read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case CLICK -> new PublicLink.Click(sent(in), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            case OPEN -> new PublicLink.Open(sent(in));
            case OPT_OUT -> optOut(in);
            case PREFERENCES -> {
                Instant at = instant(in);
                yield new PublicLink.Preferences(CustomerKey.parse(in.readUTF()), at);
            }
            case CONFIRMATION -> {
                Instant at = instant(in);
                CustomerKey customer = CustomerKey.parse(in.readUTF());
                yield new PublicLink.Confirmation(customer, new ChannelName(in.readUTF()), in.readUTF(), at);
            }
            default -> throw new IllegalArgumentException("a link of another version: " + kind);
        };
    }

    private static PublicLink optOut(DataInputStream in) throws IOException {
        CustomerKey customer = CustomerKey.parse(in.readUTF());
        ChannelName channel = new ChannelName(in.readUTF());
        String topic = in.readUTF();
        return new PublicLink.OptOut(customer, channel, topic.isEmpty() ? null : topic);
    }

    private static LinkedMessage sent(DataInputStream in) throws IOException {
        Instant at = instant(in);
        UUID message = new UUID(in.readLong(), in.readLong());
        int attempt = in.readUnsignedShort();
        ChannelName channel = new ChannelName(in.readUTF());
        return new LinkedMessage(CustomerKey.parse(in.readUTF()), message, attempt, channel, at);
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(in.readInt()));
    }
}
