package io.tallylight.runtime;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running service. Stops in this order: not ready, ask for nothing more, finish and commit what is in flight, close.
 */
public final class Service implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final int BAD_INPUT = 2;

    private record Common(KafkaSettings kafka, String opsHost, int opsPort, Logs logs) {
        static Common from(Env env) {
            return new Common(
                    KafkaSettings.from(env),
                    env.text("OPS_HOST", "127.0.0.1"),
                    env.integer("OPS_PORT", 8088, 0, 65535),
                    env.choice("LOG_FORMAT", Logs.TEXT));
        }
    }

    private record Settings<C>(Common common, C own) {}

    private final Shell shell;
    private final Program.Running running;
    private final int opsPort;

    private Service(Shell shell, Program.Running running, int opsPort) {
        this.shell = shell;
        this.running = running;
        this.opsPort = opsPort;
    }

    /** The main method of every service: reads the environment, runs until SIGTERM. */
    public static void main(Program<?> program) {
        try {
            Service service = start(program, System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, program.name() + "-stop"));
        } catch (BadInput wrong) {
            System.err.println(program.name() + " cannot start:\n" + wrong.getMessage());
            System.exit(BAD_INPUT);
        }
    }

    /**
     * Starts a service within this process.
     *
     * @throws BadInput with all that is wrong with {@code env} or with a file that it names
     */
    public static <C> Service start(Program<C> program, Map<String, String> env) {
        Settings<C> settings = Env.read(
                env, all -> new Settings<>(Common.from(all), program.settings().apply(all)));
        settings.common().logs().configure();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config().commonTags("service", program.name());
        bindJvm(meters);
        Vertx vertx = vertx(meters);
        Ops ops = new Ops(vertx, meters, info(program.name()));
        Shell shell =
                new Shell(program.name(), vertx, meters, ops, settings.common().kafka());
        ops.waitingFor("start", program.name() + " is starting");
        try {
            int port = await(
                    ops.listen(settings.common().opsHost(), settings.common().opsPort()));
            log.info("{} starts: {}; health on port {}", program.name(), shell.kafka(), port);
            Program.Running running = program.body().start(shell, settings.own());
            ops.waitingFor("start", "");
            return new Service(shell, running, port);
        } catch (RuntimeException failed) {
            vertx.close();
            throw failed;
        }
    }

    /** Every environment key of the service, the common ones first. */
    public static java.util.List<Env.Setting> settings(Program<?> program) {
        return Env.settings(
                env -> new Settings<>(Common.from(env), program.settings().apply(env)));
    }

    public boolean ready() {
        return shell.ops().ready();
    }

    /** What it waits for, in words; empty when it is ready. */
    public java.util.List<String> waiting() {
        return shell.ops().waiting();
    }

    public int opsPort() {
        return opsPort;
    }

    public String name() {
        return shell.name();
    }

    @Override
    public void close() {
        shell.ops().waitingFor("stop", shell.name() + " is stopping");
        running.stop();
        await(shell.ops().close());
        await(shell.vertx().close());
        shell.meters().close();
        log.info("{} stopped", shell.name());
    }

    private static Vertx vertx(PrometheusMeterRegistry meters) {
        return Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(2)
                        .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
    }

    @SuppressWarnings("resource") // the binders live as long as the process
    private static void bindJvm(PrometheusMeterRegistry meters) {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
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
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("Nothing answered within ten seconds", late);
        }
    }
}
