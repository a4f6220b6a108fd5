package dev.vestnik.pages.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 YaBrowser/25.10 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0"
            })
    void browsersAndMailProgramsArePeople(String agent) {
        assertThat(Visitor.of(agent)).isEqualTo(Visitor.PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TelegramBot (like TwitterBot)",
                "WhatsApp/2.25.1 A",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "BarracudaCentral/1.0",
                "python-requests/2.32",
                "curl/8.14.1"
            })
    void scannersPreviewsAndProgramsAreMachines(String agent) {
        assertThat(Visitor.of(agent)).isEqualTo(Visitor.MACHINE);
    }

    @Test
    void whoSaysNoNameIsAMachine() {
        assertThat(Visitor.of((String) null)).isEqualTo(Visitor.MACHINE);
        assertThat(Visitor.of("")).isEqualTo(Visitor.MACHINE);
    }

    @Test
    void servicesThatFetchPicturesForPeopleAreProxies() {
        assertThat(Visitor.of(
                        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"))
                .isEqualTo(Visitor.PROXY);
        assertThat(Visitor.of("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"))
                .isEqualTo(Visitor.PROXY);
        assertThat(Visitor.of("Mozilla/5.0")).isEqualTo(Visitor.PROXY);
    }
}
