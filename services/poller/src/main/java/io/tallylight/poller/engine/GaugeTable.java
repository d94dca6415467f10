package io.tallylight.poller.engine;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gauges of one scrape: figures by name, each with labels of its own beside common ones. */
final class GaugeTable {

    private final Map<String, GaugeSnapshot.Builder> gauges;
    private final Labels labels;

    GaugeTable(String... labels) {
        this(new LinkedHashMap<>(), Labels.of(labels));
    }

    private GaugeTable(Map<String, GaugeSnapshot.Builder> gauges, Labels labels) {
        this.gauges = gauges;
        this.labels = labels;
    }

    /** The same table; what is put through this one has more labels. */
    GaugeTable with(String... more) {
        return new GaugeTable(gauges, labels.merge(Labels.of(more)));
    }

    void put(String name, String help, double figure, String... more) {
        Labels all = more.length == 0 ? labels : labels.merge(Labels.of(more));
        gauges.computeIfAbsent(name, first -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(new GaugeDataPointSnapshot(figure, all, null));
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(
                gauges.values().stream().map(GaugeSnapshot.Builder::build).toArray(GaugeSnapshot[]::new));
    }
}
