package dev.vestnik.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The ports that are really open, in a lazy bean to ask for once the context runs. FCM and Web Push are on the HTTP port.
 *
 * @param imap null where there is no mailbox
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SandboxPorts(
        int http, int smpp, int smtp, int apns, @Nullable Integer imap) {}
