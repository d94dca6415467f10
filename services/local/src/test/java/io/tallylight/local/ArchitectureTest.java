package io.tallylight.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tallylight.schemas.Topics;

/** The table of who may know whom, on the classes themselves; the enforcer holds the modules to it as well. */
@AnalyzeClasses(packages = "io.tallylight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OURS = "io.tallylight..";
    private static final String VERTX = "io.vertx..";
    private static final String LOGGING = "org.slf4j..";
    private static final String EVENT = "io.tallylight.event..";
    private static final String SCHEMAS = "io.tallylight.schemas..";
    private static final String SCTE35 = "io.tallylight.scte35..";
    private static final String RUNTIME = "io.tallylight.runtime..";
    private static final String POLLER = "io.tallylight.poller..";
    private static final String SCALEENGINE = "io.tallylight.poller.scaleengine..";
    private static final String POLYV = "io.tallylight.poller.polyv..";
    private static final String HUAWEI = "io.tallylight.poller.huawei..";
    private static final String WANGSU = "io.tallylight.poller.wangsu..";
    private static final String NORMALIZER = "io.tallylight.normalizer..";
    private static final String ALERTER = "io.tallylight.alerter..";
    private static final String SANDBOX = "io.tallylight.sandbox..";
    private static final String LOCAL = "io.tallylight.local..";
    private static final String CLI = "io.tallylight.cli..";
    private static final String BENCHMARKS = "io.tallylight.benchmarks..";

    @ArchTest
    static final ArchRule scte35KnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage(SCTE35)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(SCTE35, "java..", "org.jspecify.."));

    @ArchTest
    static final ArchRule schemasKnowNothingOfOursNorVertxNorLogging = noClasses()
            .that()
            .resideInAnyPackage(EVENT, SCHEMAS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS, VERTX, LOGGING)
                    .and(resideInAnyPackage(EVENT, SCHEMAS).negate()));

    @ArchTest
    static final ArchRule runtimeKnowsSchemasOnly = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS)
                    .and(resideInAnyPackage(RUNTIME, EVENT, SCHEMAS).negate()));

    @ArchTest
    static final ArchRule theEngineKnowsNoProvider = noClasses()
            .that(resideInAnyPackage(POLLER)
                    .and(resideInAnyPackage(SCALEENGINE, POLYV, HUAWEI, WANGSU).negate()))
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS)
                    .and(resideInAnyPackage(SCALEENGINE, POLYV, HUAWEI, WANGSU, SCTE35, NORMALIZER, ALERTER, SANDBOX)));

    @ArchTest
    static final ArchRule scaleEngineKnowsNoOtherPoller = pollerKnowsNo(SCALEENGINE, POLYV, HUAWEI, WANGSU);

    @ArchTest
    static final ArchRule polyvKnowsNoOtherPoller = pollerKnowsNo(POLYV, SCALEENGINE, HUAWEI, WANGSU);

    @ArchTest
    static final ArchRule huaweiKnowsNoOtherPoller = pollerKnowsNo(HUAWEI, SCALEENGINE, POLYV, WANGSU);

    @ArchTest
    static final ArchRule wangsuKnowsNoOtherPoller = pollerKnowsNo(WANGSU, SCALEENGINE, POLYV, HUAWEI);

    @ArchTest
    static final ArchRule normalizerKnowsNoPollerAndNoHttpClient = noClasses()
            .that()
            .resideInAPackage(NORMALIZER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(POLLER, ALERTER, SANDBOX, "io.vertx.ext.web..", "java.net.http.."));

    @ArchTest
    static final ArchRule alerterKnowsRuntimeAndSchemasOnly = noClasses()
            .that()
            .resideInAPackage(ALERTER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS)
                    .and(resideInAnyPackage(ALERTER, RUNTIME, EVENT, SCHEMAS).negate()));

    @ArchTest
    static final ArchRule alerterKnowsNoEventTopic = noClasses()
            .that()
            .resideInAPackage(ALERTER)
            .should(accessField(Topics.class, "VIEWER")
                    .or(accessField(Topics.class, "HOURLY"))
                    .or(accessField(Topics.class, "SCTE35"))
                    .or(accessField(Topics.class, "PUSH_SESSION")))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage(EVENT)
                    .and(simpleNameContaining("ViewerCount")
                            .or(simpleNameContaining("HourlyPlayback"))
                            .or(simpleNameContaining("SpliceSignal"))
                            .or(simpleNameContaining("PushSession"))));

    /** A simulator is its own reading of the provider's document. */
    @ArchTest
    static final ArchRule sandboxKnowsNoPollerAndNoService = noClasses()
            .that()
            .resideInAPackage(SANDBOX)
            .should()
            .dependOnClassesThat(resideInAnyPackage(POLLER, RUNTIME, NORMALIZER, ALERTER));

    @ArchTest
    static final ArchRule nothingKnowsTheMainJobOrTheCommandOrTheBenchmarks = noClasses()
            .that(resideInAnyPackage(LOCAL, CLI).negate())
            .should()
            .dependOnClassesThat(resideInAnyPackage(LOCAL, CLI, BENCHMARKS));

    @ArchTest
    static final ArchRule noNameSaysNothing = noClasses()
            .that(resideInAnyPackage(EVENT).negate())
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils)")
            .orShould()
            .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*");

    private static ArchRule pollerKnowsNo(String one, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(one)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(others).or(resideInAnyPackage(SCTE35, NORMALIZER, ALERTER, SANDBOX)));
    }
}
