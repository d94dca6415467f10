package io.tallylight.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running service. Stops in this order: not ready, ask for nothing more, finish and commit what is in flight, close.
 */
public final class Service implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final int FAULT = 1;
    private static final int BAD_INPUT = 2;

    private record Settings<C>(Common common, C own) {

        static <C> Settings<C> from(Program<C> program, Env env) {
            return new Settings<>(Common.from(env), program.settings().apply(env));
        }
    }

    private final Shell shell;
    private final Program.Running running;
    private final int opsPort;
    private boolean closed;

    private Service(Shell shell, Program.Running running, int opsPort) {
        this.shell = shell;
        this.running = running;
        this.opsPort = opsPort;
    }

    /** The main method of every service: reads the environment, runs until SIGTERM. Ends with 2 if its input is wrong. */
    public static void main(Program<?> program) {
        try {
            Service service = start(program, System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, program.name() + "-stop"));
        } catch (BadInput wrong) {
            System.err.println(program.name() + " cannot start:\n" + wrong.getMessage());
            System.exit(BAD_INPUT);
        } catch (RuntimeException fault) {
            log.error("{} cannot start", program.name(), fault);
            System.exit(FAULT); // threads that run already would keep a process that does nothing
        }
    }

    /**
     * Starts a service within this process.
     *
     * @throws BadInput with all that is wrong with {@code env} or with a file that it names
     */
    public static <C> Service start(Program<C> program, Map<String, String> env) {
        Settings<C> settings = Env.read(env, all -> Settings.from(program, all));
        settings.common().logs().configure();
        Shell shell = shell(program.name(), settings.common());
        try {
            int port = listen(shell.ops(), settings.common());
            String instance = shell.instance().orElse("of no name");
            log.info("{} starts: {}; health on port {}; instance {}", shell.name(), shell.kafka(), port, instance);
            Program.Running running = program.body().start(shell, settings.own());
            shell.ops().waitingFor("start", "");
            return new Service(shell, running, port);
        } catch (RuntimeException failed) {
            release(shell);
            throw failed;
        }
    }

    /** Every environment key of the service, the common ones first. */
    public static List<Env.Setting> settings(Program<?> program) {
        return Env.settings(env -> Settings.from(program, env));
    }

    public boolean ready() {
        return shell.ops().ready();
    }

    /** What it waits for, in words; empty when it is ready. */
    public List<String> waiting() {
        return shell.ops().waiting();
    }

    public int opsPort() {
        return opsPort;
    }

    public String name() {
        return shell.name();
    }

    /** Returns when all is done; whoever calls it again meanwhile waits for that too. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        shell.ops().waitingFor("stop", shell.name() + " is stopping");
        try {
            running.stop();
        } finally {
            release(shell);
        }
        log.info("{} stopped", shell.name());
    }

    private static Shell shell(String name, Common common) {
        ServiceMeters meters = ServiceMeters.of(name);
        Vertx vertx = meters.vertx();
        Ops ops = new Ops(vertx, meters, info(name));
        ops.waitingFor("start", name + " is starting");
        return new Shell(name, vertx, meters, ops, common.kafka(), common.instance());
    }

    private static int listen(Ops ops, Common common) {
        try {
            return await(ops.listen(common.opsHost(), common.opsPort()));
        } catch (IllegalStateException refused) {
            String where = common.opsHost() + ":" + common.opsPort();
            throw new BadInput(
                    List.of("OPS_HOST, OPS_PORT: cannot listen on " + where + ": " + Causes.inWords(refused)), refused);
        }
    }

    private static void release(Shell shell) {
        try {
            await(shell.ops().close());
        } finally {
            await(shell.vertx().close());
            shell.meters().close();
        }
    }

    private static Map<String, String> info(String name) {
        String version = Service.class.getPackage().getImplementationVersion();
        return Map.of(
                "service",
                name,
                "version",
                version == null ? "development" : version,
                "java",
                Runtime.version().toString());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    Causes.inWords(failed.getCause() == null ? failed : failed.getCause()), failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException("Nothing answered within ten seconds", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }
}
