package dev.plenum.platform.connection;

/** The event that a connection waits for. */
enum Phase {

	/** The head of a request. */
	HEAD,

	/** The rest of a body that is read as a whole. */
	BODY,

	/** The rest of an upload by a caller who may send it. */
	UPLOAD,

	/** The server's answer. */
	ANSWER,

	/** The next request. */
	IDLE,

	/** Frames of a WebSocket. */
	SOCKET,

	/** The client closes the connection after the last answer. */
	END

}
