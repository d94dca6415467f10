package io.tallylight.poller.huawei;

import io.tallylight.poller.engine.PollService;
import io.tallylight.poller.engine.PollSettings;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import io.tallylight.runtime.Shell;
import java.time.Clock;

/** The process poller-huawei. */
public final class HuaweiMain {

    private record Settings(PollSettings polling, HuaweiConfig own) {
        static Settings from(Env env) {
            return new Settings(PollSettings.from(env), HuaweiConfig.from(env));
        }
    }

    /** What runs, for those who run it within another process. */
    public static final Program<?> PROGRAM = new Program<>("poller-huawei", Settings::from, HuaweiMain::start);

    private HuaweiMain() {}

    public static void main(String[] args) {
        Service.main(PROGRAM);
    }

    private static Program.Running start(Shell shell, Settings settings) {
        Http http = new Http(shell.vertx(), Clock.systemUTC());
        return PollService.start(shell, settings.polling(), new HuaweiFeed(settings.own(), http, shell.meters()));
    }
}
