package dev.vestnik.sandbox.device;

import dev.vestnik.sandbox.host.HostSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hosts that devices and providers may report to: this machine and configured ones, so that a message cannot send them elsewhere. */
public final class ReportTargets {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private final HostSettings host;

    public ReportTargets(HostSettings host) {
        this.host = host;
    }

    public boolean allows(@Nullable String url) {
        try {
            return url != null && allows(URI.create(url));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean allows(URI url) {
        String name = url.getHost();
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return http
                && name != null
                && (name.equals("localhost") || host.reportHosts().contains(name) || isLoopback(name));
    }

    private static boolean isLoopback(String name) {
        try {
            return LITERAL.matcher(name).matches()
                    && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
