/**
 * Polyv's {@code v2/hourly/{userid}}, read from the provider's page. Start with {@code PolyvSimulator}; {@code PolyvApi}
 * has the checks in the order of the page's table (PV-S1 to PV-S5), {@code HourTable} the figures.
 */
@NullMarked
package io.tallylight.sandbox.polyv;

import org.jspecify.annotations.NullMarked;
