package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.decide.Effect;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.Refused;
import dev.vestnik.schemas.message.MessageHeader;
import java.time.Instant;

/**
 * Writes answers to what other keys asked. The record's key is the asker; a customer is named in the header, any other asker (the
 * API) has an empty shop there.
 */
public final class OutgoingAnswers {
    private OutgoingAnswers() {}

    public static EngineCommand granted(Effect.Grant grant, Instant now) {
        return new EngineCommand(
                header(grant.asker(), "granted/" + grant.askId(), now),
                new Granted(grant.askId(), JsonValues.text(grant.result())));
    }

    public static EngineCommand refused(Effect.Refuse refuse, Instant now) {
        return new EngineCommand(
                header(refuse.asker(), "refused/" + refuse.askId(), now),
                new Refused(refuse.askId(), refuse.reason(), refuse.detail()));
    }

    private static MessageHeader header(String asker, String eventId, Instant now) {
        int slash = asker.indexOf('/');
        String shop = slash < 0 ? "" : asker.substring(0, slash);
        return new MessageHeader(eventId, shop, asker.substring(slash + 1), now, OutgoingMessages.SOURCE);
    }
}
