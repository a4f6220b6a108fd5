package dev.vestnik.email;

import dev.vestnik.email.provider.MailHttpAccount;
import dev.vestnik.schemas.message.MessageClass;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names what Gmail and Yahoo ask of bulk senders (since February 2024) and a gateway for marketing does not have. Whether each e-mail has a
 * one-click link is seen when it goes: see {@link dev.vestnik.email.unsubscribe.OneClickWatch}. SPF, DMARC, reverse DNS and complaint rates
 * are seen in DNS and at the providers alone, and so is DKIM where a provider over HTTP signs.
 */
final class BulkSenderRules {
    private static final Logger log = LoggerFactory.getLogger(BulkSenderRules.class);

    private BulkSenderRules() {}

    /** Says a gateway's breaches when it comes into force. */
    static void warn(@Nullable String gateway, List<String> breaches) {
        breaches.forEach(breach -> log.warn("gateway={} bulk_sender_rule=\"{}\"", gateway, breach));
    }

    /** Breaches, in words for the log; empty for a gateway that carries no marketing. */
    static List<String> breaches(SmtpGatewaySettings gateway, DkimKeys dkim) {
        List<String> breaches = new ArrayList<>();
        if (!gateway.carries(MessageClass.marketing)) {
            return breaches;
        }
        if (dkim.keys().isEmpty()) {
            breaches.add("dkim: e-mails are not signed here; the next server must sign them for the domain of From");
        }
        for (DkimKey key : dkim.keys()) {
            if (!key.isSafe()) {
                breaches.add("dkim: the key of selector " + key.selector() + " has fewer than 2048 bits");
            }
        }
        if (gateway.tls() == SmtpGatewaySettings.Tls.none && !gateway.isLocal()) {
            breaches.add("tls: e-mails leave in the clear; set tls to starttls or implicit");
        }
        from(gateway.sender().domain(), breaches);
        return breaches;
    }

    /** The same of a gateway over HTTP: the provider signs, and delivers over TLS where the mailbox's server offers it. */
    static List<String> breaches(MailHttpAccount account) {
        List<String> breaches = new ArrayList<>();
        URI address = account.address();
        if (address != null && "http".equals(address.getScheme()) && !SmtpGatewaySettings.isLocal(address.getHost())) {
            breaches.add("tls: e-mails leave in the clear; set url to an https address");
        }
        String sender = String.valueOf(account.sender());
        from(sender.substring(sender.lastIndexOf('@') + 1), breaches);
        return breaches;
    }

    private static void from(String domain, List<String> breaches) {
        if (!domain.contains(".")) {
            breaches.add("from: " + domain + " is no domain that DNS could know");
        }
    }
}
