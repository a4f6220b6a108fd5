package dev.vestnik.engine.report;

import dev.vestnik.engine.report.LocalReports.Part;
import dev.vestnik.engine.report.ReportSums.Question;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers the other instances with what this one's partitions add up to. */
@RestController
@Hidden
final class LocalReportController {
    private final ReportSums reports;

    LocalReportController(ReportSums reports) {
        this.reports = reports;
    }

    @GetMapping("/internal/reports/journeys/{id}")
    Part journey(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return reports.here(new Question(shop, id, Period.asked(from, to)));
    }

    @GetMapping("/internal/reports/summary")
    Part summary(
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return reports.here(new Question(shop, LocalReports.SHOP, Period.asked(from, to)));
    }
}
