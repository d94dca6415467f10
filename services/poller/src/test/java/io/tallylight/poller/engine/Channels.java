package io.tallylight.poller.engine;

import io.tallylight.event.Gap;
import io.tallylight.event.GapReason;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Rejection;
import io.tallylight.event.Target;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Quota;
import io.tallylight.poller.Row;
import io.tallylight.poller.ScriptedFeed;
import io.tallylight.poller.Span;
import io.tallylight.poller.Window;
import io.tallylight.runtime.Rejections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Ad breaks of many channels under one account, polled in virtual time as poller-huawei polls them: signals are asked for a
 * minute after they came, ten minutes are read again, 64 requests a minute are allowed, each channel wants one.
 *
 * <p>Half of the channels have a break every 8 to 20 minutes, three in ten every 30 to 60, the rest hardly any; at night
 * all have a third of them. A break lasts 1 to 3 minutes; every other channel announces it 5 to 60 seconds ahead.
 */
final class Channels implements Outbox, PollWatch {

    /** @param start whether it starts a break, at {@code splice} and for {@code planned}, or ends one */
    private record Signal(
            String id, String channel, Instant arrives, boolean start, Instant splice, Duration planned) {}

    private record Due(Instant at, Fetch<Window> fetch, Answer<Window> answer) {}

    static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
    static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofSeconds(60);

    final List<Double> starts = new ArrayList<>();
    final List<Double> ends = new ArrayList<>();
    final Map<Urgency, Duration> longest = new EnumMap<>(Urgency.class);
    Duration round = Duration.ZERO;
    private final SplittableRandom chance;
    private final Map<String, List<Signal>> signals = new HashMap<>();
    private final Map<String, Signal> untold = new HashMap<>();
    private final Map<String, Instant> askedAt = new HashMap<>();
    private final Map<String, Urgency> urgencies = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final PollEngine<Window> engine;
    private final boolean hints;
    private final Instant warm;
    private Instant now = START;

    Channels(int count, Duration time, Patience patience, boolean hints, long seed) {
        this.hints = hints;
        this.chance = new SplittableRandom(seed);
        ScriptedFeed feed = new ScriptedFeed();
        feed.quota = new Quota(64, Duration.ofMinutes(1));
        List<PollTarget> targets = IntStream.range(0, count)
                .mapToObj(i -> new PollTarget("c" + i, EVERY.toMillis(), START.minus(OVERLAP), Map.of(), null))
                .toList();
        for (int i = 0; i < count; i++) {
            play("c" + i, i, time);
            feed.planners.put("c" + i, Channels::plan);
        }
        round = Pace.spacing(feed.quota).multipliedBy(count);
        warm = START.plus(round.multipliedBy(4));
        Intake intake = new Intake("huawei", new Stamp(feed.topic.schema()), this, new Rejections("channels"));
        Pace pace = new Pace(new SplittableRandom(5));
        engine = new PollEngine<>(
                feed,
                new MemoryStore(),
                intake,
                pace,
                patience,
                this,
                new Bounds(4, Duration.ZERO),
                this::ask,
                recall -> {});
        engine.accept(new Target("p", 1, now, "huawei", "p", "credentials", targets), now);
        run(START.plus(time));
    }

    private void play(String channel, int i, Duration time) {
        double minutes = i % 10 < 5 ? between(8, 20) : i % 10 < 8 ? between(30, 60) : between(300, 1500);
        boolean announces = i % 2 == 0;
        Instant at = START.minus(OVERLAP).plusSeconds((long) between(0, minutes * 60));
        for (int n = 0; at.isBefore(START.plus(time)); n++) {
            Duration planned = Duration.ofSeconds((long) between(60, 180));
            Instant came = announces ? at.minusSeconds((long) between(5, 60)) : at;
            add(new Signal(channel + "-" + n + "-start", channel, came, true, at, planned));
            add(new Signal(channel + "-" + n + "-end", channel, at.plus(planned), false, at.plus(planned), planned));
            int hour = at.atOffset(java.time.ZoneOffset.UTC).getHour();
            at = at.plus(planned).plusSeconds((long) (minutes * 60 * between(0.8, 1.2) * (hour < 6 ? 3 : 1)));
        }
    }

