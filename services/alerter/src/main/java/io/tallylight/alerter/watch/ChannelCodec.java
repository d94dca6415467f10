package io.tallylight.alerter.watch;

import io.tallylight.alerter.breaks.Breaks;
import io.tallylight.alerter.rules.Anomaly;
import io.tallylight.alerter.rules.Facts;
import io.tallylight.alerter.rules.Presence;
import io.tallylight.alerter.rules.Spots;
import io.tallylight.alerter.stored.StoredChannel;
import io.tallylight.alerter.stored.StoredFact;
import io.tallylight.alerter.stored.StoredFiring;
import io.tallylight.alerter.stored.StoredSeen;
import io.tallylight.alerter.stored.StoredSpot;
import io.tallylight.alerter.stored.StoredSpots;
import io.tallylight.event.Evidence;
import io.tallylight.event.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A channel as the changelog keeps it: Avro's single-object encoding, whose header names the schema, so that a later
 * version can still read what this one wrote.
 */
public final class ChannelCodec {

    private ChannelCodec() {}

    public static byte[] bytes(Channel channel) {
        try {
            ByteBuffer encoded = StoredChannel.getEncoder().encode(stored(channel));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
    }

    /** The name is the store's key. */
    public static Channel read(String name, byte[] bytes) {
        try {
            return read(name, StoredChannel.getDecoder().decode(bytes));
        } catch (IOException foreign) {
            throw new UncheckedIOException("The changelog's state of " + name + " cannot be read", foreign);
        }
    }

    private static StoredChannel stored(Channel channel) {
        Facts facts = channel.facts();
        Presence presence = facts.presence();
        return StoredChannel.newBuilder()
                .setProvider(facts.provider())
                .setKnownFrom(facts.knownFrom().toEpochMilli())
                .setDoneTo(channel.doneTo().toEpochMilli())
                .setSaidAt(presence.saidAt().toEpochMilli())
                .setLiveSince(BreakCodec.millis(presence.liveSince()))
                .setLiveAt(BreakCodec.millis(presence.liveAt()))
                .setBreaks(facts.breaks().all().stream().map(BreakCodec::stored).toList())
                .setHeld(facts.breaks().held().stream().map(BreakCodec::stored).toList())
                .setSpots(facts.spots().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> stored(one.getValue()))))
                .setFiring(channel.firing().stream().map(ChannelCodec::stored).toList())
                .setSeen(channel.seen().stream()
                        .map(seen -> new StoredSeen(seen.cueId(), seen.content()))
                        .toList())
                .build();
    }

    private static Channel read(String name, StoredChannel from) {
        Breaks breaks = new Breaks(
                from.getBreaks().stream().map(BreakCodec::read).toList(),
                from.getHeld().stream().map(BreakCodec::read).toList());
        Presence presence = new Presence(
                Instant.ofEpochMilli(from.getSaidAt()),
                BreakCodec.instant(from.getLiveSince()),
                BreakCodec.instant(from.getLiveAt()));
        Map<String, Spots> spots = from.getSpots().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> read(one.getValue())));
        Instant knownFrom = Instant.ofEpochMilli(from.getKnownFrom());
        return new Channel(
                new Facts(name, from.getProvider(), knownFrom, presence, breaks, spots),
                from.getFiring().stream().map(ChannelCodec::read).toList(),
                from.getSeen().stream()
                        .map(seen -> new Channel.Seen(seen.getCueId(), seen.getContent()))
                        .toList(),
                Instant.ofEpochMilli(from.getDoneTo()));
    }

    private static StoredSpots stored(Spots spots) {
        List<StoredSpot> bad = spots.bad().stream()
                .map(spot -> new StoredSpot(
                        spot.cueId(),
                        spot.at().toEpochMilli(),
                        spot.arrivedAt().toEpochMilli(),
                        facts(spot.evidence())))
                .toList();
        return new StoredSpots(BreakCodec.millis(spots.cleanAt()), bad);
    }

    private static Spots read(StoredSpots from) {
        List<Spots.Spot> bad = from.getBad().stream()
                .map(spot -> new Spots.Spot(
                        spot.getCueId(),
                        Instant.ofEpochMilli(spot.getAt()),
                        Instant.ofEpochMilli(spot.getArrivedAt()),
                        evidence(spot.getFacts())))
                .toList();
        return new Spots(bad, BreakCodec.instant(from.getCleanAt()));
    }

    private static StoredFiring stored(Firing firing) {
        Anomaly anomaly = firing.anomaly();
        return StoredFiring.newBuilder()
                .setRule(firing.rule())
                .setSubject(anomaly.subject())
                .setSeverity(anomaly.severity().name())
                .setSince(anomaly.since().toEpochMilli())
                .setSummary(anomaly.summary())
                .setFacts(facts(anomaly.evidence()))
                .setCueIds(anomaly.cueIds())
                .setRevision(firing.revision())
                .build();
    }

    private static Firing read(StoredFiring from) {
        Anomaly anomaly = new Anomaly(
                from.getSubject(),
                Severity.valueOf(from.getSeverity()),
                Instant.ofEpochMilli(from.getSince()),
                from.getSummary(),
                evidence(from.getFacts()),
                List.copyOf(from.getCueIds()));
        return new Firing(from.getRule(), anomaly, from.getRevision());
    }

    private static List<StoredFact> facts(List<Evidence> evidence) {
        return evidence.stream()
                .map(one -> new StoredFact(one.getName(), one.getValue()))
                .toList();
    }

    private static List<Evidence> evidence(List<StoredFact> facts) {
        return facts.stream()
                .map(one -> new Evidence(one.getName(), one.getValue()))
                .toList();
    }
}
