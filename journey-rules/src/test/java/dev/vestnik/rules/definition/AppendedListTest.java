package dev.vestnik.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendedListTest {

    @Test
    void growsAndLeavesWhatItWasMadeOfAsItIs() {
        List<AppendedList<Integer>> lists = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        lists.add(AppendedList.of(List.of()));
        for (int i = 0; i < 1_000; i++) {
            lists.add(lists.getLast().with(i));
            all.add(i);
        }
        for (int size = 0; size <= 1_000; size++) {
            assertThat(lists.get(size)).isEqualTo(all.subList(0, size));
        }
    }

    @Test
    void twoListsCanExtendTheSameList() {
        AppendedList<String> one = AppendedList.of(List.of("a"));
        assertThat(one.with("b")).containsExactly("a", "b");
        assertThat(one.with("c")).containsExactly("a", "c");
        assertThat(AppendedList.of(one)).isSameAs(one);
    }

    @Test
    void cannotBeChanged() {
        AppendedList<String> list = AppendedList.of(List.of("a"));
        assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
