package dev.vestnik.sender.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.ChannelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboundKeyTest {
    /** The engine's test reads the same table. */
    @Test
    void theEngineLooksForTheSameKeys() throws IOException {
        List<String[]> table = Files.readAllLines(Path.of("../schemas/src/test/resources/address-keys.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
        assertThat(table)
                .hasSizeGreaterThan(8)
                .allSatisfy(row -> assertThat(InboundKey.of(row[0], new ChannelName(row[1]), row[2]))
                        .as(row[2])
                        .isEqualTo(row[3]));
    }
}
