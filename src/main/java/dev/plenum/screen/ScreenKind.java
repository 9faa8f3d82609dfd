package dev.plenum.screen;

/** The content of a screen. The schema describes each value. */
enum ScreenKind {

	FOYER, ROOM, STAGE;

	boolean isForOneRoom() {
		return this != FOYER;
	}

}
