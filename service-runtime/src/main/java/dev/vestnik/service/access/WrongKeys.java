package dev.vestnik.service.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the wrong keys of each remote address (of IPv6: of each /64). An address has so many attempts, and gets them back within a
 * minute. Remembers the {@link #MOST} addresses that were wrong last; of an older one the attempts are forgotten.
 */
final class WrongKeys {
    static final int MOST = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int attempts;
    private final Duration each;
    private final SequencedMap<ByteBuffer, Instant> fullAgain = new LinkedHashMap<>();

    WrongKeys(int attemptsPerMinute) {
        this.attempts = attemptsPerMinute;
        this.each = MINUTE.dividedBy(attemptsPerMinute);
    }

    /** Takes one attempt from the address; zero where it had one, else the time until it has one again. */
    synchronized Duration wrong(@Nullable InetAddress address, Instant now) {
        ByteBuffer network = network(address);
        Instant full = fullAgain.remove(network);
        Instant next = (full == null || full.isBefore(now) ? now : full).plus(each);
        Duration over = Duration.between(now.plus(each.multipliedBy(attempts)), next);
        fullAgain.putLast(network, over.isPositive() ? next.minus(each) : next);
        if (fullAgain.size() > MOST) {
            fullAgain.pollFirstEntry();
        }
        return over.isPositive() ? over : Duration.ZERO;
    }

    synchronized Map<ByteBuffer, Instant> remembered() {
        return Map.copyOf(fullAgain);
    }

    private static ByteBuffer network(@Nullable InetAddress address) {
        byte[] bytes = address == null ? new byte[0] : address.getAddress();
        return ByteBuffer.wrap(bytes, 0, address instanceof Inet6Address ? bytes.length / 2 : bytes.length);
    }
}
