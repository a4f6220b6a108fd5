package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptOutTokensTest {
    private static final OptOut OPT_OUT = new OptOut(new CustomerKey("main", "анна/1"), Channel.EMAIL, "sales");

    private final OptOutTokens tokens = new OptOutTokens("a secret for tests only");

    @Test
    void readsWhatItWrote() {
        assertThat(tokens.read(tokens.write(OPT_OUT))).contains(OPT_OUT);
        OptOut all = new OptOut(OPT_OUT.customer(), Channel.SMS, null);
        assertThat(tokens.read(tokens.write(all))).contains(all);
    }

    @Test
    void givesTheSameLinkEveryTime() {
        assertThat(tokens.write(OPT_OUT)).isEqualTo(new OptOutTokens("a secret for tests only").write(OPT_OUT));
    }

    /** They are on people's phones: no later version may write or read another channel in them. */
    @Test
    void readsAndWritesTheTokensThatAreOut() {
        Map<Channel, String> out = Map.of(
                Channel.SMS, "AAAFc2FsZXNtYWluL9Cw0L3QvdCwLzG1fA_uShe24zWP4Sgned9H",
                Channel.EMAIL, "AQAFc2FsZXNtYWluL9Cw0L3QvdCwLzG50RhthKCXxX442k_iYNXm",
                Channel.PUSH, "AgAFc2FsZXNtYWluL9Cw0L3QvdCwLzEcOe_Rf8-JbiD78lpKrTW2");
        out.forEach((channel, token) -> {
            OptOut optOut = new OptOut(OPT_OUT.customer(), channel, "sales");
            assertThat(tokens.write(optOut)).isEqualTo(token);
            assertThat(tokens.read(token)).contains(optOut);
        });
    }

    @Test
    void isNothingWhereALaterVersionHasSignedAChannelThatThisOneDoesNotKnow() {
        assertThat(tokens.read("AwAFc2FsZXNtYWluL9Cw0L3QvdCwLzE693lTC63gVpJ5jlNhiFfN"))
                .isEmpty();
    }

    @Test
    void isReadWithItsOwnSecretAlone() {
        assertThat(new OptOutTokens("another secret for tests").read(tokens.write(OPT_OUT)))
                .isEmpty();
    }

    @Test
    void believesNoTokenWithABitTurned() {
        byte[] good = Base64.getUrlDecoder().decode(tokens.write(OPT_OUT));
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(tokens.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bad)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void believesNoNonsense() {
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("!!!")).isEmpty();
        assertThat(tokens.read("AAAA")).isEmpty();
    }
}
