package dev.vestnik.email;

import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Makes the sockets of a certificate bundle as it is at each new connection: Spring renews it when its files change, where it is told to. */
final class BundleSockets implements Supplier<SSLSocketFactory> {
    private final SslBundles bundles;
    private final String name;
    private volatile @Nullable Made made;

    private record Made(SslBundle bundle, SSLSocketFactory sockets) {}

    /** @throws RuntimeException of Spring when the bundle's material cannot be used */
    BundleSockets(SslBundles bundles, String name) {
        this.bundles = bundles;
        this.name = name;
        get();
    }

    @Override
    public SSLSocketFactory get() {
        SslBundle now = bundles.getBundle(name);
        Made last = made;
        if (last == null || last.bundle() != now) {
            last = new Made(now, now.createSslContext().getSocketFactory());
            made = last;
        }
        return last.sockets();
    }
}
