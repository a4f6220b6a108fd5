package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sms.metrics.SmsMetrics;
import dev.vestnik.sms.receipts.SubmittedPart;
import dev.vestnik.sms.smpp.GatewaySettings.ReceiptsPer;
import dev.vestnik.sms.text.SmsText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SMPP account as a gateway. Submits the parts of a long text one after the other. A later part decides for the whole text: a part in
 * doubt leaves the text in doubt, and the parts behind it still go out, so that the text may be complete; a part that is refused for good
 * fails the text, which nobody could read; one that cannot be handed over for minutes leaves the text in doubt, since the parts before it
 * were taken. The outcome is never "not sent" then: the same attempt must not be made again as if nothing had gone out.
 */
public final class SmppGateway implements Gateway {
    private static final Logger log = LoggerFactory.getLogger(SmppGateway.class);

    private final GatewaySettings settings;
    private final SmppLinks links;
    private final PartSubmitter submitter;
    private final VendorParameters parameters;
    private final Map<Attempt, TakenParts> unfinished = new ConcurrentHashMap<>();

    public SmppGateway(GatewaySettings settings, DeliverSmReceiver receiver, SmsMetrics metrics, InstantSource clock) {
        this(settings, new Deliveries(settings.name(), receiver, metrics), clock);
    }

    SmppGateway(GatewaySettings settings, Deliveries deliveries, InstantSource clock) {
        this.settings = settings;
        this.links = SmppLinks.start(settings, deliveries, clock);
        this.parameters = settings.vendorParameters();
        this.submitter = new PartSubmitter(settings, links, clock);
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
        return links.health();
    }

    /** The centre's refusal of our bind, with its code and since when; empty when there is none. */
    public Optional<String> refusal() {
        return links.refusal();
    }

    /**
     * Submits the first part at once if a link is bound, without a wait after which it would have to ask whether there is still time.
     * Completes a text whose first part was taken, even after its time is over: half a text is worse than a late one.
     */
    @Override
    public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) {
        if (!(dispatch.content() instanceof Content.Sms(String to, var from, String text))) {
            return Outcome.permanent("not-an-sms");
        }
        if (!PhoneNumber.isPossible(to)) {
            return Outcome.deadAddress("bad-number");
        }
        if (text.isBlank()) {
            return Outcome.permanent("empty-text");
        }
        SmsText cut = SmsText.of(text, settings.latin1());
        if (cut.segments().size() > settings.mostParts()) {
            return Outcome.permanent("too-long");
        }
        List<SmsPart> parts = SmsPart.of(cut, dispatch.attempt().hashCode());
        Submit submit = new Submit(
                settings.source(from), Address.international(to), dispatch.deliverBefore(), parameters.of(dispatch));
        Outcome first = submitter.once(submit, parts.getFirst());
        return parts.size() == 1 ? single(first) : joined(dispatch, submit, parts, first);
    }

    /** The segments of a text, which operators charge; a text that is refused here counts as one. */
    @Override
    public int units(Dispatch dispatch) {
        if (!(dispatch.content() instanceof Content.Sms sms)) {
            return 1;
        }
        int segments = SmsText.of(sms.text(), settings.latin1()).segments().size();
        return segments > settings.mostParts() ? 1 : segments;
    }

    private static Outcome single(Outcome outcome) {
        return outcome instanceof Outcome.Accepted(var ids, var _, var dead, var price)
                ? new Outcome.Accepted(ids, 1, dead, price)
                : outcome;
    }

    private Outcome joined(Dispatch dispatch, Submit submit, List<SmsPart> parts, Outcome first) {
        List<Outcome> outcomes = new ArrayList<>(List.of(first));
        while (outcomes.size() < parts.size() && PartOutcomes.isTaken(outcomes.getLast())) {
            outcomes.add(submitter.patiently(submit, parts.get(outcomes.size())));
        }
        Outcome whole = PartOutcomes.whole(outcomes, parts.size());
        TakenParts taken =
                new TakenParts(PartOutcomes.ids(outcomes), parts.size(), PartOutcomes.isTaken(outcomes.getLast()));
        if (!(whole instanceof Outcome.Accepted) && !taken.ids().isEmpty()) {
            unfinished.put(dispatch.attempt(), taken);
        }
        if (!taken.whole() && outcomes.size() > 1) {
            log.warn(
                    "gateway={} attempt={} parts={} of={} text=incomplete outcome={}",
                    name(),
                    dispatch.attempt(),
                    outcomes.size() - 1,
                    parts.size(),
                    whole);
        }
        return whole;
    }

    /**
     * The ids of the taken parts of a text, by number.
     *
     * @param whole whether the centre has all parts, or may have them
     */
    private record TakenParts(SortedMap<Integer, String> ids, int parts, boolean whole) {}

    @Override
    public boolean isAnswered(Outcome.Unknown outcome) {
        return outcome.cause().equals(PartOutcomes.INCOMPLETE);
    }

    /** The ids of all parts that were taken, of a text in doubt or refused too: receipts of its parts then find their message. */
    @Override
    public List<ClosingRecord> closingRecords(Dispatch dispatch, Outcome outcome) {
        TakenParts text = unfinished.remove(dispatch.attempt());
        return switch (outcome) {
            case Outcome.Accepted(var ids, var _, var _, var _) ->
                records(dispatch, new TakenParts(PartOutcomes.numbered(ids), ids.size(), true));
            case Outcome.Unknown _, Outcome.Rejected _ ->
                text == null || !text.whole() && settings.receiptsPer() == ReceiptsPer.MESSAGE
                        ? List.of() // a receipt of a part says nothing of the whole text
                        : records(dispatch, text);
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
        links.close();
    }
}
