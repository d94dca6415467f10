package io.tallylight.poller;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.targets.Fields;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/** A feed without a provider: reads all that is open up to now, FINAL two minutes after, unless a test says otherwise. */
public final class ScriptedFeed implements Feed<Window> {

    /** How one target plans, where it is not the usual way. */
    public interface Planner {
        Plan<Window> plan(PollTarget target, Cursor cursor, Instant now);
    }

    public static final Duration FINAL_AFTER = Duration.ofMinutes(2);

    public final Map<String, Planner> planners = new HashMap<>();
    public final List<String> planned = new ArrayList<>();
    public Topic<? extends SpecificRecordBase> topic = Topics.VIEWER;
    public Quota quota = new Quota(100_000, Duration.ofSeconds(10));
    public Duration ahead = Duration.ZERO;
    public Function<Window, Future<Answer<Window>>> fetch = ask -> Future.failedFuture("nobody answers");

    @Override
    public String provider() {
        return "scaleengine";
    }

    @Override
    public Topic<? extends SpecificRecordBase> topic() {
        return topic;
    }

    @Override
    public Quota quota() {
        return quota;
    }

    @Override
    public Duration bucket() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String target(String account, Fields fields) {
        return account + "/" + fields.text("app");
    }

    @Override
    public Instant beginning(Instant now) {
        return now;
    }

    @Override
    public Duration ahead() {
        return ahead;
    }

    @Override
    public Plan<Window> plan(PollTarget target, Cursor cursor, Instant now) {
        planned.add(target.getId());
        return planners.getOrDefault(target.getId(), ScriptedFeed::allThatIsOpen)
                .plan(target, cursor, now);
    }

    @Override
    public Future<Answer<Window>> fetch(Account account, PollTarget target, Window ask) {
        return fetch.apply(ask);
    }

    /** The last four minutes live, and what is older hour by hour, the newest first. */
    public static Plan<Window> presentAndPast(PollTarget target, Cursor cursor, Instant now) {
        Instant recent = now.minus(FINAL_AFTER.multipliedBy(2));
        Instant settled = now.minus(FINAL_AFTER);
        List<Window> past = new ArrayList<>();
        for (Cursor.Open open : cursor.openBefore(recent)) {
            Instant to = open.span().to();
            while (to.isAfter(open.span().from())) {
                Instant hour = to.minusSeconds(3600);
                Instant from = hour.isBefore(open.span().from()) ? open.span().from() : hour;
                past.add(new Window(new Span(from, to), settled, 0));
                to = from;
            }
        }
        past.sort(Comparator.comparing((Window window) -> window.span().from()).reversed());
        Window live = new Window(new Span(recent, now.plusMillis(1)), settled, 0);
        return new Plan<>(List.of(live), now.plusMillis(target.getEveryMillis()), past, List.of());
    }

    public static Plan<Window> allThatIsOpen(PollTarget target, Cursor cursor, Instant now) {
        Span open = new Span(cursor.settledBefore(), now.plusMillis(1));
        return new Plan<>(
                List.of(new Window(open, now.minus(FINAL_AFTER), 0)), now.plusMillis(target.getEveryMillis()));
    }
}
