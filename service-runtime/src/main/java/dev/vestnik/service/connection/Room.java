package dev.vestnik.service.connection;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Room for connections: so many in all, and a share of it for one address, so that one cannot keep the others out. This machine's own
 * addresses have no share, nor has null: probes, scrapes and proxies come from there. Thread-safe.
 */
final class Room {
    private static final int NETWORK_BYTES = 8; // a customer of IPv6 has a /64

    private final Map<String, Integer> taken = new HashMap<>();
    private final int most;
    private final int share;
    private int all;

    Room(int most, int share) {
        this.most = most;
        this.share = share;
    }

    /** Takes room, which has to be given back; otherwise says why there is none. */
    synchronized Optional<Slowness> take(@Nullable InetAddress from) {
        String holder = holder(from);
        if (all >= most) {
            return Optional.of(Slowness.FULL);
        }
        if (holder != null && taken.getOrDefault(holder, 0) >= share) {
            return Optional.of(Slowness.SHARE);
        }
        all++;
        if (holder != null) {
            taken.merge(holder, 1, Integer::sum);
        }
        return Optional.empty();
    }

    synchronized void giveBack(@Nullable InetAddress from) {
        String holder = holder(from);
        all--;
        if (holder != null) {
            taken.computeIfPresent(holder, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    private static @Nullable String holder(@Nullable InetAddress from) {
        if (from == null || from.isLoopbackAddress()) {
            return null;
        }
        byte[] bytes = from.getAddress();
        return Arrays.toString(bytes.length > 4 ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
