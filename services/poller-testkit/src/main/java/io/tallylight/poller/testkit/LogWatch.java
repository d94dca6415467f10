package io.tallylight.poller.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** All that is logged in this process. A service that starts sets logging up anew; this comes back each time. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements LoggerContextListener {

    private final List<String> lines = new ArrayList<>();

    static LogWatch begin() {
        LogWatch watch = new LogWatch();
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        watch.setContext(logging);
        watch.attach(logging);
        logging.addListener(watch);
        return watch;
    }

    /** With their stack traces, in the order in which they came. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    private void attach(LoggerContext logging) {
        start();
        logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this);
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext logging) {
        attach(logging);
    }

    @Override
    public void onStart(LoggerContext logging) {}

    @Override
    public void onStop(LoggerContext logging) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
