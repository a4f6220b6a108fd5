package dev.vestnik.rules.simulation;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A simulation as somebody asks for one.
 *
 * @param versions of the journey, side by side: numbers of published ones, or {@link #DRAFT}
 * @param sources the value that each source outside gives, by its name; one that is not here does not answer
 */
public record SimulationRequest(
        List<String> versions,
        Period period,
        Known known,
        Shares shares,
        ReceiptChances receipts,
        Map<String, Object> sources,
        Prices prices) {
    /** Names the draft where a version is named. */
    public static final String DRAFT = "draft";

    /** More would be read by nobody, and each costs as much as the first. */
    public static final int MOST_VERSIONS = 4;

    /** Three months: longer than topics keep events, unless somebody has told them to. */
    public static final Duration LONGEST = Duration.ofDays(92);

    public SimulationRequest {
        versions = List.copyOf(versions);
        sources = Map.copyOf(sources);
    }

    /**
     * @param from inclusive
     * @param to exclusive; nothing is looked at from then on
     */
    public record Period(Instant from, Instant to) {}

    /** The knowledge of customers beside the events of the period. */
    public enum Known {
        /** Profile, consents and devices are taken as they are today. */
        TODAY("today"),
        /** All that the topic still tells, from its first event on; of anybody else nothing. */
        EVENTS("events");

        private final String label;

        Known(String label) {
            this.label = label;
        }

        /** The name in documents. */
        public String label() {
            return label;
        }
    }

    /**
     * Parts of all customers, above 0, at most 1.
     *
     * @param sample who is simulated
     * @param texts whose texts are rendered, of these
     */
    public record Shares(double sample, double texts) {}

    /**
     * The price of one message; an SMS costs it for each of its parts.
     *
     * @param each channels of which nothing is said have no price
     */
    public record Prices(String currency, Map<Channel, Double> each) {
        static final Prices NONE = new Prices("", Map.of());

        public Prices {
            each = each.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(each));
        }
    }

    /**
     * Reads JSON or YAML.
     *
     * @param now no period ends later; times that pass count from it: {@code -P7D}
     */
    public static Checked<SimulationRequest> parse(String text, Instant now) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : new SimulationReader(root, now).read());
    }
}
