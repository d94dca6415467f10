/**
 * Wangsu's stream duration report, read from the provider's page. Start with {@code WangsuSimulator}; {@code WangsuApi}
 * has the checks in the order of WS-S1 to WS-S5, {@code Sessions} the pieces of pushes.
 */
@NullMarked
package io.tallylight.sandbox.wangsu;

import org.jspecify.annotations.NullMarked;
