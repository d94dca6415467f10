package io.tallylight.poller.polyv;

import io.tallylight.poller.engine.PollService;
import io.tallylight.poller.engine.PollSettings;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import java.time.Clock;

/** The process that polls Polyv. */
public final class PolyvMain {

    private record Settings(PollSettings polling, PolyvConfig own) {}

    public static final Program<?> PROGRAM = new Program<>(
            "poller-polyv",
            env -> new Settings(PollSettings.from(env), PolyvConfig.from(env)),
            (shell, settings) -> PollService.start(
                    shell,
                    settings.polling(),
                    new PolyvFeed(settings.own(), new Http(shell.vertx(), Clock.systemUTC()), shell.vertx())));

    private PolyvMain() {}

    public static void main(String[] args) {
        Service.main(PROGRAM);
    }
}
