package dev.vestnik.rules.testrun;

import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.testrun.ScriptedReplies.NextCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the questions of one test run, as its document says. An address that is not the customer's takes messages. For one use. */
final class Answering {
    private final ScriptedReplies answers;
    private final Map<String, Integer> given = new HashMap<>();

    Answering(ScriptedReplies answers) {
        this.answers = answers;
    }

    /** Null where nobody answers. */
    @Nullable
    Signal to(Effect.Ask ask) {
        return switch (ask.request()) {
            case Request.Take take -> ask.owner().kind() == OwnerKind.OFFER_POOL ? code(ask) : null;
            case Request.Lookup lookup -> value(ask, lookup.source());
            case Request.Recommend recommend -> value(ask, recommend.source());
            case Request.AddressStanding standing -> new Signal.Granted(ask.askId(), Map.of());
            case Request.OfCustomer other -> null;
        };
    }

    private @Nullable Signal code(Effect.Ask ask) {
        String offer = ask.owner().key();
        List<NextCode> codes = answers.codes().get(offer);
        if (codes == null) {
            return null;
        }
        int number = given.merge(offer, 1, Integer::sum);
        if (number > codes.size()) {
            return new Signal.Refused(ask.askId(), SkipReason.OFFER_EMPTY.label());
        }
        NextCode next = codes.get(number - 1);
        Map<String, Object> result = new HashMap<>(Map.of("code", next.code()));
        if (next.expiresAt() != null) {
            result.put("expiresAt", next.expiresAt().toString());
        }
        return new Signal.Granted(ask.askId(), result);
    }

    private @Nullable Signal value(Effect.Ask ask, String source) {
        Object value = answers.values().get(source);
        return value == null ? null : new Signal.Granted(ask.askId(), Map.of(Request.Lookup.VALUE, value));
    }
}
