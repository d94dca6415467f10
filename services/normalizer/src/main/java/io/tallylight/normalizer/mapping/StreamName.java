package io.tallylight.normalizer.mapping;

/**
 * A stream as its provider names it.
 *
 * @param stream ScaleEngine app/stream, Huawei domain/app/channel, Wangsu domain/stream; empty for a whole account
 */
public record StreamName(String provider, String account, String stream) {}
