package dev.vestnik.engine.deadletters;

import dev.vestnik.engine.audit.AuditTrail;
import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.reader.BackwardReader;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.schemas.topic.Topic;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Lists what was set aside, and writes it to its topic again once its cause is mended. */
@RestController
@Tag(name = "dead letters")
final class DeadLetterController {
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");
    private static final int MOST = 500;
    private static final int RETRY_AFTER_SECONDS = 2;

    private final LetterReader letters;
    private final Replaying replaying;

    DeadLetterController(LetterReader letters, Replaying replaying) {
        this.letters = letters;
        this.replaying = replaying;
    }

    /** @param next cursor of the page of older ones; null at the end. A page may be empty and have a next one */
    record LetterPage(List<LetterView> items, @Nullable String next) {}

    /** @param left those that were not written again, each with its reason */
    record Replayed(int replayed, List<Replaying.Answer> left) {}

    @Operation(summary = "How many records of which topic were set aside for which reason")
    @GetMapping("/api/dead-letters")
    LetterReader.Overview overview() {
        return letters.overview();
    }

    @Operation(summary = "The dead letters of a topic, newest first")
    @GetMapping("/api/dead-letters/{topic}")
    LetterPage page(
            @PathVariable String topic,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        Topic named = DeadLetterTopics.named(topic);
        check(cursor, limit);
        Long before = cursor == null ? null : Long.valueOf(cursor);
        BackwardReader.Part<LetterView> part = letters.read(named, reason, before, limit);
        return new LetterPage(
                part.found(), part.next() == null ? null : part.next().toString());
    }

    private static void check(@Nullable String cursor, int limit) {
        List<Fault> faults = new ArrayList<>();
        if (limit < 1 || limit > MOST) {
            faults.add(new Fault("limit", "must be 1 to " + MOST));
        }
        if (cursor != null && !OFFSET.matcher(cursor).matches()) {
            faults.add(new Fault("cursor", "must be the \"next\" of a page"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
    }

    @Operation(summary = "A dead letter: where it was, and why it is here")
    @GetMapping("/api/dead-letters/{topic}/{offset}")
    LetterView letter(@PathVariable String topic, @PathVariable String offset) {
        Topic named = DeadLetterTopics.named(topic);
        return letters.at(named, OFFSET.matcher(offset).matches() ? Long.parseLong(offset) : -1)
                .orElseThrow(() -> ProblemException.notFound("dead letter of " + topic + " at " + offset));
    }

    @Operation(summary = "Writes dead letters to their topic again, once their cause is mended")
    @PostMapping("/api/dead-letters/{topic}/replay")
    Replayed replay(
            @PathVariable String topic,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        Topic named = DeadLetterTopics.named(topic);
        List<Long> offsets = offsets(body);
        try {
            List<Replaying.Answer> answers = replaying.replay(named, offsets);
            List<Replaying.Answer> left =
                    answers.stream().filter(answer -> answer.why() != null).toList();
            int replayed = answers.size() - left.size();
            exchange.getAttributes().put(AuditTrail.DETAIL, replayed + " written again, " + left.size() + " not");
            return new Replayed(replayed, left);
        } catch (KafkaException e) {
            throw ProblemException.tryAgain(
                    RETRY_AFTER_SECONDS,
                    "Kafka does not answer: some of them may have been written; to replay them once more does no harm");
        }
    }

    private static List<Long> offsets(@Nullable String body) {
        JsonBody json = JsonBody.object(body);
        List<Long> offsets = json.numbers("offsets", MOST);
        json.close();
        return offsets;
    }
}
