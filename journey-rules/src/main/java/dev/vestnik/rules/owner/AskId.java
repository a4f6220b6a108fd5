package dev.vestnik.rules.owner;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names one question of a gate. It comes back with the answer, and so tells where to give back what came too late.
 *
 * @param message that waits for the answer
 * @param gate that asks
 * @param number another one for each question
 * @param owner that is asked
 */
public record AskId(UUID message, String gate, int number, Owner owner) {
    private static final int PARTS = 4;

    /** Reads what {@link #toString} gives; null for an id that is not of a gate's question. */
    public static @Nullable AskId parse(String text) {
        String[] parts = text.split("/", PARTS);
        if (parts.length < PARTS) {
            return null;
        }
        try {
            return new AskId(UUID.fromString(parts[0]), parts[1], Integer.parseInt(parts[2]), Owner.parse(parts[3]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return message + "/" + gate + "/" + number + "/" + owner;
    }
}
