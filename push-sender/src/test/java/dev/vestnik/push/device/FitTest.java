package dev.vestnik.push.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.Pushes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitTest {
    private static final String FAMILY = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";

    @Test
    void leavesANoticeThatFitsAsItIs() {
        Notice notice = notice("Едет", "https://shop.example/1.png");
        assertThat(Fit.within(bytes(notice), notice, FitTest::bytes)).contains(notice);
    }

    /** The text is worth more than its picture. */
    @Test
    void leavesThePictureOutFirst() {
        Notice notice = notice("Едет", "https://shop.example/1.png");
        assertThat(Fit.within(bytes(notice) - 1, notice, FitTest::bytes)).contains(notice("Едет", null));
    }

    @Test
    void cutsTheBodyAsLateAsPossible() {
        Notice notice = notice("Заказ едет к вам", null);
        assertThat(Fit.within(bytes(notice) - 1, notice, FitTest::bytes))
                .contains(notice("Заказ едет к в\u2026", null));
        assertThat(Fit.within(bytes(notice("", null)), notice, FitTest::bytes)).contains(notice("", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\ude00", "e\u0301", "ж", "x", FAMILY})
    void neverCutsInsideACharacter(String character) {
        Notice notice = notice(character.repeat(300), null);
        int empty = bytes(notice("", null));
        for (int most = empty; most < empty + 100; most++) {
            Notice fitting = Fit.within(most, notice, FitTest::bytes).orElseThrow();
            assertThat(bytes(fitting)).isLessThanOrEqualTo(most);
            String kept = fitting.body().replace("\u2026", "");
            assertThat(kept).isEqualTo(character.repeat(kept.length() / character.length()));
        }
    }

    @Test
    void fitsNowhereWhenItIsTooLargeWithoutABody() {
        assertThat(Fit.within(10, notice("x", null), FitTest::bytes)).isEmpty();
    }

    private static int bytes(Notice notice) {
        String all =
                notice.title() + notice.body() + notice.url() + (notice.imageUrl() == null ? "" : notice.imageUrl());
        return all.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Notice notice(String body, String imageUrl) {
        return new Notice(Pushes.ID, true, Pushes.NOW, Map.of(), "Title", body, "https://shop.example/o/1", imageUrl);
    }
}
