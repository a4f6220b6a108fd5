package dev.vestnik.sandbox.behaviour;

import java.util.List;

/**
 * The habits of mail servers alone.
 *
 * @param greyList whether the first try to a recipient is turned away with 450 4.7.1
 * @param closeAfterData the share of e-mails whose DATA is answered 421, and the connection closed
 * @param throttledDomains the domains whose recipients are turned away with 451 4.7.28
 * @param complaintRate the share of delivered e-mails whose reader complains about them (ARF, or the provider's report)
 */
public record MailBehaviour(
        boolean greyList, double closeAfterData, List<String> throttledDomains, double complaintRate) {
    static final MailBehaviour GOOD = new MailBehaviour(false, 0, List.of(), 0);

    public MailBehaviour {
        throttledDomains = List.copyOf(throttledDomains);
    }

    /** Whether the domain of a recipient is turned away. */
    public boolean throttles(String recipient) {
        return throttledDomains.contains(recipient.substring(recipient.lastIndexOf('@') + 1));
    }
}
