package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.scaleengine.StreamNames.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamOrderTest {

    private final StreamOrder.Known known = new StreamOrder.Known();
    private final StreamNames names = new StreamNames();
    private StreamOrder order = fresh();

    @Test
    void givesEachStreamAPlaceOfItsOwn() {
        assertThat(places("a", "b", "c")).containsExactly(0, 1, 2);
        assertThat(order.at(1)).isEqualTo(new StreamName("158", "live", "b", "scaleengine/158/live/b"));
    }

    @Test
    void givesAStreamThatComesAgainItsPlaceAgain() {
        assertThat(places("a", "b", "a", "c", "b")).containsExactly(0, 1, 0, 2, 1);
    }

    @Test
    void givesAStreamThatComesAgainItsPlaceAgainAfterATimeInTheSameOrder() {
        places("a", "b", "c");
        order.nextTime();

        assertThat(places("a", "b", "a", "c")).containsExactly(0, 1, 0, 2);
    }

    @Test
    void forgetsTheStreamsOfTheTimeBefore() {
        places("a", "b");
        order.nextTime();

        assertThat(places("b", "a")).containsExactly(0, 1);
    }

    @Test
    void makesNoNameWhileTheOrderStays() {
        places("a", "b", "c");
        List<StreamName> first = List.of(order.at(0), order.at(1), order.at(2));
        order.nextTime();
        places("a", "c"); // b is missing
        order.nextTime();
        places("a", "b", "c");

        for (int place = 0; place < 3; place++) {
            assertThat(order.at(place)).isSameAs(first.get(place));
        }
    }

    @Test
    void knowsTheOrderOfTheAnswerBefore() {
        places("a", "b");
        StreamName first = order.at(0);
        order.end();
        order = new StreamOrder(known, new StreamNames(), "158");

        places("a", "b");

        assertThat(order.at(0)).isSameAs(first);
    }

    @Test
    void placesAnyStreamsAsAMapWould() {
        Random chance = new Random(5);
        for (int time = 0; time < 300; time++) {
            List<String> distinct = new ArrayList<>();
            int[] streams = chance.nextInt(4) == 0
                    ? chance.ints(50, 0, 30).toArray()
                    : IntStream.range(0, 30).filter(i -> chance.nextInt(8) > 0).toArray();
            for (int stream : streams) {
                String name = "s" + stream;
                if (!distinct.contains(name)) {
                    distinct.add(name);
                }
                int place = order.place("live", name);
                assertThat(place).isEqualTo(distinct.indexOf(name));
                assertThat(order.at(place).stream()).isEqualTo(name);
            }
            order.nextTime();
        }
    }

    private StreamOrder fresh() {
        return new StreamOrder(known, names, "158");
    }

    private List<Integer> places(String... streams) {
        return java.util.Arrays.stream(streams)
                .map(stream -> order.place("live", stream))
                .toList();
    }
}
