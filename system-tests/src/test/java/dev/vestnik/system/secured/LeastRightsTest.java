package dev.vestnik.system.secured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.system.deploy.Rights;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class LeastRightsTest {
    private static final Deed READ = new Deed("a", AclOperation.READ, ResourceType.TOPIC, "t");
    private static final Deed DESCRIBE = new Deed("a", AclOperation.DESCRIBE, ResourceType.TOPIC, "t");

    private static List<String> idle(Map<String, List<String>> row, Deed... done) {
        return LeastRights.idle(LeastRights.of(new Rights(Map.of("a", List.of(row)))), List.of(done));
    }

    @Test
    void aRightOnWhichSomethingStandsAloneIsNotIdle() {
        Map<String, List<String>> row = Map.of("topics", List.of("t"), "may", List.of("Read", "Write"));

        assertThat(idle(row, READ)).containsExactly("a: WRITE TOPIC t");
        assertThat(idle(row, READ, new Deed("b", AclOperation.WRITE, ResourceType.TOPIC, "t")))
                .containsExactly("a: WRITE TOPIC t");
        assertThat(idle(row)).hasSize(2);
    }

    @Test
    void whatTwoRightsAllowStandsOnNeither() {
        Map<String, List<String>> both = Map.of("topics", List.of("t"), "may", List.of("Read", "Describe"));

        assertThat(idle(both, READ, DESCRIBE)).containsExactly("a: DESCRIBE TOPIC t");
        assertThat(idle(Map.of("topics", List.of("t", "t*"), "may", List.of("Read")), READ))
                .containsExactly("a: READ TOPIC t", "a: READ TOPIC t*");
    }

    @Test
    void aRightThatIsUsedForDescribeAloneIsIdle() {
        assertThat(idle(Map.of("topics", List.of("t"), "may", List.of("Write")), DESCRIBE))
                .containsExactly("a: WRITE TOPIC t");
        assertThat(idle(Map.of("topics", List.of("t"), "may", List.of("Describe")), DESCRIBE))
                .isEmpty();
    }
}
