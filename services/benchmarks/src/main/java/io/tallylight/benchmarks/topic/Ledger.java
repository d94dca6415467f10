package io.tallylight.benchmarks.topic;

import io.tallylight.benchmarks.provider.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * What the topic said of every row so far, against the truth. A record must bring a version that the row did not have, or
 * make its latest one FINAL; anything else is a duplicate. Its revision must be the next one.
 */
public final class Ledger {

    private static final int NONE = 0;
    private static final int FINAL = 4;
    private static final int VERSION = 3;

    private final Truth truth;
    private final List<byte[]> windows = new ArrayList<>();
    private final List<byte[]> revisions = new ArrayList<>();
    private final Published record = new Published();
    private Latencies latencies = new Latencies();
    private long measuredFrom = Long.MAX_VALUE;
    private long rows;
    private long records;
    private long duplicates;
    private String firstDuplicate = "";
    private long wrong;
    private long lastNewAt;

    public Ledger(Truth truth) {
        this.truth = truth;
    }

    /** From now on, and of what shows from now on. */
    public synchronized void measureFrom(long millis) {
        latencies = new Latencies();
        measuredFrom = millis;
    }

    synchronized void take(byte[] value, long arrivedAt) {
        record.read(value);
        records++;
        int window = truth.window(record.start);
        int version = version(window);
        if (version < 0) {
            wrong++;
            return;
        }
        byte[] known = at(windows, window);
        int before = known[record.row];
        boolean isNew = version + 1 > (before & VERSION);
        boolean completes = version + 1 == (before & VERSION) && record.complete && (before & FINAL) == 0;
        if (++at(revisions, window)[record.row] != record.revision || (!isNew && !completes)) {
            duplicates++;
            firstDuplicate = firstDuplicate.isEmpty() ? words(window, version, before) : firstDuplicate;
        }
        known[record.row] = (byte) (version + 1 | (record.complete ? FINAL : before & FINAL));
        if (isNew) {
            rows++;
            lastNewAt = arrivedAt;
            long shownAt = truth.visibleAt(window, record.row, version);
            if (shownAt >= measuredFrom) {
                latencies.add(arrivedAt - shownAt);
            }
        }
    }

    /** What the record says and what was known before. */
    private String words(int window, int version, int before) {
        int known = at(revisions, window)[record.row] - 1;
        return "window " + window + ", row " + record.row + ": revision " + record.revision
                + (record.complete ? ", FINAL" : "") + ", version " + version + "; known were revision " + known
                + ((before & FINAL) != 0 ? ", FINAL" : "") + ", version " + ((before & VERSION) - 1);
    }

    /** All that shows at this moment of the provider's time is on the topic in its latest version. */
    public synchronized Tally tally(long virtualNow) {
        long missing = 0;
        long stale = wrong;
        long open = 0;
        for (int window = 0; truth.phase(window, virtualNow) >= 0; window++) {
            byte[] known = at(windows, window);
            int phase = truth.phase(window, virtualNow);
            for (int row = 0; row < truth.rows(); row++) {
                int wanted = truth.version(window, row, phase) + 1;
                int is = known[row] & VERSION;
                missing += wanted > NONE && is == NONE ? 1 : 0;
                stale += is != NONE && is < wanted ? 1 : 0;
                open += is != NONE && (known[row] & FINAL) == 0 ? 1 : 0;
            }
        }
        return new Tally(missing, stale, duplicates, rows, records, open, firstDuplicate);
    }

    public synchronized Tally counts() {
        return new Tally(0, 0, duplicates, rows, records, 0, firstDuplicate);
    }

    public synchronized Latencies latencies() {
        return latencies.copy();
    }

    /** When the last new version of a row was seen, by the real clock. */
    public synchronized long lastNewAt() {
        return lastNewAt;
    }

    private int version(int window) {
        if (window < 0 || window >= truth.windows() || record.row >= truth.rows()) {
            return -1;
        }
        for (int version = 0; version < 2; version++) {
            int viewers = truth.average(window, record.row, version);
            if (record.average == viewers && record.sum == viewers + 100_000L) {
                return version;
            }
        }
        return -1;
    }

    private byte[] at(List<byte[]> all, int window) {
        while (all.size() <= window) {
            all.add(new byte[truth.rows()]);
        }
        return all.get(window);
    }
}
