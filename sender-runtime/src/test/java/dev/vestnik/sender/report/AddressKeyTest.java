package dev.vestnik.sender.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressKeyTest {
    /** The engine's test reads the same table. */
    @Test
    void theEngineLooksForTheSameKeys() throws IOException {
        List<String[]> table = Files.readAllLines(Path.of("../schemas/src/test/resources/address-keys.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
        assertThat(table)
                .hasSizeGreaterThan(8)
                .allSatisfy(row -> assertThat(AddressKey.of(row[0], new Channel(row[1]), row[2]))
                        .as(row[2])
                        .isEqualTo(row[3]));
    }
}
