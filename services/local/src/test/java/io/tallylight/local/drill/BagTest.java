package io.tallylight.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BagTest {

    private static final List<Integer> KINDS = List.of(1, 2, 3, 4, 5, 6, 7, 8);

    @Test
    void dealsEveryKindBeforeAnyASecondTime() {
        Bag<Integer> bag = new Bag<>(KINDS, 3);

        assertThat(drawn(bag)).containsExactlyInAnyOrderElementsOf(KINDS);
        assertThat(drawn(bag)).containsExactlyInAnyOrderElementsOf(KINDS);
    }

    @Test
    void dealsTheSameForTheSameSeedAlone() {
        List<Integer> third = drawn(new Bag<>(KINDS, 3));

        assertThat(drawn(new Bag<>(KINDS, 3))).isEqualTo(third);
        assertThat(drawn(new Bag<>(KINDS, 4))).isNotEqualTo(third);
    }

    private static List<Integer> drawn(Bag<Integer> bag) {
        return Stream.generate(bag::draw).limit(KINDS.size()).toList();
    }
}
