package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.bean.Command;

/** The submits of one session that wait for their answers. */
final class OpenSubmits {
    private static final int HEADER = 16;

    private final Map<Integer, CompletableFuture<Outcome>> open = new ConcurrentHashMap<>();
    private volatile boolean over;

    /** Opens a submit before its write; without an answer to come when the session is over. */
    CompletableFuture<Outcome> open(int sequence) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        open.put(sequence, answer);
        if (over) {
            lost(answer);
        }
        return answer;
    }

    void forget(int sequence) {
        open.remove(sequence);
    }

    boolean contains(int sequence) {
        return open.containsKey(sequence);
    }

    /** Ends a submit with the centre's answer: a submit_sm_resp, or a generic_nack of a centre that could not read it. */
    void answered(Command header, byte[] pdu) {
        CompletableFuture<Outcome> answer = open.remove(header.getSequenceNumber());
        if (answer != null) {
            answer.complete(outcome(header, pdu));
        }
    }

    private static Outcome outcome(Command header, byte[] pdu) {
        if (header.getCommandStatus() != 0) {
            return CommandStatus.outcome(header.getCommandStatus());
        }
        String id = id(pdu);
        return id.isEmpty() ? Outcome.accepted() : Outcome.accepted(id);
    }

    /** Reads the centre's id of the text; empty when it gives none, or no body at all. */
    private static String id(byte[] pdu) {
        int end = HEADER;
        while (end < pdu.length && pdu[end] != 0) {
            end++;
        }
        return end <= HEADER ? "" : new String(pdu, HEADER, end - HEADER, StandardCharsets.ISO_8859_1);
    }

    /** Waits for an answer until the grace is over, then leaves the submit in doubt. */
    Outcome await(int sequence, CompletableFuture<Outcome> answer, Duration grace) {
        try {
            return answer.get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Outcome.Unknown("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers do not fail", e);
        } finally {
            forget(sequence);
        }
    }

    /** Leaves all open submits in doubt at once: no answer comes over a lost connection. */
    void end() {
        over = true;
        open.values().forEach(OpenSubmits::lost);
    }

    private static void lost(CompletableFuture<Outcome> answer) {
        answer.complete(new Outcome.Unknown("connection lost"));
    }
}
