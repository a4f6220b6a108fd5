package dev.vestnik.push.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the endpoints that browsers name. A subscription comes from outside through the shop, so its endpoint must not reach anything
 * that only we can reach: https only, and public addresses only. Should a name point elsewhere between this look and the connection, the
 * TLS handshake fails, because no server inside has a certificate for it.
 */
record EndpointPolicy(boolean allowLoopback, Resolver resolver) {
    private static final int LONGEST = 2_048;
    private static final int LAST_PORT = 65_535;

    /** Finds all addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException, InterruptedException;
    }

    enum Verdict {
        ALLOWED,
        FORBIDDEN,
        /** The host's name cannot be resolved now. */
        UNRESOLVED
    }

    /** The endpoint's address; empty for one that no browser can have. Looks nothing up. */
    static Optional<URI> address(String endpoint) {
        return Optional.ofNullable(endpoint.length() > LONGEST ? null : parse(endpoint))
                .filter(EndpointPolicy::hasWebForm);
    }

    /** Looks the host up: {@link Resolver} says for how long. */
    Verdict judge(URI address) throws InterruptedException {
        try {
            return isPermitted(address, resolver.addresses(address.getHost())) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
        } catch (UnknownHostException e) {
            return Verdict.UNRESOLVED;
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

    /** Excludes the networks of RFC 6890: this network, shared address space, assignments, documentation, relays, benchmarks, reserved. */
    private static boolean isPublic4(byte[] ip) {
        int first = ip[0] & 0xff;
        int second = ip[1] & 0xff;
        int third = ip[2] & 0xff;
        boolean special = switch (first) {
            case 0 -> true;
            case 100 -> (second & 0xc0) == 64;
            case 192 -> second == 0 && (third == 0 || third == 2) || second == 88 && third == 99;
            case 198 -> (second & 0xfe) == 18 || second == 51 && third == 100;
            case 203 -> second == 0 && third == 113;
            default -> first >= 240;
        };
        return !special;
    }

    /**
     * Admits global unicast (2000::/3) without documentation, the assignments of 2001::/23 (Teredo, benchmarks, identifiers) and 6to4, which
     * carries an IPv4 address.
     */
    private static boolean isPublic6(byte[] ip) {
        int first = (ip[0] & 0xff) << 8 | ip[1] & 0xff;
        int second = (ip[2] & 0xff) << 8 | ip[3] & 0xff;
        boolean assignment = first == 0x2001 && (second & 0xfe00) == 0;
        boolean documentation = first == 0x2001 && second == 0xdb8 || first == 0x3fff && (second & 0xf000) == 0;
        boolean sixToFour = first == 0x2002;
        return (first & 0xe000) == 0x2000 && !assignment && !documentation && !sixToFour;
    }

    private static @Nullable URI parse(String endpoint) {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
