package dev.vestnik.push.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostLookupsTest {
    private static final InetAddress[] FOUND = {InetAddress.getLoopbackAddress()};

    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch allTaken = new CountDownLatch(HostLookups.MOST);
    private final AtomicInteger asked = new AtomicInteger();
    private final HostLookups lookups = new HostLookups(host -> {
        asked.incrementAndGet();
        if (host.startsWith("silent")) {
            allTaken.countDown();
            end.await();
        }
        if (host.startsWith("no")) {
            throw new UnknownHostException(host);
        }
        return FOUND;
    });

    @AfterEach
    void close() {
        end.countDown();
        lookups.close();
    }

    @Test
    void findsWhatTheResolverFinds() throws Exception {
        assertThat(lookups.addresses("push.example")).isEqualTo(FOUND);
        assertThatThrownBy(() -> lookups.addresses("no.example")).isInstanceOf(UnknownHostException.class);
        assertThat(lookups.addresses("push.example")).isEqualTo(FOUND);
        assertThat(asked).hasValue(3);
    }

    /** However many subscriptions name it. */
    @Test
    void asksASilentNameServerOnceAtATime() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> lookups.addresses("silent.example"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void waitsForNoThreadWhenAllAreTaken() throws Exception {
        for (int i = 0; i < HostLookups.MOST; i++) {
            String host = "silent-" + i;
            Thread.startVirtualThread(() -> lookUp(host));
        }
        allTaken.await();
        assertThatThrownBy(() -> lookups.addresses("push.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    private void lookUp(String host) {
        try {
            lookups.addresses(host);
        } catch (UnknownHostException | InterruptedException expected) {
            // nobody answers
        }
    }
}
