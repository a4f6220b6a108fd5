package dev.vestnik.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongKeysTest {
    private static final Instant NOON = Instant.parse("2026-01-24T12:00:00Z");

    private final WrongKeys keys = new WrongKeys(3);

    @Test
    void anAddressHasSoManyAttempts() throws UnknownHostException {
        InetAddress guesser = InetAddress.getByName("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(keys.wrong(guesser, NOON)).isZero();
        }
        assertThat(keys.wrong(guesser, NOON)).isEqualTo(Duration.ofSeconds(20));
        assertThat(keys.wrong(InetAddress.getByName("192.0.2.2"), NOON)).isZero();
    }

    @Test
    void attemptsComeBackWithinAMinute() throws UnknownHostException {
        InetAddress guesser = InetAddress.getByName("192.0.2.1");
        for (int i = 0; i < 10; i++) {
            keys.wrong(guesser, NOON);
        }
        assertThat(keys.wrong(guesser, NOON.plusSeconds(19))).isPositive();
        assertThat(keys.wrong(guesser, NOON.plusSeconds(20))).isZero();
        assertThat(keys.wrong(guesser, NOON.plusSeconds(20))).isPositive();
    }

    @Test
    void addressesOfOneNetworkAreOne() throws UnknownHostException {
        for (int i = 0; i < 3; i++) {
            keys.wrong(InetAddress.getByName("2001:db8::" + i), NOON);
        }
        assertThat(keys.wrong(InetAddress.getByName("2001:db8::ffff"), NOON)).isPositive();
        assertThat(keys.wrong(InetAddress.getByName("2001:db8:0:1::"), NOON)).isZero();
    }

    @Test
    void noMoreAddressesAreRememberedThanThat() throws UnknownHostException {
        for (int i = 0; i < WrongKeys.MOST + 100; i++) {
            byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            keys.wrong(InetAddress.getByAddress(address), NOON);
        }
        assertThat(keys.remembered()).hasSize(WrongKeys.MOST);
    }
}
