package dev.vestnik.sms.smpp;

import java.util.Map;
import java.util.Optional;

/** The words that centres write for the state of a text, by those of SMPP 3.4, appendix B. FAILED stays, as another word for UNDELIV. */
final class StateWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("DELIVRD", "DELIVRD"),
            Map.entry("DELIVERED", "DELIVRD"),
            Map.entry("DELIVERD", "DELIVRD"),
            Map.entry("EXPIRED", "EXPIRED"),
            Map.entry("DELETED", "DELETED"),
            Map.entry("UNDELIV", "UNDELIV"),
            Map.entry("UNDELIVERED", "UNDELIV"),
            Map.entry("UNDELIVERABLE", "UNDELIV"),
            Map.entry("FAILED", "FAILED"),
            Map.entry("REJECTD", "REJECTD"),
            Map.entry("REJECTED", "REJECTD"),
            Map.entry("SKIPPED", "REJECTD"),
            Map.entry("ACCEPTD", "ACCEPTD"),
            Map.entry("ACCEPTED", "ACCEPTD"),
            Map.entry("ACKED", "ACCEPTD"),
            Map.entry("SCHEDLD", "SCHEDLD"),
            Map.entry("SCHEDULED", "SCHEDLD"),
            Map.entry("ENROUTE", "ENROUTE"),
            Map.entry("BUFFERED", "ENROUTE"),
            Map.entry("BUFFRED", "ENROUTE"),
            Map.entry("PENDING", "ENROUTE"),
            Map.entry("SENT", "ENROUTE"),
            Map.entry("UNKNOWN", "UNKNOWN"));

    private StateWords() {}

    /** The state of a word in capitals; empty for a word that nobody here knows. */
    static Optional<String> state(String word) {
        return Optional.ofNullable(WORDS.get(word));
    }
}
