package io.tallylight.runtime;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.UUID;

/** One service's meters, every one with the service's name; closing them also ends the listening to the collector. */
final class ServiceMeters extends PrometheusMeterRegistry {

    private final JvmGcMetrics gc = new JvmGcMetrics();

    private ServiceMeters() {
        super(PrometheusConfig.DEFAULT);
    }

    static ServiceMeters of(String service) {
        ServiceMeters meters = new ServiceMeters();
        meters.config().commonTags("service", service);
        meters.gc.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return meters;
    }

    /** A Vert.x that counts here. All Vert.x of a process that share a registry's name count in the first one's meters. */
    Vertx vertx() {
        MicrometerMetricsOptions ours = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setRegistryName(UUID.randomUUID().toString());
        return Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(2).setMetricsOptions(ours))
                .withMetrics(new MicrometerMetricsFactory(this))
                .build();
    }

    @Override
    public void close() {
        gc.close();
        super.close();
    }
}
