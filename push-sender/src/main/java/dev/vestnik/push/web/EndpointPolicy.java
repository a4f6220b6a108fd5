package dev.vestnik.push.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Judges the endpoints that browsers name. A subscription comes from outside through the shop, so its endpoint must not reach anything
 * that only we can reach: https only, and public addresses only. Should a name point elsewhere between this look and the connection, the
 * TLS handshake fails, because no server inside has a certificate for it.
 */
record EndpointPolicy(boolean allowLoopback) {
    private static final int LONGEST = 2_048;
    private static final int LAST_PORT = 65_535;

    sealed interface Verdict {
        record Allowed(URI uri) implements Verdict {}

        record Forbidden() implements Verdict {}

        /** The host's name cannot be resolved now. */
        record Unresolved() implements Verdict {}
    }

    Verdict judge(String endpoint) {
        URI uri = endpoint.length() > LONGEST ? null : parse(endpoint);
        if (uri == null || !hasWebForm(uri)) {
            return new Verdict.Forbidden();
        }
        try {
            InetAddress[] addresses = InetAddress.getAllByName(uri.getHost());
            return isPermitted(uri, addresses) ? new Verdict.Allowed(uri) : new Verdict.Forbidden();
        } catch (UnknownHostException e) {
            return new Verdict.Unresolved();
        }
    }

    private boolean isPermitted(URI uri, InetAddress[] addresses) {
        if (allowLoopback && Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
            return true;
        }
        return uri.getScheme().equals("https") && Arrays.stream(addresses).allMatch(EndpointPolicy::isPublic);
    }

    private static boolean hasWebForm(URI uri) {
        return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() <= LAST_PORT
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    static boolean isPublic(InetAddress address) {
        boolean special = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !special && (address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes));
    }

    /** Excludes the networks of RFC 6890: this network, shared address space, protocol assignments, benchmarks, reserved. */
    private static boolean isPublic4(byte[] ip) {
        int first = ip[0] & 0xff;
        int second = ip[1] & 0xff;
        return first != 0
                && !(first == 100 && (second & 0xc0) == 64)
                && !(first == 192 && second == 0 && ip[2] == 0)
                && !(first == 198 && (second & 0xfe) == 18)
                && first < 240;
    }

    /** Admits global unicast (2000::/3) without the tunnels that carry an IPv4 address (Teredo, 6to4). */
    private static boolean isPublic6(byte[] ip) {
        boolean teredo = ip[0] == 0x20 && ip[1] == 0x01 && ip[2] == 0 && ip[3] == 0;
        boolean sixToFour = ip[0] == 0x20 && ip[1] == 0x02;
        return (ip[0] & 0xe0) == 0x20 && !teredo && !sixToFour;
    }

    private static @Nullable URI parse(String endpoint) {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
