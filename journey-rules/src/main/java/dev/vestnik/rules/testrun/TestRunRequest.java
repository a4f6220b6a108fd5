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
 * A test run as somebody asks for one.
 *
 * @param version a published version's number; null: the draft
 * @param test the name of a stored test that is run instead; null: {@code run}
 * @param known whether the customer is one who exists, whose state the caller puts in
 */
public record TestRunRequest(
        @Nullable String version, @Nullable String test, boolean known, TestRun run) {
    private static final String DRAFT = "draft";

    /**
     * Reads JSON or YAML.
     *
     * @param now when the run of a customer who exists begins, where nobody says otherwise
     */
    public static Checked<TestRunRequest> parse(String text, Instant now) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : read(root, now));
    }

    private static TestRunRequest read(Place root, Instant now) {
        List<String> keys = new ArrayList<>(List.of("version", "test"));
        boolean stored = root.at("test").present();
        if (!stored) {
            keys.addAll(TestRunReader.KEYS);
        }
        root.only(keys);
        boolean known = root.at("customer").isText();
        TestRun run = new TestRunReader(root, known ? now : JourneyTest.START).read();
        String test = stored ? root.at("test").requiredText() : null;
        return new TestRunRequest(version(root.at("version")), test, known, run);
    }

    private static @Nullable String version(Place place) {
        if (place.value() instanceof Long number && number > 0) {
            return number.toString();
        }
        if (place.present() && !(place.isText() && DRAFT.equals(place.text()))) {
            place.fault("must be " + DRAFT + " or the number of a version");
        }
        return null;
    }
}
