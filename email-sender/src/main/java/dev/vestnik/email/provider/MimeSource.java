package dev.vestnik.email.provider;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import org.jspecify.annotations.Nullable;

/** Writes e-mails as MIME for providers that take them so, without a DKIM signature: they sign themselves. */
public interface MimeSource {

    /** The e-mail from an account's sender, with its report token in a header. */
    Written write(Dispatch dispatch, Content.Email mail);

    /** The end of writing. */
    sealed interface Written {

        /**
         * @param recipient in ASCII but for a local part of other letters
         * @param utf8 whether only servers with SMTPUTF8 take it
         */
        record Mail(String recipient, byte[] mime, boolean utf8) implements Written {}

        /** The e-mail can never be written. */
        record Refused(Outcome outcome) implements Written {}
    }

    /** Makes the source of an account. */
    interface OfSender {

        /** @param senderName null: the shop's name, which comes with the message */
        MimeSource of(String sender, @Nullable String senderName);
    }
}
