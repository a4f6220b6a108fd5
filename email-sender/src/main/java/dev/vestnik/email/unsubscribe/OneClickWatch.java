package dev.vestnik.email.unsubscribe;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what goes over one gateway for marketing without a one-click link, which Gmail and Yahoo ask of bulk senders. Warns once: a
 * template or shop without the link has it in no e-mail.
 */
public final class OneClickWatch {
    private static final Logger log = LoggerFactory.getLogger(OneClickWatch.class);

    private final String gateway;
    private final AtomicBoolean missed = new AtomicBoolean();

    public OneClickWatch(String gateway) {
        this.gateway = gateway;
    }

    /** Looks at an e-mail that is about to go. */
    public void look(Dispatch dispatch, Content.Email mail) {
        if (dispatch.messageClass() == MessageClass.marketing
                && !UnsubscribeLink.isOneClick(mail.unsubscribeUrl())
                && missed.compareAndSet(false, true)) {
            log.warn(
                    "gateway={} journey={} bulk_sender_rule=\"one-click: marketing without an https address to unsubscribe\"",
                    gateway,
                    dispatch.origin().journey());
        }
    }
}
