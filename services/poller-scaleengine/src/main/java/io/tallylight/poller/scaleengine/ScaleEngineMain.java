package io.tallylight.poller.scaleengine;

import io.tallylight.poller.engine.PollService;
import io.tallylight.poller.engine.PollSettings;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import java.time.Clock;

/** The process that polls ScaleEngine. */
public final class ScaleEngineMain {

    private record Settings(PollSettings polling, ScaleEngineConfig own) {}

    public static final Program<?> PROGRAM = new Program<>(
            "poller-scaleengine",
            env -> new Settings(PollSettings.from(env), ScaleEngineConfig.from(env)),
            (shell, settings) -> PollService.start(
                    shell,
                    settings.polling(),
                    new ScaleEngineFeed(settings.own(), new Http(shell.vertx(), Clock.systemUTC()), shell.meters())));

    private ScaleEngineMain() {}

    public static void main(String[] args) {
        Service.main(PROGRAM);
    }
}
