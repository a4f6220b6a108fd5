package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.behaviour.Behaviour.ReceiptBehaviour;
import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.OutageBehaviour;
import dev.vestnik.sandbox.followup.EarlyFollowUps;
import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Plays any provider: takes its messages into the ledger, or refuses them, as its behaviour says, in its own words. */
final class Player {
    /** The time after which a report that was sent ahead of its answer, without an acknowledgement, goes out once more. */
    private static final Duration EARLY_REPORT_GRACE = Duration.ofSeconds(5);
    /** Tells ids of this ledger from those of another, begun a second later. */
    private static final long LEDGERS_APART = 1_000_000;

    private final Ledger ledger;
    private final Behaviours behaviours;
    private final EarlyFollowUps early;
    private final InstantSource clock;
    private final long firstId;

    Player(Ledger ledger, Behaviours behaviours, EarlyFollowUps early, InstantSource clock) {
        this.ledger = ledger;
        this.behaviours = behaviours;
        this.early = early;
        this.clock = clock;
        firstId = ledger.openedAt().getEpochSecond() * LEDGERS_APART;
    }

    /**
     * Plays one request; blocks for the time that the provider takes to answer.
     *
     * @param breakWire breaks the request's connection, for an answer that is lost
     */
    ProviderReply play(PlayedProvider provider, ProviderCall call, Runnable breakWire) throws InterruptedException {
        OutageBehaviour outage = behaviours.of(provider.provider()).outage();
        if (outage.wrongCredentials() || !provider.admits(call)) {
            return provider.unauthorized();
        }
        return switch (provider.asked(call)) {
            case Asked.Answered answered -> answered.reply();
            case Asked.ToSend toSend -> {
                behaviours.think(provider.provider());
                yield offer(provider, toSend.message(), breakWire);
            }
        };
    }

    private ProviderReply offer(PlayedProvider provider, HttpMessage message, Runnable breakWire)
            throws InterruptedException {
        try {
            Optional<ProviderReply> refusal = refusal(provider, message);
            return refusal.isPresent() ? refusal.get() : take(provider, message, breakWire);
        } catch (UncheckedIOException e) {
            return provider.busy();
        }
    }

    private Optional<ProviderReply> refusal(PlayedProvider provider, HttpMessage message) {
        Provider name = provider.provider();
        OutageBehaviour outage = behaviours.of(name).outage();
        if (behaviours.chance(outage.throttleRate())) {
            return refused(name, message, "throttled", provider.throttled(outage.retryAfter()));
        }
        Optional<String> own = behaviours.reply(name, message.to());
        if (own.isPresent()) {
            return refused(name, message, own.get(), provider.refused(message, own.get()));
        }
        return switch (behaviours.decision(name)) {
            case TAKE -> Optional.empty();
            case TRY_LATER -> refused(name, message, "busy", provider.busy());
            case REJECT -> {
                String code =
                        Objects.requireNonNullElse(behaviours.of(name).answers().rejectCode(), provider.usualRefusal());
                yield refused(name, message, code, provider.refused(message, code));
            }
        };
    }

    private Optional<ProviderReply> refused(Provider provider, HttpMessage message, String code, ProviderReply reply) {
        ledger.append(message.rejected(provider, clock.instant(), code));
        return Optional.of(reply);
    }

    private ProviderReply take(PlayedProvider provider, HttpMessage message, Runnable breakWire)
            throws InterruptedException {
        Provider name = provider.provider();
        ReceiptBehaviour receipts = behaviours.of(name).receipts();
        Instant now = clock.instant();
        List<FollowUp> owed = owed(provider, message, now);
        long seq = ledger.append(at -> named(provider, message, at).received(name, now, owed));
        if (receipts.receiptsBeforeAnswer() && !owed.isEmpty()) {
            early.send(seq);
        }
        if (behaviours.losesAnswer(name)) {
            breakWire.run();
        }
        behaviours.dawdle(name);
        return provider.accepted(named(provider, message, seq));
    }

    private HttpMessage named(PlayedProvider provider, HttpMessage message, long seq) {
        return message.facts().containsKey(HttpMessage.ID)
                ? message
                : message.with(HttpMessage.ID, provider.id(firstId + seq));
    }

    /** The reports on a message: one for each part of a text that is reported in parts; the reader's after the delivery's. */
    private List<FollowUp> owed(PlayedProvider provider, HttpMessage message, Instant now) {
        ReceiptBehaviour receipts = behaviours.of(provider.provider()).receipts();
        if (behaviours.chance(receipts.dropReceipts())) {
            return List.of();
        }
        Instant at = now.plus(receipts.receiptsBeforeAnswer() ? EARLY_REPORT_GRACE : receipts.receiptDelay());
        List<FollowUp> owed = new ArrayList<>();
        boolean failed = behaviours.chance(receipts.failedReceiptRate());
        String fate =
                failed ? ProviderReport.failure(receipts.failedReceiptCode()) : ProviderReport.Fate.DELIVERED.name();
        for (int part = 0; part < provider.reports(message); part++) {
            owed.add(new FollowUp(at, fate));
        }
        if (!failed && !owed.isEmpty() && provider.provider().channel().equals("email")) {
            read(provider.provider(), at.plus(receipts.receiptDelay()), owed);
        }
        return owed;
    }

    private void read(Provider provider, Instant at, List<FollowUp> owed) {
        if (behaviours.chance(behaviours.of(provider).receipts().openRate())) {
            owed.add(new FollowUp(at, ProviderReport.Fate.OPENED.name()));
        }
        if (behaviours.chance(behaviours.of(provider).mail().complaintRate())) {
            owed.add(new FollowUp(at, ProviderReport.Fate.COMPLAINED.name()));
        }
    }
}
