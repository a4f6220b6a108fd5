package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.audience.CampaignProgress;
import dev.vestnik.engine.audience.CampaignProgress.Progress;
import dev.vestnik.engine.audience.Forecast;
import dev.vestnik.engine.audience.Forecasting;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Launching campaigns, pausing and cancelling them. Answers when every live instance works with the change; 202 names those that do not yet. */
@RestController
@RequestMapping("/api/campaigns/{id}")
@Tag(name = "campaigns")
final class LaunchController {
    private final DefinitionWriting definitions;
    private final Checking checking;
    private final Rollout rollout;
    private final Forecasting forecasts;
    private final CampaignProgress progress;

    LaunchController(
            DefinitionWriting definitions,
            Checking checking,
            Rollout rollout,
            Forecasting forecasts,
            CampaignProgress progress) {
        this.definitions = definitions;
        this.checking = checking;
        this.rollout = rollout;
        this.forecasts = forecasts;
        this.progress = progress;
    }

    /**
     * @param behind live instances that do not work with it yet
     * @param forecast of a launch
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            Summary campaign, Set<String> behind, @Nullable Forecast forecast) {}

    @Operation(
            summary =
                    "Launches the campaign as it is saved: {confirm: true} where it is for nobody, for everybody, or would send nothing",
            description = "Who becomes a customer after it has begun is not in it. 409 asks back, with the forecast.")
    @PostMapping("/launch")
    ResponseEntity<Outcome> launch(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody json = JsonBody.object(body);
        boolean confirm = json.flag("confirm", false);
        json.close();
        LogSnapshot snapshot = definitions.newest();
        Definition definition = DefinitionWriting.existing(DefinitionKey.campaign(id), snapshot);
        definitions.requireSeen(ifMatch, definition, caller);
        checking.campaign(Objects.requireNonNull(definition.document()).json(), Outlook.of(snapshot));
        requireOver(progress.everywhere(id, authorization));
        Forecast forecast = forecasts.everywhere(id, authorization);
        requireMeant(forecast, confirm);
        // Ends the runs of a cancelled launch: a new one must not let them go on.
        InFlight inFlight = definition.stage() == Stage.ARCHIVED ? InFlight.EXIT : InFlight.KEEP;
        return change(definition, new Action.Publish(inFlight), ifMatch, new By(caller, authorization), forecast);
    }

    private static void requireOver(Progress last) {
        if (last.underWay()) {
            throw ProblemException.of(
                            HttpStatus.CONFLICT,
                            "its last launch is " + last.stage() + ": cancel it, or wait for its end")
                    .with("progress", last);
        }
    }

    private static void requireMeant(Forecast forecast, boolean confirmed) {
        boolean odd = forecast.forNobody() || forecast.forEverybody() || forecast.sendsNothing();
        if (odd && !confirmed) {
            throw ProblemException.of(HttpStatus.CONFLICT, forecast.says() + ": launch it with {\"confirm\": true}")
                    .with("forecast", forecast);
        }
    }

    @Operation(summary = "Reaches nobody more until it is resumed; those who wait in it wait on")
    @PostMapping("/pause")
    ResponseEntity<Outcome> pause(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return change(existing(id), new Action.Pause(null), ifMatch, new By(caller, authorization), null);
    }

    @Operation(summary = "Goes on where it was paused")
    @PostMapping("/resume")
    ResponseEntity<Outcome> resume(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return change(existing(id), new Action.Resume(), ifMatch, new By(caller, authorization), null);
    }

    @Operation(summary = "Reaches nobody more, and takes back the messages that no gateway has yet")
    @PostMapping("/cancel")
    ResponseEntity<Outcome> cancel(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return change(existing(id), new Action.Archive(), ifMatch, new By(caller, authorization), null);
    }

    private Definition existing(String id) throws InterruptedException {
        return DefinitionWriting.existing(DefinitionKey.campaign(id), definitions.newest());
    }

    private record By(Caller caller, String authorization) {}

    private ResponseEntity<Outcome> change(
            Definition seen, Action action, @Nullable String ifMatch, By by, @Nullable Forecast forecast)
            throws InterruptedException {
        Set<String> others = rollout.others();
        Definition after = definitions.change(seen, action, ifMatch, by.caller());
        Set<String> behind = rollout.behind(others, after.revision(), by.authorization());
        return ResponseEntity.status(behind.isEmpty() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .eTag(Preconditions.etag(after.revision()))
                .body(new Outcome(Summary.versioned(after, definitions.snapshot()), behind, forecast));
    }
}
