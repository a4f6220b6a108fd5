package dev.vestnik.rules.model;

import dev.vestnik.rules.model.Question.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What sources and pools answer: random, and the same each time that the same is asked. */
final class RandomReplies {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofMinutes(20);

    private RandomReplies() {}

    static List<Reply> of(long seed, Question question) {
        Random random = new Random(seed * 37 + question.name().hashCode() * 11L);
        return switch (random.nextInt(8)) {
            case 0 -> List.of();
            case 1, 2 -> List.of(refused(question, random));
            case 3 -> List.of(given(question, random, LATE));
            case 4 -> {
                Reply reply = given(question, random, SOON);
                yield List.of(reply, reply);
            }
            default -> List.of(given(question, random, SOON));
        };
    }

    private static Reply given(Question question, Random random, Duration within) {
        Object value = switch (question.about()) {
            case SOURCE -> (long) random.nextInt(10);
            case POOL -> "CODE-" + question.name().hashCode();
        };
        return new Reply(question.at().plusMillis(1 + random.nextLong(within.toMillis())), question, value, "");
    }

    private static Reply refused(Question question, Random random) {
        String reason = switch (question.about()) {
            case SOURCE -> "not-found";
            case POOL -> "offer-empty";
        };
        return new Reply(question.at().plusMillis(1 + random.nextLong(SOON.toMillis())), question, null, reason);
    }
}
