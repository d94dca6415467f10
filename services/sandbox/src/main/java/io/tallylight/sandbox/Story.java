package io.tallylight.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What truly happens at the providers, as it is known at one moment. Simulators answer from it and tests compare topics
 * with it, so that neither can be wrong alone. Pure: the same seed, moment and question give the same answer.
 */
public interface Story {

    /** ScaleEngine: a figure of one minute. A later {@code asOf} may hold another figure (late, restated) for the same minute. */
    record Viewers(String app, String stream, Instant minute, int avg, int min, int max, int sum) {}

    /** Polyv: one device in one hour, all of it that has happened by then. Bytes are the true ones: when they show is the provider's rule. */
    record Playback(long playSeconds, long bytes, long views, long uniqueViewers) {
        public static final Playback NONE = new Playback(0, 0, 0, 0);
    }

    /** Wangsu: one push; {@code end} is null while it runs. {@code durationMillis} is what the provider counts. */
    record Push(
            String domain,
            String stream,
            Instant start,
            @Nullable Instant end,
            long durationMillis) {}

    /**
     * Huawei: one ad signal. {@code arrivesAt} is when the message reached the provider, {@code startAt} when it takes
     * effect; {@code durationSeconds} is -1 where none is carried.
     */
    record Signal(
            String domain,
            String app,
            String channel,
            Instant arrivesAt,
            Instant startAt,
            String type,
            long eventId,
            long durationSeconds,
            String segmentationType,
            String base64,
            String rawSplice) {}

    /** Figures of the minutes that begin in [from, to), as known at {@code asOf}, over all apps and streams. */
    List<Viewers> viewers(Instant from, Instant to, Instant asOf);

    /** Desktop and mobile playback of one hour of one day (in the provider's zone), as known at {@code asOf}. */
    Playback desktop(LocalDate day, int hour, Instant asOf);

    Playback mobile(LocalDate day, int hour, Instant asOf);

    /** Pushes that overlap [from, to), begun by {@code asOf}. */
    List<Push> pushes(Instant from, Instant to, Instant asOf);

    /** Signals that arrived in [from, to). */
    List<Signal> signals(Instant from, Instant to);
}
