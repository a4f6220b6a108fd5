package dev.vestnik.email;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.service.settings.BrokenRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One SMTP server that takes e-mails from us.
 *
 * @param name the gateway's name, unique and the same over restarts
 * @param tls whether the wire is encrypted; {@code starttls} and {@code implicit} refuse to go on without, {@code opportunistic} encrypts
 *     where the server offers it. The certificate is verified in each
 * @param sslBundle a {@code spring.ssl.bundle} to trust instead of the JVM's certificates; with its {@code reload-on-update} the next
 *     connection has what is new in its files
 * @param from the envelope's sender, and the From of messages that name none
 * @param fromName the sender's name; absent: the shop's, as its settings have it
 * @param bounceAddress the mailbox of bounces, which takes all of {@code bounces+ANYTHING@domain}: the envelope's sender then names the
 *     message that came back; absent: bounces go to {@code from}, and nobody reads them here
 * @param classes the classes of messages that it carries
 * @param connections the most connections, and messages at once, of all instances together
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
    private static final int LAST_PORT = 65_535;

    private static final Pattern NAME = Pattern.compile("\\S(.*\\S)?");

    enum Tls {
        none,
        opportunistic,
        starttls,
        implicit
    }

    /** Names everything that is wrong at once. */
    SmtpGatewaySettings {
        classes = classes == null ? Set.of() : Set.copyOf(classes);
        domains = List.copyOf(domains);
        dkim = List.copyOf(dkim);
        boolean paired = (username == null) == (password == null);
        new BrokenRules("vestnik.email.gateways[]")
                .check(name != null && NAME.matcher(name).matches(), "name", "is required")
                .check(!host.isBlank(), "host", "must be a host name or an address")
                .check(port > 0 && port <= LAST_PORT, "port", "must be from 1 to " + LAST_PORT)
                .check(paired, "username", "comes together with password")
                .check(paired, "password", "comes together with username")
                .check(sslBundle == null || tls != Tls.none, "ssl-bundle", "comes together with tls")
                .check(isAscii(from), "from", "must be an e-mail address in ASCII")
                .check(
                        bounceAddress == null || isAscii(bounceAddress),
                        "bounce-address",
                        "must be an e-mail address in ASCII")
                .check(!classes.isEmpty(), "classes", "must be some of service, marketing, codes")
                .check(connections > 0, "connections", "must be at least 1")
                .check(rate >= 0, "rate", "must be 0 (no limit) or more")
                .check(connectTimeout.isPositive(), "connect-timeout", "must be more than 0")
                .check(timeout.isPositive(), "timeout", "must be more than 0")
                .check(acceptTimeout.isPositive(), "accept-timeout", "must be more than 0")
                .check(hello == null || hello.matches("[!-~]{1,255}"), "hello", "must be a name in ASCII")
                .check(maxLetters > 0, "max-letters", "must be at least 1")
                .check(maxAge.isPositive(), "max-age", "must be more than 0")
                .check(
                        vouches(dkim, from),
                        "dkim",
                        "must have a key for " + domain(from) + ", the domain of from, or for its parent:"
                                + " others' signatures do not count")
                .refuse(ConfigException::new);
    }

    private static boolean isAscii(@Nullable String address) {
        return address != null
                && EmailAddress.parse(address)
                        .filter(parsed -> !parsed.needsUtf8())
                        .isPresent();
    }

    private static String domain(@Nullable String from) {
        return from == null
                ? ""
                : EmailAddress.parse(from).map(EmailAddress::domain).orElse("");
    }

    private static boolean vouches(List<DkimSettings> dkim, @Nullable String from) {
        String sender = domain(from);
        return dkim.isEmpty()
                || sender.isEmpty()
                || dkim.stream().anyMatch(key -> DkimKeys.isAligned(key.domain(), sender));
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
        return isLocal(host);
    }

    /** Whether the host is this machine: nobody else reads along. */
    static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return name + " at " + host + ":" + port;
    }
}
