package dev.vestnik.rules.testrun;

import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.testrun.ScriptedReplies.NextCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code {offers: {spring: [SPRING-1, {code: SPRING-2, expiresAt: P14D}]}, sources: {bonus: 120}}}. */
final class ScriptedRepliesReader {
    /** A test that gives more codes to one customer is about something else. */
    private static final int MOST_CODES = 100;

    private final Instant start;

    ScriptedRepliesReader(Instant start) {
        this.start = start;
    }

    ScriptedReplies read(Place place) {
        place.only(List.of("offers", "sources"));
        Map<String, List<NextCode>> codes = new HashMap<>();
        place.at("offers").entries().forEach((offer, list) -> codes.put(offer, codes(offer, list)));
        Map<String, Object> values = new HashMap<>();
        place.at("sources").entries().forEach((source, answer) -> {
            Object value = answer.value();
            if (value != null) {
                values.put(source, value);
            }
        });
        return new ScriptedReplies(codes, values);
    }

    private List<NextCode> codes(String offer, Place list) {
        List<NextCode> codes = new ArrayList<>();
        if (!DocumentId.isValid(offer)) {
            list.fault("is no offer's id: that is " + DocumentId.RULE);
        }
        if (!list.isList()) {
            list.fault("must be a list of codes; empty: the pool has none");
        } else if (list.elements().size() > MOST_CODES) {
            list.fault("has more than " + MOST_CODES + " codes");
        } else {
            for (Place element : list.elements()) {
                NextCode code = code(element);
                if (code != null) {
                    codes.add(code);
                }
            }
        }
        return codes;
    }

    private @Nullable NextCode code(Place place) {
        if (!place.isMap()) {
            String code = place.requiredText();
            return code == null ? null : new NextCode(code, null);
        }
        place.only(List.of("code", "expiresAt"));
        String code = place.at("code").requiredText();
        return code == null ? null : new NextCode(code, place.at("expiresAt").instant(start));
    }
}
