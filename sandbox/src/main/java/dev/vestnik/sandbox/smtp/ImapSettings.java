package dev.vestnik.sandbox.smtp;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the mailbox of returned e-mails.
 *
 * @param port 0 for any free one; absent: there is no mailbox
 */
@ConfigurationProperties("vestnik.sandbox.imap")
public record ImapSettings(
        @Nullable Integer port,
        @DefaultValue("bounces") String username,
        @DefaultValue("vestnik") String password) {

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "mailbox of " + username;
    }
}