    private void add(Signal signal) {
        signals.computeIfAbsent(signal.channel(), first -> new ArrayList<>()).add(signal);
        untold.put(signal.id(), signal);
    }

    private double between(double least, double most) {
        return least + chance.nextDouble() * (most - least);
    }

    private static Plan<Window> plan(PollTarget target, Cursor cursor, Instant now) {
        Instant end = now.minus(SETTLE);
        Span open = new Span(cursor.settledBefore(), end);
        return new Plan<>(List.of(new Window(open, end.minus(OVERLAP), 0)), now.plusMillis(target.getEveryMillis()));
    }

    /** From event to event, at least a millisecond each. */
    private void run(Instant end) {
        while (now.isBefore(end)) {
            while (!due.isEmpty() && !due.element().at().isAfter(now)) {
                Due next = due.remove();
                engine.answered(next.fetch(), next.answer(), now);
            }
            engine.take(Integer.MAX_VALUE, now);
            engine.turn(now);
            engine.show(now);
            engine.save();
            Instant next = engine.nextDue();
            next = !due.isEmpty() && due.element().at().isBefore(next)
                    ? due.element().at()
                    : next;
            now = next.isAfter(now) ? next : now.plusMillis(1);
        }
    }

    private void ask(Fetch<Window> fetch) {
        String channel = fetch.target().getId();
        Instant before = askedAt.put(channel, now);
        if (before != null && now.isAfter(warm)) {
            Urgency urgency = urgencies.getOrDefault(channel, Urgency.LIVE);
            longest.merge(
                    urgency, Duration.between(before, now), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        List<Signal> seen = signals.getOrDefault(channel, List.of()).stream()
                .filter(signal -> fetch.ask().span().holds(signal.arrives()))
                .toList();
        List<Row> rows = seen.stream().map(this::row).toList();
        Instant urgent = hints && !seen.isEmpty() ? hint(seen.get(seen.size() - 1)) : null;
        due.add(new Due(now.plusMillis(200), fetch, new Answer.Data<>(rows, List.of(), List.of(), urgent)));
    }

    /** As long as a break is open or announced, until its end should have been seen. */
    private static Instant hint(Signal last) {
        return last.start() ? last.splice().plus(last.planned()).plus(SETTLE).plusSeconds(60) : Instant.EPOCH;
    }

    private Row row(Signal signal) {
        return Row.of(
                signal.id(),
                signal.arrives(),
                Events.other(signal.arrives(), signal.id(), 1).event());
    }

    @Override
    public void event(String key, Instant at, SpecificRecordBase event) {
        Signal signal = untold.remove(key);
        if (signal != null && signal.arrives().isAfter(warm)) {
            double seconds = Duration.between(at.plus(SETTLE), now).toMillis() / 1000.0;
            (signal.start() ? starts : ends).add(seconds);
        }
    }

    /** The longest time between two turns that a channel of this urgency waited. */
    Duration longest(Urgency urgency) {
        return longest.getOrDefault(urgency, Duration.ZERO);
    }

    Set<String> asked() {
        return askedAt.keySet();
    }

    static double mean(List<Double> seconds) {
        return seconds.stream().mapToDouble(each -> each).average().orElse(0);
    }

    static double percentile(List<Double> seconds, int percent) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    @Override
    public void target(TargetFacts facts) {
        urgencies.put(facts.target(), facts.urgency());
    }

    @Override
    public void gap(Gap gap) {}

    @Override
    public void rejection(String key, Rejection rejection) {}

    @Override
    public void answered(String answer) {}

    @Override
    public void rows(Outcome outcome, long count) {}

    @Override
    public void gap(GapReason reason) {}

    @Override
    public void gone(String target) {}

    @Override
    public void account(AccountFacts facts) {}

    @Override
    public void accountGone(String account) {}
}
