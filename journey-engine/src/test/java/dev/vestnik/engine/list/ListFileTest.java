package dev.vestnik.engine.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.engine.list.ListFile.ReadList;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.campaign.CustomerList;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.document.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "customerId\n1\n2",
                "\uFEFFcustomerId\n1\n2\n",
                "name,customerId\nAnna,1\nBoris,2\n",
                "customerId;name\r\n1;Anna\r\n2;Boris\r\n",
                "\"customerId\"\t\"city\"\n\"1\"\t\"Tver\"\n\"2\"\t\"Omsk\"\n",
                "Customer ID, name\n1 , \"Petrova, Anna\"\n 2,\"the \"\"best\"\"\"\n",
                "customer_id\n\n2\n \n1\n"
            })
    void readsTheColumnOfCustomersHoweverTheFileIsWritten(String csv) {
        ReadList file = read(csv);
        assertThat(file.hashes()).isEqualTo(hashes("1", "2"));
        assertThat(file.broken()).isZero();
    }

    @Test
    void countsWhoStandsInItOnceMore() {
        ReadList file = read("customerId\n1\n2\n1\n1\n");
        assertThat(file.hashes()).isEqualTo(hashes("1", "2"));
        assertThat(file.duplicates()).isEqualTo(2);
    }

    @Test
    void namesTheFirstTwentyBrokenLinesAndCountsThemAll() {
        String broken = ";Anna\n".repeat(30);
        ReadList file = read("customerId;name\n1;Anna\n\"2;Boris\n~visitor;\n" + "x".repeat(1_025) + ";\n" + broken);
        assertThat(file.hashes()).isEqualTo(hashes("1"));
        assertThat(file.broken()).isEqualTo(33);
        assertThat(file.faults())
                .hasSize(20)
                .startsWith(
                        new Fault("line 3", "has a quote that is not closed"),
                        new Fault("line 4", "has the id of a visitor: nobody has identified them"),
                        new Fault("line 5", "has a customerId of more than 1024 characters"),
                        new Fault("line 6", "has no customerId"));
    }

    @Test
    void aLineWithoutAnEndIsBrokenAndFillsNoMemory() {
        ReadList file = read("customerId\n" + "x".repeat(1_000_000) + "\n2\n");
        assertThat(file.hashes()).isEqualTo(hashes("2"));
        assertThat(file.faults()).containsExactly(new Fault("line 2", "is longer than 16000 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void aFileInUtf16IsRefused(String charset) {
        assertThat(refused("customerId\n1\n".getBytes(Charset.forName(charset))))
                .isEqualTo(new Fault(
                        "line 1", "is in UTF-16: save it as \"CSV UTF-8\", and send it again; nothing was saved"));
    }

    @Test
    void aFileInAnotherEncodingIsRefused() {
        byte[] windows1251 =
                "customerId;name\n1;Anna\n2;\u0410\u043D\u043D\u0430\n".getBytes(Charset.forName("windows-1251"));
        assertThat(refused(windows1251).problem()).contains("not in UTF-8", "Windows-1251");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1\n2\n", "phone,email\n+79990000000,a@example.org\n"})
    void withoutAColumnOfCustomersNothingIsRead(String csv) {
        Fault fault = refused(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(fault.path()).isEqualTo("line 1");
        assertThat(fault.problem())
                .contains("customerId", "not found by phones")
                .doesNotContain("+7999");
    }

    @Test
    void hasAMillionLinesAtMost() {
        assertThat(readLines(ListFile.MOST_LINES).hashes()).hasSize(1);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> readLines(ListFile.MOST_LINES + 1))
                .satisfies(e -> assertThat(e.faults()).extracting(Fault::path).containsExactly("line 1000002"));
    }

    /** All of them are empty but the last one. */
    private static ReadList readLines(int lines) {
        return read("customerId" + "\n".repeat(lines) + "1");
    }

    private static ReadList read(String csv) {
        return read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static ReadList read(InputStream csv) {
        try {
            return ListFile.read("main", csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault refused(byte[] csv) {
        try {
            return new Fault("read", read(new ByteArrayInputStream(csv)).toString());
        } catch (ProblemException e) {
            return e.faults().getFirst();
        }
    }

    private static long[] hashes(String... ids) {
        return Stream.of(ids)
                .mapToLong(id -> CustomerList.hash(new CustomerKey("main", id)))
                .sorted()
                .toArray();
    }
}
