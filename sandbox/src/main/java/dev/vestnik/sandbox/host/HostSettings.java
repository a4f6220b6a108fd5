package dev.vestnik.sandbox.host;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that all providers share.
 *
 * @param dataDir the directory of ledger, keys and certificates
 * @param address the address to which every port is bound
 * @param publicUrl the address of the HTTP port for others, when it is not {@code http://ADDRESS:PORT}
 * @param reportHosts hosts, beside the loopback ones, that devices may report deliveries and openings to
 * @param forceWrites whether every ledger record is synced to the disk, to outlive not only the process's death but the machine's
 */
@ConfigurationProperties("vestnik.sandbox")
public record HostSettings(
        @DefaultValue("./data/sandbox") Path dataDir,
        @DefaultValue("127.0.0.1") String address,
        @Nullable URI publicUrl,
        @DefaultValue List<String> reportHosts,
        @DefaultValue("false") boolean forceWrites) {
    public HostSettings {
        reportHosts = List.copyOf(reportHosts);
        if (publicUrl != null && publicUrl.getHost() == null) {
            throw new IllegalArgumentException("vestnik.sandbox.public-url is not a URL with a host: " + publicUrl);
        }
    }

    public Path file(String name) {
        return dataDir.resolve(name);
    }
}
