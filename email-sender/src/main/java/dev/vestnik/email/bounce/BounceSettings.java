package dev.vestnik.email.bounce;

import dev.vestnik.service.settings.BrokenRules;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox that bounces and complaints come to, and the door for mail servers that pipe them to a program.
 *
 * @param host of its IMAP server; absent: no mailbox is read
 * @param port absent: 993, or 143 without implicit TLS
 * @param tls {@code none} is for servers on this machine only
 * @param folder the folder that they come to
 * @param doorKey opens {@code POST /v1/bounces}, at least 16 characters; absent: there is no such call
 * @param poll the time from one look to the next, where the server does not tell of news or was away
 */
@ConfigurationProperties("vestnik.email.bounces")
record BounceSettings(
        @Nullable String host,
        @Nullable Integer port,
        @DefaultValue("implicit") Tls tls,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("INBOX") String folder,
        @Nullable String doorKey,
        @DefaultValue("30s") Duration poll) {
    private static final int KEY_LENGTH = 16;

    enum Tls {
        none,
        starttls,
        implicit
    }

    BounceSettings {
        new BrokenRules("vestnik.email.bounces")
                .check(host == null || !username.isEmpty(), "username", "is required with host")
                .check(
                        doorKey == null || doorKey.length() >= KEY_LENGTH,
                        "door-key",
                        "must have at least 16 characters")
                .check(port == null || port > 0 && port < 65536, "port", "must be from 1 to 65535")
                .check(poll.compareTo(Duration.ofMillis(100)) >= 0, "poll", "must be at least 100ms")
                .refuse(ConfigException::new);
    }

    /** -1 for the protocol's own. */
    int portOrDefault() {
        return port == null ? -1 : port;
    }

    /** Leaves password and key out. */
    @Override
    public String toString() {
        return username + " at " + host;
    }
}
