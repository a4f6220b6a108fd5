package dev.vestnik.push;

import dev.vestnik.push.device.Answer;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import java.util.List;
import java.util.Objects;

/**
 * One outcome from the answers of all devices of a customer.
 *
 * <p>The message is for the customer, not for a device: one that took it is enough, whatever became of the others. When none did,
 * a lost answer makes the message in doubt, because that device may be showing it. Otherwise a device that was not reached
 * may still be, so the message was not sent; it will come to the devices that refused it once more, and be refused once more.
 * Otherwise the refusals count, a temporary one first.
 */
final class FanOut {

    /** A device by the name that its platform knows it by. */
    record Told(String token, Answer answer) {
        static String token(Content.Target target) {
            return switch (target) {
                case Content.Device device -> device.token();
                case Content.Browser browser -> browser.endpoint();
            };
        }
    }

    private FanOut() {}

    static Outcome outcome(List<Told> told) {
        List<String> dead = told.stream()
                .filter(one -> one.answer() instanceof Answer.Gone)
                .map(Told::token)
                .toList();
        List<Answer.Taken> taken = answers(told, Answer.Taken.class);
        if (!taken.isEmpty()) {
            List<String> ids = taken.stream()
                    .map(Answer.Taken::id)
                    .filter(Objects::nonNull)
                    .toList();
            return new Outcome.Accepted(ids, null, dead);
        }
        for (Answer.Lost lost : answers(told, Answer.Lost.class)) {
            return new Outcome.Unknown(lost.cause());
        }
        for (Answer.NotSent notSent : answers(told, Answer.NotSent.class)) {
            return new Outcome.NotSent(notSent.cause());
        }
        return refusal(told, dead);
    }

    private static Outcome refusal(List<Told> told, List<String> dead) {
        List<Answer.Refused> refused = answers(told, Answer.Refused.class);
        Answer.Refused first = refused.stream()
                .min((a, b) -> Boolean.compare(isPermanent(a), isPermanent(b)))
                .orElse(null);
        if (first != null) {
            return new Outcome.Rejected(first.kind(), first.code(), false, dead);
        }
        String code = answers(told, Answer.Gone.class).stream()
                .map(Answer.Gone::code)
                .findFirst()
                .orElse("no-device");
        return new Outcome.Rejected(FailureKind.permanent, code, false, dead);
    }

    private static boolean isPermanent(Answer.Refused refused) {
        return refused.kind() == FailureKind.permanent;
    }

    private static <T extends Answer> List<T> answers(List<Told> told, Class<T> kind) {
        return told.stream()
                .map(Told::answer)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
