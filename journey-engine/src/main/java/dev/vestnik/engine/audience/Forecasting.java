package dev.vestnik.engine.audience;

import dev.vestnik.engine.audience.CampaignTally.Counts;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.DocumentCompiler;
import dev.vestnik.engine.definitions.DocumentCompiler.Result;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.list.ListLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.CustomerLists;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a launch of a campaign, as it is saved, would do now: decides for a sample of customers, and does nothing. Blocks. */
public final class Forecasting {
    /** A second's worth of an instance: each is a whole decision, with its text. */
    private static final int MOST = 10_000;

    private final Sampling sampling;
    private final DefinitionsLog log;
    private final DocumentCompiler compiler;
    private final Decider decider;
    private final InstantSource clock;
    private final JsonMapper json;
    private final ListLog lists;

    Forecasting(
            Sampling sampling,
            DefinitionsLog log,
            DocumentCompiler compiler,
            Decider decider,
            InstantSource clock,
            JsonMapper json,
            ListLog lists) {
        this.sampling = sampling;
        this.log = log;
        this.compiler = compiler;
        this.decider = decider;
        this.clock = clock;
        this.json = json;
        this.lists = lists;
    }

    /** Counts this instance's customers by partition; reads every list that was uploaded by now before. */
    List<Counts> here(String id) throws InterruptedException {
        LogSnapshot snapshot = log.snapshot();
        Campaign campaign = campaign(id, snapshot);
        int run = snapshot.all().state(DefinitionKey.campaign(id)).versions().size() + 1;
        Journey journey = campaign.atOnce().published(run);
        Instant now = clock.instant();
        Launch launch = new Launch(journey.id(), run, campaign.segment(), campaign.list(), now, 0);
        Definitions launched = launched(snapshot.definitions(), journey, launch, listed(campaign));
        return sampling.here(most(campaign), () -> new CampaignTally(decider, launched, journey, launch, now)).stream()
                .map(share -> share.tally().counts(share.partition(), share.of()))
                .toList();
    }

    /** Of a list few may be there: as many are looked at as there is time for, since most cost no decision. */
    private int most(Campaign campaign) {
        return campaign.list() == null ? Math.max(1, MOST / sampling.partitions()) : Integer.MAX_VALUE;
    }

    private CustomerLists listed(Campaign campaign) throws InterruptedException {
        String id = campaign.list();
        if (id == null) {
            return CustomerLists.NONE;
        }
        CustomerLists all = lists.newest();
        if (all.named(id).isEmpty()) {
            throw ProblemException.of(HttpStatus.CONFLICT, "there is no list " + id + ": upload it again");
        }
        return all;
    }

    private Campaign campaign(String id, LogSnapshot snapshot) {
        Definition.Document document =
                snapshot.all().state(DefinitionKey.campaign(id)).document();
        if (document == null) {
            throw ProblemException.notFound("campaign of this id");
        }
        return switch (compiler.campaign(document.json())) {
            case Result.Good<Campaign>(Campaign campaign) -> campaign;
            case Result.Faulty<Campaign>(List<String> problems) ->
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "this version of Vestnik cannot use the campaign: " + String.join("; ", problems));
        };
    }

    private static Definitions launched(Definitions now, Journey journey, Launch launch, CustomerLists lists) {
        Map<JourneyId, Published> journeys = new HashMap<>(now.journeys());
        journeys.put(
                journey.id(),
                new Published(Status.LIVE, journey.version(), Map.of(journey.version(), journey), Map.of()));
        return Definitions.of(now.revision(), journeys, now.templates(), now.shop(), now.broken())
                .on(now.level())
                .offering(now.offers())
                .reaching(now.audiences().with(launch).with(lists));
    }

    /** @throws ProblemException 404 where there is no such campaign, 503 where it cannot be told now */
    public Forecast everywhere(String id, String authorization) throws InterruptedException {
        Sampling.Everywhere<Counts> all =
                sampling.everywhere(here(id), "/internal/campaigns/" + id + "/forecast", this::read, authorization);
        Campaign campaign = campaign(id, log.snapshot());
        return Forecast.of(all, ListedCustomers.of(campaign.list(), lists.current(), campaign.journey()));
    }

    private List<Counts> read(JsonNode answer) {
        List<Counts> parts = new ArrayList<>();
        answer.forEach(part -> parts.add(json.treeToValue(part, Counts.class)));
        return parts;
    }
}
