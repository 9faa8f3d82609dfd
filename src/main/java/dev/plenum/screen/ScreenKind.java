package dev.plenum.screen;

/** What a screen displays. The schema describes each value. */
enum ScreenKind {

	FOYER, ROOM, STAGE;

	boolean isForOneRoom() {
		return this != FOYER;
	}

}
