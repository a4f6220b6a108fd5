package dev.vestnik.pages.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocationTest {
    @Test
    void leavesAnAddressAsItIs() {
        String address = "https://shop.example/a%20b?x=1&y=%D1%84;z=[1]#top";
        assertThat(Location.of(address)).isEqualTo(address);
    }

    @Test
    void encodesWhatAHeaderCannotHave() {
        assertThat(Location.of("https://shop.example/ф?a=b c\r\nSet-Cookie: x"))
                .isEqualTo("https://shop.example/%D1%84?a=b%20c%0D%0ASet-Cookie:%20x");
    }
}
