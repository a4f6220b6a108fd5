package dev.vestnik.rules.verification;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Ids;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.settings.CodeSettings;
import dev.vestnik.rules.verification.ContactState.Sending;
import dev.vestnik.rules.verification.VerificationWord.OwnCode;
import dev.vestnik.rules.verification.VerificationWord.Send;
import dev.vestnik.rules.verification.VerificationWord.Verify;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the codes of a shop. One key has all of them, so that a limit over all of a country's or the shop's is kept to the message.
 */
public final class VerificationRules {
    private static final int FORGOTTEN_ON_THE_WAY = 3;
    private static final int FORGOTTEN_AT_ONCE = 300;
    /** The lanes keep codes for so long; a shop's own may be good for longer. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    private static final Duration MORE_SOON = Duration.ofSeconds(1);

    private final CodeKey key;

    public VerificationRules(CodeKey key) {
        this.key = key;
    }

    /** The key of the codes of a shop. */
    public static Owner owner(String shop) {
        return new Owner(OwnerKind.CODES, shop);
    }

    /** A shop's codes as they are before a decision. */
    public record Codes(String shop, VerificationState state, VerificationRows rows) {}

    /** The answer, and the messages that go out. */
    private record Said(
            CodeOutcome outcome,
            Map<String, Object> told,
            @Nullable CodeMessage message) {
        Said(CodeOutcome outcome, Map<String, Object> told) {
            this(outcome, told, null);
        }
    }

    /** @param definitions with the settings of the shop */
    public VerificationDecided decide(Codes codes, VerificationWord word, Definitions definitions, Instant now) {
        VerificationTurn turn = new VerificationTurn(codes.state(), codes.rows(), now);
        turn.forget(FORGOTTEN_ON_THE_WAY);
        Said said = switch (word) {
            case Send send -> send(turn, codes.shop(), send, definitions);
            case Verify verify -> verify(turn, codes.shop(), verify);
        };
        return new VerificationDecided(turn.state(), turn.rows(), said.outcome(), said.told(), said.message());
    }

    /** Forgets the addresses whose time is over. */
    public VerificationDecided woken(Codes codes, Instant now) {
        VerificationTurn turn = new VerificationTurn(codes.state(), codes.rows(), now);
        turn.forget(FORGOTTEN_AT_ONCE);
        Instant next = turn.nextLook();
        turn.become(turn.state().lookingAt(next == null || next.isAfter(now) ? next : now.plus(MORE_SOON)));
        return new VerificationDecided(turn.state(), turn.rows(), CodeOutcome.OK, Map.of(), null);
    }

    private Said send(VerificationTurn turn, String shop, Send word, Definitions definitions) {
        ContactState known = known(turn, word.to().name(shop));
        OwnCode own = word.own();
        if (own != null && !own.expiresAt().isAfter(turn.now())) {
            return new Said(CodeOutcome.EXPIRED, Map.of());
        }
        if (known.hasSent(word.askId())) {
            LiveCode before = known.code(word.purpose());
            return new Said(
                    CodeOutcome.SENT,
                    before == null ? Map.of() : told(definitions, word.to().channel(), before, turn.now()));
        }
        CodeLimits.Reached reached = CodeLimits.reached(turn, definitions.shop(), word.to(), known);
        return reached == null
                ? send(turn, shop, word, known, definitions)
                : new Said(reached.limit(), Map.of("until", reached.until().toString()));
    }

    private Said send(VerificationTurn turn, String shop, Send word, ContactState known, Definitions definitions) {
        CodeSettings settings = definitions.shop().codes();
        LiveCode live = live(known.code(word.purpose()), word, settings, turn.now());
        OwnCode own = word.own();
        Instant expiresAt = own == null ? live.expiresAt() : own.expiresAt();
        String code = own == null ? key.code(live.request(), live.length()) : own.text();
        return switch (CodeTexts.of(shop, word, code, expiresAt, definitions, turn.now())) {
            case CodeTexts.Text.None(CodeOutcome why) -> new Said(why, Map.of());
            case CodeTexts.Text.Ready ready -> {
                ContactState sent = known.sent(new Sending(turn.now(), word.askId()));
                turn.put(word.to().name(shop), own == null ? sent.with(live) : sent);
                turn.become(turn.state().sentOne(CodeLimits.hour(turn.now()), CodeLimits.country(word.to())));
                CustomerKey customer = customer(shop, word);
                CodeMessage message = new CodeMessage(
                        Ids.code(customer, word.askId()),
                        customer,
                        word.purpose(),
                        ready.locale(),
                        earlier(expiresAt, turn.now().plus(KEPT)),
                        ready.content());
                yield new Said(CodeOutcome.SENT, told(definitions, word.to().channel(), live, turn.now()), message);
            }
        };
    }

    /**
     * The code to be sent. One that is asked for again in the first half of its time is the same: whichever message comes, its code is right, and its tries are
     * not counted anew.
     */
    private static LiveCode live(@Nullable LiveCode before, Send word, CodeSettings settings, Instant now) {
        return before != null
                        && before.usedBy() == null
                        && before.tries() > 0
                        && before.expiresAt()
                                .isAfter(now.plus(settings.lifetime().dividedBy(2)))
                ? before
                : new LiveCode(
                        word.purpose(),
                        word.askId(),
                        settings.length(),
                        now.plus(settings.lifetime()),
                        settings.tries(),
                        null);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Map<String, Object> told(Definitions definitions, Channel channel, LiveCode live, Instant now) {
        return Map.of(
                "channel", channel.label(),
                "expiresAt", live.expiresAt().toString(),
                "tries", live.tries(),
                "again", now.plus(definitions.shop().codes().again()).toString());
    }

    private static CustomerKey customer(String shop, Send word) {
        String hash = word.to().name(shop).replace('/', '.');
        return new CustomerKey(shop, Objects.requireNonNullElse(word.customer(), "~code." + hash));
    }

    private static ContactState known(VerificationTurn turn, String name) {
        return Objects.requireNonNullElse(turn.contact(name), ContactState.EMPTY);
    }

    private Said verify(VerificationTurn turn, String shop, Verify word) {
        for (Contact contact : word.contacts()) {
            ContactState known = known(turn, contact.name(shop));
            LiveCode code = known.code(word.purpose());
            if (code != null) {
                return verify(turn, contact.name(shop), known, code, word);
            }
        }
        return new Said(CodeOutcome.UNKNOWN, Map.of());
    }

    private Said verify(VerificationTurn turn, String name, ContactState known, LiveCode code, Verify word) {
        if (code.usedBy() != null) {
            return new Said(code.usedBy().equals(word.askId()) ? CodeOutcome.OK : CodeOutcome.UNKNOWN, Map.of());
        }
        if (!code.expiresAt().isAfter(turn.now())) {
            return new Said(CodeOutcome.EXPIRED, Map.of());
        }
        if (code.tries() == 0) {
            return wrong(code);
        }
        if (key.isProof(word.proof(), word.askId(), key.code(code.request(), code.length()))) {
            turn.put(name, known.with(code.usedBy(word.askId())));
            return new Said(CodeOutcome.OK, Map.of());
        }
        LiveCode tried = code.tried();
        turn.put(name, known.with(tried));
        return wrong(tried);
    }

    private static Said wrong(LiveCode code) {
        return new Said(CodeOutcome.WRONG, Map.of("tries", code.tries()));
    }
}
