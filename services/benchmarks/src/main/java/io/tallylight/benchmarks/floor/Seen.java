package io.tallylight.benchmarks.floor;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the newest two windows: what a poller must know to tell a changed row from one that it has told. */
final class Seen {

    private static final class Entry {
        long content;
        int revision;
    }

    private final TreeMap<Long, Map<String, Entry>> windows = new TreeMap<>();
    private long lastStart = -1;
    private Map<String, Entry> lastWindow = Map.of();
    private String lastText = "";

    /** The revision to tell, or 0 where the row says nothing new. */
    int revision(Sample sample) {
        Map<String, Entry> window = window(sample.start);
        Entry known = window.get(sample.stream);
        if (known == null) {
            known = new Entry();
            window.put(sample.stream, known);
        } else if (known.content == sample.content()) {
            return 0;
        }
        known.content = sample.content();
        return ++known.revision;
    }

    /** A window's start as its ids have it; valid for the sample asked last. */
    String start() {
        return lastText;
    }

    /** From where to read again: the window before the newest. */
    long from(long beginning) {
        return windows.isEmpty() ? beginning : windows.firstKey();
    }

    private Map<String, Entry> window(long start) {
        if (start != lastStart) {
            lastStart = start;
            lastText = Instant.ofEpochMilli(start).toString();
            lastWindow = windows.computeIfAbsent(start, none -> new HashMap<>());
            while (windows.size() > 2) {
                windows.pollFirstEntry();
            }
        }
        return lastWindow;
    }
}
