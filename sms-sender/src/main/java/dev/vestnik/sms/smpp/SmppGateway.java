package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sms.metrics.SmsMetrics;
import dev.vestnik.sms.receipts.SubmittedPart;
import dev.vestnik.sms.smpp.GatewaySettings.ReceiptsPer;
import dev.vestnik.sms.text.SmsText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * An SMPP account as a gateway. Submits the parts of a long text one after the other. A later part decides for the whole text: a part in
 * doubt leaves the text in doubt, and the parts behind it still go out, so that the text may be complete; a part that is refused, or cannot
 * be handed over for minutes, fails the text, which nobody could read. The outcome is then a rejection, never "not sent": parts
 * before it were taken, so the same attempt must not be made again.
 */
public final class SmppGateway implements Gateway {
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final GatewaySettings settings;
    private final InstantSource clock;
    private final SmppLink link;
    private final Crowd crowd = new Crowd();
    private final Map<Attempt, TakenParts> unfinished = new ConcurrentHashMap<>();

    public SmppGateway(GatewaySettings settings, DeliverSmReceiver receiver, SmsMetrics metrics, InstantSource clock) {
        this(settings, new Deliveries(settings.name(), receiver, metrics), clock);
    }

    SmppGateway(GatewaySettings settings, Deliveries deliveries, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.link = new SmppLink(settings, deliveries).start();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public GatewayLimits limits() {
        return settings.limits();
    }

    @Override
    public GatewayHealth health() {
        return link.health();
    }

    /**
     * Submits the first part at once if the link is bound, without a wait after which it would have to ask whether there is still time.
     * Completes a text whose first part was taken, even after its time is over: half a text is worse than a late one.
     */
    @Override
    public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws NotSentException {
        if (!(dispatch.content() instanceof Content.Sms(String to, var from, String text))) {
            return Outcome.permanent("not-an-sms");
        }
        if (!Address.isNumber(to)) {
            return Outcome.deadAddress("bad-number");
        }
        if (text.isBlank()) {
            return Outcome.permanent("empty-text");
        }
        List<SmsPart> parts = SmsPart.of(SmsText.of(text), dispatch.attempt().hashCode());
        if (parts.isEmpty()) {
            return Outcome.permanent("too-long");
        }
        Submit submit = Submit.of(dispatch, settings.source(from), Address.international(to));
        Outcome first = submitted(bound(), submit, parts.getFirst());
        return parts.size() == 1 ? single(first) : joined(dispatch, submit, parts, first);
    }

    private Outcome submitted(SmppSession session, Submit submit, SmsPart part) {
        Outcome outcome = submit.part(session, part, clock.instant(), settings.grace());
        return crowd.judged(submit.to().digits(), outcome);
    }

    private SmppSession bound() throws NotSentException {
        return link.session().orElseThrow(() -> new NotSentException("not bound"));
    }

    private static Outcome single(Outcome outcome) {
        return outcome instanceof Outcome.Accepted(var ids, var _, var dead, var price)
                ? new Outcome.Accepted(ids, 1, dead, price)
                : outcome;
    }

    private Outcome joined(Dispatch dispatch, Submit submit, List<SmsPart> parts, Outcome first) {
        List<Outcome> outcomes = new ArrayList<>(List.of(first));
        while (outcomes.size() < parts.size() && isTaken(outcomes.getLast())) {
            outcomes.add(patiently(submit, parts.get(outcomes.size())));
        }
        Outcome whole = PartOutcomes.whole(outcomes, parts.size());
        if (!(whole instanceof Outcome.Accepted)) {
            unfinished.put(dispatch.attempt(), new TakenParts(PartOutcomes.ids(outcomes), parts.size()));
        }
        return whole;
    }

    /** The ids of the taken parts of a text, by number. */
    private record TakenParts(SortedMap<Integer, String> ids, int parts) {}

    private static boolean isTaken(Outcome outcome) {
        return outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Unknown;
    }

    /**
     * Tries a later part, with growing pauses, while the centre has no room or the link is lost: it cannot go back to Kafka. Gives up after
     * the time for which an answer would be waited for too.
     */
    private Outcome patiently(Submit submit, SmsPart part) {
        long end = System.nanoTime() + settings.grace().toNanos();
        long pause = FIRST_PAUSE_MS;
        Outcome outcome = now(submit, part);
        while (isPutOff(outcome) && System.nanoTime() - end < 0) {
            try {
                Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return outcome;
            }
            pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
            outcome = now(submit, part);
        }
        return outcome;
    }

    private static boolean isPutOff(Outcome outcome) {
        return outcome instanceof Outcome.NotSent || outcome instanceof Outcome.Busy;
    }

    private Outcome now(Submit submit, SmsPart part) {
        return link.session()
                .map(session -> submitted(session, submit, part))
                .orElseGet(() -> new Outcome.NotSent("not bound"));
    }

    /** The ids of all parts that were taken, of a text in doubt or refused too: receipts of its parts then find their message. */
    @Override
    public List<ClosingRecord> closingRecords(Dispatch dispatch, Outcome outcome) {
        TakenParts text = unfinished.remove(dispatch.attempt());
        return switch (outcome) {
            case Outcome.Accepted(var ids, var _, var _, var _) ->
                records(dispatch, new TakenParts(PartOutcomes.numbered(ids), ids.size()));
            case Outcome.Unknown _ -> text == null ? List.of() : records(dispatch, text);
            case Outcome.Rejected _ ->
                text == null || settings.receiptsPer() == ReceiptsPer.MESSAGE ? List.of() : records(dispatch, text);
            case Outcome.Busy _, Outcome.NotSent _ -> List.of();
        };
    }

    /** Where one receipt is about the whole text, any of the ids alone decides. */
    private List<ClosingRecord> records(Dispatch dispatch, TakenParts text) {
        SortedMap<Integer, String> ids = normalised(text.ids());
        return switch (settings.receiptsPer()) {
            case PART -> SubmittedPart.records(dispatch, settings.name(), ids, text.parts());
            case MESSAGE ->
                ids.values().stream()
                        .distinct()
                        .flatMap(id ->
                                SubmittedPart.records(dispatch, settings.name(), new TreeMap<>(Map.of(0, id)), 1)
                                        .stream())
                        .toList();
        };
    }

    private SortedMap<Integer, String> normalised(SortedMap<Integer, String> ids) {
        SortedMap<Integer, String> normalised = new TreeMap<>(ids);
        normalised.replaceAll((_, id) -> settings.submitIds().normalised(id));
        return normalised;
    }

    @Override
    public void close() {
        link.close();
    }
}
