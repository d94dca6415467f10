package io.tallylight.poller.targets;

import io.tallylight.event.Target;
import io.tallylight.poller.Feed;
import io.tallylight.runtime.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the targets file by its content, which also sees the swapped links of a Kubernetes ConfigMap. A valid change is
 * written to the targets topic; an invalid file is refused whole, with every problem named, and the old targets go on.
 */
public final class TargetsWatch {

    private static final Logger log = LoggerFactory.getLogger(TargetsWatch.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final Shell shell;
    private final Path file;
    private final Feed<?> feed;
    private final TargetsTopic topic;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private String done = "";
    private String told = "";

    private TargetsWatch(Shell shell, Path file, Feed<?> feed, TargetsTopic topic) {
        this.shell = shell;
        this.file = file;
        this.feed = feed;
        this.topic = topic;
        this.thread = new Thread(this::watch, shell.name() + "-targets");
    }

    /**
     * Checks the file, then watches it on a thread of its own.
     *
     * @throws RuntimeException with all problems of a file that is invalid from the start
     */
    public static TargetsWatch start(Shell shell, Path file, Feed<?> feed, TargetsTopic topic) {
        TargetsWatch watch = new TargetsWatch(shell, file, feed, topic);
        try {
            TargetsFile.read(Files.readString(file), feed);
        } catch (IOException unreadable) {
            throw new IllegalStateException("TARGETS_FILE " + file + " cannot be read", unreadable);
        }
        shell.ops().waitingFor("targets", "The targets file is not on its topic yet");
        watch.thread.start();
        return watch;
    }

    /** Stops watching and waits until a write in progress is done. */
    public void close() throws InterruptedException {
        stopped.countDown();
        thread.join();
    }

    private void watch() {
        do {
            look();
        } while (!stopped());
    }

    private void look() {
        try {
            String content = Files.readString(file);
            if (!content.equals(done)) {
                apply(content);
            }
        } catch (IOException unreadable) {
            tell("Targets file " + file + " cannot be read, the old targets go on: " + unreadable.getMessage());
        }
    }

    private void apply(String content) {
        try {
            Map<String, Target> wanted = TargetsFile.read(content, feed);
            int changes = topic.write(wanted, Instant.now());
            log.info(
                    "{}: {} accounts in the targets file, {} changed on the topic",
                    shell.name(),
                    wanted.size(),
                    changes);
            done = content;
            told = "";
            shell.ops().waitingFor("targets", "");
        } catch (TargetsFile.Malformed malformed) {
            refused();
            tell("Targets file " + file + " is refused whole, the old targets go on:\n" + malformed.getMessage());
        } catch (RuntimeException notYet) { // no broker, registry or topic yet, or a fault of the feed: tried again
            tell("Targets cannot be written yet: " + notYet.getMessage());
        }
    }

    private void refused() {
        shell.meters().counter("targets_files_refused").increment();
    }

    private void tell(String problem) {
        if (!problem.equals(told)) {
            log.warn("{}", problem);
            told = problem;
        }
    }

    private boolean stopped() {
        try {
            return stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
