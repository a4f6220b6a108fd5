package dev.vestnik.rules.testrun;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test of a journey: given this customer and these events at these times, these messages go out and no others.
 *
 * @param name unique among the tests of its journey
 */
public record JourneyTest(String name, TestRun run, Expectation expect) {
    /** A Monday morning, so that the same test has the same course whenever it runs. */
    public static final Instant START = Instant.parse("2026-06-01T09:00:00Z");

    private static final int LONGEST_NAME = 200;

    /** Reads a document that is one test, in JSON or YAML. */
    public static Checked<JourneyTest> parse(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : read(root, null));
    }

    /** The same of a test that has its name from elsewhere where it says none. */
    public static Checked<JourneyTest> parse(String text, String otherwise) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : read(root, otherwise));
    }

    /** A test at this place of a larger document. */
    static JourneyTest read(Place place, @Nullable String otherwise) {
        List<String> keys = new ArrayList<>(List.of("name", "expect"));
        keys.addAll(TestRunReader.KEYS);
        place.only(keys);
        if (place.at("customer").isText()) {
            place.at("customer")
                    .fault("must be a map: a test is about a made-up customer, a test run may be about one who exists");
        }
        TestRunReader reader = new TestRunReader(place, START);
        String name = name(place.at("name"), otherwise);
        return new JourneyTest(name, reader.read(), new ExpectationReader(reader.start()).read(place.at("expect")));
    }

    private static String name(Place place, @Nullable String otherwise) {
        String name = place.present() || otherwise == null ? place.requiredText() : otherwise;
        if (name != null && (name.length() > LONGEST_NAME || name.indexOf('/') >= 0)) {
            place.fault("must be at most " + LONGEST_NAME + " characters, without a '/'");
        }
        return name == null ? "" : name;
    }

    /** The differences from the expectation, in the words of a person; empty: there is none. */
    public List<String> differences(TestReport report) {
        return expect.differences(report, run.start());
    }
}
