package dev.vestnik.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.web.EndpointPolicy.Verdict;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    private final EndpointPolicy strict = new EndpointPolicy(false, InetAddress::getAllByName);
    private final EndpointPolicy sandbox = new EndpointPolicy(true, InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(strings = {"https://93.184.216.34/push/abc", "https://[2606:2800:220:1::1]/p?x=1"})
    void letsPublicAddressesPass(String endpoint) throws Exception {
        assertThat(judge(strict, endpoint)).isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.216.34/push/abc",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://0.0.0.0/",
                "https://2130706433/",
                "https://10.1.2.3/",
                "https://172.16.0.1/",
                "https://192.168.1.1:8443/",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://192.0.0.8/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://192.0.2.1/",
                "https://198.51.100.1/",
                "https://203.0.113.1/",
                "https://192.88.99.1/",
                "https://127.1/",
                "https://0x7f.0.0.1/",
                "https://[::10.0.0.1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[64:ff9b:1::a00:1]/",
                "https://[2001:db8::1]/",
                "https://[fec0::1]/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[2002:a00:1::1]/",
                "https://[2001:0:1::1]/",
                "https://[ff02::1]/",
                "https://[2001:2::1]/",
                "https://[2001:10::1]/",
                "https://[3fff::1]/",
                "https://[::ffff:0:10.0.0.1]/",
                "https://user@93.184.216.34/",
                "https://93.184.216.34/#x",
                "https:///push",
                "https:push",
                "ftp://93.184.216.34/",
                "file:///etc/passwd",
                "gopher://93.184.216.34/",
                "not a url",
                ""
            })
    void forbidsEverythingElse(String endpoint) throws Exception {
        assertThat(judge(strict, endpoint)).isEqualTo(Verdict.FORBIDDEN);
    }

    /** The owner of a DNS name chooses where it leads. */
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "93.184.216.34,127.0.0.1", "93.184.216.34,::ffff:192.168.0.1", "fd00::1"})
    void judgesAllAddressesOfAName(String addresses) throws Exception {
        EndpointPolicy policy = new EndpointPolicy(false, host -> {
            String[] known = addresses.split(",");
            InetAddress[] found = new InetAddress[known.length];
            for (int i = 0; i < known.length; i++) {
                found[i] = InetAddress.getByName(known[i]);
            }
            return found;
        });
        assertThat(judge(policy, "https://push.example/1")).isEqualTo(Verdict.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8090/push/1", "http://localhost/", "https://localhost/"})
    void letsTheSandboxPassWhenLoopbackIsAllowed(String endpoint) throws Exception {
        assertThat(judge(sandbox, endpoint)).isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "https://10.0.0.1/", "http://93.184.216.34/"})
    void allowsNothingButLoopbackToTheSandbox(String endpoint) throws Exception {
        assertThat(judge(sandbox, endpoint)).isEqualTo(Verdict.FORBIDDEN);
    }

    private static Verdict judge(EndpointPolicy policy, String endpoint) throws InterruptedException {
        URI address = EndpointPolicy.address(endpoint).orElse(null);
        return address == null ? Verdict.FORBIDDEN : policy.judge(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "198.20.0.1", "192.0.1.1", "172.32.0.1", "2a00:1450:4001::1"})
    void knowsPublicAddresses(String address) throws Exception {
        assertThat(EndpointPolicy.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
