package dev.vestnik.sandbox.smtp;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the mail server.
 *
 * @param port 0 for any free one
 * @param username the name of a required login; when absent none is required, and any login is accepted
 * @param maxSize the announced SIZE
 * @param bounceDoor the address that takes notifications and complaints, {@code .../v1/bounces} of an email-sender; absent: none are sent
 * @param bounceKey the key of that door
 */
@ConfigurationProperties("vestnik.sandbox.smtp")
public record SmtpSettings(
        @DefaultValue("2525") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("25MB") DataSize maxSize,
        @Nullable URI bounceDoor,
        @DefaultValue("") String bounceKey) {
    public SmtpSettings {
        if (username != null && password == null) {
            throw new IllegalArgumentException("vestnik.sandbox.smtp.username is set, its password is not");
        }
    }

    boolean loginRequired() {
        return username != null;
    }

    boolean admits(String name, String secret) {
        return username == null || (username.equals(name) && secret.equals(password));
    }
}
