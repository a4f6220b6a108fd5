package dev.vestnik.pages.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@shop.example",
                "anna@",
                "anna@localhost",
                "anna@.example",
                "anna@shop.example.",
                "a@b@shop.example",
                "anna@shop.example\r\nBcc: x@y.example",
                "<anna@shop.example>",
                "anna@shop.example,boris@shop.example"
            })
    void takesNothingThatNobodyCanWriteTo(String text) {
        assertThat(Subscriber.of("main", text)).isEmpty();
    }

    @Test
    void theSameAddressIsTheSameVisitor() {
        Subscriber anna = Subscriber.of("main", " Anna@Shop.Example ").orElseThrow();
        assertThat(anna.email()).isEqualTo("anna@shop.example");
        assertThat(anna).isEqualTo(Subscriber.of("main", "anna@shop.example").orElseThrow());
        assertThat(anna.customer().customerId()).startsWith("~subscriber-").doesNotContain("anna");
        assertThat(Subscriber.of("main", "x".repeat(250) + "@a.example")).isEmpty();
    }
}
