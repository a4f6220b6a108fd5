package dev.vestnik.sandbox.host;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** The address of the HTTP port, known once the port is open. */
public final class PublicUrl implements ApplicationListener<WebServerInitializedEvent>, Ordered {
    private final HostSettings settings;
    private volatile @Nullable URI url;

    PublicUrl(HostSettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if ("management".equals(event.getApplicationContext().getServerNamespace())) {
            return;
        }
        URI configured = settings.publicUrl();
        url = configured != null
                ? configured
                : URI.create("http://" + host() + ":" + event.getWebServer().getPort());
    }

    private String host() {
        return settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
    }

    /** The address, without a slash at its end. */
    public URI get() {
        URI known = url;
        if (known == null) {
            throw new IllegalStateException("the HTTP port is not open yet");
        }
        return known;
    }

    /** Runs before the listeners that write the address to a file. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
