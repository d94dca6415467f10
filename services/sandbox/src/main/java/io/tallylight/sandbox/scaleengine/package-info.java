/**
 * ScaleEngine's {@code viewer.log}, read from the provider's page. Start with {@code ScaleEngineSimulator}, whose checks
 * stand in the order of SE-S1 to SE-S6; {@code ViewerLog} decides which rows there are.
 */
@NullMarked
package io.tallylight.sandbox.scaleengine;

import org.jspecify.annotations.NullMarked;
