package dev.vestnik.rules.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnerTest {
    private static final UUID MESSAGE = new UUID(1, 2);

    @ParameterizedTest
    @EnumSource
    void theKeyOfAnOwnerSaysWhichItIs(OwnerKind kind) {
        Owner owner = new Owner(kind, "main/a/b");
        assertThat(Owner.parse(owner.toString())).isEqualTo(owner);
    }

    @Test
    void aCustomersKeyIsWhatItAlwaysWas() {
        assertThat(new Owner(OwnerKind.CUSTOMER, "main/anna")).hasToString("main/anna");
        assertThat(new Owner(OwnerKind.BUDGET, "main/spring")).hasToString("/budget/main/spring");
    }

    @Test
    void aKindOfALaterVersionIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Owner.parse("/weather/main"));
        assertThatIllegalArgumentException().isThrownBy(() -> Owner.parse("/customer/main/anna"));
        assertThatIllegalArgumentException().isThrownBy(() -> Owner.parse("/budget"));
    }

    @Test
    void theIdOfAQuestionSaysWhomItWentTo() {
        AskId id = new AskId(MESSAGE, "budget", 7, new Owner(OwnerKind.BUDGET, "main/spring"));
        assertThat(AskId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void whatIsNoQuestionOfAGateHasNoSuchId() {
        assertThat(AskId.parse(MESSAGE.toString())).isNull();
        assertThat(AskId.parse(MESSAGE + "/budget/seven/main/anna")).isNull();
        assertThat(AskId.parse(MESSAGE + "/budget/7//weather/main")).isNull();
    }
}
