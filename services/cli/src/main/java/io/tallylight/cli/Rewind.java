package io.tallylight.cli;

import io.tallylight.event.PollTarget;
import io.tallylight.event.Target;
import io.tallylight.poller.targets.TargetsTopic;
import io.tallylight.poller.targets.TargetsTopic.NoSuchTarget;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tallylight rewind}: asks a poller to read a target again, and says what is wrong before anything is written. */
@Command(
        name = "rewind",
        mixinStandardHelpOptions = true,
        description =
                "Asks a poller to read everything of a target again. It publishes only what is new or differs, as revisions."
                        + " A poller that is not running does it as soon as it runs.")
final class Rewind implements Callable<Integer> {

    private static final String TARGETS = "targets.";
    private static final int MOST_NEAR = 5;

    private final Cluster cluster;
    private final InstantSource clock;

    @Parameters(index = "0", paramLabel = "PROVIDER", description = "scaleengine, polyv, huawei or wangsu.")
    private String provider = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "As in: tallylight targets list.")
    private String target = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "INSTANT",
            description = "From when on, such as 2026-11-20T00:00:00Z.")
    private String to = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    Rewind(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Topic<Target> topic = topic();
        Instant now = clock.instant();
        Instant begin = begin(now);
        try {
            Target asked = new TargetsTopic(cluster.settings(), topic, provider).rewind(target, begin, now);
            spec.commandLine().getOut().println(line(asked));
            spec.commandLine()
                    .getErr()
                    .println("poller-" + provider + " reads " + target + " again from " + begin
                            + " on, as soon as it runs; its page /targets shows how far it is.");
            return 0;
        } catch (NoSuchTarget none) {
            throw wrong("Provider " + provider + " has no target '" + target + "'. " + near(none.known()));
        }
    }

    @SuppressWarnings("unchecked") // the topics that begin with targets. are made of Target
    private Topic<Target> topic() {
        return (Topic<Target>) Topics.named(TARGETS + provider).orElseThrow(() -> {
            List<String> providers = Topics.all().stream()
                    .map(Topic::name)
                    .filter(name -> name.startsWith(TARGETS))
                    .map(name -> name.substring(TARGETS.length()))
                    .sorted(nearest(provider))
                    .toList();
            return wrong("There is no provider '" + provider + "'. Providers are: " + String.join(", ", providers));
        });
    }

    private Instant begin(Instant now) {
        try {
            Instant begin = Instant.parse(to);
            if (begin.isAfter(now)) {
                throw wrong("--to: expected an instant in the past, found " + begin + "; it is " + now);
            }
            return begin;
        } catch (DateTimeException malformed) {
            throw wrong("--to: expected an instant such as 2026-11-20T00:00:00Z, found '" + to + "'");
        }
    }

    private String near(Collection<String> known) {
        List<String> near =
                known.stream().sorted(nearest(target)).limit(MOST_NEAR).toList();
        return near.isEmpty()
                ? "It has none at all: is its poller's targets file empty, or did it never run?"
                : "Near ones are: " + String.join(", ", near) + ". All are in: tallylight targets list";
    }

    private String line(Target account) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("provider", provider);
        line.put("account", account.getAccount());
        line.put("target", target);
        account.getTargets().stream()
                .filter(one -> one.getId().equals(target))
                .map(PollTarget::getRewind)
                .forEach(rewind -> line.putAll(Targets.rewind(rewind)));
        return RecordJson.line(line);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static Comparator<String> nearest(String word) {
        return Comparator.comparingInt((String known) -> distance(word, known)).thenComparing(known -> known);
    }

    /** How many characters must be put in, left out or replaced to make one of the other. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
