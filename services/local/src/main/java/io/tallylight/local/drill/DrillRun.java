package io.tallylight.local.drill;

import io.tallylight.local.Infrastructure;
import io.tallylight.local.Progress;
import io.tallylight.local.truth.Truths.Flaw;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Faults of every kind at random, one around the pollers and two at the providers at any time; then the story stands still,
 * and the topics are compared with it.
 *
 * <pre>
 *   around     kill, pause, broker, registry ─┐
 *   scaleengine   ──── provider faults ───────┼──▶ quiet ──▶ compared: missing, duplicate, stale
 *   the others    ──── provider faults ───────┘
 * </pre>
 */
final class DrillRun {

    private static final Duration BEGIN = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofMinutes(3);
    private static final int LONGEST_PAUSE_MILLIS = 3000;
    private static final int MOST_SHOWN = 20;

    private final Scene scene;
    private final Mishaps mishaps;
    private final Progress progress;
    private final long seed;
    private final Bag<ProviderFault> providerFaults;
    private final Bag<WorldFault> worldFaults;

    /** Of each kind whether a metric showed it, at least once. */
    private final Map<String, Boolean> shown = new ConcurrentHashMap<>();

    DrillRun(Scene scene, Infrastructure infrastructure, Progress progress, long seed, Set<ProviderFault> without) {
        this.scene = scene;
        this.mishaps = new Mishaps(scene, infrastructure);
        this.progress = progress;
        this.seed = seed;
        this.providerFaults = new Bag<>(
                Stream.of(ProviderFault.values())
                        .filter(fault -> !without.contains(fault))
                        .toList(),
                seed);
        this.worldFaults = new Bag<>(List.of(WorldFault.values()), seed + 1);
    }

    /** The process's exit code: 0 if nothing is wrong on any topic and a metric showed every kind of fault. */
    int untilItEnds(Duration length) {
        progress.say("Starting six pollers: two replicas of ScaleEngine's and Wangsu's, one of the others");
        Stream.of(Poller.values()).forEach(scene::start);
        scene.start(Poller.SCALEENGINE);
        scene.start(Poller.WANGSU);
        if (!Mishaps.within(BEGIN, this::allPublish)) {
            progress.say("Not every poller publishes after " + BEGIN.toSeconds() + " s: " + logs());
            return 1;
        }
        strikeUntil(Instant.now().plus(length));
        return judge();
    }

    private boolean allPublish() {
        return Stream.of(Poller.values()).allMatch(poller -> scene.records(poller) > 0);
    }

    private void strikeUntil(Instant end) {
        progress.say("All publish; now they get into trouble");
        List<CompletableFuture<Void>> tracks = List.of(
                track(end, seed + 2, chance -> around(worldFaults.draw(), chance)),
                track(end, seed + 3, chance -> provider(Poller.SCALEENGINE, providerFaults.draw())),
                track(end, seed + 4, chance -> provider(other(chance), providerFaults.draw())));
        tracks.forEach(CompletableFuture::join);
    }

    private interface Strike {
        void strike(Random chance);
    }

    private static CompletableFuture<Void> track(Instant end, long seed, Strike strike) {
        return CompletableFuture.runAsync(
                () -> {
                    Random chance = new Random(seed);
                    while (Instant.now().isBefore(end)) {
                        strike.strike(chance);
                        Mishaps.rest(Duration.ofMillis(chance.nextInt(LONGEST_PAUSE_MILLIS)));
                    }
                },
                task -> new Thread(task, "drill-track").start());
    }

    private static Poller other(Random chance) {
        Poller[] others = {Poller.POLYV, Poller.HUAWEI, Poller.WANGSU};
        return others[chance.nextInt(others.length)];
    }

    private void provider(Poller poller, ProviderFault fault) {
        progress.say(poller.provider() + ": " + fault);
        if (poller == Poller.SCALEENGINE) {
            scene.restate();
        }
        note(fault.toString(), mishaps.provider(poller, fault));
    }

