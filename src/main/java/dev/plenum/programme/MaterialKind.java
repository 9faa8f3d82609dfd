package dev.plenum.programme;

/** What a material is. */
public enum MaterialKind {

	/** A film. */
	FILM,

	/** Something to read. */
	TEXT,

	/** Slides. */
	PRESENTATION,

	/** A page on the web. */
	LINK

}
