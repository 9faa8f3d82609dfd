package dev.plenum.programme.document;

/** A kind of material. */
public enum MaterialKind {

	/** A film. */
	FILM,

	/** A text. */
	TEXT,

	/** Slides. */
	PRESENTATION,

	/** A web page. */
	LINK

}
