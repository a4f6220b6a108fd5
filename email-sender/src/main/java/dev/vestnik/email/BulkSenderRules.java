package dev.vestnik.email;

import dev.vestnik.schemas.message.MessageClass;
import java.util.ArrayList;
import java.util.List;

/**
 * Names what Gmail and Yahoo ask of bulk senders (since February 2024) and a gateway for marketing does not have. Whether each e-mail has a
 * one-click link is seen when it goes: see {@link EmailGateway}. SPF, DMARC, reverse DNS and complaint rates are seen in DNS and at the
 * providers alone.
 */
final class BulkSenderRules {
    private BulkSenderRules() {}

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
        if (!gateway.sender().domain().contains(".")) {
            breaches.add("from: " + gateway.sender().domain() + " is no domain that DNS could know");
        }
        return breaches;
    }
}
