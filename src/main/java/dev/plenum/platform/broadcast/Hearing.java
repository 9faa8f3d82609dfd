package dev.plenum.platform.broadcast;

/**
 * An operation as its receiver holds it; to be used on the receiver's executor.
 */
public interface Hearing {

	/**
	 * Tell on, after the receiver had no room.
	 */
	void resume();

	/**
	 * Tell no more.
	 */
	void stop();

}
