package io.tallylight.local.drill;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Kinds drawn at random, each once before any comes a second time. Thread-safe. */
final class Bag<T> {

    private final List<T> kinds;
    private final Random chance;
    private final Deque<T> left = new ArrayDeque<>();

    Bag(List<T> kinds, long seed) {
        this.kinds = List.copyOf(kinds);
        this.chance = new Random(seed);
    }

    synchronized T draw() {
        if (left.isEmpty()) {
            List<T> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, chance);
            left.addAll(shuffled);
        }
        return left.removeFirst();
    }
}
