package io.tallylight.local;

import java.util.Map;

/** What the demo wants different from the services' defaults, because its story runs in seconds instead of hours. */
final class DemoSettings {

    static final Map<String, String> OURS = Map.of(
            "HUAWEI_SETTLE", "PT1S",
            "HUAWEI_REQUESTS_PER_MINUTE", "75",
            "POLYV_LEAST_REST", "PT2S",
            "WANGSU_OPEN_WITHIN", "PT0S",
            "ALERTER_WARM_UP", "PT0S",
            "ALERTER_QUIET", "PT30S");

    private DemoSettings() {}
}
