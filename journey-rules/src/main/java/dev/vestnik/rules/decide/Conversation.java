package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Dialogue;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.AnswerReason;
import dev.vestnik.rules.reply.Expected.Understood;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question and what comes back to it: answers that are understood, those that are not, and the word of people about these. */
record Conversation(Turn turn, Instance instance, Journey journey, AskStep step) {
    static final String RUN = "run";
    static final String TEXT = "text";
    static final String ANSWER = "answer";
    private static final String NUMBER = "number";

    /** True where it was for this question. */
    boolean hears(Event event) {
        if (event.type().equals(TaskDesk.FINISHED)) {
            return decided(event);
        }
        if (!event.type().equals(WrittenRules.EVENT)
                || !instance.id().toString().equals(event.data().get(RUN))) {
            return false;
        }
        String text = String.valueOf(event.data().get(TEXT));
        for (AskStep.Option option : step.answers()) {
            Understood understood = option.expected().understood(text);
            if (understood != null) {
                answered(option, event.data(), understood.number());
                return true;
            }
        }
        notUnderstood(text);
        return true;
    }

    private void record(AnswerReason reason, Map<String, String> inputs) {
        turn.record(Outcome.ANSWER, reason, Turn.about(instance, step.id()), null, List.of(), inputs);
    }

    private void answered(AskStep.Option option, Map<String, Object> message, @Nullable Long number) {
        record(AnswerReason.UNDERSTOOD, Map.of(ANSWER, option.name()));
        Map<String, Object> answer = new HashMap<>();
        answer.put(ANSWER, option.name());
        answer.put(TEXT, String.valueOf(message.get(TEXT)));
        if (number != null) {
            answer.put(NUMBER, number);
        }
        Instance brought = Questions.released(turn, remembering(answer)).broughtBy(WrittenRules.EVENT, message);
        turn.put(brought);
        turn.runner().arrive(turn, brought, journey, option.next(), turn.cause().nominalAt());
    }

    private Instance remembering(Map<String, Object> answer) {
        Map<String, Object> context = RunContext.with(turn, instance.context(), Map.of(step.into(), Map.copyOf(answer)))
                .kept(Turn.about(instance, step.id()));
        return instance.remembering(context, instance.contextAt());
    }

    /** The first time it is asked for once more, as soon as the first question has gone; then people read it. */
    private void notUnderstood(String text) {
        Task task = Tasks.pending(turn, instance.id());
        Dialogue dialogue = Dialogues.of(turn, instance.id());
        Instance told = Questions.released(turn, remembering(Map.of(TEXT, text)));
        turn.put(told);
        Conversation on = new Conversation(turn, told, journey, step);
        if (task != null) {
            record(AnswerReason.NOT_UNDERSTOOD, Map.of());
            String all = task.text() == null ? text : task.text() + "\n" + text;
            Tasks.put(turn, task.saying(TaskStep.cut(all)));
        } else if (dialogue != null && dialogue.times() == 1) {
            record(AnswerReason.ASKED_AGAIN, Map.of());
            Dialogues.again(turn, dialogue);
            step.ask(turn, told, journey, turn.cause().nominalAt());
        } else {
            record(AnswerReason.NOT_UNDERSTOOD, Map.of());
            on.becomesATask();
        }
    }

    /** People choose among the answers, and see what was written. */
    void becomesATask() {
        Instant due = turn.now().plus(step.timeout());
        Instance here = instance.at(step.id(), instance.iteration(), new Waiting(turn.now(), due));
        turn.put(here);
        Task.Progress open = new Task.Progress(Task.Status.OPEN, null, null, turn.now());
        Tasks.make(
                turn,
                new Task(
                        Tasks.id(turn, here),
                        Tasks.origin(here),
                        step.queue(),
                        said(),
                        step.names(),
                        false,
                        turn.now(),
                        due,
                        open));
    }

    /** The words that were not understood; null where there was no room for them. */
    private @Nullable String said() {
        return instance.context().get(step.into()) instanceof Map<?, ?> said && said.get(TEXT) instanceof String text
                ? TaskStep.cut(text)
                : null;
    }

    /** A person has read it. The event is the message that they have read, as if it had been understood. */
    private boolean decided(Event event) {
        if (!Tasks.isOf(turn, instance, event)) {
            return false;
        }
        String said = said();
        Map<String, Object> message = Map.of(
                "channel",
                "sms",
                "kind",
                "text",
                TEXT,
                said == null ? "" : said,
                RUN,
                instance.id().toString());
        for (AskStep.Option option : step.answers()) {
            if (option.name().equals(event.data().get(TaskDesk.OUTCOME))) {
                answered(option, message, null);
                return true;
            }
        }
        turn.runner()
                .arrive(
                        turn,
                        instance,
                        journey,
                        step.ways().onTimeout(),
                        turn.cause().nominalAt());
        return true;
    }
}
