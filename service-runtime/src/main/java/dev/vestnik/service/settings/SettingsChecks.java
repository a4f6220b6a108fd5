package dev.vestnik.service.settings;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/** Asks every {@link SettingsCheck} of the service before its beans are made. */
final class SettingsChecks implements BeanFactoryPostProcessor {
    private final Environment environment;

    SettingsChecks(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        SettingsReader settings = new SettingsReader(environment);
        beans.getBeanProvider(SettingsCheck.class).orderedStream().forEach(check -> check.check(settings));
        List<SettingFault> faults = settings.faults();
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
    }
}
