package io.tallylight.local.drill;

import io.tallylight.poller.huawei.HuaweiMain;
import io.tallylight.poller.polyv.PolyvMain;
import io.tallylight.poller.scaleengine.ScaleEngineMain;
import io.tallylight.poller.wangsu.WangsuMain;
import io.tallylight.sandbox.Providers;
import io.tallylight.sandbox.Simulator;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The four pollers as they are drilled: about as fast as the provider's limit lets them be for long. */
public enum Poller {
    /** Its figures move every twelve seconds, and it documents no limit. */
    SCALEENGINE(ScaleEngineMain.class, Duration.ofMillis(200)),
    POLYV(PolyvMain.class, Duration.ofSeconds(1)),
    HUAWEI(HuaweiMain.class, Duration.ofSeconds(4)),
    WANGSU(WangsuMain.class, Duration.ofSeconds(4));

    final Class<?> program;
    final Duration every;

    Poller(Class<?> program, Duration every) {
        this.program = program;
        this.every = every;
    }

    public String provider() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What differs from the service's defaults, because the story runs in seconds instead of hours. */
    Map<String, String> settings() {
        return switch (this) {
            case SCALEENGINE -> Map.of("SCALEENGINE_REQUESTS_PER_MINUTE", "10000");
            case POLYV -> Map.of("POLYV_LEAST_REST", "PT1S", "POLYV_BLOCK", "PT3S");
            case HUAWEI -> Map.of("HUAWEI_SETTLE", "PT1S", "HUAWEI_REQUESTS_PER_MINUTE", "75");
            case WANGSU -> Map.of("WANGSU_OPEN_WITHIN", "PT0S");
        };
    }

    Simulator simulator(Providers providers) {
        return switch (this) {
            case SCALEENGINE -> providers.scaleengine();
            case POLYV -> providers.polyv();
            case HUAWEI -> providers.huawei();
            case WANGSU -> providers.wangsu();
        };
    }
}
