package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.authoring.Checking.SoundDocument;
import dev.vestnik.engine.authoring.Checking.SoundSettings;
import dev.vestnik.engine.authoring.Checking.SoundTemplate;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.testrun.JourneyTest;
import dev.vestnik.rules.testrun.JourneyTests;
import dev.vestnik.service.access.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the documents of a bundle as they would be in force together. For one bundle. */
final class BundleChecking {
    private final Checking checking;
    private final TestRuns runs;
    private final Caller caller;
    private final InFlight inFlight;
    private final List<Fault> faults = new ArrayList<>();
    private final List<SoundTemplate> templates = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final List<SoundFile> sound = new ArrayList<>();
    private final Set<String> testNames = new HashSet<>();
    private Outlook outlook;

    /** @param inFlight what happens to those who are in older versions of its journeys */
    BundleChecking(Checking checking, TestRuns runs, LogSnapshot snapshot, Caller caller, InFlight inFlight) {
        this.checking = checking;
        this.runs = runs.ofOnePublication();
        this.caller = caller;
        this.inFlight = inFlight;
        this.outlook = Outlook.of(snapshot);
    }

    /** A document without fault. */
    record SoundFile(BundleFile file, Written written) {}

    /** @param warnings of what is allowed in the documents, and probably not meant */
    record SoundBundle(List<SoundFile> files, List<Warning> warnings) {}

    /** A check of a document, which throws its faults. */
    private interface Check {
        void run() throws InterruptedException;
    }

    /**
     * The documents in their canonical form, in the order in which they need each other.
     *
     * @throws ProblemException 422 with every fault of all of them
     */
    SoundBundle sound(List<BundleFile> files) throws InterruptedException {
        for (BundleFolder folder : BundleFolder.values()) {
            for (BundleFile file : files) {
                if (file.folder() == folder) {
                    collect(file, () -> check(file));
                }
            }
        }
        if (faults.isEmpty()) {
            storeTests();
            replacements(files);
            tests();
        }
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
        return new SoundBundle(List.copyOf(sound), List.copyOf(warnings));
    }

    private void collect(BundleFile file, Check check) throws InterruptedException {
        try {
            check.run();
        } catch (ProblemException e) {
            if (e.faults().isEmpty()) {
                throw e; // of the engine, not of the document
            }
            e.faults().stream().map(file::located).forEach(faults::add);
            if (file.folder() == BundleFolder.TEMPLATES) {
                outlook = outlook.withAny(file.id(), "");
            } else if (file.folder() == BundleFolder.OFFERS) {
                outlook = outlook.withOffer(file.id(), "");
            } else if (file.folder() == BundleFolder.SEGMENTS) {
                outlook = outlook.withSegment(file.id());
            }
        }
    }

    private void check(BundleFile file) throws InterruptedException {
        switch (file.folder()) {
            case TEMPLATES -> template(file);
            case SETTINGS -> settings(file);
            case OFFERS -> offer(file);
            case SEGMENTS -> segment(file);
            case JOURNEYS -> journey(file);
            case CAMPAIGNS -> campaign(file);
            case TESTS -> test(file);
            case PACKS -> add(file, Written.of(checking.canonical(file.text()), file.text()), List.of());
        }
    }

    private void template(BundleFile file) throws InterruptedException {
        SoundTemplate template = checking.template(file.text());
        Checking.requireId(file.id(), template.template().id());
        requireNone(NewerTexts.faults(template, outlook.snapshot().definitions().level()));
        outlook = outlook.with(template);
        templates.add(template);
        add(file, Written.of(template.toJson(), file.text()), template.warnings());
    }

    private void settings(BundleFile file) throws InterruptedException {
        SoundSettings settings = checking.settings(file.text());
        requireNone(NewerWords.ofSettings(
                settings.toJson(), outlook.snapshot().definitions().level()));
        outlook = outlook.with(settings.settings());
        add(file, Written.of(settings.toJson(), file.text()), settings.warnings());
    }

    private void offer(BundleFile file) throws InterruptedException {
        SoundDocument offer = checking.offer(file.text());
        requireOfKind(file, offer);
        outlook = outlook.withOffer(file.id(), offer.toJson());
        add(file, Written.of(offer.toJson(), file.text()), offer.warnings());
    }

    private void segment(BundleFile file) throws InterruptedException {
        SoundDocument segment = checking.segment(file.text());
        requireOfKind(file, segment);
        outlook = outlook.withSegment(file.id());
        add(file, Written.of(segment.toJson(), file.text()), segment.warnings());
    }

    private void campaign(BundleFile file) throws InterruptedException {
        SoundDocument campaign = checking.campaign(file.text(), outlook);
        requireOfKind(file, campaign);
        add(file, Written.of(campaign.toJson(), file.text()), campaign.warnings());
    }

