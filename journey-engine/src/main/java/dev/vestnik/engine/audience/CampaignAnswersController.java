package dev.vestnik.engine.audience;

import static dev.vestnik.engine.audience.SegmentCountController.known;

import dev.vestnik.engine.audience.CampaignProgress.Part;
import dev.vestnik.engine.audience.CampaignProgress.Progress;
import dev.vestnik.engine.audience.CampaignTally.Counts;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Tells the effect of a campaign beforehand, and its progress. */
@RestController
@Tag(name = "campaigns")
final class CampaignAnswersController {
    private final Forecasting forecasts;
    private final CampaignProgress progress;

    CampaignAnswersController(Forecasting forecasts, CampaignProgress progress) {
        this.forecasts = forecasts;
        this.progress = progress;
    }

    @Operation(
            summary =
                    "What a launch would do now, as the campaign is saved: whom it reaches, by which channels, who is skipped and why",
            description =
                    "Decides for all customers where there are some thousand; of more for a part, with the error that makes.")
    @PostMapping("/api/campaigns/{id}/forecast")
    Forecast forecast(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization)
            throws InterruptedException {
        return forecasts.everywhere(known(id), authorization);
    }

    @Operation(summary = "How far the last launch has come, and what became of whom it has reached")
    @GetMapping("/api/campaigns/{id}/progress")
    Progress progress(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization)
            throws InterruptedException {
        return progress.everywhere(known(id), authorization);
    }

    @Hidden
    @GetMapping("/internal/campaigns/{id}/forecast")
    List<Counts> forecastHere(@PathVariable String id) throws InterruptedException {
        return forecasts.here(known(id));
    }

    @Hidden
    @GetMapping("/internal/campaigns/{id}/progress")
    List<Part> progressHere(@PathVariable String id) {
        return progress.here(known(id));
    }
}
