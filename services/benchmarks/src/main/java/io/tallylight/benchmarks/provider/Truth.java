package io.tallylight.benchmarks.provider;

/**
 * What the provider says at any moment: minutes ("windows") counted from {@code first}, each with the same rows. A pure
 * function, so that whoever checks the topic computes it instead of asking.
 *
 * <p>A row first shows when its minute is over (phase 0). Where figures are late, 20 % of the rows show one minute later
 * (phase 1) and 10 % are restated then.
 *
 * @param first start of window 0, milliseconds
 * @param windows how many there will ever be
 */
public record Truth(VirtualClock clock, long first, int windows, int rows, boolean late) {

    public static final long MINUTE = 60_000;
    private static final int SMALLEST = 10_100;
    private static final int SPREAD = 80_000;
    private static final int RESTATED_BY = 7_919;

    /** When window and phase show, by the real clock. */
    public long visibleAt(int window, int phase) {
        return clock.realMillis(showsAt(window, phase));
    }

    /** When a version of a row shows, by the real clock. */
    public long visibleAt(int window, int row, int version) {
        return visibleAt(window, isLate(window, row) ? 1 : version);
    }

    /** 0 or 1, or -1 while nothing of the window shows. */
    public int phase(int window, long virtualNow) {
        if (window < 0 || window >= windows || virtualNow < showsAt(window, 0)) {
            return -1;
        }
        return late && virtualNow >= showsAt(window, 1) ? 1 : 0;
    }

    /** The version of the row that a phase shows: 0 or 1, or -1 for none. */
    public int version(int window, int row, int phase) {
        if (phase <= 0) {
            return phase == 0 && !isLate(window, row) ? 0 : -1;
        }
        return isRestated(window, row) ? 1 : 0;
    }

    /** Average viewers: five digits always, so that a rendered row keeps its length. */
    public int average(int window, int row, int version) {
        return SMALLEST + (int) ((row * 31L + window * 17L + (long) version * RESTATED_BY) % SPREAD);
    }

    public long start(int window) {
        return first + window * MINUTE;
    }

    public int window(long start) {
        return (int) Math.floorDiv(start - first, MINUTE);
    }

    private long showsAt(int window, int phase) {
        return start(window) + (1L + phase) * MINUTE;
    }

    private boolean isLate(int window, int row) {
        return late && (row * 7 + window * 3) % 10 < 2;
    }

    private boolean isRestated(int window, int row) {
        return late && (row * 7 + window * 3) % 10 == 2;
    }
}
