package dev.vestnik.rules.model;

import dev.vestnik.rules.model.Side.Handed;
import dev.vestnik.rules.model.Side.Reported;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The model's messages: channel by channel, until one has got far enough. */
final class ModelMessages {
    private static final Duration TURN = Duration.ofMinutes(15);
    private static final List<Duration> TRIES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final ModelSteps steps;
    private final ModelGates gates;
    private final List<Sent> sent;

    ModelMessages(ModelSteps steps, ModelGates gates, List<Sent> sent) {
        this.steps = steps;
        this.gates = gates;
        this.sent = sent;
    }

    void begin(ModelRun run, Plan.Message message) {
        turnTo(run, 0);
        tryChannels(run, message);
    }

    private static void turnTo(ModelRun run, int channel) {
        run.channel = channel;
        run.out = null;
        run.atGates = true;
        if (channel == 0) {
            run.heldBy = null;
        }
    }

    /** One that had its turn has no other: it may have stood elsewhere in an older version. */
    private void turnToNext(ModelRun run, Plan.Message message) {
        List<String> channels = channels(message);
        int next = run.channel + 1;
        while (next < channels.size() && ofNow(run, channels.get(next)) != null) {
            next++;
        }
        turnTo(run, next);
    }

    private void tryChannels(ModelRun run, Plan.Message message) {
        for (; run.channel < message.channels().size(); turnToNext(run, message)) {
            Plan.Via via = message.channels().get(run.channel);
            switch (gates.pass(run, message, via)) {
                case ModelGates.Ruling.Pass(String address) -> {
                    go(run, message, address);
                    return;
                }
                case ModelGates.Ruling.Hold(String reason, Instant until) -> {
                    hold(run, via, reason, until);
                    return;
                }
                case ModelGates.Ruling.No(String reason) -> steps.line("SKIPPED", reason, run, run.step, via.channel());
            }
        }
        if (of(run).findAny().isEmpty()) {
            steps.codes().unsent(run);
        }
        boolean any = of(run).anyMatch(one -> one.isAsFarAs("accepted"));
        done(run, message, any);
    }

    private void go(ModelRun run, Plan.Message message, String address) {
        if (run.plan.shadow()) {
            steps.line(
                    "SKIPPED",
                    "shadow",
                    run,
                    run.step,
                    message.channels().get(run.channel).channel());
            done(run, message, true);
        } else {
            send(run, message, address);
        }
    }

    private void done(ModelRun run, Plan.Message message, boolean any) {
        if (run.plan.step(run.step) instanceof Plan.Ask ask) {
            if (any) {
                steps.asks().gone(run, ask);
            } else {
                steps.asks().notGone(run, ask);
            }
        } else {
            steps.come(run, any ? message.onSent() : message.onNone(), steps.nominal());
        }
    }

    private Stream<Sent> of(ModelRun run) {
        return sent.stream().filter(one -> one.run == run && one.isOfNow());
    }

    /** What the run has sent through the channel in its present stay in its step; null: nothing. */
    @Nullable
    Sent ofNow(ModelRun run, String channel) {
        return of(run).filter(one -> one.channel.equals(channel)).findFirst().orElse(null);
    }

    private void hold(ModelRun run, Plan.Via via, String reason, Instant until) {
        if (!run.isHeldBy(reason)) {
            steps.line("HELD", reason, run, run.step, via.channel());
        }
        run.heldBy = reason;
        run.heldAt = run.channel;
        run.due = until;
    }

    private void send(ModelRun run, Plan.Message message, String address) {
        Plan.Via via = message.channels().get(run.channel);
        Instant end = gates.worthUntil(run, message);
        if (!isLast(message, run.channel)) {
            end = earlier(end, steps.now().plus(via.lasts() == null ? TURN : via.lasts()));
        }
        Sent one = ofNow(run, via.channel());
        if (one == null) {
            one = new Sent(run, steps.name(run, via.channel()), via.channel(), address, steps.now());
            one.until = end;
            sent.add(one);
        } else {
            one.again(steps.now());
            one.until = one.until.isAfter(steps.now()) ? earlier(end, one.until) : end;
        }
        run.out = one;
        steps.codes().shown(run);
        run.due = one.until;
        run.atGates = false;
        run.heldBy = null;
        steps.line(one.attempt == 1 ? "SENT" : "RETRIED", null, run, run.step, via.channel());
        steps.hand(new Handed(steps.now(), one.name, via.channel(), one.attempt));
    }

