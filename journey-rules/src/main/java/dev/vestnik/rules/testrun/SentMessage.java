package dev.vestnik.rules.testrun;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Effect;
import java.time.Instant;

/** A message that would have gone out. */
public record SentMessage(Instant at, Effect.Send send) {
    Channel channel() {
        return send.content().channel();
    }

    /** Everything of it that the customer would read. */
    String text() {
        return switch (send.content()) {
            case Effect.Content.Sms sms -> sms.text();
            case Effect.Content.Email email -> email.subject() + "\n" + email.text() + "\n" + email.html();
            case Effect.Content.Push push -> push.title() + "\n" + push.body();
        };
    }

    /** "sms of cart-reminder". */
    String inWords() {
        return channel().label() + " of " + send.template();
    }
}
