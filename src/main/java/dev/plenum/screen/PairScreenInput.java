package dev.plenum.screen;

import org.jspecify.annotations.Nullable;

/**
 * A screen to pair; the schema describes each property.
 */
record PairScreenInput(String eventId, String pairingCode, ScreenKind screenKind, @Nullable String roomId,
		@Nullable String name) {

	ScreenContent content() {
		return new ScreenContent(this.screenKind, this.roomId, this.name);
	}

}
