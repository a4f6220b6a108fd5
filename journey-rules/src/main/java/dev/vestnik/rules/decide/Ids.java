package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.JourneyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids derived from what was decided, so that the same decision always bears the same ids. UUIDs of version 8 (RFC 9562). */
public final class Ids {
    private static final MessageDigest SHA_256 = sha256();

    private Ids() {}

    /** The id of a message. The journey's version is no part of it: an instance that moved to another version must not repeat a step. */
    public static UUID message(
            CustomerKey customer, JourneyId journey, UUID instance, String step, int iteration, Channel channel) {
        return uuid(
                customer,
                customer + "\0" + journey + "\0" + instance + "\0" + step + "\0" + iteration + "\0" + channel.label());
    }

    /** The id of the event that a run emits in a step, the so-and-so-manieth time that it moves. */
    static UUID emitted(CustomerKey customer, UUID instance, String step, int iteration) {
        return uuid(customer, customer + "\0emitted\0" + instance + "\0" + step + "\0" + iteration);
    }

    /** The id of the event with which a run starts another journey in a step, for the so-and-so-manieth item. */
    static UUID started(CustomerKey customer, UUID instance, String step, int iteration, int item) {
        return uuid(customer, customer + "\0started\0" + instance + "\0" + step + "\0" + iteration + "\0" + item);
    }

    /** The id of the question that a run asks in a step, the so-and-so-manieth time that it moves. */
    static UUID asked(CustomerKey customer, UUID instance, String step, int iteration) {
        return uuid(customer, customer + "\0asked\0" + instance + "\0" + step + "\0" + iteration);
    }

    /** The id of what a run asks the pool of an offer for in a step, the so-and-so-manieth time that it moves. */
    static UUID claim(CustomerKey customer, UUID instance, String step, int iteration) {
        return uuid(customer, customer + "\0offer\0" + instance + "\0" + step + "\0" + iteration);
    }

    /** The id of the task that a run makes in a step, the so-and-so-manieth time that it moves. */
    static UUID task(CustomerKey customer, UUID instance, String step, int iteration) {
        return uuid(customer, customer + "\0task\0" + instance + "\0" + step + "\0" + iteration);
    }

    /** The id of the message with the code that was asked for so. */
    public static UUID code(CustomerKey customer, String askId) {
        return uuid(customer, customer + "\0code\0" + askId);
    }

    /** The id of the request, made because of this event, that a visitor move to a customer. */
    static UUID move(CustomerKey customer, CustomerKey visitor, String source, String eventId) {
        return uuid(customer, customer + "\0move\0" + visitor + "\0" + source + "\0" + eventId);
    }

    /** The id of the run that this event started. */
    public static UUID instance(CustomerKey customer, JourneyId journey, String source, String eventId) {
        return uuid(customer, customer + "\0" + journey + "\0" + source + "\0" + eventId);
    }

    /** Kafka's murmur2 of the key of the customer whose message, instance or task bears this id. */
    public static int owner(UUID id) {
        return (int) (id.getMostSignificantBits() >>> 32);
    }

    /** 64 bits of a text's hash: of an address that must not be stored twice, of a control group's draw. */
    static long hash(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static UUID uuid(CustomerKey customer, String text) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(text));
        long most = ((long) customer.murmur2() << 32) | (hash.getInt() & 0xffff_0fffL) | 0x8000L;
        long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private static byte[] sha256(String text) {
        try {
            MessageDigest fresh =
                    (MessageDigest) SHA_256.clone(); // cheaper than asking the platform's providers for one
            return fresh.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
