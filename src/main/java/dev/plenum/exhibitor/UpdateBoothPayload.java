package dev.plenum.exhibitor;

/** What became of the wish to change a listing; the schema describes each. */
sealed interface UpdateBoothPayload {

	record BoothUpdated(Exhibitor exhibitor) implements UpdateBoothPayload {
	}

	record BoothConflict(Exhibitor exhibitor) implements UpdateBoothPayload {
	}

}