    private static boolean isLast(Plan.Message message, int channel) {
        return channel == message.channels().size() - 1;
    }

    /** A message may go to the gates again, or its channel's turn is over. */
    void over(ModelRun run, Plan.Message message) {
        if (run.atGates) {
            tryChannels(run, message);
        } else {
            revoke(Objects.requireNonNull(run.out), "too-slow");
            next(run, message);
        }
    }

    private void next(ModelRun run, Plan.Message message) {
        turnToNext(run, message);
        tryChannels(run, message);
    }

    /** A sender reports. */
    void reported(Reported report) {
        sent.stream()
                .filter(one -> one.name.equals(report.of().message()))
                .findFirst()
                .ifPresent(message -> reported(report, message)); // an erased customer's is forgotten
    }

    private void reported(Reported report, Sent message) {
        if (report.addressDead()) {
            dead(message);
        }
        ModelRun run = message.run;
        boolean news = message.hears(report.status(), report.of().attempt());
        if (news && message.isOfNow() && run.message() instanceof Plan.Message step) {
            if (message.failed) {
                failed(run, step, message, report.status());
            } else {
                reached(run, step, message);
            }
        }
    }

    /** A device whose token is gone is the customer's no more; any other dead address takes nothing any more. */
    private void dead(Sent message) {
        boolean push = message.channel.equals("push");
        if (push ? gates.forget(message.address) : gates.suppress(message.channel, message.address)) {
            steps.lineOfCustomer("SUPPRESSED", "dead-address");
        }
    }

    private void reached(ModelRun run, Plan.Message step, Sent message) {
        int channel = channels(step).indexOf(message.channel);
        String until = step.channels().get(channel).until();
        String usual = message.channel.equals("email") ? "accepted" : "delivered";
        String enough = isLast(step, channel) ? "accepted" : Objects.requireNonNullElse(until, usual);
        if (message.isAsFarAs(enough)) {
            if (run.out != null && run.out != message) {
                revoke(run.out, "not-needed");
            }
            done(run, step, true);
        }
    }

    private void failed(ModelRun run, Plan.Message step, Sent message, String status) {
        if (run.atGates || message != run.out) {
            return;
        }
        Instant again = status.equals("FAILED_TEMPORARY") && message.attempt <= TRIES.size()
                ? steps.now().plus(TRIES.get(message.attempt - 1))
                : null;
        if (again != null && again.isBefore(message.until)) {
            run.atGates = true;
            run.due = again;
        } else {
            next(run, step);
        }
    }

    private void revoke(Sent message, String reason) {
        if (message.isOpen()) {
            steps.line("REVOKED", reason, message.run, message.step, message.channel);
        }
    }

    void takeBack(ModelRun run, String reason) {
        sent.stream().filter(message -> message.run == run).forEach(message -> revoke(message, reason));
    }

    /** A rule leads the run away from its step. */
    void movedOn(ModelRun run) {
        sent.stream()
                .filter(message -> message.run == run && (message.step.equals(run.step) || message.isOfNow()))
                .forEach(message -> revoke(message, "moved-on"));
    }

    /** What a customer does not allow any more is taken back. */
    void consentChanged() {
        sent.stream()
                .filter(message -> !message.run.over && !message.run.plan.service())
                .filter(message -> !gates.allowed(message.run.plan, message.channel))
                .forEach(message -> revoke(message, "consent-withdrawn"));
    }

    /** When the last message of the topic was handed to its sender; long ago where there was none. */
    Instant lastSent(String topic) {
        return sent.stream()
                .filter(one -> topic.equals(one.run.plan.topic()))
                .map(one -> one.at)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    void migrate(ModelRun run, Plan.Message before, Plan.Message after) {
        int channel = channels(after).indexOf(channels(before).get(run.channel));
        if (channel < 0) {
            steps.leave(run, "channel-gone");
            return;
        }
        run.heldAt = run.heldAt == run.channel ? channel : -1;
        run.channel = channel;
    }

    private static List<String> channels(Plan.Message message) {
        return message.channels().stream().map(Plan.Via::channel).toList();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
