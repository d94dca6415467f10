package io.tallylight.alerter.watch;

import io.tallylight.alerter.breaks.Break;
import io.tallylight.alerter.breaks.End;
import io.tallylight.alerter.breaks.Held;
import io.tallylight.alerter.breaks.Lane;
import io.tallylight.alerter.breaks.Life;
import io.tallylight.alerter.breaks.Plan;
import io.tallylight.alerter.breaks.Signal;
import io.tallylight.alerter.stored.StoredBreak;
import io.tallylight.alerter.stored.StoredHeld;
import io.tallylight.alerter.stored.StoredKind;
import io.tallylight.alerter.stored.StoredSignal;
import io.tallylight.alerter.stored.StoredState;
import io.tallylight.alerter.stored.StoredUpid;
import io.tallylight.event.BreakEnd;
import io.tallylight.event.BreakTrack;
import io.tallylight.event.Upid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Breaks and signals as the changelog keeps them. */
final class BreakCodec {

    private BreakCodec() {}

    static StoredBreak stored(Break one) {
        Plan plan = one.plan();
        End end = one.ending().orElse(null);
        return StoredBreak.newBuilder()
                .setId(one.id())
                .setRevision(one.revision())
                .setState(StoredState.valueOf(one.life().state().name()))
                .setEndAt(end == null ? null : end.at().toEpochMilli())
                .setEndedBy(end == null ? null : end.by().name())
                .setNextAt(millis(plan.nextAt()))
                .setStarts(plan.starts().stream().map(BreakCodec::stored).toList())
                .setReturns(plan.returns().stream().map(BreakCodec::stored).toList())
                .setCancel(plan.cancel() == null ? null : stored(plan.cancel()))
                .build();
    }

    static Break read(StoredBreak from) {
        Plan plan = new Plan(
                from.getStarts().stream().map(BreakCodec::read).toList(),
                from.getReturns().stream().map(BreakCodec::read).toList(),
                from.getCancel() == null ? null : read(from.getCancel()),
                instant(from.getNextAt()));
        return new Break(from.getId(), plan, life(from), from.getRevision());
    }

    private static Life life(StoredBreak from) {
        return switch (from.getState()) {
            case ANNOUNCED -> new Life.Announced();
            case STARTED -> new Life.Started();
            case ENDED -> {
                Instant at = Instant.ofEpochMilli(from.getEndAt());
                yield new Life.Ended(new End(at, BreakEnd.valueOf(from.getEndedBy()), at));
            }
            case CANCELLED -> new Life.Cancelled();
        };
    }

    static StoredHeld stored(Held one) {
        return new StoredHeld(stored(one.signal()), one.orphan());
    }

    static Held read(StoredHeld from) {
        return new Held(read(from.getSignal()), from.getOrphan());
    }

    private static StoredSignal stored(Signal signal) {
        Duration duration = signal.duration();
        return StoredSignal.newBuilder()
                .setKind(StoredKind.valueOf(signal.kind().name()))
                .setTrack(signal.lane().track().name())
                .setTypeId(signal.lane().typeId())
                .setTypeName(signal.typeName())
                .setEventId(signal.eventId())
                .setCueId(signal.cueId())
                .setAt(signal.at().toEpochMilli())
                .setFirstSeenAt(signal.firstSeenAt().toEpochMilli())
                .setArrivedAt(signal.arrivedAt().toEpochMilli())
                .setDuration(duration == null ? null : duration.toMillis())
                .setAutoReturn(signal.autoReturn())
                .setUpids(signal.upids().stream().map(BreakCodec::stored).toList())
                .build();
    }

    private static Signal read(StoredSignal from) {
        Long duration = from.getDuration();
        return new Signal(
                Signal.Kind.valueOf(from.getKind().name()),
                new Lane(BreakTrack.valueOf(from.getTrack()), from.getTypeId()),
                from.getEventId(),
                from.getCueId(),
                Instant.ofEpochMilli(from.getAt()),
                Instant.ofEpochMilli(from.getFirstSeenAt()),
                Instant.ofEpochMilli(from.getArrivedAt()),
                duration == null ? null : Duration.ofMillis(duration),
                from.getAutoReturn(),
                from.getTypeName(),
                List.copyOf(from.getUpids().stream().map(BreakCodec::read).toList()));
    }

    private static StoredUpid stored(Upid upid) {
        return new StoredUpid(upid.getType(), upid.getText(), upid.getHex());
    }

    private static Upid read(StoredUpid from) {
        return new Upid(from.getType(), from.getText(), from.getHex());
    }

    static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
