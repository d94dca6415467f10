package io.tallylight.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A simulator's fault switch. One fault at a time stands for a number of calls or until it is lifted; it strikes before
 * the simulator looks at the request. Thread-safe.
 */
public final class Faults {

    /** What goes wrong. Each is named after what a client sees. */
    public sealed interface Fault {

        /** What a server does in each case; a new fault breaks every server at compile time. */
        interface Cases<X> {
            X latency(Latency fault);

            X status(Status fault);

            X throttled(Throttled fault);

            X cutBody(CutBody fault);

            X hang(Hang fault);

            X slowDrip(SlowDrip fault);

            X endlessBody(EndlessBody fault);

            X clockOff(ClockOff fault);
        }

        <X> X match(Cases<X> cases);

        /** The right answer, but late. */
        record Latency(Duration delay) implements Fault {
            @Override
            public <X> X match(Cases<X> cases) {
                return cases.latency(this);
            }
        }

        /** This status with this body. */
        record Status(int status, String contentType, String body) implements Fault {
            @Override
            public <X> X match(Cases<X> cases) {
                return cases.status(this);
            }
        }

        /** 429 (or 503) with a Retry-After header, in seconds or as a date. */
        record Throttled(int status, String retryAfter) implements Fault {

            public static Throttled inSeconds(int status, Duration rest) {
                return new Throttled(status, String.valueOf(rest.toSeconds()));
            }

            public static Throttled untilDate(int status, Instant until) {
                return new Throttled(status, Exchange.HTTP_DATE.format(until));
            }

            @Override
            public <X> X match(Cases<X> cases) {
                return cases.throttled(this);
            }
        }

        /** The right answer, cut in the middle: the connection closes before Content-Length is reached. */
        record CutBody() implements Fault {
            @Override
            public <X> X match(Cases<X> cases) {
                return cases.cutBody(this);
            }
        }

        /** No answer, for ever. */
        record Hang() implements Fault {
            @Override
            public <X> X match(Cases<X> cases) {
                return cases.hang(this);
            }
        }

        /** The right answer, a byte every so often: never silent for long, and never done in time. */
        record SlowDrip(Duration every) implements Fault {
            @Override
            public <X> X match(Cases<X> cases) {
                return cases.slowDrip(this);
            }
        }

        /** 200 and JSON that begins with {@code head} and goes on with {@code again} for as long as the client reads. */
        record EndlessBody(String head, String again) implements Fault {

            /** Blanks, which any JSON may begin with. */
            public static EndlessBody blanks() {
                return new EndlessBody("", " ".repeat(4096));
            }

            @Override
            public <X> X match(Cases<X> cases) {
                return cases.endlessBody(this);
            }
        }

        /** The right answer of a server whose clock is wrong: its Date, and its judgement of the times that are sent. */
        record ClockOff(Duration ahead) implements Fault {
            @Override
            public <X> X match(Cases<X> cases) {
                return cases.clockOff(this);
            }
        }
    }

    /** A page with 200 in place of the answer, as a proxy or a portal has it: neither the right type nor the right body. */
    public static final Fault HTML_PAGE = new Fault.Status(
            200, "text/html;charset=UTF-8", "<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>");

    private record Standing(Fault fault, long calls, Predicate<String> where) {}

    private final AtomicReference<Optional<Standing>> standing = new AtomicReference<>(Optional.empty());

    /** Strikes the next {@code calls} calls whose path matches. */
    public void strike(Fault fault, long calls, Predicate<String> where) {
        standing.set(Optional.of(new Standing(fault, calls, where)));
    }

    public void strike(Fault fault, long calls) {
        strike(fault, calls, path -> true);
    }

    /** Strikes every call until it is lifted. */
    public void strike(Fault fault) {
        strike(fault, Long.MAX_VALUE);
    }

    public void lift() {
        standing.set(Optional.empty());
    }

    /** The fault that strikes this call, counted. */
    public Optional<Fault> next(String path) {
        Optional<Standing> before = standing.getAndUpdate(now -> now.filter(s -> s.calls() > 0)
                .map(s -> s.where().test(path) ? new Standing(s.fault(), s.calls() - 1, s.where()) : s));
        return before.filter(s -> s.calls() > 0 && s.where().test(path)).map(Standing::fault);
    }
}
