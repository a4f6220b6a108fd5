package dev.vestnik.ingest.event;

import dev.vestnik.schemas.EventType;
import java.util.Comparator;

/** The event type that somebody who wrote an unknown one probably meant. */
final class NearestType {
    private static final int LONGEST = 64;

    private NearestType() {}

    static String to(String unknown) {
        String written = unknown.length() > LONGEST ? unknown.substring(0, LONGEST) : unknown;
        return EventType.all().stream()
                .map(EventType::name)
                .sorted()
                .min(Comparator.comparingInt(name -> distance(name, written)))
                .orElseThrow();
    }

    /** Levenshtein's: how many letters must be put in, taken out or changed. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
