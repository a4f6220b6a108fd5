package dev.vestnik.service.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private final Proxies proxies = new Proxies(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    198.51.100.1 | 203.0.113.5                      | 198.51.100.1
                    10.0.0.1     | 203.0.113.5                      | 203.0.113.5
                    10.0.0.1     | 1.1.1.1, 203.0.113.5             | 203.0.113.5
                    10.0.0.1     | 1.1.1.1, 203.0.113.5, 192.0.2.7  | 203.0.113.5
                    10.0.0.1     | 203.0.113.5:4711                 | 203.0.113.5
                    10.0.0.1     | [2a00:1450::1]:443               | 2a00:1450:0:0:0:0:0:1
                    10.0.0.1     | [2a00:1450::1]                   | 2a00:1450:0:0:0:0:0:1
                    2001:db8::5  | 2a00:1450::1                     | 2a00:1450:0:0:0:0:0:1
                    10.0.0.1     | 203.0.113.5, unknown             | 10.0.0.1
                    10.0.0.1     | localhost                        | 10.0.0.1
                    10.0.0.1     | 10.0.0.2                         | 10.0.0.2
                    10.0.0.1     | ,,                               | 10.0.0.1
                    """)
    void theCallerIsTheLastOnTheWayWhoIsNoProxy(String peer, String header, String caller) throws Exception {
        assertThat(proxies.caller(InetAddress.getByName(peer), List.of(header)))
                .isEqualTo(InetAddress.getByName(caller));
    }

    @Test
    void severalHeadersAreOneWay() throws Exception {
        assertThat(proxies.caller(InetAddress.getByName("10.0.0.1"), List.of("1.1.1.1", "203.0.113.5")))
                .isEqualTo(InetAddress.getByName("203.0.113.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.shop.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8/8", "", "*", "2001:db8::/129"})
    void aNetworkIsAddressesAlone(String network) {
        assertThatThrownBy(() -> new ProxySettings(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vestnik.web.proxies are networks");
    }
}
