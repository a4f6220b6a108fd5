package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import java.util.UUID;

/**
 * The ids of a run's messages. They are made of the step's id: a message that went out before a publication gave the step another id keeps
 * its own as long as the run stays in the step, so that its receipts, tries and answers find it.
 */
final class MessageIds {
    private MessageIds() {}

    /** The id of the message that the run sends, or has sent, through this channel in its present stay in the step. */
    static UUID of(Turn turn, Instance run, String step, Channel channel) {
        for (Outstanding message : turn.state().messages()) {
            if (mayBeRenamed(message, run, step, channel)
                    && message.id().equals(made(turn, run, message.step(), channel))) {
                return message.id();
            }
        }
        return made(turn, run, step, channel);
    }

    /** Looked at for each message: cheaper than an id is made. */
    private static boolean mayBeRenamed(Outstanding message, Instance run, String step, Channel channel) {
        return message.version() < run.version()
                && message.channel() == channel
                && message.instance().equals(run.id())
                && !message.step().equals(step);
    }

    private static UUID made(Turn turn, Instance run, String step, Channel channel) {
        return Ids.message(turn.keyOf(run), run.journey(), run.id(), step, run.iteration(), channel);
    }
}
