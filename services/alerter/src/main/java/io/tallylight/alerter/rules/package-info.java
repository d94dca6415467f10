/**
 * What is wrong with a channel's ad signals. Start with {@link io.tallylight.alerter.rules.Rule}; each rule is a class
 * of its own and pure: facts and a moment go in, anomalies come out.
 */
@NullMarked
package io.tallylight.alerter.rules;

import org.jspecify.annotations.NullMarked;
