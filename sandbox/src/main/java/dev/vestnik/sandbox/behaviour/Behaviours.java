package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The current behaviour of every provider, and the dice. In memory: after a restart all are good. */
public final class Behaviours {
    /** Longer than any client waits. */
    private static final Duration SILENCE = Duration.ofDays(30);

    private final Map<Provider, Behaviour> current = new ConcurrentHashMap<>();
    private final List<Consumer<Provider>> listeners = new CopyOnWriteArrayList<>();
    private final RandomGenerator random;

    public Behaviours(RandomGenerator random) {
        this.random = random;
    }

    public Behaviour of(Provider provider) {
        return current.getOrDefault(provider, Behaviour.GOOD);
    }

    public void set(Provider provider, Behaviour behaviour) {
        current.put(provider, behaviour);
        listeners.forEach(listener -> listener.accept(provider));
    }

    /** Adds a listener, which hears of each provider whose behaviour has changed. */
    public void onChange(Consumer<Provider> listener) {
        listeners.add(listener);
    }

    /** Waits for as long as the provider thinks about a message before it decides; about one that meets silence, for good. */
    public void think(Provider provider) throws InterruptedException {
        if (chance(of(provider).outage().silentRate())) {
            Thread.sleep(SILENCE);
        }
        Thread.sleep(of(provider).answers().delay());
    }

    /** Waits between the taking of a message and its answer. */
    public void dawdle(Provider provider) throws InterruptedException {
        Thread.sleep(of(provider).outage().answerDelay());
    }

    /** The provider's word to a number, address or token that it refuses; empty when it takes it. */
    public Optional<String> reply(Provider provider, String recipient) {
        return Optional.ofNullable(of(provider).outage().recipients().get(recipient));
    }

    /** Decides about the next message. */
    public ProviderDecision decision(Provider provider) {
        Behaviour.AnswerBehaviour answers = of(provider).answers();
        if (chance(answers.rejectRate())) {
            return ProviderDecision.REJECT;
        }
        return chance(answers.temporaryRate()) ? ProviderDecision.TRY_LATER : ProviderDecision.TAKE;
    }

    /** Whether a device token is dead; always the same for the same token and rate. */
    public boolean dead(Provider provider, String token) {
        double rate = of(provider).answers().deadTokenRate();
        return rate > 0 && Integer.toUnsignedLong(spread(token.hashCode())) < rate * 0x1p32;
    }

    private static int spread(int hash) {
        int h = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    public boolean failsConnection(Provider provider) {
        return chance(of(provider).answers().failConnections());
    }

    public boolean losesAnswer(Provider provider) {
        return chance(of(provider).answers().loseAnswers());
    }

    public boolean chance(double rate) {
        return rate > 0 && random.nextDouble() < rate;
    }

    Map<Provider, Behaviour> all() {
        Map<Provider, Behaviour> all = new EnumMap<>(Provider.class);
        for (Provider provider : Provider.values()) {
            all.put(provider, of(provider));
        }
        return all;
    }
}
