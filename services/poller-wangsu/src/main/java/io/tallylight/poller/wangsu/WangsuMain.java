package io.tallylight.poller.wangsu;

import io.tallylight.poller.engine.PollService;
import io.tallylight.poller.engine.PollSettings;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import io.tallylight.runtime.Shell;
import java.time.Clock;

/** The process poller-wangsu. */
public final class WangsuMain {

    private record Settings(PollSettings polling, WangsuConfig own) {
        static Settings from(Env env) {
            return new Settings(PollSettings.from(env), WangsuConfig.from(env));
        }
    }

    /** What runs, for those who run it within another process. */
    public static final Program<?> PROGRAM = new Program<>("poller-wangsu", Settings::from, WangsuMain::start);

    private WangsuMain() {}

    public static void main(String[] args) {
        Service.main(PROGRAM);
    }

    private static Program.Running start(Shell shell, Settings settings) {
        Http http = new Http(shell.vertx(), Clock.systemUTC());
        return PollService.start(shell, settings.polling(), new WangsuFeed(settings.own(), http, shell.meters()));
    }
}
