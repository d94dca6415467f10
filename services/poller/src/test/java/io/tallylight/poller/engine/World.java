package io.tallylight.poller.engine;

import io.tallylight.event.Gap;
import io.tallylight.event.GapReason;
import io.tallylight.event.PollRewind;
import io.tallylight.event.PollTarget;
import io.tallylight.event.Rejection;
import io.tallylight.event.Target;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.ScriptedFeed;
import io.tallylight.poller.Window;
import io.tallylight.runtime.Rejections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Hosts the engine under virtual time, with a provider that answers after a latency. */
final class World implements Outbox, PollWatch {

    private record Due(
            Instant at,
            Fetch<Window> fetch,
            List<Row> rows,
            @Nullable Answer<Window> answer) {}

    private record Look(Recall recall, Instant until, List<SpecificRecordBase> events) {}

    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration TICK = Duration.ofMillis(20);

    final ScriptedFeed feed = new ScriptedFeed();
    final List<Fetch<Window>> asked = new ArrayList<>();
    final List<SpecificRecordBase> events = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();
    final Map<String, Long> answers = new HashMap<>();
    final Map<Outcome, Long> rows = new HashMap<>();
    final Map<String, Map<String, Object>> page = new HashMap<>();
    final Map<String, AccountFacts> accounts = new HashMap<>();
    final List<Gap> gaps = new ArrayList<>();
    MemoryStore store = new MemoryStore();
    Function<Fetch<Window>, Answer<Window>> provider = fetch -> data();
    Function<SpecificRecordBase, Instant> eventTime = event -> ((ViewerCount) event).getWindowStart();
    Function<Fetch<Window>, List<List<Row>>> chunks = fetch -> List.of();
    Duration latency = Duration.ofMillis(40);
    Function<Fetch<Window>, Duration> latencyOf = fetch -> latency;
    int chunksTaken;
    Instant now = START;
    Bounds bounds = new Bounds(4, Duration.ofMinutes(10));
    Duration recallTakes = Duration.ofSeconds(1);
    int mostRecalled = 1000;
    int failingRecalls;
    final List<Recall> recalls = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
    private PollEngine<Window> engine = engine();

    /** Settings of a test that the engine reads when it is made. */
    World restart() {
        due.clear();
        recalls.clear();
        looks.clear();
        engine = engine();
        return this;
    }

    PollEngine<Window> engine() {
        Intake intake = new Intake("scaleengine", new Stamp(feed.topic.schema()), this, new Rejections("poller-test"));
        Pace pace = new Pace(new SplittableRandom(5));
        return new PollEngine<>(feed, store, intake, pace, this, bounds, this::ask, recalls::add);
    }

    private void save() {
        store.sealed = false;
        engine.save();
        store.sealed = true;
    }

    void wants(String account, PollTarget... targets) {
        wants(account, "credentials", targets);
    }

    void wants(String account, String credentials, PollTarget... targets) {
        engine.accept(new Target(account, 1, now, "scaleengine", account, credentials, List.of(targets)), now);
        engine.show(now);
        save();
    }

    void wantsNothingOf(String account) {
        engine.remove(account);
        engine.show(now);
        save();
    }

    World run(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plus(TICK);
            tick(Integer.MAX_VALUE);
        }
        return this;
    }

    /** One tick as PollProcessor does it, with at most so many rows; true while rows are left. */
    boolean tick(int mostRows) {
        while (!due.isEmpty() && !due.element().at().isAfter(now)) {
            Due next = due.remove();
            if (next.answer() == null) {
                engine.partly(next.fetch(), next.rows(), List.of(), () -> chunksTaken++);
            } else {
                engine.answered(next.fetch(), next.answer(), now);
            }
        }
        recall();
        boolean more = engine.take(mostRows, now);
        engine.turn(now);
        engine.show(now);
        save();
        return more;
    }

    /** A look finds what was told until it began, and no more. */
    private void recall() {
        recalls.forEach(recall -> looks.add(new Look(recall, now.plus(recallTakes), List.copyOf(events))));
        recalls.clear();
        for (Look look : List.copyOf(looks)) {
            if (!look.until().isAfter(now)) {
                looks.remove(look);
                answer(look);
            }
        }
    }

    private void answer(Look look) {
        Recall recall = look.recall();
        if (failingRecalls-- > 0) {
            engine.notRecalled(recall, new IllegalStateException("Kafka is away"), now);
            return;
        }
        Recollection told = new Recollection(feed, recall, mostRecalled);
        try {
            look.events().forEach(event -> told.event(eventTime.apply(event), copy(event)));
            gaps.forEach(told::gap);
            rejections.forEach(told::rejection);
            engine.recalled(recall, told.kept(), now);
        } catch (Recollection.TooMuch tooMuch) {
            engine.notRecalled(recall, tooMuch, now);
        }
    }

    List<Instant> askedAt(String target) {
        return asked.stream()
                .filter(fetch -> fetch.target().getId().equals(target))
                .map(Fetch::askedAt)
                .toList();
    }

    <E extends SpecificRecordBase> Stream<E> events(Class<E> type) {
        return events.stream().map(type::cast);
    }

    static PollTarget rewound(PollTarget target, Instant to, Instant requestedAt) {
        return PollTarget.newBuilder(target)
                .setRewind(new PollRewind(to, requestedAt))
                .build();
    }

    static PollTarget target(String id) {
        return target(id, Duration.ofSeconds(10));
    }

    static PollTarget target(String id, Duration every) {
        return new PollTarget(id, every.toMillis(), null, Map.of(), null);
    }

    static PollTarget since(String id, Instant since) {
        return new PollTarget(id, 10_000L, since, Map.of(), null);
    }

    static Answer<Window> data(Row... rows) {
        return new Answer.Data<>(List.of(rows), List.of(), List.of());
    }

    static Answer<Window> misfit(Misfit misfit) {
        return new Answer.Data<>(List.of(), List.of(misfit), List.of());
    }

    private static SpecificRecordBase copy(SpecificRecordBase event) {
        return SpecificData.get().deepCopy(event.getSchema(), event);
    }

    private void ask(Fetch<Window> fetch) {
        asked.add(fetch);
        Instant at = now.plus(latencyOf.apply(fetch));
        for (List<Row> rows : chunks.apply(fetch)) {
            due.add(new Due(at, fetch, rows, null));
            at = at.plus(TICK);
        }
        due.add(new Due(at, fetch, List.of(), provider.apply(fetch)));
    }

    @Override
    public void event(String key, Instant at, SpecificRecordBase event) {
        events.add(copy(event));
    }

    @Override
    public void rejection(String key, Rejection rejection) {
        rejections.add(rejection);
    }

    @Override
    public void answered(String answer) {
        answers.merge(answer, 1L, Long::sum);
    }

    @Override
    public void rows(Outcome outcome, long count) {
        rows.merge(outcome, count, Long::sum);
    }

    @Override
    public void gap(Gap gap) {
        gaps.add(gap);
    }

    @Override
    public void gap(GapReason reason) {
        answers.merge("gap " + reason, 1L, Long::sum);
    }

    @Override
    public void target(TargetFacts facts) {
        page.put(facts.target(), TargetsPage.target(facts, now));
    }

    @Override
    public void gone(String target) {
        page.remove(target);
    }

    @Override
    public void account(AccountFacts facts) {
        accounts.put(facts.account(), facts);
        answers.merge("account " + facts.account(), 1L, Long::sum);
    }

    @Override
    public void accountGone(String account) {
        accounts.remove(account);
    }
}