    private void journey(BundleFile file) throws InterruptedException {
        String json = checking.canonical(file.text());
        List<Warning> its = checking.journey(file.id(), json, outlook, caller);
        requireNone(NewerWords.faults(json, outlook.snapshot().definitions().level()));
        outlook = outlook.with(runs.next(file.id(), json, outlook));
        add(file, Written.of(json, file.text()), its);
    }

    /** A test takes the place of the stored one of its name. One of a journey with faults of its own is not looked at. */
    private void test(BundleFile file) throws InterruptedException {
        JourneyTest test = Checking.sound(runs.read(() -> JourneyTest.parse(file.text(), file.stem())));
        if (!testNames.add(file.id() + "/" + test.name())) {
            throw ProblemException.faults(List.of(new Fault("name", "is that of another test of " + file.id())));
        }
        String journey = json(file.id());
        if (journey != null) {
            String named = TestFiles.named(checking.canonical(file.text()), test);
            String all = outlook.tests(file.id()).with(test.name(), named, journey);
            Checking.sound(runs.read(() -> JourneyTests.parse(all)));
            outlook = outlook.withTests(file.id(), all);
        } else if (faults.isEmpty()) {
            throw ProblemException.faults(
                    List.of(new Fault("", "there is no journey " + file.id() + " in force, and none comes with it")));
        }
    }

    /** The journey as it will be in force; null where there is none that the caller may know of. */
    private @Nullable String json(String journey) {
        DefinitionKey key = DefinitionKey.journey(journey);
        for (SoundFile file : sound) {
            if (file.file().key().equals(key)) {
                return file.written().json();
            }
        }
        Document inForce = BundlePlan.inForce(outlook.snapshot().all().state(key));
        return inForce == null || !DefinitionShops.isVisible(inForce, caller) ? null : inForce.json();
    }

    private void storeTests() {
        outlook.comingTests().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(tests -> {
                    DefinitionKey key = DefinitionKey.testsOf(tests.getKey());
                    BundleFile folder = new BundleFile(BundleFolder.TESTS.path(key), BundleFolder.TESTS, key, "");
                    add(folder, new Written(tests.getValue(), null), List.of());
                });
    }

    /** Whether the journeys do what their tests expect, once all documents are in force. */
    private void tests() throws InterruptedException {
        for (SoundFile one : List.copyOf(sound)) {
            BundleFile file = one.file();
            String tested = DefinitionKey.journeyOfTests(file.key());
            if (file.folder() == BundleFolder.JOURNEYS) {
                collect(file, () -> runs.require(file.id(), one.written().json(), outlook, caller));
            } else if (tested != null && !outlook.comingJourneys().containsKey(new JourneyId(tested))) {
                String json = Objects.requireNonNull(json(tested));
                collect(file, () -> runs.require(tested, json, outlook, caller));
            }
        }
    }

    private void requireOfKind(BundleFile file, SoundDocument document) {
        Checking.requireId(file.id(), document.id());
        requireNone(NewerWords.ofKind(
                file.folder().kind(), outlook.snapshot().definitions().level()));
    }

    private static void requireNone(List<Fault> early) {
        if (!early.isEmpty()) {
            throw ProblemException.faults(early);
        }
    }

    private void add(BundleFile file, Written written, List<Warning> its) {
        DefinitionShops.requireSave(written.json(), caller);
        sound.add(new SoundFile(file, written));
        its.stream().map(file::located).forEach(warnings::add);
    }

    /** Whether journeys that are not in the bundle, and versions in which customers stay, could go on with its templates. */
    private void replacements(List<BundleFile> files) throws InterruptedException {
        Set<DefinitionKey> journeys = files.stream()
                .map(BundleFile::key)
                .filter(key -> key.kind() == Kind.JOURNEY) // a campaign is saved, and its launch goes on as it was
                .collect(Collectors.toSet());
        for (SoundTemplate template : templates) {
            BundleFile file = file(files, template);
            if (file != null) {
                boolean stay = inFlight == InFlight.KEEP && !isInForce(template);
                Replaced replaced = new Replaced(journeys, stay);
                collect(file, () -> {
                    warnings.addAll(checking.users().replaceable(template, outlook, replaced, caller));
                    new TemplateTests(runs).require(file.id(), outlook, journeys, caller);
                });
            }
        }
    }

    private boolean isInForce(SoundTemplate template) {
        Document now = outlook.snapshot()
                .all()
                .state(DefinitionKey.template(template.template().id()))
                .document();
        return now != null && now.json().equals(template.toJson());
    }

    private static @Nullable BundleFile file(List<BundleFile> files, SoundTemplate template) {
        DefinitionKey key = DefinitionKey.template(template.template().id());
        return files.stream().filter(file -> file.key().equals(key)).findFirst().orElse(null);
    }
}
