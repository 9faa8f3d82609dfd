package dev.plenum.screen;

import dev.plenum.platform.graphql.Refusal;

/**
 * No screen shows the code: it is mistyped, it has expired, or somebody entered it
 * before.
 */
record ScreenCodeRejected() implements Refusal {

}
