package io.tallylight.alerter.rules;

import io.tallylight.event.Cue;
import io.tallylight.event.Evidence;
import io.tallylight.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule that judges each cue by itself: one alert per channel, until a later cue is clean or none is bad for long. */
public interface CueRule extends Rule {

    /** Whether the cue says anything in this respect. */
    boolean judges(Cue cue);

    /** What is wrong with a cue that it judges; empty if nothing is. */
    List<Evidence> wrong(Cue cue);

    /** One sentence for a channel. */
    String summary(String channel);

    Spots.Patience patience();

    /** What is known of the channel in this respect, after one more cue. */
    default Spots after(Spots known, Cue cue, Instant arrivedAt) {
        if (!judges(cue)) {
            return known;
        }
        List<Evidence> wrong = wrong(cue);
        return wrong.isEmpty()
                ? known.clean(cue.getId(), cue.getStartAt())
                : known.bad(new Spots.Spot(cue.getId(), cue.getStartAt(), arrivedAt, wrong));
    }

    @Override
    default List<Anomaly> holding(Facts facts, Instant now) {
        Spots spots = facts.spots(code());
        Optional<Anomaly> anomaly = spots.active(now, patience()).map(spot -> anomaly(facts, spots, spot));
        return anomaly.stream().toList();
    }

    private Anomaly anomaly(Facts facts, Spots spots, Spots.Spot spot) {
        return new Anomaly(
                "",
                severity(spots),
                spot.at(),
                summary(facts.channel()),
                spot.evidence(),
                spots.bad().stream().map(Spots.Spot::cueId).toList());
    }

    /** The severity that so many bad cues deserve. */
    default Severity severity(Spots spots) {
        return severity();
    }

    @Override
    default Stream<Instant> deadlines(Facts facts) {
        return facts.spots(code()).endsAt(patience()).stream();
    }
}
