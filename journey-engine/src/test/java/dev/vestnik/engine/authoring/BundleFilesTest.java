package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.authoring.BundleFiles.BundleDocument;
import dev.vestnik.rules.definition.AllDefinitions;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundleFilesTest {
    private static final String LARGE = "x".repeat(600_000);

    @Test
    void writesNoDocumentThatIsOnAnotherPage() {
        List<Definition> rest = IntStream.range(0, 50)
                .mapToObj(i -> AllDefinitions.EMPTY.state(DefinitionKey.journey("j" + i)))
                .toList();
        AtomicInteger written = new AtomicInteger();
        List<List<BundleDocument>> page = BundleFiles.page(
                rest, definition -> List.of(new BundleDocument("journeys/" + written.incrementAndGet(), LARGE, null)));
        assertThat(page).hasSize(1);
        assertThat(written).hasValue(2);
    }
}
