package io.tallylight.sandbox;

import io.tallylight.sandbox.huawei.HuaweiRules;
import io.tallylight.sandbox.huawei.HuaweiSimulator;
import io.tallylight.sandbox.polyv.PolyvRules;
import io.tallylight.sandbox.polyv.PolyvSimulator;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules;
import io.tallylight.sandbox.scaleengine.ScaleEngineSimulator;
import io.tallylight.sandbox.wangsu.WangsuRules;
import io.tallylight.sandbox.wangsu.WangsuSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All four simulators, telling one story. */
public record Providers(
        ScaleEngineSimulator scaleengine, PolyvSimulator polyv, HuaweiSimulator huawei, WangsuSimulator wangsu) {

    /** How often Polyv's simulator counts plays in a fast story, so that their growth can be watched. */
    private static final Duration LIVELY_COUNT = Duration.ofSeconds(20);

    /**
     * Starts them with the sandbox's accounts on {@code firstPort} and the three ports after it; port 0 takes free ones.
     * Huawei's filters by arrival, so that signals can be had ahead of their time.
     */
    public static Future<Providers> start(Vertx vertx, int firstPort, InstantSource clock, Scenario story) {
        return start(vertx, firstPort, clock, story, story.playbackDelay());
    }

    /** For a story that is no plain scenario; {@code playbackDelay} is how far Polyv is behind, none in a fast story. */
    public static Future<Providers> start(
            Vertx vertx, int firstPort, InstantSource clock, Story story, Duration playbackDelay) {
        HuaweiRules huawei = HuaweiRules.documented().filteredBy(HuaweiRules.Filter.ARRIVAL);
        Future<ScaleEngineSimulator> first = ScaleEngineSimulator.start(
                vertx, port(firstPort, 0), clock, story, Accounts.SCALEENGINE, ScaleEngineRules.documented());
        Future<PolyvSimulator> second =
                PolyvSimulator.start(vertx, port(firstPort, 1), clock, story, Accounts.POLYV, polyv(playbackDelay));
        Future<HuaweiSimulator> third =
                HuaweiSimulator.start(vertx, port(firstPort, 2), clock, story, Accounts.HUAWEI, huawei);
        Future<WangsuSimulator> fourth = WangsuSimulator.start(
                vertx, port(firstPort, 3), clock, story, Accounts.WANGSU, WangsuRules.documented());
        return Future.all(first, second, third, fourth)
                .map(all -> new Providers(first.result(), second.result(), third.result(), fourth.result()));
    }

    public List<Simulator> all() {
        return List.of(scaleengine, polyv, huawei, wangsu);
    }

    /** Where the pollers find them: their ..._API settings. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("SCALEENGINE_API", scaleengine.api().toString());
        settings.put("POLYV_API", polyv.api().toString());
        settings.put("HUAWEI_API", huawei.api().toString());
        settings.put("HUAWEI_IAM_API", huawei.iam().toString());
        settings.put("WANGSU_API", wangsu.api().toString());
        return settings;
    }

    public Future<Void> close() {
        return Future.all(all().stream().map(Simulator::close).toList()).mapEmpty();
    }

    private static int port(int first, int next) {
        return first == 0 ? 0 : first + next;
    }

    private static PolyvRules polyv(Duration playbackDelay) {
        PolyvRules documented = PolyvRules.documented();
        return playbackDelay.isZero() ? documented.playbackDelay(Duration.ZERO, LIVELY_COUNT) : documented;
    }
}
