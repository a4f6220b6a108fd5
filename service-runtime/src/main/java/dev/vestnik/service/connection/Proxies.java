package dev.vestnik.service.connection;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.ConnectionInfo;

/**
 * The proxies before a service, by their networks. {@code X-Forwarded-For} is believed of them alone, and read from its end: a caller may
 * begin it with anything, and each proxy appends the address that it saw.
 */
final class Proxies {
    private static final String HEADER = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> networks;

    /** @param networks {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address */
    Proxies(List<String> networks) {
        this.networks = networks.stream().map(Proxies::rule).toList();
    }

    private static IpSubnetFilterRule rule(String network) {
        return new IpSubnetFilterRule(
                network.contains("/") ? network : network + (network.contains(":") ? "/128" : "/32"),
                IpFilterRuleType.ACCEPT);
    }

    /** Whether this is a network; asks no name server. */
    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        try {
            if (NetUtil.createInetAddressFromIpAddressString(slash < 0 ? text : text.substring(0, slash)) == null) {
                return false;
            }
            rule(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean include(@Nullable InetAddress address) {
        return address != null
                && networks.stream().anyMatch(network -> network.matches(new InetSocketAddress(address, 0)));
    }

    /** The same connection with the address of its caller. */
    ConnectionInfo caller(ConnectionInfo connection, HttpRequest request) {
        InetSocketAddress peer = connection.getRemoteAddress();
        if (peer == null || !include(peer.getAddress())) {
            return connection;
        }
        InetAddress caller = caller(peer.getAddress(), request.headers().getAll(HEADER));
        return connection.withRemoteAddress(new InetSocketAddress(caller, peer.getPort()));
    }

    /** The last address on the way here that is no proxy's; the proxy that names none is the caller itself. */
    InetAddress caller(InetAddress peer, List<String> headers) {
        List<String> way = Arrays.asList(String.join(",", headers).split(","));
        InetAddress caller = peer;
        for (String hop : way.reversed()) {
            InetAddress before = include(caller) ? address(hop.strip()) : null;
            if (before == null) {
                break;
            }
            caller = before;
        }
        return caller;
    }

    /** An address as proxies write it, some with a port; null where it is none. */
    private static @Nullable InetAddress address(String hop) {
        int port = hop.startsWith("[") ? hop.indexOf("]:") + 1 : hop.indexOf(':');
        boolean hasPort = port > 0 && (hop.startsWith("[") || port == hop.lastIndexOf(':'));
        return NetUtil.createInetAddressFromIpAddressString(hasPort ? hop.substring(0, port) : hop);
    }
}
