package dev.vestnik.email.provider;

import dev.vestnik.email.unsubscribe.OneClickWatch;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.hook.HookSignature;
import org.jspecify.annotations.Nullable;

/**
 * An account at a provider.
 *
 * @param key the key that goes with every request
 * @param sender the From of an e-mail that names none
 * @param senderName null: the shop's name, which comes with the message
 * @param signature the check of the provider's calls
 * @param oneClick sees each e-mail that goes
 */
record MailAccount(
        String key, String sender, @Nullable String senderName, HookSignature signature, OneClickWatch oneClick) {

    /** The From of an e-mail. */
    Content.Mailbox from(Content.Email mail) {
        Content.Mailbox from = mail.from();
        if (from != null && !from.address().isEmpty()) {
            return from;
        }
        return new Content.Mailbox(sender, senderName != null || from == null ? senderName : from.name());
    }

    /** The domain that the provider knows us by. */
    String domain() {
        return sender.substring(sender.indexOf('@') + 1);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "account of " + sender;
    }
}
