package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.gate.ConsentRule;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The customer's word on marketing, by channel and topic such as {@code email/news}, as conditions ask for it. */
final class SaidConsents extends AbstractMap<String, Object> {
    private final Turn turn;
    private final What what;

    /** The kinds of questions that a condition may ask of a consent. */
    enum What {
        ALLOWS,
        REFUSES,
        /** The time of the word that counts; 1970 where there is none. */
        AT
    }

    SaidConsents(Turn turn, What what) {
        this.turn = turn;
        this.what = what;
    }

    @Override
    public @Nullable Object get(@Nullable Object asked) {
        String[] parts = String.valueOf(asked).split("/", 2);
        Channel channel = Channel.labelled(parts[0]).orElse(null);
        return channel == null || parts.length < 2 ? null : said(channel, parts[1].isEmpty() ? null : parts[1]);
    }

    private Object said(Channel channel, @Nullable String topic) {
        ConsentRule.Answer answer = ConsentRule.marketing(turn.state().consents(), channel, topic);
        Reach.Stop stop = Addresses.stop(turn.state(), channel);
        boolean stopped = answer.granted() && stop != null && !answer.saidAfter(stop.at());
        return switch (what) {
            case ALLOWS -> answer.granted() && !stopped;
            case REFUSES -> stopped || !answer.granted() && answer.consent() != null;
            case AT -> {
                if (stopped && stop != null) {
                    yield stop.at();
                }
                yield answer.consent() == null
                        ? Instant.EPOCH
                        : answer.consent().at();
            }
        };
    }

    /** Topics are the shop's to name: nobody can list them. */
    @Override
    public Set<Entry<String, Object>> entrySet() {
        return Set.of();
    }
}
