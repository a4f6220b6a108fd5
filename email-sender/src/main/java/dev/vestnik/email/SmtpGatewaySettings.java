package dev.vestnik.email;

import dev.vestnik.schemas.message.MessageClass;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One SMTP server that takes e-mails from us.
 *
 * @param name the gateway's name, unique and the same over restarts
 * @param tls whether the wire is encrypted; {@code starttls} and {@code implicit} refuse to go on without, {@code opportunistic} encrypts
 *     where the server offers it. The certificate is verified in each
 * @param sslBundle a {@code spring.ssl.bundle} to trust instead of the JVM's certificates
 * @param from the envelope's sender, and the From of messages that name none
 * @param fromName the sender's name; absent: the shop's, as its settings have it
 * @param bounceAddress the mailbox of bounces, which takes all of {@code bounces+ANYTHING@domain}: the envelope's sender then names the
 *     message that came back; absent: bounces go to {@code from}, and nobody reads them here
 * @param classes the classes of messages that it carries
 * @param connections the most connections, and messages at once
 * @param rate messages a second, 0 for no limit
 * @param hello the name that it greets with, which should be this machine's in DNS; absent: its address
 * @param timeout the longest wait for an answer before the final dot, or for room to write: then nothing was sent, so that another
 *     connection or gateway may have the e-mail at once
 * @param acceptTimeout the longest wait for the answer to the final dot (RFC 5321, 4.5.3.2.6: 10 minutes), after which the e-mail is in
 *     doubt; the e-mail keeps its connection until then
 * @param maxLetters the number of e-mails after which a connection is replaced
 * @param maxAge the age at which a connection is replaced
 * @param domains limits for single domains of recipients; a domain that throttles us is left alone by itself
 * @param dkim the keys that sign, one of them for the domain of {@code from}; none: this gateway does not sign
 */
record SmtpGatewaySettings(
        String name,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("25") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("none") Tls tls,
        @Nullable String sslBundle,
        String from,
        @Nullable String fromName,
        @Nullable String bounceAddress,
        @DefaultValue({"service", "marketing", "codes"}) Set<MessageClass> classes,
        @DefaultValue("4") int connections,
        @DefaultValue("0") int rate,
        @DefaultValue("5s") Duration connectTimeout,
        @Nullable String hello,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("10m") Duration acceptTimeout,
        @DefaultValue("1000") int maxLetters,
        @DefaultValue("5m") Duration maxAge,
        @DefaultValue List<DomainLimits> domains,
        @DefaultValue List<DkimSettings> dkim) {

    enum Tls {
        none,
        opportunistic,
        starttls,
        implicit
    }

    SmtpGatewaySettings {
        require(name != null && !name.isBlank(), "name", name, "must be given");
        require(
                from != null
                        && EmailAddress.parse(from)
                                .filter(address -> !address.needsUtf8())
                                .isPresent(),
                "from",
                from,
                "must be an e-mail address in ASCII");
        require(
                bounceAddress == null
                        || EmailAddress.parse(bounceAddress)
                                .filter(address -> !address.needsUtf8())
                                .isPresent(),
                "bounce-address",
                bounceAddress,
                "must be an e-mail address in ASCII");
        require(port > 0 && port < 65536, "port", port, "must be a port");
        require(connections > 0, "connections", connections, "must be at least 1");
        require(maxLetters > 0, "max-letters", maxLetters, "must be at least 1");
        require((username == null) == (password == null), "username", username, "comes together with password");
        classes = Set.copyOf(classes);
        domains = List.copyOf(domains);
        dkim = List.copyOf(dkim);
        String sender = EmailAddress.parse(from).orElseThrow().domain();
        require(
                dkim.isEmpty() || dkim.stream().anyMatch(key -> DkimKeys.isAligned(key.domain(), sender)),
                "dkim",
                dkim.stream().map(DkimSettings::domain).toList(),
                "must have a key for " + sender
                        + ", the domain of from, or for its parent: others' signatures do not count");
    }

    private static void require(boolean right, String key, @Nullable Object value, String problem) {
        if (!right) {
            throw new ConfigException("vestnik.email.gateways[]." + key, value, problem);
        }
    }

    /** The sender's address, parsed. */
    EmailAddress sender() {
        return EmailAddress.parse(from).orElseThrow();
    }

    boolean carries(MessageClass messageClass) {
        return classes.contains(messageClass);
    }

    /** Whether its server is on this machine, so that its wire is nobody else's. */
    boolean isLocal() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return name + " at " + host + ":" + port;
    }
}
