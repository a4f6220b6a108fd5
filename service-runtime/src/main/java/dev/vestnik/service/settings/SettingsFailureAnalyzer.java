package dev.vestnik.service.settings;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Words a start that ends with faulty settings: every one by its name, none with its value. */
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<SettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, SettingsException cause) {
        List<SettingFault> faults = cause.faults();
        String all = faults.stream().map(fault -> "  - " + fault).collect(Collectors.joining("\n"));
        String count = faults.size() == 1 ? "A setting is" : faults.size() + " settings are";
        return new FailureAnalysis(
                count + " missing or wrong:\n\n" + all,
                "Correct them all and start again. A setting's name also works as an environment variable: vestnik.sms.gateways[0].password"
                        + " is VESTNIK_SMS_GATEWAYS_0_PASSWORD. docs/operations.md and docs/providers.md explain each.",
                cause);
    }
}
