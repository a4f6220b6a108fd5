package dev.vestnik.sandbox.behaviour;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What only mail servers do.
 *
 * @param greyList whether the first try to a recipient is turned away with 450 4.7.1
 * @param closeAfterData the share of e-mails whose DATA is answered 421, and the connection closed
 * @param throttledDomains the domains whose recipients are turned away with 451 4.7.28
 * @param recipients the whole reply to RCPT for single addresses, such as {@code 550 5.1.1 no such user}
 */
public record MailBehaviour(
        boolean greyList, double closeAfterData, List<String> throttledDomains, Map<String, String> recipients) {
    static final MailBehaviour GOOD = new MailBehaviour(false, 0, List.of(), Map.of());

    public MailBehaviour {
        throttledDomains = List.copyOf(throttledDomains);
        recipients = Map.copyOf(recipients);
    }

    /** The reply to a recipient that this behaviour turns away; empty when it takes it. */
    public Optional<String> refusal(String recipient) {
        String reply = recipients.get(recipient);
        boolean throttled = throttledDomains.contains(recipient.substring(recipient.lastIndexOf('@') + 1));
        return throttled ? Optional.of("451 4.7.28 too many messages for this domain") : Optional.ofNullable(reply);
    }
}
