package io.tallylight.benchmarks.trial;

/** What is measured, in which unit, and with how many decimals it is shown. */
public enum Figure {
    CPU_PER_MILLION_ROWS("CPU s per million rows", 1),
    CPU_PER_MILLION_RECORDS("CPU s per million records", 1),
    P50("p50 ms", 0),
    P95("p95 ms", 0),
    ROWS_A_SECOND("rows/s", 0),
    RSS("RSS MB, median", 0),
    MOST_RSS("RSS MB, most", 0),
    FIRST_REQUEST("exec to first request s", 2),
    RESTART("kill -9, then exec to first request s", 2),
    TAKEOVER("kill -9 to the other's first request s", 2),
    IDLE_CPU("% of a core, idle", 2),
    TICK_IDLE("ns a tick, nothing due", 0),
    TICK_DUE("ns a tick, 10 due", 0),
    STATE_A_ROW("bytes of state a row that is not FINAL", 1),
    STATE_A_WINDOW("bytes of state a target and window", 0);

    private final String title;
    private final int decimals;

    Figure(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    public String title() {
        return title;
    }

    public String show(double value) {
        return Double.isNaN(value) ? "-" : String.format(java.util.Locale.ROOT, "%,." + decimals + "f", value);
    }
}
