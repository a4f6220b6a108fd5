package dev.vestnik.rules.testrun;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tests that are stored with a journey: {@code {shops: [...], tests: [...]}}, {@code shops} being the journey's. */
public record JourneyTests(List<JourneyTest> tests) {
    /** A publication runs them all, and its caller waits for it. */
    public static final int MOST = 50;

    public static final String TESTS = "tests";
    public static final String SHOPS = "shops";

    public JourneyTests {
        tests = List.copyOf(tests);
    }

    public static Checked<JourneyTests> parse(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : read(root));
    }

    private static JourneyTests read(Place root) {
        root.only(List.of(TESTS, SHOPS));
        Place list = root.at(TESTS);
        list.required();
        List<Place> places = list.elements();
        if (places.size() > MOST) {
            list.fault("has more than " + MOST + " tests");
            return new JourneyTests(List.of());
        }
        List<JourneyTest> tests = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Place place : places) {
            JourneyTest test = JourneyTest.read(place, null);
            tests.add(test);
            if (!names.add(test.name())) {
                place.at("name").fault("is there already");
            }
        }
        return new JourneyTests(tests);
    }
}