    private void around(WorldFault fault, Random chance) {
        Poller twice = chance.nextBoolean() ? Poller.SCALEENGINE : Poller.WANGSU;
        List<Replica> two = scene.replicas(twice);
        Replica owner = two.get(0).polls() ? two.get(0) : two.get(1);
        Replica other = owner == two.get(0) ? two.get(1) : two.get(0);
        Replica any = scene.replicas().get(chance.nextInt(scene.replicas().size()));
        Duration away = Duration.ofMillis(1000 + chance.nextInt(9000));
        progress.say(
                switch (fault) {
                    case KILL -> "kill -9 of " + any;
                    case PAUSE -> "SIGSTOP of " + owner + " until " + other + " polls";
                    default -> fault + " for " + away.toSeconds() + " s and more";
                });
        scene.restate();
        Mishaps.rest(Duration.ofMillis(chance.nextInt(500)));
        note(
                fault.toString(),
                switch (fault) {
                    case KILL -> mishaps.kill(any);
                    case PAUSE -> mishaps.pause(owner, other);
                    case BROKER_AWAY -> mishaps.broker(away);
                    case REGISTRY_AWAY -> mishaps.registry(other, away);
                });
    }

    private void note(String kind, boolean wasShown) {
        if (!wasShown) {
            progress.say("  no metric showed it: " + kind);
        }
        shown.merge(kind, wasShown, Boolean::logicalOr);
    }

    private int judge() {
        onceMoreAlone();
        Instant stoppedAt = scene.stop();
        progress.say("No more faults, and the story stands still; waiting until the topics say it all");
        Mishaps.within(
                QUIET,
                () -> verdicts(stoppedAt).stream()
                        .allMatch(one -> one.findings().isEmpty()));
        List<Verdict> verdicts = verdicts(stoppedAt);
        verdicts.forEach(one -> progress.say(one.line()));
        verdicts.stream()
                .flatMap(one -> one.findings().stream())
                .limit(MOST_SHOWN)
                .forEach(finding -> progress.say("  " + finding.flaw() + " " + finding.what()));
        if (verdicts.stream().anyMatch(one -> !one.findings().isEmpty())) {
            progress.say("What each poller was doing is at the end of what it said: " + logs());
            scene.replicas().forEach(replica -> replica.process().tellThreads());
        }
        return exitCode(verdicts);
    }

    /** Two faults at once can hide one another: what no metric showed gets a second chance by itself. */
    private void onceMoreAlone() {
        for (ProviderFault fault : ProviderFault.values()) {
            if (Boolean.FALSE.equals(shown.get(fault.toString()))) {
                provider(Poller.SCALEENGINE, fault);
            }
        }
        for (WorldFault fault : WorldFault.values()) {
            if (Boolean.FALSE.equals(shown.get(fault.toString()))) {
                around(fault, new Random(seed));
            }
        }
    }

    private int exitCode(List<Verdict> verdicts) {
        List<String> unseen = shown.entrySet().stream()
                .filter(kind -> !kind.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        long flaws = verdicts.stream().mapToLong(one -> one.findings().size()).sum();
        int rejections = scene.rejections().size();
        progress.say("all topics    missing " + count(verdicts, Flaw.MISSING) + ", duplicate "
                + count(verdicts, Flaw.DUPLICATE) + ", stale " + count(verdicts, Flaw.STALE));
        progress.say("limit passed: " + scene.overLimit() + ", rejections: " + rejections + ", kinds of faults: "
                + shown.size() + ", shown by no metric: " + (unseen.isEmpty() ? "none" : String.join(", ", unseen)));
        return flaws == 0 && unseen.isEmpty() && scene.overLimit() == 0 && rejections == 0 ? 0 : 1;
    }

    private static long count(List<Verdict> verdicts, Flaw flaw) {
        return verdicts.stream().mapToLong(one -> one.count(flaw)).sum();
    }

    private List<Verdict> verdicts(Instant stoppedAt) {
        return Stream.of(Poller.values())
                .map(poller -> scene.verdict(poller, stoppedAt))
                .toList();
    }

    private String logs() {
        return scene.replicas().stream()
                .map(replica -> replica.process().log().toString())
                .collect(Collectors.joining(", "));
    }
}
