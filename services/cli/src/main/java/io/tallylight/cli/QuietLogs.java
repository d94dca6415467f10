package io.tallylight.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import io.tallylight.runtime.Logs;
import org.slf4j.LoggerFactory;

/** Standard output is for what a command prints: errors are logged to standard error, and all else not at all. */
final class QuietLogs {

    private QuietLogs() {}

    static void configure() {
        Logs.TEXT.configure();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null && !logger.getLevel().isGreaterOrEqual(Level.ERROR)) {
                logger.setLevel(Level.ERROR);
            }
        }
        context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(QuietLogs::toStandardError);
    }

    private static void toStandardError(Appender<ILoggingEvent> appender) {
        if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
            console.stop();
            console.setTarget("System.err");
            console.start();
        }
    }
}
