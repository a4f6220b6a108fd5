package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.engine.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts decisions of engine.decisions, each once. */
final class Scoreboard {
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, String> sent = new HashMap<>();
    private final Map<String, Set<String>> receipts = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> cartsEnded = new HashMap<>();
    private final Set<String> cartsReminded = new HashSet<>();
    private final Set<String> carts = new HashSet<>();
    private final Set<String> converted = new HashSet<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    void add(Decision decision) {
        outcomes.merge(decision.getOutcome(), 1, Integer::sum);
        String message = decision.getMessageId();
        String reason = decision.getReason() == null ? "" : decision.getReason();
        if (message != null) {
            switch (decision.getOutcome()) {
                case SENT -> sent.put(message, decision.getTemplate() + " " + decision.getChannel());
                case RECEIPT ->
                    receipts.computeIfAbsent(message, id -> new HashSet<>()).add(reason);
                case REVOKED -> taken.add(message);
                default -> {
                    // of no account here
                }
            }
        }
        if (decision.getOutcome() == Outcome.SKIPPED) {
            skipped.merge(decision.getTemplate() + " " + decision.getChannel() + ": " + reason, 1, Integer::sum);
        }
        if ("abandoned-cart".equals(decision.getJourney())) {
            cart(decision, reason);
        }
    }

    private void cart(Decision decision, String reason) {
        String instance = String.valueOf(decision.getInstance());
        switch (decision.getOutcome()) {
            case ENTERED -> carts.add(instance);
            case LEFT -> cartsEnded.put(instance, reason);
            case SENT -> cartsReminded.add(instance);
            case CONVERTED -> converted.add(instance);
            default -> {
                // of no account here
            }
        }
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    Map<String, String> sent() {
        return sent;
    }

    Map<String, Integer> skipped() {
        return skipped;
    }

    int cartsBegun() {
        return carts.size();
    }

    boolean cartsOpen() {
        return cartsEnded.size() < carts.size();
    }

    int cartsReminded() {
        return cartsReminded.size();
    }

    /** The number of carts bought before any reminder. */
    int boughtUnreminded() {
        return (int) cartsEnded.entrySet().stream()
                .filter(end -> end.getValue().equals("purchased") && !cartsReminded.contains(end.getKey()))
                .count();
    }

    /** The number of carts without a reminder, because no channel was available. */
    int unreachable() {
        return (int) cartsEnded.entrySet().stream()
                .filter(end -> !end.getValue().equals("purchased") && !cartsReminded.contains(end.getKey()))
                .count();
    }

    /** The number of carts bought after a reminder. */
    int recovered() {
        Set<String> both = new HashSet<>(converted);
        both.retainAll(cartsReminded);
        return both.size();
    }

    /** The end of a message that did not arrive; empty when it is not known. */
    String ending(String message) {
        Set<String> said = receipts.getOrDefault(message, Set.of());
        for (String end : List.of("failed-permanent", "failed-temporary", "expired", "revoked", "in-doubt")) {
            if (said.contains(end)) {
                return end;
            }
        }
        return taken.contains(message) ? "revoked" : "";
    }

    /** The messages that have no receipt and were not revoked. */
    List<String> unanswered() {
        List<String> open = new ArrayList<>();
        for (String message : sent.keySet()) {
            if (!receipts.containsKey(message) && !taken.contains(message)) {
                open.add(message);
            }
        }
        return open;
    }
}
