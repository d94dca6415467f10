package io.tallylight.alerter.rules;

import io.tallylight.event.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What cues said in one respect: the last bad ones, oldest first, and the latest clean one. The order of arrival makes
 * no difference.
 */
public record Spots(List<Spot> bad, @Nullable Instant cleanAt) {

    public static final Spots NONE = new Spots(List.of(), null);

    /** So many of them within {@link #STORM} are worse than one (facts of the catalogue: 3 in 10 min). */
    private static final int MANY = 3;

    private static final Duration STORM = Duration.ofMinutes(10);

    /** One bad cue: its time, when it came to us, and what was expected and seen. */
    public record Spot(String cueId, Instant at, Instant arrivedAt, List<Evidence> evidence) {}

    /**
     * When a bad cue is no longer worth an alert.
     *
     * @param quiet after so long without another one
     * @param settle a later clean cue ends it, but never sooner than this: both may have come in one batch
     */
    public record Patience(Duration quiet, Duration settle) {}

    public Spots bad(Spot spot) {
        List<Spot> all = new ArrayList<>(without(spot.cueId()));
        all.add(spot);
        all.sort(Comparator.comparing(Spot::at).thenComparing(Spot::cueId));
        return new Spots(List.copyOf(all.subList(Math.max(0, all.size() - MANY), all.size())), cleanAt);
    }

    public Spots clean(String cueId, Instant at) {
        return new Spots(without(cueId), cleanAt == null || at.isAfter(cleanAt) ? at : cleanAt);
    }

    private List<Spot> without(String cueId) {
        return bad.stream().filter(spot -> !spot.cueId().equals(cueId)).toList();
    }

    Optional<Spot> active(Instant now, Patience patience) {
        return latest().filter(spot -> now.isBefore(endsAt(spot, patience)));
    }

    Optional<Instant> endsAt(Patience patience) {
        return latest().map(spot -> endsAt(spot, patience));
    }

    boolean storm() {
        return bad.size() == MANY
                && !bad.get(0).at().isBefore(bad.get(MANY - 1).at().minus(STORM));
    }

    private Optional<Spot> latest() {
        return bad.isEmpty() ? Optional.empty() : Optional.of(bad.get(bad.size() - 1));
    }

    private Instant endsAt(Spot spot, Patience patience) {
        boolean over = cleanAt != null && cleanAt.isAfter(spot.at());
        return spot.arrivedAt().plus(over ? patience.settle() : patience.quiet());
    }
}
