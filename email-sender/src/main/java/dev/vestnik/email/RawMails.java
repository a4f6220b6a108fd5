package dev.vestnik.email;

import dev.vestnik.email.provider.MimeSource;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** E-mails for providers over HTTP, written as those over SMTP are. */
record RawMails(MailWriter writer, InstantSource clock) implements MimeSource {

    /** @param tokens signs the report token of a message, which its header carries */
    static RawMails of(
            String sender, @Nullable String senderName, Function<Dispatch, String> tokens, InstantSource clock) {
        EmailAddress address = EmailAddress.parse(sender)
                .orElseThrow(() -> new ConfigException("vestnik.email.http: sender " + sender + " is no address"));
        DkimKeys none = new DkimKeys(address, List.of());
        return new RawMails(new MailWriter(address, senderName, none, new ReturnPath(address, tokens)), clock);
    }

    @Override
    public Written write(Dispatch dispatch, Content.Email mail) {
        return switch (writer.write(dispatch, mail, clock.instant())) {
            case MimeMail.Ready ready -> new Written.Mail(ready.recipient().toString(), ready.mime(), ready.utf8());
            case MimeMail.Refused(var code, var dead) ->
                new Written.Refused(dead ? Outcome.deadAddress(code) : Outcome.permanent(code));
        };
    }
}
