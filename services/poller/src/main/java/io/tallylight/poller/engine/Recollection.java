package io.tallylight.poller.engine;

import io.tallylight.event.Gap;
import io.tallylight.event.Rejection;
import io.tallylight.poller.Feed;
import io.tallylight.poller.state.RowEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;

/** What was told of a stretch of one target, as it is read from the topics: of each id the highest revision. */
final class Recollection {

    /** More than fits into memory. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch(int most) {
            super("more than " + most + " rows were told: more than this instance can keep in mind."
                    + " Rewind to a later instant, or give it a larger heap");
        }
    }

    private final Feed<?> feed;
    private final Stamp stamp;
    private final Recall recall;
    private final int most;
    private final String account;
    private final Map<Long, Kept> kept = new HashMap<>();

    Recollection(Feed<?> feed, Recall recall, int most) {
        this.feed = feed;
        this.stamp = new Stamp(feed.topic().schema());
        this.recall = recall;
        this.most = most;
        this.account = feed.provider() + "/" + recall.account();
    }

    /** Whether an event with that key can be of this account: most need not be decoded. */
    boolean mayBeOurs(String key) {
        return key.startsWith(account) && (key.length() == account.length() || key.charAt(account.length()) == '/');
    }

    void event(Instant at, SpecificRecordBase event) {
        if (feed.answers(recall.target(), event)) {
            Instant position = feed.position(event, at);
            keep(() -> stamp.told(event), position == null ? recall.from() : position);
        }
    }

    void gap(Gap gap) {
        if (gap.getTarget().equals(recall.target().getId())) {
            keep(() -> entry(gap), gap.getWindowEnd().minusMillis(1));
        }
    }

    void rejection(Rejection rejection) {
        if (rejection.getSource().equals(recall.target().getId())) {
            long id = Fingerprint.of(rejection.getId());
            keep(() -> new RowEntry(id, 0L, 1, rejection.getObservedAt(), false, List.of()), recall.from());
        }
    }

    List<Kept> kept() {
        return List.copyOf(kept.values());
    }

    /** A gap is told again if its reason changes, not if it is only said in other words. */
    static RowEntry entry(Gap gap) {
        long content = Fingerprint.of(gap.getReason() + " " + gap.getObtainedSeconds());
        return new RowEntry(
                Fingerprint.of(gap.getId()), content, gap.getRevision(), gap.getObservedAt(), false, List.of());
    }

    private void keep(Supplier<RowEntry> told, Instant position) {
        if (!recall.span().holds(position)) {
            return;
        }
        RowEntry entry = told.get();
        Kept before = kept.get(entry.getId());
        if (before == null && kept.size() == most) {
            throw new TooMuch(most);
        }
        if (before == null || before.entry().getRevision() < entry.getRevision()) {
            kept.put(entry.getId(), new Kept(entry, position));
        }
    }
}
