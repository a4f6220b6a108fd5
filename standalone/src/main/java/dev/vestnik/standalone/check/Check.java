package dev.vestnik.standalone.check;

import dev.vestnik.rules.campaign.CampaignCompiler;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.FewerShops;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.offer.OfferDocument;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.testrun.JourneyTest;
import dev.vestnik.rules.testrun.TestBed;
import dev.vestnik.rules.testrun.TestRunner;
import dev.vestnik.standalone.command.CommandFailedException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the documents of a directory: {@code journeys/ID.yml}, {@code templates/ID.yml}, {@code offers/ID.yml}, {@code segments/ID.yml}, {@code campaigns/ID.yml}, {@code settings/shop.yml}, and runs the tests in
 * {@code tests/JOURNEY/*.yml}.
 */
public final class Check {
    private static final String NOWHERE = "https://example.org/u/test";
    private static final String SHOP = "shop";

    private final Path directory;
    private final Findings findings;
    private final JourneyCompiler compiler = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private final TestRunner runner = new TestRunner(new Decider((customer, channel, topic) -> NOWHERE));
    private final Map<String, Template> templates = new HashMap<>();
    private final Map<String, Journey> journeys = new HashMap<>();
    private ShopSettings settings = ShopSettings.DEFAULT;

    public Check(PrintStream out, Path directory) {
        this.directory = directory;
        this.findings = new Findings(out);
    }

    /**
     * Tells what is wrong; true where nothing is.
     *
     * @throws CommandFailedException where there is nothing to check
     */
    public boolean run() {
        List<DocumentFile> files = files("journeys");
        if (files.isEmpty()) {
            throw new CommandFailedException(
                    Files.isDirectory(directory)
                            ? "there are no journeys in " + directory.resolve("journeys")
                                    + ": they are files ID.yml there"
                            : "there is no directory " + directory);
        }
        settings();
        List<DocumentFile> texts = files("templates");
        texts.forEach(this::template);
        DocumentFile.in(directory, "offers").forEach(this::offer);
        files("segments").forEach(this::segment);
        files.forEach(this::journey);
        files("campaigns").forEach(this::campaign);
        DocumentFile.folders(directory, "tests").forEach(this::tests);
        return findings.sum(files.size(), texts.size());
    }

    /** The files of a folder, one of each id. */
    private List<DocumentFile> files(String folder) {
        Map<String, DocumentFile> byId = new LinkedHashMap<>();
        for (DocumentFile file : DocumentFile.in(directory, folder)) {
            DocumentFile first = byId.putIfAbsent(file.name(), file);
            if (first != null) {
                findings.fault(file, new Fault("", "is a second file of " + file.name() + ", beside " + first.path()));
            }
        }
        return List.copyOf(byId.values());
    }

    private void settings() {
        for (DocumentFile file : files("settings")) {
            if (file.name().equals(SHOP)) {
                findings.of(file, SettingsDocument.parse(file.text()))
                        .ifPresent(document -> settings = document.settings());
            } else {
                findings.fault(file, new Fault("", "there are no settings " + file.name() + ", only " + SHOP));
            }
        }
    }

    private void template(DocumentFile file) {
        findings.of(file, new TemplateCompiler().check(file.text())).ifPresent(template -> {
            if (isCalled(file, template.id())) {
                templates.put(template.id(), template);
            }
        });
    }

    private void offer(DocumentFile file) {
        findings.of(file, OfferDocument.parse(file.text()))
                .ifPresent(document -> isCalled(file, document.offer().id()));
    }

    private void segment(DocumentFile file) {
        findings.of(file, compiler.segments().check(file.text()))
                .ifPresent(document -> isCalled(file, document.segment().id()));
    }

    private void campaign(DocumentFile file) {
        findings.of(file, new CampaignCompiler(compiler).check(file.text(), Catalogue.of(templates)))
                .ifPresent(document -> isCalled(file, document.campaign().id()));
    }

    private void journey(DocumentFile file) {
        findings.of(file, compiler.check(file.text(), 1, Catalogue.of(templates)))
                .ifPresent(journey -> {
                    if (isCalled(file, journey.id().value())) {
                        FewerShops.faults(journey, this::shops, _ -> Set.of())
                                .forEach(fault -> findings.fault(file, fault));
                        journeys.put(journey.id().value(), journey);
                    }
                });
    }

    private Set<String> shops(String template) {
        Template sound = templates.get(template);
        return sound == null ? Set.of() : sound.shops();
    }

    private boolean isCalled(DocumentFile file, String id) {
        boolean called = file.name().equals(id);
        if (!called) {
            findings.fault(file, new Fault("id", "must be " + file.name() + ", as the file's name"));
        }
        return called;
    }

    private void tests(String journey) {
        Set<String> names = new HashSet<>();
        for (DocumentFile file : DocumentFile.in(directory, "tests/" + journey)) {
            findings.of(file, JourneyTest.parse(file.text(), file.name())).ifPresent(test -> {
                if (!names.add(test.name())) {
                    findings.fault(file, new Fault("name", "is that of another test of " + journey));
                }
                findings.tested(file, test.name(), differences(journey, test));
            });
        }
    }

    private List<String> differences(String id, JourneyTest test) {
        List<Journey> live = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> wanted = new ArrayList<>(List.of(id));
        test.run().with().forEach(one -> wanted.add(one.value()));
        for (String one : wanted) {
            Journey journey = journeys.get(one);
            if (journey == null) {
                missing.add("is not run: there is no sound journey " + one);
            } else {
                live.add(journey);
            }
        }
        return missing.isEmpty() ? differences(live, test) : missing;
    }

    private List<String> differences(List<Journey> live, JourneyTest test) {
        TestBed bed = new TestBed(templates, settings, FeatureLevel.NEWEST);
        return test.differences(
                runner.run(test.run(), bed.under(live, test.run().start())));
    }
}
