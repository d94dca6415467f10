package io.tallylight.benchmarks.topic;

/**
 * The topic against the truth.
 *
 * @param rows versions of rows that were seen for the first time
 * @param records all records, those that only make a row FINAL too
 * @param open rows on the topic that are not FINAL
 * @param firstDuplicate what it said and what was known, in words; empty without any
 */
public record Tally(
        long missing, long stale, long duplicate, long rows, long records, long open, String firstDuplicate) {

    public boolean isComplete() {
        return missing == 0 && stale == 0;
    }

    public boolean isRight() {
        return isComplete() && duplicate == 0;
    }
}
