package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StateCachesTest {
    private static final byte[] STATE = new byte[100];

    @Test
    void givesBackWhatWasPutLast() {
        StateCaches.Cache cache = new StateCaches(10_000).open();
        cache.put(key("anna"), STATE);
        byte[] newer = new byte[50];
        cache.put(key("anna"), newer);
        assertThat(cache.get(key("anna"))).isSameAs(newer);
        assertThat(cache.get(key("boris"))).isNull();
        cache.remove(key("anna"));
        assertThat(cache.get(key("anna"))).isNull();
        assertThat(cache.size()).isZero();
    }

    @Test
    void letsGoWhatWasNotAskedForLongest() {
        StateCaches.Cache cache = new StateCaches(1_000).open();
        for (String customer : new String[] {"a", "b", "c", "d"}) {
            cache.put(key(customer), STATE);
        }
        cache.get(key("a"));
        cache.put(key("e"), STATE);
        assertThat(cache.get(key("a"))).isNotNull();
        assertThat(cache.get(key("b"))).isNull();
        assertThat(cache.size()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void sharesTheBoundAmongTheOpenOnes() {
        StateCaches caches = new StateCaches(1_000);
        StateCaches.Cache first = caches.open();
        StateCaches.Cache second = caches.open();
        for (int i = 0; i < 10; i++) {
            first.put(key("a" + i), STATE);
            second.put(key("b" + i), STATE);
        }
        assertThat(first.size()).isLessThanOrEqualTo(500);
        assertThat(second.size()).isLessThanOrEqualTo(500);
        second.close();
        first.put(key("more"), STATE);
        first.put(key("yet more"), STATE);
        assertThat(first.size()).isGreaterThan(500);
    }

    private static byte[] key(String customer) {
        return customer.getBytes(StandardCharsets.UTF_8);
    }
}
