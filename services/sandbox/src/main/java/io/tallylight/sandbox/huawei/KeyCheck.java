package io.tallylight.sandbox.huawei;

import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.SimulatorServer.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * AK/SK authentication: a clock within 15 minutes, the signature, and after five failures in a row a lock of five
 * minutes (ocr_faq: "more than five consecutive" failures).
 */
final class KeyCheck {

    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final int FAILURES = 5;
    private static final DateTimeFormatter SDK_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final Accounts.Huawei account;
    private int failures;
    private Instant lockedUntil = Instant.MIN;

    KeyCheck(Accounts.Huawei account) {
        this.account = account;
    }

    Optional<Refusal> refuse(Request request, String authorization, Instant now) {
        if (now.isBefore(lockedUntil)) {
            return Optional.of(Refusal.unauthenticated("the access key is locked after too many failures"));
        }
        Optional<AkSk> key = AkSk.of(authorization).filter(k -> k.signs("x-sdk-date"));
        Optional<Instant> signed = request.header("X-Sdk-Date").flatMap(KeyCheck::instant);
        if (key.isEmpty() || signed.isEmpty() || request.header("X-Project-Id").isEmpty()) {
            return failed(now);
        }
        if (Duration.between(signed.get(), now).abs().compareTo(SKEW) > 0) {
            return Optional.of(Refusal.unauthenticated(
                    "signature expired, signature time:" + sdkDate(signed.get()) + ",server time:" + sdkDate(now)));
        }
        boolean right =
                key.get().accessKey().equals(account.accessKey()) && key.get().fits(request, account.secretKey());
        return right ? succeeded() : failed(now);
    }

    private Optional<Refusal> succeeded() {
        failures = 0;
        return Optional.empty();
    }

    private Optional<Refusal> failed(Instant now) {
        failures++;
        if (failures >= FAILURES) {
            lockedUntil = now.plus(LOCK);
            failures = 0;
        }
        return Optional.of(Refusal.unauthenticated("verify aksk signature fail"));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(LocalDateTime.parse(date, SDK_DATE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    private static String sdkDate(Instant at) {
        return SDK_DATE.format(at.atOffset(ZoneOffset.UTC));
    }
}
