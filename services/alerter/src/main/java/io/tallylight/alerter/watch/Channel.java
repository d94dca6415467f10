package io.tallylight.alerter.watch;

import io.tallylight.alerter.breaks.Breaks;
import io.tallylight.alerter.rules.Facts;
import io.tallylight.alerter.rules.Presence;
import io.tallylight.alerter.rules.Spots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One channel, with all that must survive a restart.
 *
 * @param firing the alerts that last
 * @param seen the last cues and a hash of what each said
 * @param doneTo the moment to which everything that was due is done
 */
public record Channel(Facts facts, List<Firing> firing, List<Seen> seen, Instant doneTo) {

    private static final int MOST_SEEN = 32;

    /** A cue that was taken in. */
    public record Seen(String cueId, int content) {}

    static Channel of(String name, String provider, Instant knownFrom, Instant now) {
        Presence presence = new Presence(knownFrom, null, null);
        return new Channel(
                new Facts(name, provider, knownFrom, presence, Breaks.NONE, Map.of()), List.of(), List.of(), now);
    }

    Channel with(Breaks breaks) {
        return with(new Facts(
                facts.channel(), facts.provider(), facts.knownFrom(), facts.presence(), breaks, facts.spots()));
    }

    Channel with(Presence presence) {
        return with(new Facts(
                facts.channel(), facts.provider(), facts.knownFrom(), presence, facts.breaks(), facts.spots()));
    }

    Channel with(Map<String, Spots> spots) {
        return with(new Facts(
                facts.channel(), facts.provider(), facts.knownFrom(), facts.presence(), facts.breaks(), spots));
    }

    Channel knownFrom(Instant earlier) {
        return with(
                new Facts(facts.channel(), facts.provider(), earlier, facts.presence(), facts.breaks(), facts.spots()));
    }

    private Channel with(Facts changed) {
        return new Channel(changed, firing, seen, doneTo);
    }

    Channel firing(List<Firing> changed) {
        return new Channel(facts, changed, seen, doneTo);
    }

    Channel doneTo(Instant moment) {
        return moment.isAfter(doneTo) ? new Channel(facts, firing, seen, moment) : this;
    }

    Channel saw(Seen cue) {
        List<Seen> all = new ArrayList<>(seen);
        all.removeIf(known -> known.cueId().equals(cue.cueId()));
        all.add(cue);
        return new Channel(
                facts, firing, List.copyOf(all.subList(Math.max(0, all.size() - MOST_SEEN), all.size())), doneTo);
    }
}
